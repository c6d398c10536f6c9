/**
 * Cuts the tokens of a schema into its top-level definitions.
 *
 * Cut, every definition is parsed on its own, so that a file shows all its broken definitions at
 * once, and an edit changes few of them. What follows a definition and starts none, such as a stray
 * bracket, stays with it.
 */

import { closingBracket, isClosingBracket, type Lexer, type Token, tokenWidth } from "./tokens.js";

/** The number of tokens, from the first of a definition, that tell that it starts one. */
export const LOOKAHEAD = 3;

/** Reads one definition after another. */
export class DefinitionSplitter {
  readonly #lexer: Lexer;
  readonly #ahead: Token[] = [];
  /** The offset of the next definition, with the trivia above it. */
  offset: number;

  /** `offset` is where the lexer starts: at a definition, or at the start of the text. */
  constructor(lexer: Lexer, offset: number) {
    this.#lexer = lexer;
    this.offset = offset;
  }

  /** The tokens of the next definition, of which there is at least one; null at the end. */
  next(): readonly Token[] | null {
    const tokens: Token[] = [];
    let depth = 0;
    for (;;) {
      const token = this.#peek(0);
      const before = tokens.at(-1);
      if (token.kind === "end") break;
      if (before !== undefined && startsDefinition(this.#around(before), depth)) break;
      tokens.push(token);
      this.#ahead.shift();
      this.offset += tokenWidth(token);
      if (closingBracket(token) !== null) depth += 1;
      if (isClosingBracket(token)) depth = Math.max(0, depth - 1);
    }
    return tokens.length === 0 ? null : tokens;
  }

  /** The last token, which holds the trivia at the end of the text. */
  end(): Token {
    return this.#peek(0);
  }

  #around(before: Token): Neighborhood {
    return { before, token: this.#peek(0), next: this.#peek(1), afterNext: this.#peek(2) };
  }

  #peek(distance: number): Token {
    for (let token = this.#ahead[distance]; ; token = this.#ahead[distance]) {
      if (token !== undefined) return token;
      this.#ahead.push(this.#lexer.next());
    }
  }
}

/** A token, the one before it and the two behind it. */
type Neighborhood = {
  readonly before: Token;
  readonly token: Token;
  readonly next: Token;
  readonly afterNext: Token;
};

function startsDefinition(neighborhood: Neighborhood, depth: number): boolean {
  const { before, token, next, afterNext } = neighborhood;
  if (token.text === "type") {
    // An open bracket above must not swallow the rest of the file: a line `type Name` starts anew,
    // which a field `type: u8` cannot be mistaken for.
    return depth === 0 || (token.isFirstOnLine && isTypeName(next));
  }
  if (depth > 0) return false;
  if (token.text === "struct" || token.text === "enum") {
    // The old `struct Name {`; in `type Name struct {` the bracket follows at once.
    return next.kind === "word" && afterNext.text === "{";
  }
  // A misspelt keyword: `typ Name`. Behind `type` it is the name, and a body may follow.
  const isLikeKeyword = token.isFirstOnLine && /^[a-z]/.test(token.text);
  return isLikeKeyword && isTypeName(next) && before.text !== "type";
}

function isTypeName(token: Token): boolean {
  return /^[A-Z]/.test(token.text);
}
