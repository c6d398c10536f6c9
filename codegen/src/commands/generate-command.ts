/** `barewire generate`, once: reads everything, then reports or writes everything. */

import type { Promises } from "./check-promises.js";
import { type ExitCode, endWithExitCode } from "./command-failure.js";
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
import { type Notice, pathProblem, type RenderedDiagnostic } from "./rendered-diagnostic.js";
import { reportFindings } from "./report-findings.js";
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
  for (const notice of noticesOf(request, located, outcomes, io)) io.printError(notice);
  for (const notice of promises.notices) io.printError(notice);
  if (problems.length > 0) {
    const open = outcomes.map(({ folder, undecided }) => ({ folder, differences: undecided }));
    writeOutputs(open, (change) => printChange(change, io));
    const { argumentsText } = request;
    const types = open.flatMap(({ differences }) => differences);
    const end = problemSummary(problems.length, { types, scaffolded, argumentsText });
    return reportFindings({ command: "generate", findings: problems, end }, io);
  }
  const locks = outcomes.map(({ lockChange }) => lockChange);
  const outputs = [...outcomes, ...orphanedChanges(located)];
  const changes = [...outputs, ...locks];
  const elapsedMs = () => io.nowMs() - startMs;
  const counts = { ...countAll(outcomes, outputs, locks), scaffolded };
  if (request.mode === "check") {
    const findings = differenceFindings(changes, request, io);
    const end = checkSummary(counts, elapsedMs());
    const exitCode = reportFindings({ command: "generate", findings, end }, io);
    printRefused(outcomes, io);
    return exitCode;
  }
  writeOutputs(changes, (change) => printChange(change, io));
  remember(outcomes, context);
  const end = writeSummary(counts, elapsedMs());
  const exitCode = reportFindings({ command: "generate", findings: [], end }, io);
  printRefused(outcomes, io);
  return exitCode;
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
  io.printError(`${kind.padEnd(7)} ${displayPath(path, io)}`);
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
  for (const notice of outcomes.flatMap(({ refused }) => refused)) {
    io.printError(notice);
  }
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

/** Each file that a run would write or remove. */
export function differenceFindings(
  changes: readonly FolderChange[],
  { argumentsText }: Pick<GenerateRequest, "argumentsText">,
  io: CommandIo,
): readonly RenderedDiagnostic[] {
  const help = `run \`barewire generate${argumentsText}\``;
  return changes.flatMap(({ folder, differences }) =>
    differences.map(({ kind, name }) => {
      const path = displayPath(`${folder}/${name}`, io);
      return pathProblem(path, MESSAGES[kind], help, `file-${kind}`);
    }),
  );
}

const MESSAGES: Readonly<Record<Difference["kind"], string>> = {
  stale: "stale: the file differs from what the schemas give",
  missing: "missing: the schemas give a file that is not there",
  orphaned: "orphaned: no schema gives the file",
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
