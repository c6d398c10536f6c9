/** Finds the comment that documents a definition, a field, an enum value or a variant. */

import type { Token } from "./tokens.js";

/** A part that a comment may document, by the indices of tokens of its definition. */
export type Documented = {
  readonly first: number;
  /** The first token of its next sibling; the end of the definition for the last one. */
  readonly next: number;
};

export type DocComment =
  /** The full-line comments directly above. */
  | { readonly kind: "above"; readonly text: string }
  /** The comment at the end of its own line, behind the token at `index`. */
  | { readonly kind: "behind"; readonly text: string; readonly index: number };

/**
 * The comment lines directly above, or else the comment at the end of its own line; null if there
 * is neither. Only a part that is first on its line can have one: a comment beside several members
 * does not tell which one it describes.
 */
export function docComment(tokens: readonly Token[], documented: Documented): DocComment | null {
  const lineStart = startOfLine(tokens, documented.first);
  if (lineStart === null) return null;
  const lines = commentLinesAbove(lineStart);
  if (lines.length > 0) return { kind: "above", text: lines.join("\n") };
  return commentBehind(tokens, documented);
}

/**
 * The text of a comment that says something; null of one that is empty, or of none. A line that
 * ignores a lint rule is for the authors of the schema, and not for its readers.
 */
export function docText(comment: DocComment | null): string | null {
  if (comment === null) return null;
  const lines = comment.text.split("\n").filter((line) => !/^\s*barewire-ignore\b/.test(line));
  const text = lines.join("\n");
  return text.trim() === "" ? null : text;
}

/** The first token of its line: the part's own, or the bar before it; null if it is another. */
function startOfLine(tokens: readonly Token[], first: number): Token | null {
  const [token, before] = [tokens[first], tokens[first - 1]];
  if (token?.isFirstOnLine === true) return token;
  return before?.text === "|" && before.isFirstOnLine ? before : null;
}

function commentLinesAbove({ leading }: Token): readonly string[] {
  const lines: string[] = [];
  if (!leading.includes("#")) return lines;
  // The last line is that of the token itself, which has white space only.
  for (const line of leading.split("\n").slice(0, -1).reverse()) {
    // Only a newline ends a comment: it may contain the other line separators of Unicode.
    const comment = /^\uFEFF?[ \t]*#([\s\S]*)$/.exec(line.trimEnd())?.[1];
    if (comment === undefined) break;
    lines.push(withoutLeadingSpace(comment));
  }
  return lines.reverse();
}

function commentBehind(tokens: readonly Token[], { first, next }: Documented): DocComment | null {
  for (let index = first; index < next; index += 1) {
    const token = tokens[index];
    if (token === undefined || (index > first && token.isFirstOnLine)) return null;
    if (token.trailing === "") continue;
    const hash = token.trailing.indexOf("#");
    if (hash === -1) continue;
    const text = withoutLeadingSpace(token.trailing.slice(hash + 1).trimEnd());
    return { kind: "behind", text, index };
  }
  return null;
}

function withoutLeadingSpace(comment: string): string {
  return comment.startsWith(" ") ? comment.slice(1) : comment;
}
