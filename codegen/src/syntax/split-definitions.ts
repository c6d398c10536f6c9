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
  /** The offset of the next definition, with the trivia above it. */
  offset: number;
  #token: Token;
  #next: Token;
  #afterNext: Token;

  /** `offset` is where the lexer starts: at a definition, or at the start of the text. */
  constructor(lexer: Lexer, offset: number) {
    this.#lexer = lexer;
    this.offset = offset;
    this.#token = lexer.next();
    this.#next = lexer.next();
    this.#afterNext = lexer.next();
  }

  /** The tokens of the next definition, of which there is at least one; null at the end. */
  next(): readonly Token[] | null {
    const tokens: Token[] = [];
    const open: string[] = [];
    for (let token = this.#token; token.kind !== "end"; token = this.#token) {
      const before = tokens.at(-1);
      if (token.kind === "word" && before !== undefined && this.#isStart(before, open.length))
        break;
      tokens.push(token);
      this.#advance();
      if (token.kind !== "punctuation") continue;
      const closing = closingBracket(token);
      if (closing !== null) open.push(closing);
      if (isClosingBracket(token)) close(token.text, open);
    }
    return tokens.length === 0 ? null : tokens;
  }

  /** The last token, which holds the trivia at the end of the text. */
  end(): Token {
    return this.#token;
  }

  #advance(): void {
    this.offset += tokenWidth(this.#token);
    this.#token = this.#next;
    this.#next = this.#afterNext;
    this.#afterNext = this.#lexer.next();
  }

  /** Tells whether the next token starts a definition, within as many brackets. */
  #isStart(before: Token, depth: number): boolean {
    const { text, isFirstOnLine } = this.#token;
    if (text === "type") {
      // An open bracket above must not swallow the rest of the file: a line `type Name` starts
      // anew, which a field `type: u8` cannot be mistaken for.
      return depth === 0 || (isFirstOnLine && !this.#next.isFirstOnLine && isTypeName(this.#next));
    }
    if (depth > 0) return false;
    if (text === "struct" || text === "enum") {
      // The old `struct Name {`; in `type Name struct {` the bracket follows at once.
      return this.#next.kind === "word" && this.#afterNext.text === "{";
    }
    // A misspelt keyword: `typ Name`. Behind `type` it is the name, and a body may follow.
    const isLikeKeyword = isFirstOnLine && /^[a-z]/.test(text);
    return isLikeKeyword && isTypeName(this.#next) && before.text !== "type";
  }
}

/**
 * `open` has what would close each open bracket. One that is too many closes nothing: above all, no
 * brace, which holds a whole body.
 */
function close(bracket: string, open: string[]): void {
  const opened = open.lastIndexOf(bracket);
  if (opened > (bracket === "}" ? -1 : open.lastIndexOf("}"))) open.length = opened;
}

function isTypeName(token: Token): boolean {
  return /^[A-Z]/.test(token.text);
}
