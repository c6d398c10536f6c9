/**
 * `Backend`: a store for the engine, and the same kind of store without the engine, on the same
 * disk.
 */

import { statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Kv } from "@barewire/sqlite-storage";
import { openLmdbKv } from "@barewire/sqlite-storage/lmdb";
import { openPostgresKv } from "@barewire/sqlite-storage/postgres";
import { Client } from "pg";
import { startPostgresIfPossible } from "../../test/postgres/postgres-server.js";
import { openPlainLmdb, openPlainPostgres, type PlainStore, tableSize } from "./plain-store.js";

export type StorePair = {
  readonly kv: Kv;
  /** The bytes that everything in `kv` takes on the disk. */
  readonly kvSize: () => Promise<number>;
  readonly plain: PlainStore;
  readonly close: () => Promise<void>;
};

export type Backend = {
  readonly name: "lmdb" | "postgres";
  /** Opens a pair of empty stores. */
  readonly open: () => Promise<StorePair>;
  readonly remove: () => Promise<void>;
};

export async function lmdbBackend(): Promise<Backend> {
  const folder = await mkdtemp(join(tmpdir(), "barewire-bench-"));
  let count = 0;
  return {
    name: "lmdb",
    open: async () => {
      count += 1;
      const path = join(folder, `kv-${count}`);
      const kv = await openLmdbKv({ path });
      const plain = openPlainLmdb(join(folder, `plain-${count}`));
      const kvSize = async () => statSync(path).size;
      return { kv, kvSize, plain, close: () => closeAll(kv, plain) };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Returns the reason if there is no PostgreSQL. */
export async function postgresBackend(): Promise<Backend | string> {
  const server = await startPostgresIfPossible();
  if (typeof server === "string") return server;
  const { url } = server;
  let count = 0;
  return {
    name: "postgres",
    open: async () => {
      count += 1;
      const table = `kv_${count}`;
      const kv = await openPostgresKv({ url, table });
      const plain = await openPlainPostgres(url, `plain_${count}`);
      const kvSize = async () => {
        const client = new Client({ connectionString: url });
        await client.connect();
        const size = await tableSize(client, table);
        await client.end();
        return size;
      };
      return { kv, kvSize, plain, close: () => closeAll(kv, plain) };
    },
    remove: () => server.remove(),
  };
}

async function closeAll(kv: Kv, plain: PlainStore): Promise<void> {
  await kv.close();
  await plain.close();
}
