/** `barewire diff`: what changed between two versions, or since a commit. Writes nothing. */

import type { ProtocolSource } from "../schema/protocol-source.js";
import {
  EXIT_FINDINGS,
  EXIT_OK,
  type ExitCode,
  endWithExitCode,
  usageFailure,
} from "./command-failure.js";
import type { CommandIo } from "./command-io.js";
import { type Diff, diffText } from "./diff-text.js";
import { PLAIN_TEXT } from "./finding-formats.js";
import { type FolderFlags, protocolsSource } from "./generate-request.js";
import { type Located, locateProtocols, type ProtocolFolders } from "./locate-protocols.js";
import { inputTexts, readInput } from "./read-inputs.js";
import { diagnosticProblem, type RenderedDiagnostic } from "./rendered-diagnostic.js";
import { reportFindings } from "./report-findings.js";
import { versionNumber } from "./version-argument.js";

export type DiffFlags = FolderFlags & { readonly against?: string };

/** `words` are a protocol and up to two versions, of which each may be left out. */
export async function diffCommand(
  words: readonly string[],
  flags: DiffFlags,
  io: CommandIo,
): Promise<ExitCode> {
  return await endWithExitCode(io.printError, async () => {
    const { protocols, versions } = diffArguments(words, flags);
    const { against, ...folders } = flags;
    const located = locateProtocols(protocolsSource(protocols, folders), io);
    if (against === undefined) {
      if (located.problems.length > 0) return report([], located.problems, io);
      return await diffEach(located, versions, io);
    }
    if (versions.length > 0) {
      throw usageFailure("--against compares with a commit; leave out the versions");
    }
    if (against === "") throw usageFailure("--against needs a commit, such as origin/main");
    return await diffCommit(located, against, io);
  });
}

function diffArguments(words: readonly string[], flags: DiffFlags) {
  const [first, ...rest] = words;
  // The argument is a version, and names no protocol, if folders are given.
  const isNamed = first !== undefined && flags.schemas === undefined && !/^v?\d+$/.test(first);
  if (flags.schemas !== undefined && first !== undefined && !/^v?\d+$/.test(first)) {
    throw usageFailure(`--schemas names the protocol by its folder; leave out '${first}'`);
  }
  const numbers = (isNamed ? rest : words).map(versionNumber);
  if (numbers.length > 2) {
    throw usageFailure("name at most two versions, as in `barewire diff PROTOCOL 1 2`");
  }
  return { protocols: isNamed ? [first] : [], versions: numbers };
}

async function diffEach(
  { protocols }: Located,
  versions: readonly number[],
  io: CommandIo,
): Promise<ExitCode> {
  const { diffVersions } = await import("../diff.js");
  const read = protocols.map((folders) => ({ folders, ...readInput(folders, io) }));
  const problems = read.flatMap((found) => found.problems);
  if (problems.length > 0) return report([], problems, io);
  const asked = read.filter(({ input }) => hasVersions(input, versions));
  const diffs: Diff[] = [];
  let isUndecided = false;
  // If no protocol has the versions, the first one reports which there are.
  for (const { folders, input } of asked.length > 0 ? asked : read) {
    const { protocol } = folders;
    const { from, to } = versionPair(folders, input, versions);
    if (from === to && versions.length === 0) {
      diffs.push({ protocol, title: `${protocol} v${to}`, lines: ["there is no other version"] });
      continue;
    }
    const found = await diffVersions(input, from, to);
    if (!found.ok) {
      const texts = inputTexts(input);
      const findings = found.diagnostics.map((diagnostic) => diagnosticProblem(diagnostic, texts));
      return report([], findings, io);
    }
    diffs.push({ protocol, title: `${protocol} v${from} to v${to}`, lines: found.lines });
    isUndecided ||= found.isUndecided;
  }
  const exitCode = report(diffs, [], io);
  // An open question is a finding of `generate`, with its place; here it is a line of its step.
  return isUndecided && exitCode === EXIT_OK ? EXIT_FINDINGS : exitCode;
}

function hasVersions({ schemas }: ProtocolSource, versions: readonly number[]): boolean {
  return versions.every((wanted) => schemas.some(({ version }) => version === wanted));
}

/** Without versions it is the newest step; with one, the range from it to the newest version. */
function versionPair(
  { protocol }: ProtocolFolders,
  { schemas }: ProtocolSource,
  [first, second]: readonly number[],
): { readonly from: number; readonly to: number } {
  const known = schemas.map(({ version }) => version);
  const newest = known.at(-1) ?? 1;
  const before = known.at(-2) ?? newest;
  // The newest version alone is compared with the one before it.
  const from = second === undefined && first === newest ? before : (first ?? before);
  const pair = [from, second ?? newest].sort((a, b) => a - b);
  const missing = pair.find((version) => !known.includes(version));
  if (missing !== undefined) {
    const there = known.map((version) => `v${version}`).join(", ");
    throw usageFailure(`${protocol} has no v${missing}; there are ${there}`);
  }
  return { from: pair[0] ?? newest, to: pair[1] ?? newest };
}

async function diffCommit(located: Located, ref: string, io: CommandIo): Promise<ExitCode> {
  const { gitCommit } = await import("./git-commit.js");
  const { checkPromises } = await import("./check-promises.js");
  const { diffAgainst } = await import("../diff.js");
  const commit = gitCommit(io.workingFolder, ref);
  const { compared, problems, notices } = await checkPromises(located, commit, io);
  const diffs = compared.map(({ protocol, earlier, now }): Diff => {
    const lines = sinceLines(earlier, now, diffAgainst);
    return { protocol, title: `${protocol} since ${ref}`, lines };
  });
  for (const notice of notices) io.printError(notice);
  return report(diffs, [...located.problems, ...problems], io);
}

function sinceLines(
  earlier: ProtocolSource | null,
  now: ProtocolSource | null,
  diffAgainst: (earlier: ProtocolSource, now: ProtocolSource) => readonly string[],
): readonly string[] {
  if (earlier === null) return ["the protocol is new"];
  return now === null ? ["the protocol is gone"] : diffAgainst(earlier, now);
}

function report(
  diffs: readonly Diff[],
  findings: readonly RenderedDiagnostic[],
  io: CommandIo,
): ExitCode {
  const text = diffText(diffs, (io.output ?? PLAIN_TEXT).format);
  if (text !== "") io.print(text);
  return reportFindings({ command: "diff", findings, result: { diffs } }, io);
}
