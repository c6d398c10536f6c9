/** Recognises a file with an unresolved merge conflict, which no parser has a good word for. */

import type { Problem } from "../schema/diagnostic.js";
import { firstConflictMarker } from "../syntax/conflict-marker.js";

/** A line of seven `=` alone may be an underline in a comment of several lines. */
const IN_CODE = /^(?:<{7}|\|{7}|>{7})(?: |\r?$)/m;

/** The first marker that Git has left; null where there is none. */
export function mergeConflict(file: string, text: string, help: string): Problem | null {
  const offset = /\.[jt]s$/.test(file)
    ? (IN_CODE.exec(text)?.index ?? null)
    : firstConflictMarker(text);
  if (offset === null) return null;
  return {
    code: "merge-conflict",
    offset,
    end: offset + (text.slice(offset).split(/\r?\n/, 1)[0]?.length ?? 0),
    message: "the file has an unresolved merge conflict",
    suggestion: help,
  };
}

/**
 * Tells whether a generated file has lost its first line to a conflict: then it is generated again.
 */
export function isConflictOf(text: string, mark: string): boolean {
  const [first = "", second = ""] = text.split("\n", 2);
  return first.startsWith("<<<<<<<") && second.startsWith(mark);
}
