/**
 * `barewire publish <protocol> <version>`: freezes a version, once everything about it is right.
 */

import { join } from "node:path";
import { LOCK_NAME } from "../lock/lock-name.js";
import {
  EXIT_OK,
  EXIT_PROBLEM,
  type ExitCode,
  endWithExitCode,
  usageFailure,
} from "./command-failure.js";
import { type CommandIo, displayPath } from "./command-io.js";
import { withLineEndsOf } from "./line-ends.js";
import { locateProtocols, type ProtocolFolders } from "./locate-protocols.js";
import { inputTexts, readInput } from "./read-inputs.js";
import { diagnosticProblem, pathProblem, type RenderedDiagnostic } from "./rendered-diagnostic.js";
import { writeOutputs } from "./write-outputs.js";

export async function publishCommand(
  protocol: string,
  versionText: string,
  io: CommandIo,
): Promise<ExitCode> {
  return await endWithExitCode(io.printError, () => publish(protocol, versionText, io));
}

async function publish(protocol: string, versionText: string, io: CommandIo): Promise<ExitCode> {
  const version = /^v?([1-9]\d*)$/.exec(versionText)?.[1];
  if (version === undefined) throw usageFailure(`'${versionText}' is not a version; write 2 or v2`);
  const located = locateProtocols({ kind: "config", protocols: [protocol] }, io);
  const [folders] = located.protocols;
  if (located.problems.length > 0 || folders === undefined) return report(located.problems, io);
  const result = await publishedLock(folders, Number(version), io);
  if (!result.ok) return report(result.problems, io);
  const difference = { kind: "stale", name: LOCK_NAME, text: result.text } as const;
  writeOutputs([{ folder: folders.schemasFolder, differences: [difference] }], ({ kind, path }) => {
    io.print(`${kind.padEnd(7)} ${displayPath(path, io)}`);
  });
  io.print(`${protocol} v${version} is published: its schema must not change any more`);
  return EXIT_OK;
}

function report(problems: readonly RenderedDiagnostic[], io: CommandIo): ExitCode {
  io.printError([...problems, "nothing was published"].join("\n\n"));
  return EXIT_PROBLEM;
}

type LockText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problems: readonly RenderedDiagnostic[] };

async function publishedLock(
  folders: ProtocolFolders,
  version: number,
  io: CommandIo,
): Promise<LockText> {
  const { input, problems } = readInput(folders, io);
  if (problems.length > 0) return { ok: false, problems };
  const { publishProtocol } = await import("../publish.js");
  const published = await publishProtocol(input, version);
  if (published.ok) {
    return { ok: true, text: withLineEndsOf(input.lock?.text ?? null, published.text) };
  }
  const texts = inputTexts(input);
  const { problem } = published;
  const lockPath = displayPath(join(folders.schemasFolder, LOCK_NAME), io);
  return {
    ok: false,
    problems: [
      ...published.diagnostics.map((found) => diagnosticProblem(found, texts)),
      ...(problem === null ? [] : [pathProblem(lockPath, problem.message, problem.help)]),
    ],
  };
}
