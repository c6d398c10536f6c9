/**
 * `barewire generate` for programs that go on, such as plugins of bundlers: the files of a project
 * are read and written as the command does, and its findings are returned.
 */

import { join, resolve } from "node:path";
import { CommandFailure } from "./command-failure.js";
import type { CommandIo } from "./command-io.js";
import { CONFIG_NAME } from "./config.js";
import { listFolder } from "./disk.js";
import { generateCommand } from "./generate-command.js";
import { generateRequest } from "./generate-request.js";
import { locateProtocols } from "./locate-protocols.js";
import { PIPELINE } from "./pipeline.js";
import type { DiagnosticData, RenderedDiagnostic } from "./rendered-diagnostic.js";

/** One finding, with the fields that `--format json` prints. */
export type ProjectFinding = DiagnosticData & {
  /** The absolute path of the file. */
  readonly path: string;
  /** `file:line:column: message`, a code frame, and help where there is one. */
  readonly text: string;
};

export type GeneratedProject = {
  /** If there are any, no module was written, except types of decisions that are open. */
  readonly findings: readonly ProjectFinding[];
  /** Says why the command could not do its work, such as a missing configuration; else null. */
  readonly failure: string | null;
  /** The places whose changes may change the output, as absolute paths. */
  readonly watched: WatchedPlaces;
};

export type WatchedPlaces = {
  readonly files: readonly string[];
  /** Folders whose entries matter, of which some may not exist yet. */
  readonly folders: readonly string[];
};

/** Generates the protocols of the configuration in `folder` or above it. */
export async function generateProject(folder: string): Promise<GeneratedProject> {
  const findings: RenderedDiagnostic[] = [];
  const printed: string[] = [];
  const io: CommandIo = {
    ...silentIo(folder),
    printError: (lines) => printed.push(lines),
    takeFindings: (found) => findings.push(...found),
  };
  const exitCode = await generateCommand(generateRequest([], {}), io);
  const hasFailed = exitCode !== 0 && findings.length === 0;
  return {
    findings: findings.map(({ lines, data }) => ({
      ...data,
      path: resolve(folder, data.file),
      text: lines,
    })),
    failure: hasFailed ? (printed.at(-1) ?? `the command ended with ${exitCode}`) : null,
    watched: watchedPlaces(folder),
  };
}

/**
 * The places to watch as they are now, without a run. Who watches them before a run misses no
 * change, and those after it have the files that it has made.
 */
export function watchedPlaces(folder: string): WatchedPlaces {
  try {
    const source = { kind: "config", protocols: [] } as const;
    const { watched } = locateProtocols(source, silentIo(folder));
    const folders = watched.filter(({ only }) => only === null).map((place) => place.folder);
    const named = watched.flatMap((place) =>
      place.only === null ? [] : [join(place.folder, place.only)],
    );
    const inside = folders.flatMap((path) =>
      (listFolder(path) ?? [])
        .filter((entry) => entry.isFile())
        .map(({ name }) => join(path, name)),
    );
    return { files: [...named, ...inside], folders: [...new Set(folders)] };
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return { files: [join(folder, CONFIG_NAME)], folders: [] };
  }
}

function silentIo(folder: string): CommandIo {
  return {
    workingFolder: folder,
    print: () => {},
    printError: () => {},
    // Only the summary of a run has its duration.
    nowMs: () => 0,
    pipeline: PIPELINE,
  };
}
