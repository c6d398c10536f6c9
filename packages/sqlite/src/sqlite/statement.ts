/** A prepared statement: its parameters go in, its rows come out. */

import { DatabaseError } from "../database-error.js";
import type { PlanValue, QueryPlan, StatementRun } from "../plan/query-plan.js";
import type { IntegerMode } from "./commands.js";
import { explain } from "./explain.js";
import {
  SQLITE_BLOB,
  SQLITE_DONE,
  SQLITE_FLOAT,
  SQLITE_INTEGER,
  SQLITE_NOMEM,
  SQLITE_OK,
  SQLITE_ROW,
  SQLITE_TEXT,
  SQLITE_TRANSIENT,
} from "./result-codes.js";
import type { SqlPlace } from "./sql-text.js";
import {
  checkParameter,
  invalidParameter,
  type SqlParameter,
  type SqlParameters,
  type SqlValue,
} from "./sql-value.js";
import type { SqliteModule } from "./sqlite-module.js";

const ENCODER = new TextEncoder();
/** A byte-order mark is text like any other. */
const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });

export interface StatementOwner {
  /** Returns the error for a result code of the statement at a place. */
  fail(code: number, place: SqlPlace): DatabaseError;
  /** The statement has ended without a failure, and SQLite has committed what it is to commit. */
  finish(): void;
}

/** Counts how often SQLite has compiled a statement again by itself. */
const SQLITE_STMTSTATUS_REPREPARE = 5;

export class Statement {
  /** The position in the given text. */
  readonly place: SqlPlace;
  readonly isReadonly: boolean;
  readonly #module: SqliteModule;
  readonly #handle: number;
  readonly #parameterNames: readonly (string | null)[];
  readonly #owner: StatementOwner;
  /** There may be more rows. The statement's writes are committed only when it ends. */
  #isRunning = false;

  /** The values that are bound, as far as a plan may look them up. */
  #planValues: (PlanValue | undefined)[] = [];
  #plan: QueryPlan | undefined;

  constructor(module: SqliteModule, handle: number, place: SqlPlace, owner: StatementOwner) {
    this.#module = module;
    this.#handle = handle;
    this.place = place;
    this.#owner = owner;
    this.isReadonly = module._sqlite3_stmt_readonly(handle) !== 0;
    const parameterCount = module._sqlite3_bind_parameter_count(handle);
    this.#parameterNames = Array.from({ length: parameterCount }, (_, index) => {
      const at = module._sqlite3_bind_parameter_name(handle, index + 1);
      return at === 0 ? null : module.UTF8ToString(at);
    });
  }

  /** Names; a statement that is run again sees columns that have been renamed or added since. */
  get columns(): readonly string[] {
    const { _sqlite3_column_count: count, _sqlite3_column_name: name } = this.#module;
    return Array.from({ length: count(this.#handle) }, (_, column) =>
      this.#module.UTF8ToString(name(this.#handle, column)),
    );
  }

  /** True if SQLite has compiled the statement again since, because the schema has changed. */
  get isCompiledAgain(): boolean {
    return this.#module._sqlite3_stmt_status(this.#handle, SQLITE_STMTSTATUS_REPREPARE, 0) > 0;
  }

  /** Asks SQLite for the plan of the statement, which has just been prepared. */
  async readPlan(db: number): Promise<void> {
    this.#plan = await explain(this.#module, db, this.place.sql, this.#handle);
  }

  /** Describes what this run of the statement is going to read; null if that is not known. */
  runOf(id: number, maxRows: number): StatementRun | null {
    if (this.#plan === undefined) return null;
    return { id, plan: this.#plan, maxRows, parameters: this.#planValues };
  }

  /** Gives every parameter a value; refuses a missing one and one too many. */
  bind(parameters: SqlParameters): void {
    this.#module._sqlite3_clear_bindings(this.#handle);
    const values = isList(parameters) ? this.#byPosition(parameters) : this.#byName(parameters);
    values.forEach((value, index) => {
      const code = this.#bindOne(index + 1, value, this.#parameterNames[index] ?? `${index + 1}`);
      if (code !== SQLITE_OK) throw this.#owner.fail(code, this.place);
    });
    if (this.#plan !== undefined) this.#planValues = values.map(planValueOf);
  }

  /** True if there is a row, false at the end. */
  async step(): Promise<boolean> {
    const stepped = this.#module._sqlite3_step(this.#handle);
    // Awaiting a number would yield to other tasks after each row.
    return this.#hasRow(typeof stepped === "number" ? stepped : await stepped);
  }

  /** Reads as many rows as the limits allow, and tells whether these were the last. */
  async rows(
    maxCount: number,
    maxSize: number,
    integers: IntegerMode = "auto",
  ): Promise<{ readonly rows: SqlValue[][]; readonly isLast: boolean }> {
    const rows: SqlValue[][] = [];
    let size = 0;
    while (rows.length < maxCount && size < maxSize) {
      const stepped = this.#module._sqlite3_step(this.#handle);
      const code = typeof stepped === "number" ? stepped : await stepped;
      if (!this.#hasRow(code)) return { rows, isLast: true };
      const row = this.#row(integers);
      for (const value of row) size += sizeOf(value);
      rows.push(row);
    }
    return { rows, isLast: false };
  }

  /**
   * Ready to be run again; what it failed with is not told again. One that is stopped before its
   * last row commits only here, and throws if that fails.
   */
  async reset(): Promise<void> {
    const isStopped = this.#isRunning;
    this.#isRunning = false;
    const code = await this.#module._sqlite3_reset(this.#handle);
    this.#module._sqlite3_clear_bindings(this.#handle);
    if (!isStopped) return;
    if (code !== SQLITE_OK) throw this.#owner.fail(code, this.place);
    this.#owner.finish();
  }

  async finalize(): Promise<void> {
    await this.#module._sqlite3_finalize(this.#handle);
  }

  #hasRow(code: number): boolean {
    this.#isRunning = code === SQLITE_ROW;
    if (code === SQLITE_ROW) return true;
    if (code !== SQLITE_DONE) throw this.#owner.fail(code, this.place);
    this.#owner.finish();
    return false;
  }

  #byPosition(parameters: readonly unknown[]): readonly unknown[] {
    const expected = this.#parameterNames.length;
    if (parameters.length !== expected) {
      const reason = `${parameters.length} values for ${expected} parameters`;
      throw invalidParameter(`${Math.min(parameters.length, expected) + 1}`, reason);
    }
    return parameters;
  }

  #byName(parameters: Readonly<Record<string, unknown>>): readonly unknown[] {
    const unused = new Set(Object.keys(parameters));
    const values = this.#parameterNames.map((name, index) => {
      // A number is a position, which has no name of its own.
      if (name === null || name.startsWith("?")) {
        throw invalidParameter(`${index + 1}`, "it has no name; give a list of values");
      }
      const key = name.slice(1);
      if (!Object.hasOwn(parameters, key)) throw invalidParameter(name, "no value is given");
      unused.delete(key);
      return parameters[key];
    });
    for (const key of unused) throw invalidParameter(key, "the statement has no such parameter");
    return values;
  }

  #bindOne(index: number, given: unknown, name: string): number {
    const value = checkParameter(given, name);
    const { _sqlite3_bind_int64: bindInteger } = this.#module;
    switch (typeof value) {
      case "boolean":
        return bindInteger(this.#handle, index, value ? 1 : 0, 0);
      case "bigint":
        return this.#bindBigint(index, value);
      case "number":
        if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
          return this.#bindBigint(index, BigInt(value));
        }
        return this.#module._sqlite3_bind_double(this.#handle, index, value);
      case "string": {
        const bytes = ENCODER.encode(value);
        return this.#withBytes(bytes, (at) =>
          this.#module._sqlite3_bind_text(this.#handle, index, at, bytes.length, SQLITE_TRANSIENT),
        );
      }
      default:
        if (value === null) return this.#module._sqlite3_bind_null(this.#handle, index);
        return this.#withBytes(value, (at) =>
          this.#module._sqlite3_bind_blob(this.#handle, index, at, value.length, SQLITE_TRANSIENT),
        );
    }
  }

  #bindBigint(index: number, value: bigint): number {
    const low = Number(BigInt.asIntN(32, value));
    const high = Number(BigInt.asIntN(32, value >> 32n));
    return this.#module._sqlite3_bind_int64(this.#handle, index, low, high);
  }

  #withBytes(bytes: Uint8Array, use: (at: number) => number): number {
    // An address of nothing would bind null instead of an empty value.
    const at = this.#module._sqlite3_malloc(bytes.length + 1);
    if (at === 0) throw this.#owner.fail(SQLITE_NOMEM, this.place);
    try {
      this.#module.HEAPU8.set(bytes, at);
      return use(at);
    } finally {
      this.#module._sqlite3_free(at);
    }
  }

  #row(integers: IntegerMode): SqlValue[] {
    const count = this.#module._sqlite3_column_count(this.#handle);
    const row: SqlValue[] = [];
    for (let column = 0; column < count; column++) row.push(this.#value(column, integers));
    return row;
  }

  #inexactInteger(column: number): DatabaseError {
    return new DatabaseError({ kind: "inexact-integer", column: this.columns[column] ?? "" });
  }

  #value(column: number, integers: IntegerMode): SqlValue {
    const module = this.#module;
    switch (module._sqlite3_column_type(this.#handle, column)) {
      case SQLITE_INTEGER: {
        const number = module._sqlite3_column_double(this.#handle, column);
        if (Number.isSafeInteger(number)) return integers === "bigint" ? BigInt(number) : number;
        if (integers === "number") throw this.#inexactInteger(column);
        // The digits are exact. A 64-bit number would come in halves, by a call that is not plain.
        return BigInt(module.UTF8ToString(module._sqlite3_column_text(this.#handle, column)));
      }
      case SQLITE_FLOAT:
        return module._sqlite3_column_double(this.#handle, column);
      case SQLITE_TEXT: {
        const at = module._sqlite3_column_text(this.#handle, column);
        const size = module._sqlite3_column_bytes(this.#handle, column);
        return DECODER.decode(module.HEAPU8.subarray(at, at + size));
      }
      case SQLITE_BLOB: {
        const at = module._sqlite3_column_blob(this.#handle, column);
        const size = module._sqlite3_column_bytes(this.#handle, column);
        return module.HEAPU8.slice(at, at + size);
      }
      default:
        return null;
    }
  }
}

/** A longer text is not worth being sent to another thread as a key. */
const MAX_PLAN_TEXT_LENGTH = 256;

function planValueOf(value: unknown): PlanValue | undefined {
  switch (typeof value) {
    case "number":
      return value;
    case "boolean":
      return value ? 1 : 0;
    case "bigint":
      return Number.isSafeInteger(Number(value)) ? Number(value) : undefined;
    case "string":
      return value.length <= MAX_PLAN_TEXT_LENGTH ? value : undefined;
    default:
      return value === null ? null : undefined;
  }
}

function isList(parameters: SqlParameters): parameters is readonly SqlParameter[] {
  return Array.isArray(parameters);
}

/** Roughly the bytes of a value on its way between threads. */
function sizeOf(value: SqlValue): number {
  if (typeof value === "string") return value.length;
  return value instanceof Uint8Array ? value.length : 8;
}
