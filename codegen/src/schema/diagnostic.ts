/**
 * One problem of an input text, and how it is rendered: `file:line:column: message`, a code frame
 * and, where there is one, a suggestion.
 */

import type { ProblemCode } from "./problem-code.js";

export type Diagnostic = {
  /** The path as the user named it, relative to the working folder where possible. */
  readonly file: string;
  readonly code: ProblemCode;
  /** The offset into the text, in UTF-16 units. */
  readonly offset: number;
  /** The end of the range that begins at `offset`; without it, that of the word there. */
  readonly end?: number;
  readonly message: string;
  /** The text to write instead; null if there is no proposal. */
  readonly suggestion: string | null;
  /** The edit that mends it; null or left out if there is none that is sure to be meant. */
  readonly fix?: Fix | null;
};

/** A diagnostic without its file, which the caller of the check knows. */
export type Problem = Omit<Diagnostic, "file">;

/** A diagnostic of a schema, which always has a range. */
export type SchemaDiagnostic = Diagnostic & {
  readonly end: number;
  readonly fix: Fix | null;
};

export type SchemaProblem = Omit<SchemaDiagnostic, "file">;

/** Writes `text` in place of what stands from `offset` to `end`. */
export type Fix = { readonly offset: number; readonly end: number; readonly text: string };

/** Both count from 1; the column counts UTF-16 units. */
export type Position = { readonly line: number; readonly column: number };

export function renderDiagnostic(
  diagnostic: Pick<Diagnostic, "file" | "offset" | "message" | "suggestion">,
  text: string,
): string {
  const { line, column } = positionOf(text, diagnostic.offset);
  const lines = [`${diagnostic.file}:${line}:${column}: ${diagnostic.message}`];
  lines.push(...codeFrame(text, diagnostic.offset));
  if (diagnostic.suggestion !== null) lines.push(`  help: ${diagnostic.suggestion}`);
  return lines.join("\n");
}

/** An offset beyond the end of the text is taken for its end. */
export function positionOf(text: string, offset: number): Position {
  return positionsIn(text)(offset);
}

/** The positions in one text, whose lines are counted once for all of them. */
export function positionsIn(text: string): (offset: number) => Position {
  let lineStarts: readonly number[] | null = null;
  return (offset) => {
    lineStarts ??= startsOfLines(text);
    const end = Math.min(offset, text.length);
    let [low, high] = [0, lineStarts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((lineStarts[middle] ?? 0) <= end) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: Math.max(0, end - (lineStarts[low] ?? 0)) + 1 };
  };
}

function startsOfLines(text: string): readonly number[] {
  const starts = [text.startsWith(BYTE_ORDER_MARK) ? 1 : 0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

const BYTE_ORDER_MARK = "\uFEFF";

/** The width in characters; a longer line is cut around the column. */
const MAX_FRAME_WIDTH = 100;

const TAB = "  ";

function codeFrame(text: string, offset: number): readonly string[] {
  const { line, column } = positionOf(text, offset);
  const lineStart = Math.min(offset, text.length) - (column - 1);
  const current = lineAt(text, lineStart);
  const before = line === 1 ? "" : lineAt(text, previousLineStart(text, lineStart));

  const caret = printable(current.slice(0, column - 1)).length;
  const from = caret < MAX_FRAME_WIDTH ? 0 : caret - MAX_FRAME_WIDTH / 2;
  const gutter = String(line).length;
  const frame = [
    `  ${line} | ${cut(printable(current), from)}`.trimEnd(),
    `  ${" ".repeat(gutter)} | ${" ".repeat(caret - from)}^`,
  ];
  if (before.trim() === "") return frame;
  const number = String(line - 1).padStart(gutter);
  return [`  ${number} | ${cut(printable(before), from)}`.trimEnd(), ...frame];
}

function lineAt(text: string, lineStart: number): string {
  const newline = text.indexOf("\n", lineStart);
  const line = text.slice(lineStart, newline === -1 ? text.length : newline);
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

function previousLineStart(text: string, lineStart: number): number {
  return lineStart < 2 ? 0 : text.lastIndexOf("\n", lineStart - 2) + 1;
}

/** One entry a terminal column: a control character must not reach the terminal as one. */
function printable(line: string): readonly string[] {
  return [...line.replaceAll(BYTE_ORDER_MARK, "").replaceAll("\t", TAB)].map((character) =>
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(character) ? "\uFFFD" : character,
  );
}

function cut(characters: readonly string[], from: number): string {
  const shown = characters.slice(from, from + MAX_FRAME_WIDTH);
  if (from > 0 && shown.length > 0) shown[0] = "…";
  if (from + MAX_FRAME_WIDTH < characters.length) shown[shown.length - 1] = "…";
  return shown.join("");
}
