/**
 * Finds and reads pages of one snapshot. A page with a row in the page index is in the commit that
 * the row names, any other is in its shard. A page that should exist and does not is `corrupt`,
 * never zeros.
 */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import { framesOf, readFramePages } from "../engine/blob-layout.js";
import type { DatabaseTransaction } from "../engine/database-transaction.js";
import type { CompactionContext } from "../engine/engine-context.js";
import { readPageIndex } from "../engine/page-index.js";
import type { PageIndexEntries } from "../engine/page-index-cache.js";
import {
  deltaBlob,
  deltaName,
  firstDeltaChunkKeys,
  readBlobPages,
  type StoredBlob,
  shardBlob,
} from "../engine/stored-blob.js";
import { shardKey } from "../format/logical-key.js";
import type { ValueHeader } from "../format/logical-value.js";
import { LOCK_PGNO, shardOf } from "../format/sizes.js";
import { StorageError } from "../storage-error.js";

type Pages = ReadonlyMap<number, Uint8Array>;

/**
 * Returns all of the pages if the caches have them, which takes no reading; otherwise `undefined`.
 * `pgnos` are as for `readPages`.
 */
export function cachedPages(
  { flags, observer, pageIndex, pages: cache }: CompactionContext,
  transaction: DatabaseTransaction,
  { headTxid }: Meta,
  pgnos: readonly number[],
): Pages | undefined {
  if (!flags.decodedLtxCache) return undefined;
  const entries = pageIndex.entriesAt(transaction.databaseName, headTxid);
  const pages = new Map<number, Uint8Array>();
  let last: { readonly txid: bigint; readonly pages: Pages | undefined } | undefined;
  for (const pgno of pgnos) {
    const txid = entries.get(pgno);
    if (txid === undefined) return undefined;
    if (txid !== last?.txid) {
      last = { txid, pages: cache.blob(deltaName(transaction, txid))?.pages };
    }
    const bytes = last.pages?.get(pgno);
    if (bytes === undefined) return undefined;
    pages.set(pgno, bytes);
  }
  observer.record("barewire_sqlite_pidx_hit_total", pgnos.length, {});
  observer.record("barewire_sqlite_page_cache_hit_total", pgnos.length, {});
  return pages;
}

/**
 * Reads all of the pages. `pgnos` ascend without repeats and are inside the database; `places` has
 * their rows of the page index, if they have been read already. The bytes belong to a cache.
 */
export async function readPages(
  context: CompactionContext,
  transaction: DatabaseTransaction,
  meta: Meta,
  pgnos: readonly number[],
  entries?: PageIndexEntries,
): Promise<Pages> {
  const { pageIndex, observer } = context;
  const database = transaction.databaseName;
  const stored = pgnos.filter((pgno) => pgno !== LOCK_PGNO);
  const known = pageIndex.entriesAt(database, meta.headTxid);
  const isKnown = entries === undefined && stored.every((pgno) => known.has(pgno));
  if (isKnown) {
    observer.record("barewire_sqlite_pidx_hit_total", stored.length, {});
    const found = await readFromSources(context, transaction, stored, known);
    if (found !== "no such commit") return withLockPage(pgnos, found);
    // Compaction has moved the pages meanwhile, which does not change the head.
    pageIndex.forget(database);
  } else {
    observer.record("barewire_sqlite_pidx_miss_total", stored.length, {});
  }
  const read = entries ?? (await readPageIndex(transaction, stored));
  const found = await readFromSources(context, transaction, stored, read);
  if (found === "no such commit") {
    throw corruptDelta("delta that a page index entry names is missing");
  }
  pageIndex.publish(database, meta.headTxid, read);
  return withLockPage(pgnos, found);
}

function withLockPage(pgnos: readonly number[], pages: Pages): Pages {
  if (!pgnos.includes(LOCK_PGNO)) return pages;
  return new Map([...pages, [LOCK_PGNO, new Uint8Array(PAGE_SIZE)]]);
}

async function readFromSources(
  context: CompactionContext,
  transaction: DatabaseTransaction,
  pgnos: readonly number[],
  entries: PageIndexEntries,
): Promise<Pages | "no such commit"> {
  const pages = new Map<number, Uint8Array>();
  const { deltas, shards } = groupBySource(pgnos, entries);
  const unread = takeCachedDeltas(context, transaction, deltas, pages);
  const missingDeltas = await readKnownDeltas(context, transaction, unread, pages);
  if (missingDeltas === "no such commit") return missingDeltas;
  const txids = [...missingDeltas.keys()];
  const shardIds = [...shards.keys()];
  if (txids.length + shardIds.length === 0) return pages;
  const headers = await transaction.headers([
    ...txids.flatMap((txid) => firstDeltaChunkKeys(transaction, txid)),
    ...shardIds.map((shardId) => shardKey(transaction.keys, shardId)),
  ]);
  if (txids.some((_, index) => headers[2 * index] === undefined)) return "no such commit";
  for (const [index, txid] of txids.entries()) {
    // A commit without a first chunk has been refused above.
    const first = headers[2 * index] as ValueHeader;
    const blob = await deltaBlob(transaction, txid, first, headers[2 * index + 1]);
    const wanted = missingDeltas.get(txid) ?? [];
    const found = await readBlob(context, transaction, blob, wanted);
    takeAll(wanted, found, pages);
  }
  for (const [index, shardId] of shardIds.entries()) {
    const header = headers[2 * txids.length + index];
    if (header === undefined) {
      const reason = "the shard is missing";
      throw new StorageError({ kind: "corrupt", part: "shard", reason });
    }
    const wanted = shards.get(shardId) ?? [];
    const found = await readBlob(
      context,
      transaction,
      shardBlob(transaction, shardId, header),
      wanted,
    );
    // A page that a shard lacks was never written.
    for (const pgno of wanted) pages.set(pgno, found.get(pgno) ?? new Uint8Array(PAGE_SIZE));
  }
  return pages;
}

type Sources = {
  readonly deltas: ReadonlyMap<bigint, readonly number[]>;
  readonly shards: ReadonlyMap<number, readonly number[]>;
};

function groupBySource(pgnos: readonly number[], entries: PageIndexEntries): Sources {
  const deltas = new Map<bigint, number[]>();
  const shards = new Map<number, number[]>();
  for (const pgno of pgnos) {
    const txid = entries.get(pgno);
    if (txid === undefined) append(shards, shardOf(pgno), pgno);
    else append(deltas, txid, pgno);
  }
  return { deltas, shards };
}

function append<Key>(groups: Map<Key, number[]>, key: Key, pgno: number): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [pgno]);
  else group.push(pgno);
}

/**
 * Adds the pages of commits that are cached; what a commit holds never changes. Returns the entries
 * that are left to be read.
 */
function takeCachedDeltas(
  { flags, pages: cache, observer }: CompactionContext,
  transaction: DatabaseTransaction,
  deltas: Sources["deltas"],
  pages: Map<number, Uint8Array>,
): Sources["deltas"] {
  if (!flags.decodedLtxCache) return deltas;
  const missing = new Map<bigint, readonly number[]>();
  let hits = 0;
  for (const [txid, pgnos] of deltas) {
    const cached = cache.blob(deltaName(transaction, txid))?.pages;
    const left = pgnos.filter((pgno) => {
      const bytes = cached?.get(pgno);
      if (bytes !== undefined) pages.set(pgno, bytes);
      return bytes === undefined;
    });
    hits += pgnos.length - left.length;
    if (left.length > 0) missing.set(txid, left);
  }
  observer.record("barewire_sqlite_page_cache_hit_total", hits, {});
  return missing;
}

/**
 * Adds the pages of commits whose layout is known, so that no header needs to be read. Returns the
 * entries that are left to be read.
 */
async function readKnownDeltas(
  { flags, pages: cache, observer }: CompactionContext,
  transaction: DatabaseTransaction,
  deltas: Sources["deltas"],
  pages: Map<number, Uint8Array>,
): Promise<Sources["deltas"] | "no such commit"> {
  const unknown = new Map<bigint, readonly number[]>();
  for (const [txid, pgnos] of deltas) {
    const name = deltaName(transaction, txid);
    const layout = cache.blob(name)?.layout;
    if (layout === undefined) {
      unknown.set(txid, pgnos);
      continue;
    }
    const reading = readFramePages(transaction, "delta", layout, framesOf(layout, pgnos));
    const found = reading instanceof Promise ? await reading : reading;
    if (found === "missing") return "no such commit";
    observer.record("barewire_sqlite_page_cache_miss_total", pgnos.length, {});
    if (flags.decodedLtxCache) cache.keepPages(name, found);
    takeAll(pgnos, found, pages);
  }
  return unknown;
}

/** Adds the pages that a commit must have, because the page index says so. */
function takeAll(pgnos: readonly number[], found: Pages, pages: Map<number, Uint8Array>): void {
  for (const pgno of pgnos) {
    const bytes = found.get(pgno);
    if (bytes === undefined) {
      throw corruptDelta("delta lacks a page that a page index entry names");
    }
    pages.set(pgno, bytes);
  }
}

async function readBlob(
  context: CompactionContext,
  transaction: DatabaseTransaction,
  blob: StoredBlob,
  pgnos: readonly number[],
): Promise<Pages> {
  const { flags, pages: cache, observer } = context;
  const cached = flags.decodedLtxCache ? cache.blob(blob.name)?.pages : undefined;
  const missing = pgnos.filter((pgno) => cached?.has(pgno) !== true);
  observer.record("barewire_sqlite_page_cache_hit_total", pgnos.length - missing.length, {});
  observer.record("barewire_sqlite_page_cache_miss_total", missing.length, {});
  const pages = new Map<number, Uint8Array>();
  // The cached pages are taken before anything is read: reading may evict them.
  for (const pgno of pgnos) {
    const bytes = cached?.get(pgno);
    if (bytes !== undefined) pages.set(pgno, bytes);
  }
  if (missing.length === 0) return pages;
  const read = await readBlobPages(context, transaction, blob, missing);
  for (const [pgno, bytes] of read) pages.set(pgno, bytes);
  return pages;
}

function corruptDelta(reason: string): StorageError {
  return new StorageError({ kind: "corrupt", part: "delta", reason });
}
