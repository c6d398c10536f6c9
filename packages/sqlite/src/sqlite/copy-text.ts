/** Text in SQLite's memory. */

import type { SqliteModule } from "./sqlite-module.js";

const ENCODER = new TextEncoder();

/** The address of a copy of the text, which ends with a zero. To be freed. */
export function copyText(module: SqliteModule, text: string): number {
  const bytes = ENCODER.encode(text);
  const at = module._sqlite3_malloc(bytes.length + 1);
  module.HEAPU8.set(bytes, at);
  module.HEAPU8[at + bytes.length] = 0;
  return at;
}
