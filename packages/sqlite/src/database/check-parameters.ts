/**
 * SQL and parameters as callers without types give them. They are checked and copied before
 * anything else happens, so that a call carries out what it was given, whatever becomes of that
 * meanwhile, and nothing fails that has begun.
 */

import { nounOf } from "@barewire/client/options";
import { invalidOption } from "../check-options.js";
import { DatabaseError } from "../database-error.js";
import type { StatementInput } from "../sqlite/commands.js";
import { leadingKeyword } from "../sqlite/leading-keyword.js";
import { checkSqlText, invalidSql } from "../sqlite/sql-text.js";
import {
  checkParameter,
  invalidParameter,
  type SqlParameter,
  type SqlParameters,
} from "../sqlite/sql-value.js";

const NO_PARAMETERS: SqlParameters = [];

/** SQLite's own limit for the number of a parameter. */
const MAX_PARAMETERS = 32_766;

/** A statement with its parameters. */
export function statementOf(sql: unknown, parameters: unknown): StatementInput {
  return { sql: sqlOf(sql), parameters: parametersOf(parameters) };
}

/** A statement of a batch as it was given: a text, or a text with its parameters. */
export interface BatchStatement {
  readonly sql: string;
  readonly parameters?: SqlParameters;
}

/** The statements of a batch, none of which may begin or end a transaction. */
export function batchOf(given: unknown): readonly StatementInput[] {
  return reading("statements", () => {
    if (!Array.isArray(given)) throw notOption("statements", "a list", given);
    return Array.from(given, (statement: unknown, index) => {
      if (typeof statement === "string") return insideOf(statementOf(statement, undefined));
      if (!isRecord(statement)) throw notOption(`statements[${index}]`, STATEMENT, statement);
      const { sql, parameters }: { sql?: unknown; parameters?: unknown } = statement;
      return insideOf(statementOf(sql, parameters));
    });
  });
}

const STATEMENT = "a text of SQL, or an object with sql and parameters";

/** A statement with the parameters of each of its runs. */
export function manyOf(
  sql: unknown,
  given: unknown,
): { readonly sql: string; readonly rows: readonly SqlParameters[] } {
  const statement = insideOf(statementOf(sql, undefined));
  const rows = reading("rows", () => {
    const isIterable = typeof given === "object" && given !== null && Symbol.iterator in given;
    if (!isIterable) throw notOption("rows", "a list with the parameters of each run", given);
    if (Array.isArray(given) && given.length > MAX_RUNS) throw tooManyRuns();
    const runs: SqlParameters[] = [];
    // Each of its items is checked here.
    for (const parameters of given as Iterable<unknown>) {
      if (runs.length === MAX_RUNS) throw tooManyRuns();
      runs.push(parametersOf(parameters));
    }
    return runs;
  });
  return { sql: statement.sql, rows };
}

/** All of them are in memory at once, and an iterable may have no end. */
const MAX_RUNS = 1_000_000;

function tooManyRuns(): DatabaseError {
  return invalidOption("rows", `more than ${MAX_RUNS} runs; make several calls`);
}

function notOption(name: string, expected: string, given: unknown): DatabaseError {
  return invalidOption(name, `expected ${expected}, got ${nounOf(given)}`);
}

/** Reads what a caller has given, whose own code may fail. */
function reading<Value>(name: string, read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof DatabaseError) throw cause;
    throw invalidOption(name, "it cannot be used: reading it failed", cause);
  }
}

/** The statements that begin or end a transaction, which a batch is by itself. */
const TRANSACTION_KEYWORDS: ReadonlySet<string> = new Set([
  "BEGIN",
  "COMMIT",
  "END",
  "RELEASE",
  "ROLLBACK",
  "SAVEPOINT",
]);

function insideOf(statement: StatementInput): StatementInput {
  const { sql } = statement;
  if (!TRANSACTION_KEYWORDS.has(leadingKeyword(sql, 0))) return statement;
  throw invalidSql("a batch is a transaction by itself, and no part of it may end that", 0);
}

/** The text of statements. */
export function sqlOf(given: unknown): string {
  if (typeof given !== "string") throw invalidSql(`expected a text, got ${nounOf(given)}`, 0);
  checkSqlText(given);
  return given;
}

/** A copy of the parameters. Undefined stands for none. */
function parametersOf(given: unknown): SqlParameters {
  if (given === undefined) return NO_PARAMETERS;
  let name = "parameters";
  try {
    if (Array.isArray(given)) {
      const { length } = given;
      if (length > MAX_PARAMETERS) throw tooMany(length);
      return Array.from({ length }, (_, index) => {
        name = `${index + 1}`;
        return ownParameter(given[index], name);
      });
    }
    if (!isRecord(given)) throw notParameters(given);
    const keys = Object.keys(given);
    if (keys.length > MAX_PARAMETERS) throw tooMany(keys.length);
    return Object.fromEntries(
      keys.map((key) => {
        name = key;
        // The object has this key of its own.
        return [key, ownParameter((given as Record<string, unknown>)[key], key)];
      }),
    );
  } catch (cause) {
    if (cause instanceof DatabaseError) throw cause;
    const issue = {
      kind: "invalid-parameter",
      parameter: name,
      reason: "reading it failed",
    } as const;
    throw new DatabaseError(issue, undefined, { cause });
  }
}

/** A copy of the value, which the caller cannot change any more. */
function ownParameter(given: unknown, name: string): SqlParameter {
  const value = checkParameter(given, name);
  if (typeof value !== "object" || value === null) return value;
  try {
    return new Uint8Array(value);
  } catch {
    throw invalidParameter(name, "its memory is detached, because it was sent to another thread");
  }
}

/** An object that has values by their names, and not one of the language's own classes. */
function isRecord(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  return Object.prototype.toString.call(value) === "[object Object]";
}

function notParameters(given: unknown): DatabaseError {
  const reason = `expected a list, or an object of values by name, got ${nounOf(given)}`;
  return invalidParameters(reason);
}

function tooMany(count: number): DatabaseError {
  return invalidParameters(`${count} values, more than SQLite's ${MAX_PARAMETERS}`);
}

function invalidParameters(reason: string): DatabaseError {
  const issue = { kind: "invalid-parameter", parameter: "parameters", reason } as const;
  return new DatabaseError(issue, `parameters: ${reason}`);
}
