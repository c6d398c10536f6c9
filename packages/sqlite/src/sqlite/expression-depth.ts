/**
 * Bounds the depth of expressions before SQLite compiles them, because this build does not.
 *
 * SQLite refuses an expression of more than 1,000 levels. The build is compiled without that
 * check, and SQLite works on expressions by recursion, so a chain such as 1+1+1+... would use up
 * its stack. SQL that is no SQL is none of the concern here: SQLite finds the fault.
 */

import {
  BITS,
  type Clause,
  CONCAT,
  EQUAL,
  ExpressionStack,
  LESS,
  MAX_EXPRESSION_HEIGHT,
  NOT,
  OR,
  PLUS,
  TIMES,
  UNARY,
} from "./expression-stack.js";
import { SqlTokens } from "./sql-tokens.js";

/** Each level takes a character at least. */
const MAX_HARMLESS_LENGTH = MAX_EXPRESSION_HEIGHT;

/** SQLite's own words. */
export const TOO_DEEP: string = `Expression tree is too large (maximum depth ${MAX_EXPRESSION_HEIGHT})`;

/** Returns the index at which the statement that begins at `from` becomes too deep, or -1. */
export function tooDeepAt(sql: string, from: number): number {
  if (sql.length - from <= MAX_HARMLESS_LENGTH) return -1;
  return new DepthParser(sql, from).run();
}

const SYMBOLS: ReadonlyMap<string, number> = new Map([
  ...["=", "==", "<>", "!="].map((symbol) => [symbol, EQUAL] as const),
  ...["<", "<=", ">", ">="].map((symbol) => [symbol, LESS] as const),
  ...["&", "|", "<<", ">>"].map((symbol) => [symbol, BITS] as const),
  ...["+", "-"].map((symbol) => [symbol, PLUS] as const),
  ...["*", "/", "%"].map((symbol) => [symbol, TIMES] as const),
  ...["||", "->", "->>"].map((symbol) => [symbol, CONCAT] as const),
]);

/** Keywords that end an expression, and in which part of a query the next one is. */
const BOUNDARIES: ReadonlyMap<string, Clause | null> = new Map<string, Clause | null>([
  ...["SELECT", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "EXCEPT", "INTERSECT"].map(
    (word) => [word, "counted"] as const,
  ),
  ...["FROM", "JOIN", "INTO", "UPDATE"].map((word) => [word, "from"] as const),
  ...["ON", "USING", "RETURNING", "SET", "VALUES"].map((word) => [word, "apart"] as const),
  ...["AS", "WHEN", "THEN", "ELSE", "DISTINCT", "ALL", "CHECK", "DEFAULT"].map(
    (word) => [word, null] as const,
  ),
]);

const BEFORE_TRIGGER: ReadonlySet<string> = new Set(["CREATE", "TEMP", "TEMPORARY"]);

const LIKES: ReadonlySet<string> = new Set(["LIKE", "GLOB", "REGEXP", "MATCH"]);

class DepthParser {
  readonly #tokens: SqlTokens;
  readonly #stack = new ExpressionStack();
  /** The word before, in capitals; empty after anything else. */
  #lastWord = "";
  #isTrigger = false;

  constructor(sql: string, from: number) {
    this.#tokens = new SqlTokens(sql, from);
  }

  run(): number {
    const tokens = this.#tokens;
    let isEmpty = true;
    for (;;) {
      tokens.next();
      if (tokens.kind === "end") break;
      const text = tokens.text;
      if (text === ";") {
        // SQLite ends a statement here, except inside a trigger, which ends with END.
        if (!isEmpty && !this.#isTrigger) break;
        this.#stack.finishAll();
        this.#lastWord = ";";
        continue;
      }
      isEmpty = false;
      if (tokens.kind === "word") this.#word(text.toUpperCase());
      else if (tokens.kind === "operand") this.#operand(text);
      else this.#symbol(text);
      if (this.#stack.isTooDeep) return tokens.start;
    }
    this.#stack.finishAll();
    return this.#stack.isTooDeep ? tokens.start : -1;
  }

  #operand(text: string): void {
    if (!this.#stack.expectsOperand) this.#stack.finish();
    const isZero = /^(?:0[xX])?0+$/.test(text);
    const isQuoted = text.startsWith('"') || text.startsWith("`") || text.startsWith("[");
    this.#stack.push(1, 1, isZero ? "zero" : "other");
    this.#stack.isName = isQuoted;
    this.#lastWord = "";
  }

  #word(word: string): void {
    const last = this.#lastWord;
    this.#lastWord = word;
    if (word === "TRIGGER" && BEFORE_TRIGGER.has(last)) this.#isTrigger = true;
    if (word === "END" && last === ";") this.#isTrigger = false;
    const isBy = word === "BY" && (last === "ORDER" || last === "GROUP" || last === "PARTITION");
    const clause = isBy ? null : BOUNDARIES.get(word);
    if (this.#isOfIs(word, last)) return;
    if (clause !== undefined) {
      if (word === "SELECT" || word === "VALUES") this.#stack.markQuery();
      this.#stack.boundary(this.#clauseOf(word, clause));
    } else if (this.#stack.expectsOperand) this.#wordAsOperand(word);
    else if (!this.#wordAsOperator(word, last)) this.#name();
  }

  /** Passes over what belongs to IS: IS NOT, IS DISTINCT FROM, IS NOT DISTINCT FROM. */
  #isOfIs(word: string, last: string): boolean {
    const isNot = word === "NOT" && last === "IS";
    const isDistinct = word === "DISTINCT" && (last === "IS" || last === "IS NOT");
    if (isNot) this.#lastWord = "IS NOT";
    if (isDistinct) this.#lastWord = "IS DISTINCT";
    return isNot || isDistinct || (word === "FROM" && last === "IS DISTINCT");
  }

  /** The order of an aggregate is not counted, while that of a query is. */
  #clauseOf(word: string, clause: Clause | null): Clause | null {
    const isOfCall =
      word === "ORDER" && this.#stack.frame.kind === "call" && !this.#stack.frame.isQuery;
    return isOfCall ? "apart" : clause;
  }

  #wordAsOperand(word: string): void {
    if (word === "NOT") this.#stack.prefix("not", NOT);
    else if (word === "CASE") this.#stack.open("case", false);
    else this.#name();
  }

  /** A name; after an operand it is an alias or a keyword, which ends the expression. */
  #name(): void {
    if (!this.#stack.expectsOperand) this.#stack.finish();
    this.#stack.push(1, 1, "other");
    this.#stack.isName = true;
  }

  /** Returns false for a word that is no operator. */
  #wordAsOperator(word: string, last: string): boolean {
    const isNegated = last === "NOT";
    if (word === "AND") this.#stack.and();
    else if (word === "OR") this.#stack.binary("binary", OR, false);
    else if (word === "IS") this.#stack.binary("binary", EQUAL, false);
    else if (word === "NOT") this.#stack.reduce(NOT + 1);
    else if (word === "ISNULL" || word === "NOTNULL") this.#stack.postfix();
    else if (word === "NULL" && isNegated) this.#stack.postfix();
    else if (LIKES.has(word)) this.#stack.binary("like", EQUAL, isNegated);
    else if (word === "BETWEEN") this.#stack.binary("between", EQUAL, isNegated);
    else if (word === "IN") this.#in(isNegated);
    else if (word === "COLLATE") this.#collate();
    else if (word === "ESCAPE") return this.#stack.escape();
    else if (word === "END" && this.#stack.frame.kind === "case") this.#stack.close();
    else return (word === "FILTER" || word === "OVER") && this.#stack.isCall;
    return true;
  }

  #symbol(symbol: string): void {
    const last = this.#lastWord;
    this.#lastWord = "";
    if (symbol === "(") this.#openParenthesis(last);
    else if (symbol === ")") this.#stack.closeParenthesis();
    else if (symbol === ",") this.#stack.comma();
    else if (this.#stack.expectsOperand) this.#symbolAsOperand(symbol);
    else if (symbol === ".") this.#qualify();
    else {
      const precedence = SYMBOLS.get(symbol);
      if (precedence !== undefined) this.#stack.binary("binary", precedence, false);
    }
  }

  #symbolAsOperand(symbol: string): void {
    if (symbol === "-") this.#stack.prefix("minus", UNARY);
    else if (symbol === "+") this.#stack.prefix("plus", UNARY);
    else if (symbol === "~") this.#stack.prefix("not", UNARY);
    else if (symbol === "*") {
      // All columns are an expression, while the star of count(*) is none.
      const isOfCall = this.#stack.frame.kind === "call" && !this.#stack.frame.isQuery;
      this.#stack.push(isOfCall ? 0 : 1, 1, "other");
    }
  }

  #openParenthesis(last: string): void {
    const isApart =
      last === "AS" || last === "MATERIALIZED" || last === "FILTER" || last === "OVER";
    if (isApart) this.#stack.open("apart", false);
    else if (this.#stack.expectsOperand) this.#stack.open("group", false);
    else if (this.#stack.isName) this.#stack.open("call", false);
    else {
      this.#stack.finish();
      this.#stack.open("group", false);
    }
  }

  #in(isNegated: boolean): void {
    this.#stack.reduce(isNegated ? NOT + 1 : EQUAL);
    const tokens = this.#tokens;
    tokens.next();
    if (tokens.kind === "symbol" && tokens.text === "(") this.#stack.open("in", isNegated);
    else {
      // The name of a table.
      this.#stack.raiseTop(isNegated ? 2 : 1);
      this.#stack.isName = true;
    }
  }

  #collate(): void {
    this.#tokens.next();
    this.#stack.collate();
  }

  #qualify(): void {
    this.#tokens.next();
    this.#stack.qualify();
  }
}
