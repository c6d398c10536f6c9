/**
 * `barewire check`: everything that can be wrong with a protocol, in one run. It is what a pipeline
 * needs: schemas, lint rules, locks, stale files, open decisions, and the promises of a commit. It
 * writes nothing, and reads decisions without running them.
 */

import { type LintFinding, lintProtocol } from "../lint/lint-protocol.js";
import { checkPromises } from "./check-promises.js";
import { type ExitCode, endWithExitCode, usageFailure } from "./command-failure.js";
import type { CommandIo } from "./command-io.js";
import { differenceFindings } from "./generate-command.js";
import { generateOutcome } from "./generate-protocol.js";
import { counted } from "./generate-report.js";
import { type FolderFlags, generateRequest } from "./generate-request.js";
import { locateProtocols } from "./locate-protocols.js";
import { readInput } from "./read-inputs.js";
import { type RenderedDiagnostic, textProblem } from "./rendered-diagnostic.js";
import { reportFindings } from "./report-findings.js";
import { unknownDecisions } from "./stray-decisions.js";
import { staleVectorFindings } from "./vectors-command.js";

export type CheckFlags = FolderFlags & { readonly against?: string; readonly watch?: true };

export type Checked = {
  /** Sorted by place. */
  readonly findings: readonly RenderedDiagnostic[];
  readonly schemaCount: number;
};

export async function checkCommand(
  protocols: readonly string[],
  flags: CheckFlags,
  io: CommandIo,
): Promise<ExitCode> {
  return await endWithExitCode(io.printError, async () => {
    const { findings, schemaCount } = await checkAll(protocols, flags, io);
    return reportFindings({ command: "check", findings, end: summary(findings, schemaCount) }, io);
  });
}

/** Collects the findings. Notices, which are about files that nothing reads, are printed. */
export async function checkAll(
  protocols: readonly string[],
  { against, watch: _, ...folders }: CheckFlags,
  io: CommandIo,
): Promise<Checked> {
  if (against === "") throw usageFailure("--against needs a commit, such as origin/main");
  const request = generateRequest(protocols, { ...folders, check: true });
  const located = locateProtocols(request.source, io);
  const findings: RenderedDiagnostic[] = [...located.problems];
  const notices = [...located.notices, ...unknownDecisions(located, io)];
  const context = {
    mode: "check",
    scaffolds: false,
    io,
    cache: new Map(),
    fingerprint: "",
  } as const;
  let schemaCount = 0;
  for (const protocol of located.protocols) {
    const outcome = await generateOutcome(protocol, context);
    schemaCount += outcome.schemaCount;
    notices.push(...outcome.notices);
    const { input } = readInput(protocol, io);
    const linted = lintProtocol(input, outcome.refusedPlaces, protocol.lint);
    findings.push(
      ...outcome.problems,
      ...differenceFindings([outcome, outcome.lockChange], request, io),
      ...linted.map(lintProblem),
    );
    // Vectors of what is wrong would be wrong, too.
    if (outcome.problems.length === 0) findings.push(...(await staleVectorFindings(protocol, io)));
  }
  if (against !== undefined) {
    const { gitCommit } = await import("./git-commit.js");
    const promises = await checkPromises(located, gitCommit(io.workingFolder, against), io);
    findings.push(...promises.problems);
    notices.push(...promises.notices);
  }
  for (const notice of notices) io.printError(notice);
  return { findings: sorted(findings), schemaCount };
}

function lintProblem({ file, text, offset, rule, severity, message, help }: LintFinding) {
  const problem = textProblem(file, text, { code: rule, offset, message, suggestion: help });
  const head = `${message} (${rule})`;
  return {
    lines: problem.lines.replace(message, () => (severity === "note" ? `note: ${head}` : head)),
    data: { ...problem.data, severity },
  };
}

/** A problem that two parts of the check have found is told once. */
function sorted(findings: readonly RenderedDiagnostic[]): readonly RenderedDiagnostic[] {
  const known = new Map(findings.map((finding) => [finding.lines, finding]));
  const keyed = [...known.values()].map((finding) => {
    const { line = 0, column = 0 } = finding.data.range?.start ?? {};
    return { finding, file: finding.data.file, line, column };
  });
  return keyed
    .sort((left, right) => {
      if (left.file !== right.file) return left.file < right.file ? -1 : 1;
      return left.line - right.line || left.column - right.column;
    })
    .map(({ finding }) => finding);
}

export function summary(findings: readonly RenderedDiagnostic[], schemaCount: number): string {
  const errors = findings.filter(({ data }) => data.severity === "error").length;
  const notes = findings.length - errors;
  const parts = [
    ...(errors > 0 ? [counted(errors, "finding")] : []),
    ...(notes > 0 ? [counted(notes, "note")] : []),
  ];
  return `${counted(schemaCount, "schema")}: ${parts.length === 0 ? "all is well" : parts.join(", ")}`;
}
