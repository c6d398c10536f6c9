/**
 * Inspection of databases: checks all rows of one, and lists those of a store.
 */

import { ALL_HEADER_ROWS, allRows, databaseIdOf, databaseKeys } from "../format/database-keys.js";
import { keyAfter } from "../format/read-values.js";
import type { Kv, KvInterval, KvRow, KvRows } from "../kv/kv.js";
import type { DatabaseId } from "../sqlite-store.js";
import { DatabaseInspector } from "./database-inspector.js";
import type { Inspection } from "./inspection.js";

const MAX_READ_SIZE = 4_194_304;
const MAX_READ_ROWS = 10_000;

/**
 * Checks rows, which must be all rows of `database` in the order of their keys; `readDatabaseRows`
 * gives them.
 */
export function inspectDatabase(database: DatabaseId, rows: Iterable<KvRow>): Inspection {
  const inspector = new DatabaseInspector(databaseKeys(database));
  for (const row of rows) inspector.push(row);
  return inspector.finish();
}

/**
 * Reads all rows of a database, as they are, in one transaction. It is for databases that fit into
 * memory; a larger one that has no writer meanwhile is read by `eachDatabaseRow`.
 */
export async function readDatabaseRows(kv: Kv, database: DatabaseId): Promise<readonly KvRow[]> {
  return await kv.run(
    "inspect",
    async (transaction) => {
      const rows: KvRow[] = [];
      for (const { start, end } of allRows(databaseKeys(database))) {
        rows.push(...(await transaction.range({ start, end })).rows);
      }
      return rows;
    },
    { readOnly: true },
  );
}

/**
 * Reads all rows of a database in several transactions, so that concurrent writes may give an
 * inconsistent result.
 */
export async function* eachDatabaseRow(kv: Kv, database: DatabaseId): AsyncGenerator<KvRow> {
  for (const interval of allRows(databaseKeys(database))) {
    let rest: KvInterval | undefined = interval;
    while (rest !== undefined) {
      const { start, end }: KvInterval = rest;
      const { rows, more } = await readSome(kv, { start, end });
      yield* rows;
      const last = rows.at(-1);
      rest = more && last !== undefined ? { start: keyAfter(last[0]), end } : undefined;
    }
  }
}

/**
 * The databases of a store, in the order of their keys. `onStray` is called for each row that
 * belongs to none, because no id can have its key.
 */
export async function* eachDatabase(
  kv: Kv,
  onStray: () => void = () => undefined,
): AsyncGenerator<DatabaseId> {
  let key = await firstHeaderKey(kv, ALL_HEADER_ROWS.start);
  while (key !== undefined) {
    const id = databaseIdOf(key);
    if (id === undefined) onStray();
    else yield id;
    // The next database begins where the header rows of this one end.
    const next = id === undefined ? keyAfter(key) : allRows(databaseKeys(id))[0].end;
    key = await firstHeaderKey(kv, next);
  }
}

async function firstHeaderKey(kv: Kv, start: Uint8Array): Promise<Uint8Array | undefined> {
  const { end } = ALL_HEADER_ROWS;
  const { rows } = await kv.run("list", (tx) => tx.range({ start, end, limit: 1 }), {
    readOnly: true,
  });
  return rows[0]?.[0];
}

function readSome(kv: Kv, { start, end }: KvInterval): Promise<KvRows> {
  return kv.run(
    "inspect",
    (transaction) => {
      return transaction.range({ start, end, limit: MAX_READ_ROWS, maxBytes: MAX_READ_SIZE });
    },
    { readOnly: true },
  );
}
