/**
 * The end of every command: prints its findings to the standard output in the format that was asked
 * for, and says with which exit code the command ends.
 */

import { EXIT_FINDINGS, EXIT_OK, type ExitCode } from "./command-failure.js";
import type { CommandIo } from "./command-io.js";
import {
  type FindingOutput,
  githubOf,
  jsonOf,
  junitOf,
  markdownOf,
  PLAIN_TEXT,
  textOf,
} from "./finding-formats.js";
import type { RenderedDiagnostic } from "./rendered-diagnostic.js";

export type Report = {
  /** The name of the command, such as `generate`. */
  readonly command: string;
  readonly findings: readonly RenderedDiagnostic[];
  /** Says what has become of the command; it goes to the standard error, where progress goes. */
  readonly end?: string | null;
  /** The data that a program gets beside the findings. */
  readonly result?: Readonly<Record<string, unknown>>;
};

/** A command calls it once: a program that reads the output expects one document. */
export function reportFindings(report: Report, io: CommandIo): ExitCode {
  const { findings, end = null } = report;
  const { output = PLAIN_TEXT } = io;
  io.takeFindings?.(findings);
  const document = io.takeFindings === undefined ? documentOf(report, output, io) : "";
  if (document !== "") io.print(document);
  // An empty line tells the end from the findings, where one terminal shows both streams.
  if (end !== null && document !== "" && output.format === "text") io.printError("");
  if (end !== null) io.printError(end);
  return findings.some(({ data }) => data.severity === "error") ? EXIT_FINDINGS : EXIT_OK;
}

/** Empty if there is nothing to print. */
function documentOf(
  { command, findings, result = {} }: Report,
  { format, isColored, checkoutFolder }: FindingOutput,
  { workingFolder }: CommandIo,
): string {
  switch (format) {
    case "text":
      return textOf(findings, { isColored });
    case "markdown":
      return markdownOf(findings);
    case "json":
      return jsonOf(findings, result);
    case "github":
      return githubOf(findings, { workingFolder, checkoutFolder });
    case "junit":
      return junitOf(command, findings);
    default:
      return format satisfies never;
  }
}
