/**
 * `SqlText`: a text of SQL as it was given, and its copy in SQLite's memory, where its statements
 * are compiled one after another. SQLite counts in bytes from the start of a statement; errors
 * count in UTF-16 units from the start of the text, as JavaScript does.
 */

import { DatabaseError } from "../database-error.js";
import type { SqliteModule } from "./sqlite-module.js";

/** The position of a statement in the given text. */
export interface SqlPlace {
  readonly sql: string;
  /** Bytes of all of it in UTF-8. */
  readonly size: number;
  /** Bytes of UTF-8 before the part that SQLite was given. */
  readonly startByte: number;
  /** UTF-16 units before it. */
  readonly startUnit: number;
  /** Number of the statement in its text, from 1; empty ones are not counted. */
  readonly statement: number;
}

const ENCODER = new TextEncoder();
/** The address of a statement, and that of the text after it. */
const RESULTS_SIZE = 8;

export class SqlText {
  readonly sql: string;
  /** Bytes of UTF-8. */
  readonly size: number;
  readonly #module: SqliteModule;
  readonly #at: number;

  private constructor(module: SqliteModule, sql: string, at: number, size: number) {
    this.#module = module;
    this.sql = sql;
    this.#at = at;
    this.size = size;
  }

  /**
   * Copies the text into memory that the caller frees. Throws `invalid-sql`; returns null if
   * SQLite's memory is full.
   */
  static copy(module: SqliteModule, sql: string): SqlText | null {
    checkSqlText(sql);
    const bytes = ENCODER.encode(sql);
    const at = module._sqlite3_malloc(bytes.length + 1 + 3 + RESULTS_SIZE);
    if (at === 0) return null;
    module.HEAPU8.set(bytes, at);
    module.HEAPU8[at + bytes.length] = 0;
    return new SqlText(module, sql, at, bytes.length);
  }

  /** The place of its first statement. */
  get firstPlace(): SqlPlace {
    return { sql: this.sql, size: this.size, startByte: 0, startUnit: 0, statement: 1 };
  }

  /** The address of a byte of the text. */
  addressOf(byteOffset: number): number {
    return this.#at + byteOffset;
  }

  /**
   * The address at which SQLite stores two addresses: behind the text and its zero, and aligned.
   */
  get resultsAt(): number {
    return (this.#at + this.size + 1 + 3) & ~3;
  }

  free(): void {
    this.#module._sqlite3_free(this.#at);
  }
}

/** Refuses what SQLite would take for the end of the text, or would store as something else. */
export function checkSqlText(sql: string): void {
  const zeroAt = sql.indexOf("\0");
  if (zeroAt >= 0) {
    const reason = "a NUL character, where SQLite would end the text; give it as a parameter";
    throw invalidSql(reason, zeroAt);
  }
  if (!sql.isWellFormed()) {
    throw invalidSql("a lone surrogate, which UTF-8 cannot hold", loneSurrogateAt(sql));
  }
}

export function invalidSql(reason: string, offset: number): DatabaseError {
  return new DatabaseError({ kind: "invalid-sql", reason, offset });
}

/** The UTF-16 unit that is at a byte of the UTF-8, at or behind the start of the place. */
export function unitAt(place: Omit<SqlPlace, "statement">, byteOffset: number): number {
  const { sql, size } = place;
  if (size === sql.length) return byteOffset;
  let bytes = place.startByte;
  let unit = place.startUnit;
  while (bytes < byteOffset && unit < sql.length) {
    const point = sql.codePointAt(unit) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4;
    unit += point < 0x1_0000 ? 1 : 2;
  }
  return unit;
}

/** The first unit from `from` on that is not white space, a semicolon or in a comment. */
export function skipBlank(sql: string, from: number): number {
  let at = from;
  while (at < sql.length) {
    if (sql.startsWith("--", at)) at = endOf(sql, "\n", at + 2);
    else if (sql.startsWith("/*", at)) at = endOf(sql, "*/", at + 2);
    else if (BLANK.has(sql.charAt(at))) at += 1;
    else break;
  }
  return at;
}

/** The characters that SQLite ignores between tokens, and those that end a statement. */
const BLANK: ReadonlySet<string> = new Set([" ", "\t", "\n", "\f", "\r", "\uFEFF", ";"]);

function endOf(sql: string, mark: string, from: number): number {
  const at = sql.indexOf(mark, from);
  return at < 0 ? sql.length : at + mark.length;
}

function loneSurrogateAt(sql: string): number {
  let unit = 0;
  while (unit < sql.length) {
    const point = sql.codePointAt(unit) ?? 0;
    if (point >= 0xd800 && point < 0xe000) return unit;
    unit += point < 0x1_0000 ? 1 : 2;
  }
  return -1;
}
