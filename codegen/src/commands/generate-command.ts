/** `barewire generate`, once: reads everything, then reports or writes everything. */

import type { Promises } from "./check-promises.js";
import { EXIT_OK, EXIT_PROBLEM, type ExitCode, endWithExitCode } from "./command-failure.js";
import { type CommandIo, displayPath } from "./command-io.js";
import { compareOutputs, type Difference } from "./compare-outputs.js";
import { formerOutputNotices } from "./former-outputs.js";
import {
  type GenerateContext,
  generateOutcome,
  type ProtocolOutcome,
} from "./generate-protocol.js";
import {
  checkSummary,
  type GenerateCounts,
  problemSummary,
  writeSummary,
} from "./generate-report.js";
import type { GenerateRequest } from "./generate-request.js";
import { type Located, locateProtocols } from "./locate-protocols.js";
import { outputCachePath, readOutputCache, writeOutputCache } from "./output-cache.js";
import { readOrphanedFolders } from "./output-folder.js";
import { type Notice, pathProblem } from "./rendered-diagnostic.js";
import { reportProblems } from "./report-problems.js";
import { scaffoldFiles } from "./scaffold-files.js";
import { unknownDecisions } from "./stray-decisions.js";
import { type DoneChange, type FolderChange, writeOutputs } from "./write-outputs.js";

export async function generateCommand(request: GenerateRequest, io: CommandIo): Promise<ExitCode> {
  return await endWithExitCode(io.printError, () => generate(request, io));
}

async function generate(request: GenerateRequest, io: CommandIo): Promise<ExitCode> {
  const startMs = io.nowMs();
  const located = locateProtocols(request.source, io);
  const scaffolded = request.scaffolds ? await scaffoldFiles(located.protocols, io) : 0;
  const context = generateContext(request, io);
  const outcomes: ProtocolOutcome[] = [];
  for (const folders of located.protocols) outcomes.push(await generateOutcome(folders, context));

  const promises = await promisesOf(request, located, io);
  const problems = [
    ...located.problems,
    ...outcomes.flatMap((outcome) => outcome.problems),
    ...promises.problems,
  ];
  for (const notice of noticesOf(request, located, outcomes, io)) io.print(notice);
  for (const notice of promises.notices) io.print(notice);
  if (problems.length > 0) {
    const open = outcomes.map(({ folder, undecided }) => ({ folder, differences: undecided }));
    writeOutputs(open, (change) => printChange(change, io));
    const types = open.flatMap(({ differences }) => differences);
    reportProblems(problems, problemSummary(problems.length, { types, scaffolded }), io);
    return EXIT_PROBLEM;
  }
  const locks = outcomes.map(({ lockChange }) => lockChange);
  const outputs = [...outcomes, ...orphanedChanges(located)];
  const changes = [...outputs, ...locks];
  const elapsedMs = () => io.nowMs() - startMs;
  const counts = { ...countAll(outcomes, outputs, locks), scaffolded };
  if (request.mode === "check") {
    const exitCode = reportDifferences(changes, request, io);
    io.print(checkSummary(counts, elapsedMs()));
    printRefused(outcomes, io);
    return exitCode;
  }
  writeOutputs(changes, (change) => printChange(change, io));
  remember(outcomes, context);
  io.print(writeSummary(counts, elapsedMs()));
  printRefused(outcomes, io);
  return EXIT_OK;
}

async function promisesOf(
  { against }: GenerateRequest,
  located: Located,
  io: CommandIo,
): Promise<Promises> {
  if (against === null) return { problems: [], notices: [] };
  const { gitCommit } = await import("./git-commit.js");
  const { checkPromises } = await import("./check-promises.js");
  return await checkPromises(located, gitCommit(io.workingFolder, against), io);
}

function printChange({ kind, path }: DoneChange, io: CommandIo): void {
  io.print(`${kind.padEnd(7)} ${displayPath(path, io)}`);
}

/** The notices that stand before the summary. */
function noticesOf(
  { mode }: GenerateRequest,
  located: Located,
  outcomes: readonly ProtocolOutcome[],
  io: CommandIo,
): readonly Notice[] {
  const cache = readOutputCache(outputCachePath(io.workingFolder));
  const isNew = located.protocols.some(({ outFolder }) => !cache.has(outFolder));
  return [
    ...located.notices,
    ...unknownDecisions(located, io),
    ...outcomes.flatMap(({ notices }) => notices),
    ...formerOutputNotices(located, cache, mode !== "write" || isNew, io),
  ];
}

/** Last, because it is about the messages of an application and not about its files. */
function printRefused(outcomes: readonly ProtocolOutcome[], io: CommandIo): void {
  for (const notice of outcomes.flatMap(({ refused }) => refused)) io.print(notice);
}

function generateContext(request: GenerateRequest, io: CommandIo): GenerateContext {
  const { mode, scaffolds } = request;
  // A check proves what the pipeline does now, and not what it did when the cache was written.
  if (mode === "check") return { mode, scaffolds, io, cache: new Map(), fingerprint: "" };
  const cache = readOutputCache(outputCachePath(io.workingFolder));
  return { mode, scaffolds, io, cache, fingerprint: io.pipeline.fingerprint() };
}

function orphanedChanges({ outRoot, protocols }: Located): readonly FolderChange[] {
  if (outRoot === null) return [];
  const names = protocols.map((folders) => folders.protocol);
  return readOrphanedFolders(outRoot, names).map((disk) => ({
    folder: disk.folder,
    differences: compareOutputs(new Map(), disk),
  }));
}

function countAll(
  outcomes: readonly ProtocolOutcome[],
  outputs: readonly FolderChange[],
  locks: readonly FolderChange[],
): Omit<GenerateCounts, "scaffolded"> {
  return {
    schemas: outcomes.reduce((sum, outcome) => sum + outcome.schemaCount, 0),
    files: outcomes.reduce((sum, outcome) => sum + outcome.fileCount, 0),
    differences: outputs.flatMap((change) => change.differences),
    locks: locks.flatMap((change) => change.differences),
  };
}

function reportDifferences(
  changes: readonly FolderChange[],
  request: GenerateRequest,
  io: CommandIo,
): ExitCode {
  const files = changes.flatMap(({ folder, differences }) =>
    differences.map(({ kind, name }) => ({ kind, path: displayPath(`${folder}/${name}`, io) })),
  );
  if (files.length === 0) return EXIT_OK;
  const help = `run \`barewire generate${request.argumentsText}\``;
  if (io.collectProblem === undefined) {
    const lines = files.map(({ kind, path }) => `${kind.padEnd(8)} ${path}`);
    io.printError([...lines, `  help: ${help}`].join("\n"));
    return EXIT_PROBLEM;
  }
  for (const { kind, path } of files) {
    io.collectProblem(pathProblem(path, MESSAGES[kind], help, `file-${kind}`).data);
  }
  return EXIT_PROBLEM;
}

const MESSAGES: Readonly<Record<Difference["kind"], string>> = {
  stale: "the file differs from what the schemas give",
  missing: "the file is missing",
  orphaned: "no schema gives the file",
};

/** The cache is written only after the files are, because its entries must be true. */
function remember(outcomes: readonly ProtocolOutcome[], context: GenerateContext): void {
  const news = outcomes.flatMap(({ folder, cached }) =>
    cached === null ? [] : ([[folder, cached]] as const),
  );
  if (news.length === 0) return;
  const path = outputCachePath(context.io.workingFolder);
  writeOutputCache(path, new Map([...context.cache, ...news]));
}
