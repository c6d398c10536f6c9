/** Reports the problems that end a command: as text for a person, or as JSON for a program. */

import type { ExitCode } from "./command-failure.js";
import type { CommandIo } from "./command-io.js";
import type { DiagnosticData, RenderedDiagnostic } from "./rendered-diagnostic.js";

/** Prints all problems, and below them `end`, which says what has become of the command. */
export function reportProblems(
  problems: readonly RenderedDiagnostic[],
  end: string | null,
  io: CommandIo,
): void {
  if (io.collectProblem !== undefined) {
    for (const { data } of problems) io.collectProblem(data);
    return;
  }
  const lines = problems.map((problem) => problem.lines);
  io.printError([...lines, ...(end === null ? [] : [end])].join("\n\n"));
}

/**
 * Runs a command that prints nothing but its problems, as one JSON object. A failure that is
 * not a problem of a file, such as wrong usage, is printed as always.
 */
export async function reportAsJson(
  run: (io: CommandIo) => Promise<ExitCode>,
  io: CommandIo,
): Promise<ExitCode> {
  const problems: DiagnosticData[] = [];
  const collectProblem = (problem: DiagnosticData) => {
    problems.push(problem);
  };
  const exitCode = await run({ ...io, print: () => undefined, collectProblem });
  io.print(JSON.stringify({ problems }, null, 2));
  return exitCode;
}
