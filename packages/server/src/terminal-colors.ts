/**
 * Decides whether a stream is colored: a terminal is, unless the environment says otherwise.
 */

import pc from "picocolors";
import type { Colors } from "./log-text.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** `NO_COLOR` turns colors off and `FORCE_COLOR` on, if they are set and not empty. */
export function colorsOf(stream: { readonly isTTY?: boolean }, environment: Environment): Colors {
  const isSet = (name: string): boolean => (environment[name] ?? "") !== "";
  const isColored =
    !isSet("NO_COLOR") &&
    (isSet("FORCE_COLOR") || (stream.isTTY === true && environment["TERM"] !== "dumb"));
  return pc.createColors(isColored);
}
