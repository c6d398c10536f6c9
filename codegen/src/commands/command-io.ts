/** What a command meets outside the files it reads and writes; a test passes its own. */

import { relative, resolve, sep } from "node:path";
import type { Generated } from "../generate.js";
import type { ProtocolSource } from "../schema/protocol-source.js";

export type CommandIo = {
  /** Absolute. */
  readonly workingFolder: string;
  /** One line, or several, to the standard output. */
  readonly print: (lines: string) => void;
  /** The same to the standard error. */
  readonly printError: (lines: string) => void;
  readonly nowMs: () => number;
  readonly pipeline: Pipeline;
};

export type Pipeline = {
  /** Changes whenever the same input may give another output. */
  readonly fingerprint: () => string;
  /** Slow, and so not done before it is known that there is something to generate. */
  readonly load: () => Promise<GenerateProtocol>;
};

type GenerateProtocol = (input: ProtocolSource) => Promise<Generated>;

/** How a person in the working folder would name the path. */
export function displayPath(
  path: string,
  { workingFolder }: Pick<CommandIo, "workingFolder">,
): string {
  const absolute = resolve(workingFolder, path);
  const fromHere = relative(workingFolder, absolute);
  const shown = fromHere.length < absolute.length ? fromHere : absolute;
  return shown === "" ? "." : shown.replaceAll(sep, "/");
}
