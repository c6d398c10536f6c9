/** Memory of SQLite: it may be exhausted, and then an allocation has the address 0. */

import { DatabaseError } from "../database-error.js";
import { SQLITE_NOMEM } from "./result-codes.js";
import type { SqliteModule } from "./sqlite-module.js";

const ENCODER = new TextEncoder();

/**
 * The words of SQLite for its result code; an allocation of ours sets no message at a connection.
 */
export const OUT_OF_MEMORY = "out of memory";

/** Allocates memory that the caller frees. Throws what a statement of SQLite fails with. */
export function allocate(module: SqliteModule, size: number): number {
  const at = module._sqlite3_malloc(size);
  if (at !== 0) return at;
  const codes = { code: SQLITE_NOMEM, extendedCode: SQLITE_NOMEM } as const;
  const place = { offset: -1, statement: 0, cause: null } as const;
  throw new DatabaseError({ kind: "sqlite", ...codes, ...place }, OUT_OF_MEMORY);
}

/** Copies the text, with a zero at its end, into memory that the caller frees. */
export function copyText(module: SqliteModule, text: string): number {
  const bytes = ENCODER.encode(text);
  const at = allocate(module, bytes.length + 1);
  module.HEAPU8.set(bytes, at);
  module.HEAPU8[at + bytes.length] = 0;
  return at;
}
