/** The input and output of a command besides files. Tests pass their own. */

import { relative, resolve, sep } from "node:path";
import type { Generated } from "../generate.js";
import type { ProtocolSource } from "../schema/protocol-source.js";
import type { FindingOutput } from "./finding-formats.js";
import type { RenderedDiagnostic } from "./rendered-diagnostic.js";

export type CommandIo = {
  /** An absolute path. */
  readonly workingFolder: string;
  /** Prints one or more lines to the standard output: findings, or what was asked for. */
  readonly print: (lines: string) => void;
  /** Prints one or more lines to the standard error: progress, notices and failures. */
  readonly printError: (lines: string) => void;
  /** The format of the findings; plain text where it is left out. */
  readonly output?: FindingOutput;
  /** Takes the findings in place of the standard output, for a program that goes on. */
  readonly takeFindings?: (findings: readonly RenderedDiagnostic[]) => void;
  readonly nowMs: () => number;
  readonly pipeline: Pipeline;
};

/** The standard streams, for a command that reads a text and writes another. */
export type StandardInput = {
  /** All bytes up to the end of the input. */
  readonly readInput: () => Promise<Uint8Array>;
  /** Writes output such as JSON to standard output, exactly as it is. */
  readonly writeOutput: (text: string) => void;
};

export type Pipeline = {
  /** Changes whenever the same input may give another output. */
  readonly fingerprint: () => string;
  /** Loads the generator, which is slow, so it is called only if there is work to do. */
  readonly load: () => Promise<GenerateProtocol>;
};

type GenerateProtocol = (input: ProtocolSource) => Promise<Generated>;

/** The path as it is shown: relative to the working folder where that is shorter. */
export function displayPath(
  path: string,
  { workingFolder }: Pick<CommandIo, "workingFolder">,
): string {
  const absolute = resolve(workingFolder, path);
  const fromHere = relative(workingFolder, absolute);
  const shown = fromHere.length < absolute.length ? fromHere : absolute;
  return shown === "" ? "." : shown.replaceAll(sep, "/");
}
