/**
 * The arguments that select one protocol on the command line. Help that names a command repeats
 * them, so that it works in the mode in which the command was called.
 */

import type { RequestSource } from "./generate-request.js";
import { flagsText, shellWord } from "./shell-word.js";

/** Such as ` chat` or ` --schemas chat --out gen`, with the space that separates it. */
export function selectionText(source: RequestSource, protocol: string): string {
  switch (source.kind) {
    case "config":
      return ` ${shellWord(protocol)}`;
    case "folders": {
      const { schemas, out, decisions, runtime } = source;
      return flagsText({ schemas, out, decisions, runtime });
    }
    default:
      return source satisfies never;
  }
}
