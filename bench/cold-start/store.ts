/**
 * The store behind the server of a cold start, as the bench sees it: it copies databases, compacts
 * them, and counts what is stored.
 */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SYSTEM_RANDOM } from "@barewire/clock";
import {
  type DatabaseId,
  eachDatabaseRow,
  type Kv,
  type KvRow,
  type KvTransaction,
  openKv,
} from "@barewire/sqlite-storage";
import {
  allRows,
  Compactor,
  chunkIndexOf,
  type DatabaseKeys,
  databaseKeys,
  deltasFrom,
  headerPages,
  type LogicalRange,
  maintenanceContext,
  pageIndexFrom,
  preloadHintsKey,
  shardsFrom,
} from "@barewire/sqlite-storage/maintenance";
import { startPostgresIfPossible } from "../../test/postgres/postgres-server.js";

export type StoreKind = "lmdb" | "postgres";

/** The blobs of a database: commits (deltas) and what compaction has made of them (shards). */
export type StoreState = {
  readonly inlineDeltas: number;
  readonly chunkedDeltas: number;
  /** The pages that a read finds in a delta. */
  readonly pagesInDeltas: number;
  readonly shards: number;
  readonly bytes: number;
};

export type BenchStore = {
  readonly kind: StoreKind;
  /** The `--store` of the server. */
  readonly url: string;
  /** Copies all rows of a database to one that does not exist. Neither may be open. */
  readonly copy: (from: DatabaseId, to: DatabaseId) => Promise<void>;
  readonly remove: (database: DatabaseId) => Promise<void>;
  /** Removes the preload hints that the last owner has left. */
  readonly forgetHints: (database: DatabaseId) => Promise<void>;
  /** Folds every commit into shards. */
  readonly compact: (database: DatabaseId) => Promise<void>;
  readonly stateOf: (database: DatabaseId) => Promise<StoreState>;
  readonly close: () => Promise<void>;
};

const MAX_TRANSACTION_SIZE = 4_000_000;
const HEADERS_PER_READ = 64;
const COUNT_TIMEOUT_MS = 600_000;

/** A new and empty store, or the reason why there is none. */
export async function openBenchStore(kind: StoreKind): Promise<BenchStore | string> {
  switch (kind) {
    case "lmdb": {
      const folder = await mkdtemp(join(tmpdir(), "barewire-cold-start-"));
      const url = `lmdb:${join(folder, "data")}`;
      const kv = await openKv(url);
      return benchStore(kind, url, kv, () => rm(folder, { recursive: true, force: true }));
    }
    case "postgres": {
      const postgres = await startPostgresIfPossible();
      if (typeof postgres === "string") return postgres;
      const kv = await openKv(postgres.url);
      return benchStore(kind, postgres.url, kv, () => postgres.remove());
    }
    default:
      return kind satisfies never;
  }
}

function benchStore(
  kind: StoreKind,
  url: string,
  kv: Kv,
  removeStore: () => Promise<void>,
): BenchStore {
  return {
    kind,
    url,
    copy: (from, to) => copyRows(kv, from, to),
    remove: (database) => removeRows(kv, database),
    forgetHints: (database) =>
      kv.run("forget-hints", async (transaction) => {
        transaction.clear(preloadHintsKey(databaseKeys(database)).bytes);
      }),
    compact: async (database) => {
      const compactor = new Compactor(maintenanceContext(kv), SYSTEM_RANDOM);
      await compactor.compact(databaseKeys(database), () => undefined);
      await compactor.stop();
    },
    stateOf: (database) => stateOf(kv, database),
    close: async () => {
      await kv.close();
      await removeStore();
    },
  };
}

/** A row holds the name of its database in its key alone. */
async function copyRows(kv: Kv, from: DatabaseId, to: DatabaseId): Promise<void> {
  const source = databaseKeys(from);
  const target = databaseKeys(to);
  let rows: KvRow[] = [];
  let size = 0;
  const write = async (): Promise<void> => {
    const batch = rows;
    rows = [];
    size = 0;
    await kv.run("copy", async (transaction) => {
      for (const [key, value] of batch) transaction.set(key, value);
    });
  };
  for await (const [key, value] of eachDatabaseRow(kv, from)) {
    rows.push([keyIn(target, source, key), value]);
    size += key.length + value.length;
    if (size > MAX_TRANSACTION_SIZE) await write();
  }
  await write();
}

/** The key of the same row in another database. The first byte says what kind of row it is. */
function keyIn(target: DatabaseKeys, source: DatabaseKeys, key: Uint8Array): Uint8Array {
  const rest = key.subarray(source.prefix.length);
  const copy = new Uint8Array(target.prefix.length + rest.length);
  copy.set(target.prefix);
  copy.set(key.subarray(0, 1));
  copy.set(rest, target.prefix.length);
  return copy;
}

async function removeRows(kv: Kv, database: DatabaseId): Promise<void> {
  await kv.run("remove", async (transaction) => {
    for (const { start, end } of allRows(databaseKeys(database)))
      transaction.clearRange(start, end);
  });
}

function stateOf(kv: Kv, database: DatabaseId): Promise<StoreState> {
  const keys = databaseKeys(database);
  const work = async (transaction: KvTransaction): Promise<StoreState> => {
    const deltas = await countBlobs(transaction, deltasFrom(keys, 0n));
    const index = await countBlobs(transaction, pageIndexFrom(keys, 0));
    const shards = await countBlobs(transaction, shardsFrom(keys, 0));
    return {
      inlineDeltas: deltas.inlineCount,
      chunkedDeltas: deltas.count - deltas.inlineCount,
      pagesInDeltas: index.count,
      shards: shards.count,
      bytes: deltas.bytes + shards.bytes,
    };
  };
  return kv.run("count", work, { readOnly: true, timeoutMs: COUNT_TIMEOUT_MS });
}

type Blobs = { readonly count: number; readonly inlineCount: number; readonly bytes: number };

/** Counts blobs. A commit that was staged is one blob in several values, and is never inline. */
async function countBlobs(transaction: KvTransaction, range: LogicalRange): Promise<Blobs> {
  let count = 0;
  let inlineCount = 0;
  let bytes = 0;
  for await (const headers of headerPages(transaction, range, HEADERS_PER_READ)) {
    for (const header of headers) {
      bytes += header.size;
      if (range.kind === "delta" && chunkIndexOf(header.key).index > 0) continue;
      count += 1;
      if (header.content.kind === "inline") inlineCount += 1;
    }
  }
  return { count, inlineCount, bytes };
}
