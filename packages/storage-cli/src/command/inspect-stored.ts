/**
 * Inspects a database that may be larger than memory and may be written meanwhile: all rows are
 * read from one snapshot, a few at a time.
 */

import { setImmediate as nextTurn } from "node:timers/promises";
import type {
  DatabaseId,
  Inspection,
  Kv,
  KvInterval,
  KvRows,
  KvTransaction,
} from "@barewire/sqlite-storage";
import {
  allRows,
  DatabaseInspector,
  type DatabaseKeys,
  databaseKeys,
  keyAfter,
} from "@barewire/sqlite-storage/maintenance";

/** The most bytes that a read returns; the rows of two reads are in memory at a time. */
const MAX_READ_SIZE = 1_048_576;
const MAX_READ_ROWS = 2_000;

/** The snapshot is kept for at most this long; 10 GiB take some minutes. */
const TIMEOUT_MS = 3_600_000;

/** `onSize` receives the bytes of keys and values that have been read so far. */
export async function inspectStored(
  kv: Kv,
  database: DatabaseId,
  onSize: (size: number) => void,
): Promise<Inspection> {
  const keys = databaseKeys(database);
  return await kv.run("verify", (transaction) => inspectSnapshot(transaction, keys, onSize), {
    readOnly: true,
    timeoutMs: TIMEOUT_MS,
  });
}

/** Does what `inspectStored` does, in a transaction that has begun. */
export async function inspectSnapshot(
  transaction: KvTransaction,
  keys: DatabaseKeys,
  onSize: (size: number) => void,
): Promise<Inspection> {
  const inspector = new DatabaseInspector(keys);
  let size = 0;
  for (const interval of allRows(keys)) {
    let rest: KvInterval | undefined = interval;
    // Every turn takes at least one row of the snapshot, so the loop ends.
    while (rest !== undefined) {
      const { start, end }: KvInterval = rest;
      const limits = { limit: MAX_READ_ROWS, maxBytes: MAX_READ_SIZE };
      const { rows, more }: KvRows = await transaction.range({ start, end, ...limits });
      for (const row of rows) {
        inspector.push(row);
        size += row[0].length + row[1].length;
      }
      onSize(size);
      // An embedded store answers synchronously, so other work of the event loop would starve.
      await nextTurn();
      const last = rows.at(-1);
      rest = more && last !== undefined ? { start: keyAfter(last[0]), end } : undefined;
    }
  }
  return inspector.finish();
}
