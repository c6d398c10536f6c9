/**
 * `EngineContext`: all that an operation of the engine needs besides its request, and how it runs.
 *
 * An operation is a function of (context, keys, request). It runs one transaction on the database:
 * `view` to read, `mutate` to write. Every `mutate` locks META and writes it in the end, so
 * whatever changes a database is in one order, and its account of bytes is exact.
 *
 * The folders of the engine, each of which imports those above it alone:
 *
 *    format/      the rows of a database: keys, values, META, blobs
 *    engine/      the context, transactions, caches and policies that all operations share
 *    operations/  open, close, read, commit, staged commit, preload hints
 *    compaction/  moves pages from DELTA rows into SHARD rows; implements `CompactionSignals`
 */

import type { Clock, MaybePromise } from "@barewire/clock";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { DatabaseKeys } from "../format/database-keys.js";
import type { Kv } from "../kv/kv.js";
import { StorageError } from "../storage-error.js";
import { DatabaseTransaction } from "./database-transaction.js";
import type { EngineObserver } from "./engine-observer.js";
import type { StorageFlags } from "./flags.js";
import type { MetaCache } from "./meta-cache.js";
import type { PageCache } from "./page-cache.js";
import type { PageIndexCache } from "./page-index-cache.js";
import type { StageAges } from "./stage-ages.js";
import type { StagingCache } from "./staging-cache.js";
import type { EngineThresholds } from "./thresholds.js";

/**
 * The signals by which operations notify compaction, and compaction applies back-pressure to
 * commits.
 */
export interface CompactionSignals {
  /**
   * Is called before the transaction of a commit, and waits for a while if compaction is falling
   * behind.
   */
  throttle(keys: DatabaseKeys): Promise<void>;
  /**
   * Is called in the transaction of a commit, and throws `overloaded` if compaction is too far
   * behind.
   */
  rejectIfOverloaded(keys: DatabaseKeys, meta: Meta): void;
  /**
   * Is called after a commit, whose blob has `deltaSize` bytes, or after an open, with 0, because
   * the database may be worth compacting now. Returns at once.
   */
  onCommit(keys: DatabaseKeys, meta: Meta, deltaSize: number): void;
  /**
   * Compacts what is committed now, for as long as a request may wait, so that the bytes of
   * replaced pages are reclaimed. Returns `none` if nothing was compacted.
   */
  reclaimSpace(keys: DatabaseKeys): Promise<"reclaimed" | "none">;
  /**
   * Is called after a close: no pass begins any more, and one that runs ends soon. Returns at once.
   */
  onClose(keys: DatabaseKeys): void;
}

/** The part of the context that compaction itself needs, which does not signal itself. */
export type CompactionContext = {
  readonly kv: Kv;
  readonly clock: Clock;
  readonly flags: StorageFlags;
  readonly thresholds: EngineThresholds;
  readonly observer: EngineObserver;
  readonly metas: MetaCache;
  readonly pageIndex: PageIndexCache;
  readonly pages: PageCache;
  readonly stageAges: StageAges;
};

export type EngineContext = CompactionContext & {
  readonly compaction: CompactionSignals;
  /**
   * The cache of staged commits that this process has received; another process starts with an
   * empty one.
   */
  readonly stages: StagingCache;
};

/** The options of an operation; `name` is a short constant for observers of the store. */
export type OperationOptions = {
  readonly name: string;
  /**
   * The idempotency token, as in `KvRunOptions`: the work recognises what it has already committed.
   */
  readonly token?: Uint8Array;
  readonly timeoutMs?: number;
};

/** One object serves all reads: options that are spread together are slow to create and to read. */
const READ_ONLY = { readOnly: true } as const;

/**
 * Runs `work` on META and a snapshot. Throws `database-missing` if there is no database. A result
 * that `work` has without reading is returned synchronously.
 */
export function view<T>(
  context: CompactionContext,
  keys: DatabaseKeys,
  { name, timeoutMs }: OperationOptions,
  work: (transaction: DatabaseTransaction, meta: Meta) => MaybePromise<T>,
): Promise<T> {
  return context.kv.run(
    name,
    async (kv) => {
      const transaction = newTransaction(context, keys, kv);
      const row = kv.borrow === undefined ? await kv.get(keys.meta) : kv.borrow(keys.meta);
      const meta = transaction.decodeMetaRow(row);
      const done = work(transaction, requireDatabase(meta));
      return done instanceof Promise ? await done : done;
    },
    timeoutMs === undefined ? READ_ONLY : { readOnly: true, timeoutMs },
  );
}

/**
 * Runs `work` on META, locked, and commits what it wrote. Throws `database-missing` if there is no
 * database. If `work` throws, nothing is written.
 */
export async function mutate<T>(
  context: CompactionContext,
  keys: DatabaseKeys,
  options: OperationOptions,
  work: (transaction: DatabaseTransaction, meta: Meta) => Promise<T>,
): Promise<T> {
  return await mutateOrCreate(context, keys, options, async (transaction, meta) => {
    return await work(transaction, requireDatabase(meta));
  });
}

/** Does what `mutate` does, for work that creates the database if there is none. */
export async function mutateOrCreate<T>(
  context: CompactionContext,
  keys: DatabaseKeys,
  { name, token, timeoutMs }: OperationOptions,
  work: (transaction: DatabaseTransaction, meta: Meta | undefined) => Promise<T>,
): Promise<T> {
  return await context.kv.run(
    name,
    async (kv) => {
      const transaction = newTransaction(context, keys, kv);
      return await work(transaction, await transaction.lockMeta());
    },
    {
      ...(token === undefined ? {} : { token }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    },
  );
}

export function newTransaction(
  { flags, metas }: CompactionContext,
  keys: DatabaseKeys,
  kv: ConstructorParameters<typeof DatabaseTransaction>[1],
): DatabaseTransaction {
  return new DatabaseTransaction(keys, kv, metas, flags.batchChunkReads ? "batched" : "serial");
}

export function requireDatabase(meta: Meta | undefined): Meta {
  if (meta === undefined) throw new StorageError({ kind: "database-missing" });
  return meta;
}
