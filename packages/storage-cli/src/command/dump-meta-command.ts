/**
 * `dump-meta`: prints META and the preload hints as JSON, for people and for scripts.
 */

import type { DatabaseId, Kv } from "@barewire/sqlite-storage";
import type { CommandIo } from "./command-io.js";
import { readStoredRecords } from "./stored-record.js";

/**
 * 64-bit numbers are printed as strings, and bytes in hexadecimal. Throws what `readStoredRecords`
 * throws.
 */
export async function dumpMeta(kv: Kv, database: DatabaseId, { print }: CommandIo): Promise<void> {
  const { meta, hints } = await readStoredRecords(kv, database);
  print(JSON.stringify({ ...database, meta, preloadHints: hints ?? null }, plain, 2));
}

function plain(_name: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  return value;
}
