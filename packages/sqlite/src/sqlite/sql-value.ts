/** Values that go into statements and come out of them. */

import { nounOf } from "@barewire/client/options";
import { DatabaseError } from "../database-error.js";

/**
 * A value as SQLite stores it. An integer comes out as a number where a number is exact, and else
 * as a bigint; a blob comes out as memory of its own.
 */
export type SqlValue = null | number | bigint | string | Uint8Array;

/**
 * The values of a parameter. A whole number is stored as an integer, any other as a floating-point
 * number; a boolean as 1 or 0.
 */
export type SqlParameter = SqlValue | boolean;

/**
 * The parameters by position, for `?` and `?1`, or by name without the prefix, for `:name`,
 * `@name`, `$name`.
 */
export type SqlParameters = readonly SqlParameter[] | Readonly<Record<string, SqlParameter>>;

const MIN_INTEGER = -(2n ** 63n);
const MAX_INTEGER = 2n ** 63n - 1n;

/** Refuses what SQLite would store as something else. `name` is for the error. */
export function checkParameter(value: unknown, name: string): SqlParameter {
  switch (typeof value) {
    case "number":
      if (!Number.isNaN(value)) return value;
      throw invalidParameter(name, "not a number, which SQLite would store as null");
    case "boolean":
      return value;
    case "string":
      if (value.isWellFormed()) return value;
      throw invalidParameter(name, "a lone surrogate, which UTF-8 cannot hold");
    case "bigint":
      if (value >= MIN_INTEGER && value <= MAX_INTEGER) return value;
      throw invalidParameter(name, "an integer of more than 64 bits");
    default:
      if (value === null || isBytes(value)) return value;
      throw invalidParameter(name, `${EXPECTED}, got ${nounOf(value)}`);
  }
}

const EXPECTED = "expected null, a number, a bigint, a text, a boolean or a Uint8Array";

/** The tag that a typed array has by its making, whatever its prototype claims. */
const TYPED_ARRAY_TAG = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
);

function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && TYPED_ARRAY_TAG?.get?.call(value) === "Uint8Array";
}

export function invalidParameter(parameter: string, reason: string): DatabaseError {
  return new DatabaseError({ kind: "invalid-parameter", parameter, reason });
}
