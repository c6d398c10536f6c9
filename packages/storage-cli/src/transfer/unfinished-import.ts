/**
 * The record that stands for a database while it is imported. An import takes many transactions,
 * and must not be visible before it is complete: until the last of them, META says that a migration
 * has not ended, which every operation refuses, and it has a token by which the import recognises
 * its own record. So every process recognises an interrupted import, and of two imports only one
 * can continue.
 */

import { decodeEmbeddedMeta, type Meta } from "@barewire/protocol/sqlite-storage";
import { WireError } from "@barewire/runtime";
import { type Kv, type KvRow, type KvTransaction, StorageError } from "@barewire/sqlite-storage";
import {
  allRows,
  chunkInterval,
  type DatabaseKeys,
  decodeHeader,
  encodeMetaRecord,
  encodeValue,
  type LogicalRange,
  listHeaders,
  metaKey,
  newMeta,
  numberOf,
  quotaField,
  shardsFrom,
} from "@barewire/sqlite-storage/maintenance";
import { TransferError } from "./transfer-error.js";

export type ImportIdentity = {
  readonly nowMs: number;
  /** A random token of 16 bytes. */
  readonly token: Uint8Array;
  /** The quota of the database, if it is to have one of its own. */
  readonly maxStorageSize: bigint | undefined;
};

/** The treatment of an import that has not ended. */
export type UnfinishedRule = "refuse" | "replace";

const TRANSACTION_TIMEOUT_MS = 60_000;
/** A shard of pages that do not compress has five chunks. */
const SHARDS_PER_REMOVAL = 512;

export class UnfinishedImport {
  readonly #kv: Kv;
  readonly #keys: DatabaseKeys;
  readonly #meta: Meta;
  readonly #row: Uint8Array;

  constructor(kv: Kv, keys: DatabaseKeys, { nowMs, token, maxStorageSize }: ImportIdentity) {
    this.#kv = kv;
    this.#keys = keys;
    this.#meta = {
      ...newMeta(nowMs),
      sqliteMaxStorage: quotaField(maxStorageSize),
      generation: 1n,
      origin: "MIGRATION_FROM_V1_IN_PROGRESS",
      lastCommit: { token, expectedHeadTxid: 0n, txid: 0n, dbSizePages: 0 },
    };
    this.#row = metaRow(keys, this.#meta);
  }

  /**
   * Writes the record in place of the database. Throws `database-exists` or `import-unfinished`.
   */
  async begin(rule: UnfinishedRule): Promise<void> {
    const found = await this.#run("import_begin", async (kv) => {
      const stored = await this.#storedRow(kv);
      // This very transaction was committed before, and its answer was lost.
      if (stored !== undefined && isSame(stored, this.#row)) return "nothing";
      if (stored === undefined) {
        await requireNoRows(kv, this.#keys);
      } else {
        if (!isUnfinished(this.#keys, stored)) throw new TransferError({ kind: "database-exists" });
        if (rule === "refuse") throw new TransferError({ kind: "import-unfinished" });
      }
      kv.set(metaKey(this.#keys).bytes, this.#row);
      return stored === undefined ? "nothing" : "unfinished";
    });
    if (found === "unfinished") await this.#removeShards();
  }

  /** Writes rows, unless another import has come in between. */
  async write(rows: readonly KvRow[]): Promise<void> {
    await this.#run("import_write", async (kv) => {
      await this.#requireOwn(kv);
      for (const [key, value] of rows) kv.set(key, value);
    });
  }

  /** Makes the database visible. `meta` adds what the import knows of it. */
  async finish(meta: (base: Meta) => Meta): Promise<Meta> {
    const finished = meta({ ...this.#meta, origin: "CREATED_ON_V2", lastCommit: null });
    const row = metaRow(this.#keys, finished);
    await this.#run("import_finish", async (kv) => {
      const stored = await this.#storedRow(kv);
      if (stored !== undefined && isSame(stored, row)) return;
      await this.#requireOwn(kv);
      kv.set(metaKey(this.#keys).bytes, row);
    });
    return finished;
  }

  /** Removes all rows, the record last. */
  async discard(): Promise<void> {
    await this.#removeShards();
    await this.#run("import_discard", async (kv) => {
      const stored = await this.#storedRow(kv);
      if (stored !== undefined && isSame(stored, this.#row)) kv.clear(metaKey(this.#keys).bytes);
    });
  }

  async #removeShards(): Promise<void> {
    let rest: LogicalRange | undefined = shardsFrom(this.#keys, 0);
    // Every turn takes rows of the range, which only this import writes.
    while (rest !== undefined) {
      const range: LogicalRange = rest;
      rest = await this.#run("import_discard", async (kv) => {
        await this.#requireOwn(kv);
        const { headers, rest: others } = await listHeaders(kv, range, SHARDS_PER_REMOVAL);
        const last = headers.at(-1);
        const isAll = others === undefined || last === undefined;
        const next = isAll ? undefined : shardsFrom(this.#keys, numberOf(last.key) + 1);
        const removed = { start: range.start, end: next?.start ?? range.end };
        const chunks = chunkInterval(removed);
        kv.clearRange(removed.start, removed.end);
        kv.clearRange(chunks.start, chunks.end);
        return next;
      });
    }
  }

  async #requireOwn(kv: KvTransaction): Promise<void> {
    const stored = await this.#storedRow(kv);
    if (stored !== undefined && isSame(stored, this.#row)) return;
    throw new TransferError({ kind: "import-replaced" });
  }

  #storedRow(kv: KvTransaction): Promise<Uint8Array | undefined> {
    return kv.get(metaKey(this.#keys).bytes, { lock: true });
  }

  /** Every closure here recognises what it has committed, so it is idempotent. */
  #run<T>(name: string, work: (kv: KvTransaction) => Promise<T>): Promise<T> {
    const { prefix: token } = this.#keys;
    return this.#kv.run(name, work, { token, timeoutMs: TRANSACTION_TIMEOUT_MS });
  }
}

/** Tells whether a row of META is that of an import which has not ended. */
function isUnfinished(keys: DatabaseKeys, row: Uint8Array): boolean {
  try {
    const { content } = decodeHeader(metaKey(keys), row);
    if (content.kind === "chunked") return false;
    const { origin, lastCommit } = decodeEmbeddedMeta(content.bytes);
    return origin === "MIGRATION_FROM_V1_IN_PROGRESS" && lastCommit !== null;
  } catch (error) {
    // A damaged record belongs to the database that was there, not to an import.
    if (error instanceof StorageError || error instanceof WireError) return false;
    throw error;
  }
}

/** Throws `database-exists` if there are rows without the record that belongs to them. */
async function requireNoRows(kv: KvTransaction, keys: DatabaseKeys): Promise<void> {
  for (const { start, end } of allRows(keys)) {
    const { rows } = await kv.range({ start, end, limit: 1 });
    if (rows.length > 0) throw new TransferError({ kind: "database-exists" });
  }
}

function metaRow(keys: DatabaseKeys, meta: Meta): Uint8Array {
  const [row] = encodeValue(metaKey(keys), encodeMetaRecord(meta));
  if (row === undefined) throw new RangeError("a value was encoded to no row");
  return row[1];
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
