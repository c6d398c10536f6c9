/**
 * The mathematical functions that SQLite documents.
 *
 * The build has most of them in an extension, which is older than SQLite's own: `log` is natural
 * there, `ceil` gives an integer, a domain error is an error, and none may be used in an index. So
 * the extension is registered for what else it has, and these take the place of its own.
 */

import {
  SQLITE_DETERMINISTIC,
  SQLITE_FLOAT,
  SQLITE_INNOCUOUS,
  SQLITE_INTEGER,
  SQLITE_UTF8,
} from "./result-codes.js";
import type { SqliteModule } from "./sqlite-module.js";

/** The functions of one number. A result that is not a number is returned as null. */
const UNARY: Readonly<Record<string, (x: number) => number>> = {
  acos: Math.acos,
  acosh: Math.acosh,
  asin: Math.asin,
  asinh: Math.asinh,
  atan: Math.atan,
  atanh: Math.atanh,
  cos: Math.cos,
  cosh: Math.cosh,
  degrees: (x) => x * (180 / Math.PI),
  exp: Math.exp,
  ln: (x) => positive(x, Math.log),
  log: (x) => positive(x, Math.log10),
  log10: (x) => positive(x, Math.log10),
  log2: (x) => positive(x, Math.log2),
  radians: (x) => x * (Math.PI / 180),
  sin: Math.sin,
  sinh: Math.sinh,
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
};

const BINARY: Readonly<Record<string, (x: number, y: number) => number>> = {
  atan2: Math.atan2,
  mod: (x, y) => x % y,
  pow: power,
  power,
};

/** Functions that give a whole number, and an integer as it is. */
const ROUNDING: Readonly<Record<string, (x: number) => number>> = {
  ceil: Math.ceil,
  ceiling: Math.ceil,
  floor: Math.floor,
  trunc: Math.trunc,
};

const FLAGS = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

/** Makes the functions known to a connection. */
export function registerMathFunctions(module: SqliteModule, handle: number): void {
  module._RegisterExtensionFunctions(handle);
  const register = (name: string, count: number, run: FunctionBody): void => {
    module.create_function(handle, name, count, FLAGS, 0, run, null, null);
  };
  const number = (values: number, index: number): number | null => numberAt(module, values, index);
  /** The result of a call; null, which SQLite has made it already, if it is not a number. */
  const give = (context: number, result: number): void => {
    if (!Number.isNaN(result)) module._sqlite3_result_double(context, result);
  };
  for (const [name, compute] of Object.entries(UNARY)) {
    register(name, 1, (context, _, values) => {
      const x = number(values, 0);
      if (x !== null) give(context, compute(x));
    });
  }
  for (const [name, compute] of Object.entries(BINARY)) {
    register(name, 2, (context, _, values) => {
      const [x, y] = [number(values, 0), number(values, 1)];
      if (x !== null && y !== null) give(context, compute(x, y));
    });
  }
  for (const [name, compute] of Object.entries(ROUNDING)) {
    register(name, 1, (context, _, values) => {
      const x = number(values, 0);
      const value = addressAt(module, values);
      if (x === null) return;
      const isInteger = module._sqlite3_value_numeric_type(value) === SQLITE_INTEGER;
      if (isInteger) module._sqlite3_result_value(context, value);
      else give(context, compute(x));
    });
  }
  // The build keeps one callback for a name, and SQLite takes this one for the other.
  register("LOG", 2, (context, _, values) => {
    const base = number(values, 0);
    // SQLite looks at the type of the base only.
    const x = module._sqlite3_value_double(addressAt(module, values + 4));
    if (base !== null) give(context, logarithm(base, x));
  });
  register("pi", 0, (context) => give(context, Math.PI));
  register("sign", 1, (context, _, values) => {
    const x = number(values, 0);
    if (x !== null) module._sqlite3_result_int(context, Math.sign(x));
  });
}

type FunctionBody = (context: number, count: number, values: number) => void;

function positive(x: number, compute: (x: number) => number): number {
  return x > 0 ? compute(x) : Number.NaN;
}

function logarithm(base: number, x: number): number {
  const divisor = positive(base, Math.log);
  return divisor > 0 ? positive(x, Math.log) / divisor : Number.NaN;
}

/** The result is that of C, where a power of 1 is 1, and so is -1 to the power of infinity. */
function power(x: number, y: number): number {
  if (x === 1 || (x === -1 && Math.abs(y) === Number.POSITIVE_INFINITY)) return 1;
  return x ** y;
}

/** A value, or null if it is neither a number nor a text that is one. */
function numberAt(module: SqliteModule, values: number, index: number): number | null {
  const value = addressAt(module, values + 4 * index);
  const type = module._sqlite3_value_numeric_type(value);
  return type === SQLITE_INTEGER || type === SQLITE_FLOAT
    ? module._sqlite3_value_double(value)
    : null;
}

function addressAt({ HEAPU8 }: SqliteModule, at: number): number {
  return new DataView(HEAPU8.buffer, HEAPU8.byteOffset).getUint32(at, true);
}
