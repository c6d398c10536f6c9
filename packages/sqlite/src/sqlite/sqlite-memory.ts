/** Text in SQLite's memory. */

import type { SqliteModule } from "./sqlite-module.js";

const ENCODER = new TextEncoder();

/**
 * Copies the text, with a zero at its end, into memory that the caller frees, and returns its
 * address.
 */
export function copyText(module: SqliteModule, text: string): number {
  const bytes = ENCODER.encode(text);
  const at = module._sqlite3_malloc(bytes.length + 1);
  module.HEAPU8.set(bytes, at);
  module.HEAPU8[at + bytes.length] = 0;
  return at;
}
