/**
 * The line ends of a file belong to its checkout: Git for Windows gives every text file CRLF.
 * Generated text is equal with either, and a file that is written again keeps those that it has.
 */

/** `found` stands on the disk; `expected` has the line ends of the generator, LF. */
export function isSameText(found: string, expected: string): boolean {
  return found === expected || withLf(found) === expected;
}

export type LineEnd = "\n" | "\r\n";

/** `text` with the line ends of the file that it replaces, or, where there is none, `ofNew`. */
export function withLineEndsOf(found: string | null, text: string, ofNew: LineEnd): string {
  const end = found === null ? ofNew : (lineEndOf([found]) ?? ofNew);
  return end === "\n" ? text : withLf(text).replaceAll("\n", end);
}

/**
 * The line ends of a new file: those of the generated files beside it, and of the sources where it
 * is the first one.
 */
export function lineEndOfNew(beside: Iterable<string>, sources: Iterable<string>): LineEnd {
  return lineEndOf(beside) ?? lineEndOf(sources) ?? "\n";
}

/** Those of most texts; null where no text has more than one line. */
function lineEndOf(texts: Iterable<string>): LineEnd | null {
  const counts = { "\n": 0, "\r\n": 0 };
  for (const text of texts) {
    const [end] = /\r?\n/.exec(text) ?? [];
    if (end === "\n" || end === "\r\n") counts[end] += 1;
  }
  if (counts["\n"] + counts["\r\n"] === 0) return null;
  return counts["\r\n"] > counts["\n"] ? "\r\n" : "\n";
}

/** Converts the text to the line ends of the generator. */
export function withLf(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
