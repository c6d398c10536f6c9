/** Recognises a file with an unresolved merge conflict, which no parser has a good word for. */

import type { Problem } from "../schema/diagnostic.js";

/** The first marker that Git has left; null where there is none. */
export function mergeConflict(text: string, help: string): Problem | null {
  // A line of seven `=` alone may be an underline in a comment; the other markers have a name.
  const marker = /^(?:<{7}|\|{7}|>{7})(?: |\r?$)/m.exec(text);
  if (marker === null) return null;
  return {
    offset: marker.index,
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
