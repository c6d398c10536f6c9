/** The golden bytes of the published versions, in a folder below that of the schemas. */

import { join } from "node:path";
import {
  addGoldens,
  GOLDEN_FOLDER,
  type GoldenFile,
  parseGoldens,
  printGoldens,
} from "../golden/golden-file.js";
import { makeGoldens } from "../golden/make-goldens.js";
import type { PlannedProtocol } from "../planned-protocol.js";
import { type CommandIo, displayPath } from "./command-io.js";
import type { Difference } from "./compare-outputs.js";
import { fileExists, listFolder, readText } from "./disk.js";
import type { ProtocolFolders } from "./locate-protocols.js";
import { pathProblem, type RenderedDiagnostic } from "./rendered-diagnostic.js";

export type GoldenFiles = {
  readonly files: readonly GoldenFile[];
  readonly problems: readonly RenderedDiagnostic[];
};

/** Reads those of all versions that are or were published. */
export function goldenFiles(
  { schemasFolder, selection }: ProtocolFolders,
  planned: PlannedProtocol,
  io: CommandIo,
): GoldenFiles {
  const problems: RenderedDiagnostic[] = [];
  const { published, ended } = planned;
  const known = [...published, ...ended.map(({ version }) => version)];
  const problem = (name: string, message: string, help: string) => {
    const path = displayPath(join(schemasFolder, GOLDEN_FOLDER, name), io);
    problems.push(pathProblem(path, message, help, "golden"));
  };
  for (const { name } of listFolder(join(schemasFolder, GOLDEN_FOLDER)) ?? []) {
    const version = Number(/^v([1-9]\d*)\.json$/.exec(name)?.[1]);
    if (known.includes(version)) continue;
    problem(name, "there is no published version of this name", "delete the file");
  }
  const files = known.flatMap((version): readonly GoldenFile[] => {
    const name = `v${version}.json`;
    const text = readGolden(schemasFolder, version);
    if (text === null) {
      // Versions that ended before there were golden bytes have none.
      if (!published.includes(version)) return [];
      const help = `\`barewire publish${selection} ${version}\` adds what is missing`;
      problem(name, `v${version} is published, and has no golden bytes`, help);
      return [];
    }
    const parsed = parseGoldens(text);
    const restore = "restore the file from version control";
    if (!parsed.ok) {
      problem(name, parsed.message, restore);
      return [];
    }
    const { file } = parsed;
    if (file.protocol === planned.protocol && file.version === version) return [file];
    problem(name, `the file is of ${file.protocol} v${file.version}`, restore);
    return [];
  });
  return { files, problems };
}

export type GoldenDifference = Exclude<Difference, { readonly kind: "orphaned" }> & {
  /** The text that is replaced; null for a new file. */
  readonly existing: string | null;
};

export type GoldenChange =
  | { readonly ok: true; readonly difference: GoldenDifference | null }
  | { readonly ok: false; readonly problem: RenderedDiagnostic };

/** Adds the golden bytes of one version, and changes no others. */
export function addedGoldens(
  { schemasFolder }: ProtocolFolders,
  planned: PlannedProtocol,
  version: number,
  io: CommandIo,
): GoldenChange {
  const name = `v${version}.json`;
  const fault = (message: string): GoldenChange => {
    const path = displayPath(join(schemasFolder, GOLDEN_FOLDER, name), io);
    const help = "golden bytes are only ever added: restore the file from version control";
    return { ok: false, problem: pathProblem(path, message, help, "golden") };
  };
  const text = readGolden(schemasFolder, version);
  const existing = text === null ? null : parseGoldens(text);
  if (existing !== null && !existing.ok) return fault(existing.message);
  const added = addGoldens(existing?.file ?? null, makeGoldens(planned, version));
  if (!added.ok) {
    return fault(`the golden bytes would change: ${added.changed.join(", ")}`);
  }
  if (added.addedCount === 0) return { ok: true, difference: null };
  const kind = text === null ? "missing" : "stale";
  const difference = { kind, name, text: printGoldens(added.file), existing: text } as const;
  return { ok: true, difference };
}

function readGolden(schemasFolder: string, version: number): string | null {
  const path = join(schemasFolder, GOLDEN_FOLDER, `v${version}.json`);
  return fileExists(path) ? readText(path) : null;
}
