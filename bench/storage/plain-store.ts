/**
 * `PlainStore`: pages as rows under their numbers and nothing else, which is the lower bound of the
 * cost.
 */

import { statSync } from "node:fs";
import { type Key, open } from "lmdb";
import { Client } from "pg";
import type { Page } from "./page-content.js";

export interface PlainStore {
  /** Writes the pages in one transaction, which is on the disk when this returns. */
  write(pages: readonly Page[]): Promise<void>;
  /** Reads the pages in one read. */
  read(first: number, count: number): Promise<readonly Uint8Array[]>;
  /** The bytes that the pages take on the disk. */
  size(): Promise<number>;
  close(): Promise<void>;
}

export function openPlainLmdb(path: string): PlainStore {
  const database = open<Uint8Array, Key>({
    path,
    noSubdir: true,
    encoding: "binary",
    // A commit waits until it is on the disk, as in the driver.
    overlappingSync: false,
  });
  return {
    write: async (pages) => {
      database.transactionSync(() => {
        for (const { pgno, bytes } of pages) database.putSync(pgno, bytes);
      });
    },
    read: async (first, count) => {
      database.resetReadTxn();
      const range = { start: first, end: first + count };
      return [...database.getRange(range)].map(({ value }) => value);
    },
    size: async () => statSync(path).size,
    close: () => database.close(),
  };
}

export async function openPlainPostgres(url: string, table: string): Promise<PlainStore> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE TABLE ${table} (key int PRIMARY KEY, value bytea NOT NULL)`);
  await client.query(`ALTER TABLE ${table} ALTER COLUMN value SET STORAGE EXTERNAL`);
  const write = `INSERT INTO ${table} SELECT * FROM unnest($1::int[], $2::bytea[])
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
  const read = `SELECT value FROM ${table} WHERE key >= $1 AND key < $2 ORDER BY key`;
  return {
    write: async (pages) => {
      const keys = pages.map(({ pgno }) => pgno);
      const values = pages.map(({ bytes }) => Buffer.from(bytes));
      await client.query({ name: "write", text: write, values: [keys, values] });
    },
    read: async (first, count) => {
      const values = [first, first + count];
      const query = { name: "read", text: read, values, binary: true, rowMode: "array" } as const;
      // Each row is the one column that was asked for.
      const { rows } = await client.query<[Buffer]>(query);
      return rows.map(([value]) => value);
    },
    size: () => tableSize(client, table),
    close: () => client.end(),
  };
}

/** The bytes of a table with its index and the values that are stored out of line. */
export async function tableSize(client: Client, table: string): Promise<number> {
  const { rows } = await client.query<{ size: string }>(
    "SELECT pg_total_relation_size($1) AS size",
    [table],
  );
  return Number(rows[0]?.size ?? 0);
}
