/**
 * The lexer of schema texts. It loses nothing: every character belongs to one token, as its text or
 * as the white space and comments around it, which are its trivia.
 *
 * A token knows neither its offset nor its line, so it stays the same when the text before it
 * changes, and a definition that an edit does not touch can be used again.
 */

import { ConflictSkipper } from "./conflict-marker.js";

export type Token = {
  /** The kind `end` is that of the last token, which has no text of its own. */
  readonly kind: "word" | "punctuation" | "unknown" | "end";
  readonly text: string;
  /** The trivia from the end of the line of the token before it, or from the start of the text. */
  readonly leading: string;
  /** The trivia behind it on its own line, without the newline. */
  readonly trailing: string;
  readonly isFirstOnLine: boolean;
};

/** A token in a text, in UTF-16 units from its start. */
export type PlacedToken = Token & { readonly offset: number };

export type Trivia = {
  /** A conflict marker has the side of the conflict with it that is skipped. */
  readonly kind: "space" | "newline" | "comment" | "conflict" | "byte-order-mark";
  readonly text: string;
};

export class Lexer {
  readonly #text: string;
  readonly #conflicts: ConflictSkipper;
  #offset: number;

  /** `offset` is where the trivia of a token begin. */
  constructor(text: string, offset: number) {
    this.#text = text;
    this.#offset = offset;
    this.#conflicts = new ConflictSkipper(text);
  }

  /** The token of kind `end` comes again and again. */
  next(): Token {
    const start = this.#offset;
    const offset = this.#leadingEnd(start);
    const leading = this.#text.slice(start, offset);
    const isFirstOnLine = start === 0 || leading.includes("\n");
    if (offset === this.#text.length) {
      this.#offset = offset;
      return { kind: "end", text: "", leading, trailing: "", isFirstOnLine };
    }
    const { kind, end } = tokenAt(this.#text, offset);
    this.#offset = trailingEnd(this.#text, end);
    return {
      kind,
      text: this.#text.slice(offset, end),
      leading,
      trailing: this.#text.slice(end, this.#offset),
      isFirstOnLine,
    };
  }

  #leadingEnd(start: number): number {
    let offset = start;
    if (offset === 0 && this.#text.startsWith(BYTE_ORDER_MARK)) offset = 1;
    for (;;) {
      const end = this.#conflicts.skip(spaceAndCommentsEnd(this.#text, offset));
      if (end === offset) return end;
      offset = end;
    }
  }
}

const BYTE_ORDER_MARK = "\uFEFF";

/** The punctuation is that of BARE, and what other languages and older drafts have in its place. */
const PUNCTUATION = new Set("-{}[]()<>=|:,;.!?~+\\/$@");

function tokenAt(text: string, start: number): Pick<Token, "kind"> & { readonly end: number } {
  let end = start;
  while (isWordCode(text.charCodeAt(end))) end += 1;
  if (end > start) return { kind: "word", end };
  if (PUNCTUATION.has(text.charAt(start))) return { kind: "punctuation", end: start + 1 };
  return { kind: "unknown", end: start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1) };
}

/** True for letters, digits and the underscore of ASCII; false for NaN, the code after the text. */
function isWordCode(code: number): boolean {
  const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  return isLetter || (code >= 48 && code <= 57) || code === 95;
}

const [TAB, NEWLINE, CARRIAGE_RETURN, SPACE, HASH] = [9, 10, 13, 32, 35];

function isSpace(code: number): boolean {
  return code === SPACE || code === TAB || code === CARRIAGE_RETURN;
}

function spaceEnd(text: string, start: number): number {
  let offset = start;
  while (isSpace(text.charCodeAt(offset))) offset += 1;
  return offset;
}

function trailingEnd(text: string, start: number): number {
  const offset = spaceEnd(text, start);
  return text.charCodeAt(offset) === HASH ? lineEnd(text, offset) : offset;
}

function spaceAndCommentsEnd(text: string, start: number): number {
  let offset = start;
  for (;;) {
    const code = text.charCodeAt(offset);
    if (code === HASH) offset = lineEnd(text, offset);
    else if (code === NEWLINE || isSpace(code)) offset += 1;
    else return offset;
  }
}

/** Only a newline ends a line: a comment may hold the other line separators of Unicode. */
function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline === -1 ? text.length : newline;
}

export function tokenWidth({ leading, text, trailing }: Token): number {
  return leading.length + text.length + trailing.length;
}

/** The parts of the trivia of a token, in order; together they are all of `trivia`. */
export function triviaParts(trivia: string): readonly Trivia[] {
  const conflicts = new ConflictSkipper(trivia);
  const parts: Trivia[] = [];
  for (let offset = 0; offset < trivia.length; ) {
    const { kind, end } = triviaAt(trivia, offset, conflicts);
    parts.push({ kind, text: trivia.slice(offset, end) });
    offset = end;
  }
  return parts;
}

function triviaAt(
  trivia: string,
  offset: number,
  conflicts: ConflictSkipper,
): { readonly kind: Trivia["kind"]; readonly end: number } {
  switch (trivia.charAt(offset)) {
    case BYTE_ORDER_MARK:
      return { kind: "byte-order-mark", end: offset + 1 };
    case "\n":
      return { kind: "newline", end: offset + 1 };
    case "#":
      return { kind: "comment", end: lineEnd(trivia, offset) };
    case " ":
    case "\t":
    case "\r":
      return { kind: "space", end: spaceEnd(trivia, offset) };
    default:
      return { kind: "conflict", end: Math.max(conflicts.skip(offset), offset + 1) };
  }
}

const CLOSING_OF_OPENING: ReadonlyMap<string, string> = new Map([
  ["{", "}"],
  ["<", ">"],
  ["[", "]"],
  ["(", ")"],
]);

/** `}` for `{`, and so on; null for a token that opens nothing. */
export function closingBracket(token: Token): string | null {
  return CLOSING_OF_OPENING.get(token.text) ?? null;
}

export function isClosingBracket(token: Token): boolean {
  return token.kind === "punctuation" && "}>])".includes(token.text);
}
