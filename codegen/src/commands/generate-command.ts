/** `barewire generate`, once: reads everything, then reports or writes everything. */

import { EXIT_OK, EXIT_PROBLEM, type ExitCode, endWithExitCode } from "./command-failure.js";
import { compareOutputs } from "./compare-outputs.js";
import {
  type GenerateContext,
  generateOutcome,
  type ProtocolOutcome,
} from "./generate-protocol.js";
import {
  checkSummary,
  type GenerateCounts,
  problemReport,
  writeSummary,
} from "./generate-report.js";
import type { GenerateRequest } from "./generate-request.js";
import { type Located, locateProtocols } from "./locate-protocols.js";
import { outputCachePath, readOutputCache, writeOutputCache } from "./output-cache.js";
import { readForgottenFolders } from "./output-folder.js";
import { scaffoldFiles } from "./scaffold-files.js";
import { type Surroundings, shownPath } from "./surroundings.js";
import { type FolderChange, writeOutputs } from "./write-outputs.js";

export async function generateCommand(
  request: GenerateRequest,
  surroundings: Surroundings,
): Promise<ExitCode> {
  return await endWithExitCode(surroundings.complain, () => generate(request, surroundings));
}

async function generate(request: GenerateRequest, surroundings: Surroundings): Promise<ExitCode> {
  const startMs = surroundings.nowMs();
  const located = locateProtocols(request.source, surroundings);
  if (request.scaffolds) await scaffoldFiles(located.places, surroundings);
  const context = generateContext(request, surroundings);
  const outcomes: ProtocolOutcome[] = [];
  for (const place of located.places) outcomes.push(await generateOutcome(place, context));

  const problems = [...located.problems, ...outcomes.flatMap((outcome) => outcome.problems)];
  if (problems.length > 0) {
    surroundings.complain(problemReport(problems));
    return EXIT_PROBLEM;
  }
  const locks = outcomes.map(({ lockChange }) => lockChange);
  const changes = [...outcomes, ...locks, ...forgottenChanges(located)];
  const elapsedMs = () => surroundings.nowMs() - startMs;
  const counts = countAll(outcomes, changes);
  if (request.mode === "check") {
    const exitCode = reportDifferences(changes, request, surroundings);
    surroundings.print(checkSummary(counts, elapsedMs()));
    return exitCode;
  }
  writeOutputs(changes, ({ kind, path }) => {
    surroundings.print(`${kind.padEnd(7)} ${shownPath(path, surroundings)}`);
  });
  remember(outcomes, context);
  surroundings.print(writeSummary(counts, elapsedMs()));
  return EXIT_OK;
}

function generateContext(request: GenerateRequest, surroundings: Surroundings): GenerateContext {
  const { mode } = request;
  // A check proves what the pipeline does now, and not what it did when the cache was written.
  if (mode === "check") return { mode, surroundings, cache: new Map(), fingerprint: "" };
  const cache = readOutputCache(outputCachePath(surroundings.workingFolder));
  return { mode, surroundings, cache, fingerprint: surroundings.pipeline.fingerprint() };
}

function forgottenChanges({ outRoot, places }: Located): readonly FolderChange[] {
  if (outRoot === null) return [];
  const protocols = places.map((place) => place.protocol);
  return readForgottenFolders(outRoot, protocols).map((disk) => ({
    folder: disk.folder,
    differences: compareOutputs(new Map(), disk),
  }));
}

function countAll(
  outcomes: readonly ProtocolOutcome[],
  changes: readonly FolderChange[],
): GenerateCounts {
  return {
    schemas: outcomes.reduce((sum, outcome) => sum + outcome.schemaCount, 0),
    files: outcomes.reduce((sum, outcome) => sum + outcome.fileCount, 0),
    differences: changes.flatMap((change) => change.differences),
  };
}

function reportDifferences(
  changes: readonly FolderChange[],
  request: GenerateRequest,
  surroundings: Surroundings,
): ExitCode {
  const lines = changes.flatMap(({ folder, differences }) =>
    differences.map(({ kind, name }) => {
      return `${kind.padEnd(8)} ${shownPath(`${folder}/${name}`, surroundings)}`;
    }),
  );
  if (lines.length === 0) return EXIT_OK;
  const help = `  help: run \`barewire generate${request.argumentsText}\``;
  surroundings.complain([...lines, help].join("\n"));
  return EXIT_PROBLEM;
}

/** Only after the files are written: what is remembered must be true. */
function remember(outcomes: readonly ProtocolOutcome[], context: GenerateContext): void {
  const news = outcomes.flatMap(({ folder, cached }) =>
    cached === null ? [] : ([[folder, cached]] as const),
  );
  if (news.length === 0) return;
  const path = outputCachePath(context.surroundings.workingFolder);
  writeOutputCache(path, new Map([...context.cache, ...news]));
}
