/** `SqlTokens`: a text of SQL, token by token, as SQLite's tokenizer splits it. */

/** `operand`: a literal, a parameter or a quoted name. `word`: a keyword or a name. */
export type TokenKind = "end" | "word" | "operand" | "symbol";

const SPACE = 1;
const WORD_START = 2;
const DIGIT = 3;
const QUOTE = 4;
const PARAMETER = 5;

/** The class of each ASCII character; 0 for a symbol. */
const CLASSES = new Uint8Array(128);
for (const char of " \t\n\f\r") CLASSES[char.charCodeAt(0)] = SPACE;
for (const char of "0123456789") CLASSES[char.charCodeAt(0)] = DIGIT;
for (const char of "'\"`[") CLASSES[char.charCodeAt(0)] = QUOTE;
for (const char of "?:@$#") CLASSES[char.charCodeAt(0)] = PARAMETER;
for (let code = 65; code <= 90; code += 1) {
  CLASSES[code] = WORD_START;
  CLASSES[code + 32] = WORD_START;
}
CLASSES["_".charCodeAt(0)] = WORD_START;

const BYTE_ORDER_MARK = 0xfeff;
const MINUS = "-".charCodeAt(0);
const SLASH = "/".charCodeAt(0);
const STAR = "*".charCodeAt(0);
const DOT = ".".charCodeAt(0);

/** Symbols of two or three characters, the longest first. */
const LONG_SYMBOLS: ReadonlySet<string> = new Set(["||", "<<", ">>", "<=", ">=", "<>", "!=", "=="]);

export class SqlTokens {
  kind: TokenKind = "end";
  /** The index at which the token begins; the next one begins at `end` or later. */
  start: number;
  end: number;
  readonly #sql: string;

  constructor(sql: string, from: number) {
    this.#sql = sql;
    this.start = from;
    this.end = from;
  }

  /** The text of the token. */
  get text(): string {
    return this.#sql.slice(this.start, this.end);
  }

  /** Goes to the next token. */
  next(): void {
    const at = this.#skipSpace(this.end);
    this.start = at;
    if (at >= this.#sql.length) {
      this.kind = "end";
      this.end = at;
      return;
    }
    const kind = this.#classAt(at);
    if (kind === WORD_START) this.#word(at);
    else if (kind === DIGIT || (kind === 0 && this.#isDotted(at)))
      this.#finish("operand", this.#number(at));
    else if (kind === QUOTE) this.#finish("operand", this.#quoted(at));
    else if (kind === PARAMETER) this.#finish("operand", this.#wordEnd(at + 1));
    else this.#finish("symbol", at + this.#symbolLength(at));
  }

  #finish(kind: TokenKind, end: number): void {
    this.kind = kind;
    this.end = end;
  }

  #word(at: number): void {
    const isBlob = this.#sql[at + 1] === "'" && /[xX]/.test(this.#sql.charAt(at));
    if (isBlob) this.#finish("operand", this.#quoted(at + 1));
    else this.#finish("word", this.#wordEnd(at));
  }

  #classAt(at: number): number {
    const code = this.#sql.charCodeAt(at);
    return code < 128 ? (CLASSES[code] ?? 0) : WORD_START;
  }

  #skipSpace(from: number): number {
    const sql = this.#sql;
    let at = from;
    while (at < sql.length) {
      const code = sql.charCodeAt(at);
      if (code < 128 ? CLASSES[code] === SPACE : code === BYTE_ORDER_MARK) at += 1;
      else if (code === MINUS && sql.charCodeAt(at + 1) === MINUS) at = this.#after("\n", at + 2);
      else if (code === SLASH && sql.charCodeAt(at + 1) === STAR) at = this.#after("*/", at + 2);
      else break;
    }
    return at;
  }

  #after(mark: string, from: number): number {
    const at = this.#sql.indexOf(mark, from);
    return at < 0 ? this.#sql.length : at + mark.length;
  }

  #wordEnd(from: number): number {
    let at = from;
    while (at < this.#sql.length) {
      const kind = this.#classAt(at);
      const isDollar = this.#sql[at] === "$";
      if (kind !== WORD_START && kind !== DIGIT && !isDollar) break;
      at += 1;
    }
    return at;
  }

  #isDotted(at: number): boolean {
    return this.#sql.charCodeAt(at) === DOT && this.#classAt(at + 1) === DIGIT;
  }

  /** Digits with what belongs to them, such as 0x1f, 1_000 or 1.5e-3. */
  #number(from: number): number {
    let at = this.#wordEnd(from);
    if (this.#sql.charCodeAt(at) === DOT) at = this.#wordEnd(at + 1);
    const isExponent =
      /[eE]/.test(this.#sql.charAt(at - 1)) && !/^0[xX]/.test(this.#sql.slice(from, from + 2));
    const sign = this.#sql.charAt(at);
    return isExponent && (sign === "-" || sign === "+") ? this.#wordEnd(at + 1) : at;
  }

  /** A doubled quote stands for one; in brackets there is none. */
  #quoted(from: number): number {
    const open = this.#sql.charAt(from);
    const close = open === "[" ? "]" : open;
    let at = this.#after(close, from + 1);
    while (open !== "[" && this.#sql.charAt(at) === close) at = this.#after(close, at + 1);
    return at;
  }

  #symbolLength(at: number): number {
    if (this.#sql.startsWith("->>", at)) return 3;
    if (this.#sql.startsWith("->", at)) return 2;
    return LONG_SYMBOLS.has(this.#sql.slice(at, at + 2)) ? 2 : 1;
  }
}
