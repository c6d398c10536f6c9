/**
 * Doc comments, read from the text itself: the library gives a comment at the end of a line to the
 * member of the next line.
 */

/** Something that can have a doc comment: a definition, field, enum value or variant. */
export type Documented = {
  readonly offset: number;
  /** A `|` before a variant does not count. */
  readonly isFirstOnLine: boolean;
  /** The offset of its next sibling; null for the last one. */
  readonly nextOffset: number | null;
};

/**
 * Returns the full-line comments directly above, or else the comment at the end of its own line;
 * null if there is neither. Only a part that is first on its line can have one: a comment beside
 * several members does not tell which one it describes.
 */
export function docComment(text: string, documented: Documented): string | null {
  const { offset, isFirstOnLine, nextOffset } = documented;
  if (!isFirstOnLine) return null;
  const lines = commentLinesAbove(text, lineStartOf(text, offset));
  const doc = lines.length > 0 ? lines.join("\n") : trailingComment(text, offset, nextOffset);
  return doc === null || doc.trim() === "" ? null : doc;
}

function commentLinesAbove(text: string, lineStart: number): readonly string[] {
  const lines: string[] = [];
  let end = lineStart - 1;
  while (end >= 0) {
    const start = lineStartOf(text, end);
    // Only a newline ends a comment: it may contain the other line separators of Unicode.
    const comment = /^\uFEFF?[ \t]*#([\s\S]*)$/.exec(text.slice(start, end).trimEnd())?.[1];
    if (comment === undefined) break;
    lines.push(withoutLeadingSpace(comment));
    end = start - 1;
  }
  return lines.reverse();
}

function trailingComment(text: string, offset: number, nextOffset: number | null): string | null {
  const newline = text.indexOf("\n", offset);
  const lineEnd = newline === -1 ? text.length : newline;
  if (nextOffset !== null && nextOffset < lineEnd) return null;
  // A `#` always starts a comment: BARE has no strings.
  const line = text.slice(offset, lineEnd).trimEnd();
  const hash = line.indexOf("#");
  return hash === -1 ? null : withoutLeadingSpace(line.slice(hash + 1));
}

function withoutLeadingSpace(comment: string): string {
  return comment.startsWith(" ") ? comment.slice(1) : comment;
}

function lineStartOf(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}
