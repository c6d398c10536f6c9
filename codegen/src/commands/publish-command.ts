/**
 * `barewire publish`, `retire` and `withdraw`: the commands that write the life of a version into
 * the lock, once everything about the protocol is right.
 */

import { join } from "node:path";
import { GOLDEN_FOLDER } from "../golden/golden-file.js";
import { lineEndOfNew, withLineEndsOf } from "../line-ends.js";
import { LOCK_NAME } from "../lock/lock-name.js";
import type { VersionChange } from "../publish.js";
import { type ExitCode, endWithExitCode } from "./command-failure.js";
import { type CommandIo, displayPath } from "./command-io.js";
import type { Difference } from "./compare-outputs.js";
import type { FolderFlags, RequestSource } from "./generate-request.js";
import type { GoldenDifference } from "./golden-files.js";
import { locateProtocols, type ProtocolFolders } from "./locate-protocols.js";
import { inputTexts, readInput } from "./read-inputs.js";
import { diagnosticProblem, pathProblem, type RenderedDiagnostic } from "./rendered-diagnostic.js";
import { reportFindings } from "./report-findings.js";
import { lockSource, versionNumber } from "./version-argument.js";
import { type FolderChange, writeOutputs } from "./write-outputs.js";

export type VersionRequest = {
  /** Null where the flags name the folders of the protocol. */
  readonly protocol: string | null;
  readonly versionText: string;
  readonly flags: FolderFlags;
} & (
  | { readonly kind: "publish" | "retire" }
  | { readonly kind: "withdraw"; readonly reason: string }
);

export async function versionCommand(request: VersionRequest, io: CommandIo): Promise<ExitCode> {
  return await endWithExitCode(io.printError, () => {
    const { kind, protocol, flags } = request;
    const version = versionNumber(request.versionText);
    const change =
      request.kind === "withdraw"
        ? { kind: request.kind, version, reason: request.reason }
        : { kind: request.kind, version };
    return write(lockSource(kind, protocol, flags), change, io);
  });
}

async function write(
  source: RequestSource,
  change: VersionChange,
  io: CommandIo,
): Promise<ExitCode> {
  const located = locateProtocols(source, io);
  const [folders] = located.protocols;
  if (located.problems.length > 0 || folders === undefined) {
    return report(located.problems, change, io);
  }
  const result = await changedLock(folders, change, io);
  if (!result.ok) return await addedOrReported(folders, change, result.problems, io);
  const lock = { kind: "stale", name: LOCK_NAME, text: result.text } as const;
  // The lock keeps the text of a withdrawn version; a schema of its number would be another one.
  const gone = { kind: "orphaned", name: `v${change.version}.bare` } as const;
  const differences = change.kind === "withdraw" ? [lock, gone] : [lock];
  const goldens = await goldenChange(folders, change, io);
  if (!goldens.ok) return report(goldens.problems, change, io);
  const changes = [{ folder: folders.schemasFolder, differences }, ...goldens.changes];
  writeAll(changes, io);
  return reportFindings({ command: change.kind, findings: [], end: doneText(folders, change) }, io);
}

function writeAll(changes: readonly FolderChange[], io: CommandIo): void {
  writeOutputs(changes, ({ kind, path }) => {
    io.printError(`${kind.padEnd(7)} ${displayPath(path, io)}`);
  });
}

type GoldenChanges =
  | { readonly ok: true; readonly changes: readonly FolderChange[] }
  | { readonly ok: false; readonly problems: readonly RenderedDiagnostic[] };

/** A version that is published gets golden bytes, which its messages have from then on. */
async function goldenChange(
  folders: ProtocolFolders,
  { kind, version }: VersionChange,
  io: CommandIo,
): Promise<GoldenChanges> {
  if (kind !== "publish") return { ok: true, changes: [] };
  const { planProtocol } = await import("../planned-protocol.js");
  const { addedGoldens } = await import("./golden-files.js");
  const { input } = readInput(folders, io);
  const plan = await planProtocol(input);
  const texts = inputTexts(input);
  if (!plan.ok) {
    return {
      ok: false,
      problems: plan.diagnostics.map((found) => diagnosticProblem(found, texts)),
    };
  }
  const added = addedGoldens(folders, plan.planned, version, io);
  if (!added.ok) return { ok: false, problems: [added.problem] };
  const folder = join(folders.schemasFolder, GOLDEN_FOLDER);
  const differences = added.difference === null ? [] : [ownLineEnds(added.difference, texts)];
  return { ok: true, changes: [{ folder, differences }] };
}

/** The file is new or keeps its own line ends, as the lock does. */
function ownLineEnds(difference: GoldenDifference, texts: ReadonlyMap<string, string>): Difference {
  const { existing, ...rest } = difference;
  return { ...rest, text: withLineEndsOf(existing, rest.text, lineEndOfNew([], texts.values())) };
}

/**
 * Publishing a version again adds the golden bytes that it lacks, because it was published before
 * there were any; else it is refused as before.
 */
async function addedOrReported(
  folders: ProtocolFolders,
  change: VersionChange,
  problems: readonly RenderedDiagnostic[],
  io: CommandIo,
): Promise<ExitCode> {
  const isPublished =
    problems.length === 1 && /is published already/.test(problems[0]?.lines ?? "");
  const goldens = isPublished ? await goldenChange(folders, change, io) : null;
  if (goldens === null || !goldens.ok) {
    return report([...problems, ...(goldens?.problems ?? [])], change, io);
  }
  if (goldens.changes.every(({ differences }) => differences.length === 0)) {
    return report(problems, change, io);
  }
  writeAll(goldens.changes, io);
  const end = `${folders.protocol} v${change.version} was published before, and has golden bytes now`;
  return reportFindings({ command: change.kind, findings: [], end }, io);
}

function doneText({ protocol, selection }: ProtocolFolders, change: VersionChange): string {
  const name = `${protocol} v${change.version}`;
  const help = `\n  help: \`barewire generate${selection}\` removes its modules`;
  switch (change.kind) {
    case "publish":
      return (
        `${name} is published: its schema must not change any more\n` +
        `  help: \`barewire new-version${selection}\` begins the next version`
      );
    case "retire":
      return `${name} is retired: who speaks it is refused, with the versions that are spoken${help}`;
    case "withdraw":
      return `${name} is withdrawn: its number is not used again, and the next version skips it${help}`;
    default:
      return change satisfies never;
  }
}

function report(
  findings: readonly RenderedDiagnostic[],
  { kind }: VersionChange,
  io: CommandIo,
): ExitCode {
  const done = { publish: "published", retire: "retired", withdraw: "withdrawn" }[kind];
  return reportFindings({ command: kind, findings, end: `nothing was ${done}` }, io);
}

type LockText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problems: readonly RenderedDiagnostic[] };

async function changedLock(
  folders: ProtocolFolders,
  change: VersionChange,
  io: CommandIo,
): Promise<LockText> {
  const { input, problems } = readInput(folders, io);
  if (problems.length > 0) return { ok: false, problems };
  const { changeVersion } = await import("../publish.js");
  const published = await changeVersion(input, change);
  const texts = inputTexts(input);
  if (published.ok) {
    const ofNew = lineEndOfNew([], texts.values());
    return { ok: true, text: withLineEndsOf(input.lock?.text ?? null, published.text, ofNew) };
  }
  const { problem } = published;
  const lockPath = displayPath(join(folders.schemasFolder, LOCK_NAME), io);
  return {
    ok: false,
    problems: [
      ...published.diagnostics.map((found) => diagnosticProblem(found, texts)),
      ...(problem === null
        ? []
        : [pathProblem(lockPath, problem.message, problem.help, "version-change")]),
    ],
  };
}
