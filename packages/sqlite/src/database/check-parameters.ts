/**
 * SQL and parameters as callers without types give them. They are checked and copied before
 * anything else happens, so that a call carries out what it was given, whatever becomes of that
 * meanwhile, and nothing fails that has begun.
 */

import { nounOf } from "@barewire/client/options";
import { DatabaseError } from "../database-error.js";
import type { StatementInput } from "../sqlite/commands.js";
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
