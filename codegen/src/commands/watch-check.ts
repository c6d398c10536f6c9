/** `barewire check --watch`: tells each finding once, when it appears, and once when it is gone. */

import { type CheckFlags, checkAll, summary } from "./check-command.js";
import { CommandFailure, EXIT_OK, type ExitCode, endWithExitCode } from "./command-failure.js";
import type { CommandIo } from "./command-io.js";
import { PLAIN_TEXT, textOf } from "./finding-formats.js";
import { FolderWatch, type WatchedFolder } from "./folder-watch.js";
import { protocolsSource, type RequestSource } from "./generate-request.js";
import { locateProtocols } from "./locate-protocols.js";
import type { RenderedDiagnostic } from "./rendered-diagnostic.js";

/** Returns when `stop` is aborted. */
export async function watchCheck(
  protocols: readonly string[],
  flags: CheckFlags,
  io: CommandIo,
  stop: AbortSignal,
): Promise<ExitCode> {
  const folders = new FolderWatch();
  const { against: _, watch: __, ...folderFlags } = flags;
  let known: ReadonlyMap<string, RenderedDiagnostic> = new Map();
  const notices = new Set<string>();
  const quiet: CommandIo = {
    ...io,
    printError: (text) => {
      if (!notices.has(text)) io.printError(text);
      notices.add(text);
    },
  };
  const run = async (): Promise<ExitCode> => {
    for (let round = 0; ; round += 1) {
      try {
        // Watching starts before reading: a change in between must not get lost.
        folders.follow(watchedFolders(protocolsSource(protocols, folderFlags), io));
        const { findings, schemaCount } = await checkAll(protocols, flags, quiet);
        const found = keyed(findings);
        if (printChanges(known, found, io) || round === 0) {
          io.printError(summary(findings, schemaCount));
        }
        known = found;
      } catch (error) {
        // A configuration that is gone for a moment may come back; at the start it is a mistake.
        if (!(error instanceof CommandFailure) || round === 0) throw error;
        quiet.printError(`barewire: ${error.message}`);
      }
      if (round === 0) io.printError("watching for changes; stop with Ctrl+C");
      await folders.nextChange(stop);
      if (stop.aborted) return EXIT_OK;
    }
  };
  try {
    return await endWithExitCode(io.printError, run);
  } finally {
    folders.close();
  }
}

/** A stale file is a finding, so the folders of generated files are watched as well. */
function watchedFolders(source: RequestSource, io: CommandIo): readonly WatchedFolder[] {
  const { watched, protocols } = locateProtocols(source, io);
  return [...watched, ...protocols.map(({ outFolder }) => ({ folder: outFolder, only: null }))];
}

/** The key has the message and no line, which moves when lines are added above it. */
function keyed(findings: readonly RenderedDiagnostic[]): ReadonlyMap<string, RenderedDiagnostic> {
  const counts = new Map<string, number>();
  return new Map(
    findings.map((finding) => {
      const { file, message } = finding.data;
      const key = `${file}: ${message}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return [`${key} ${count}`, finding];
    }),
  );
}

/** Tells whether there were changes. */
function printChanges(
  known: ReadonlyMap<string, RenderedDiagnostic>,
  found: ReadonlyMap<string, RenderedDiagnostic>,
  io: CommandIo,
): boolean {
  const fresh = [...found].flatMap(([key, finding]) => (known.has(key) ? [] : [finding]));
  const gone = [...known].flatMap(([key, finding]) => (found.has(key) ? [] : [finding]));
  for (const { data } of gone) io.print(`${data.file}: gone: ${data.message}`);
  if (fresh.length > 0) io.print(textOf(fresh, io.output ?? PLAIN_TEXT));
  return fresh.length + gone.length > 0;
}
