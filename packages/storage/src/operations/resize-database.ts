/**
 * Moves or removes pages when a commit makes the database smaller or larger.
 *
 * Smaller: no content of a truncated page stays where a read or a compaction could find it. So if
 * the database grows again, the old content cannot come back.
 *
 * Larger: SQLite need not write every page that it adds. A page that is in no commit is looked for
 * in its shard, so each such page has a shard afterwards, even an empty one. A page that its shard
 * lacks was never written and reads as zeros; a page without a shard is corruption.
 */

import { decodeLtx } from "@barewire/ltx";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { DatabaseTransaction } from "../engine/database-transaction.js";
import { pageIndexEntryOf } from "../engine/page-index.js";
import { readBlob, shardBlob } from "../engine/stored-blob.js";
import {
  chunksOfDelta,
  type LogicalRange,
  pageIndexBetween,
  pageIndexFrom,
  shardKey,
  shardsFrom,
} from "../format/logical-key.js";
import type { ValueHeader } from "../format/logical-value.js";
import { encodeShard, mapLtxErrors } from "../format/ltx-blob.js";
import type { HeaderPage } from "../format/read-values.js";
import { LOCK_PGNO, PAGES_PER_SHARD, shardOf } from "../format/sizes.js";
import { StorageError } from "../storage-error.js";

/** The change of size that a commit makes. */
export type Resize = {
  /** META before the commit. */
  readonly meta: Meta;
  readonly txid: bigint;
  readonly newDbSizePages: number;
  /** The pages that the commit writes, ascending. */
  readonly pgnos: readonly number[];
};

/** The most shards that a commit may add without writing all of their pages: 2 GiB of pages. */
const MAX_GAP_SHARDS = 8_192;

const HEADERS_PER_READ = 1_000;
/** The most rows of the page index that are searched for other pages of the truncated commits. */
const MAX_SEARCHED_ROWS = 65_536;

/** Is called in the transaction of the commit, before it writes rows of the page index. */
export async function resizeDatabase(
  transaction: DatabaseTransaction,
  resize: Resize,
): Promise<void> {
  const { meta, newDbSizePages } = resize;
  if (newDbSizePages < meta.dbSizePages) await cutOff(transaction, resize);
  if (newDbSizePages > meta.dbSizePages) await addShards(transaction, resize);
}

async function cutOff(transaction: DatabaseTransaction, resize: Resize): Promise<void> {
  const { keys } = transaction;
  const { newDbSizePages } = resize;
  const rows = await allHeaders(transaction, pageIndexFrom(keys, newDbSizePages + 1));
  transaction.removeRange(pageIndexFrom(keys, newDbSizePages + 1), rows);
  const shards = shardsFrom(keys, shardOf(newDbSizePages) + 1);
  transaction.removeRange(shards, await allHeaders(transaction, shards));
  await cutOffShard(transaction, resize);
  await removeUnused(transaction, newDbSizePages, new Set(rows.map(pageIndexEntryOf)));
}

/** Rewrites the last shard without the truncated pages. */
async function cutOffShard(
  transaction: DatabaseTransaction,
  { meta, txid, newDbSizePages }: Resize,
): Promise<void> {
  const shardId = shardOf(newDbSizePages);
  const key = shardKey(transaction.keys, shardId);
  const [header] = await transaction.headers([key]);
  if (header === undefined) return;
  const bytes = await readBlob(transaction, shardBlob(transaction, shardId, header));
  const { pages } = mapLtxErrors("shard", () => decodeLtx(bytes, { maxPages: PAGES_PER_SHARD }));
  const left = pages.filter(({ pgno }) => pgno <= newDbSizePages);
  if (left.length === pages.length) return;
  const { creationTsMs } = meta;
  const ltxHeader = { txid, dbSizePages: newDbSizePages, creationTsMs };
  transaction.replace(header, key, encodeShard(ltxHeader, left));
}

/**
 * Removes those commits of `txids` that no page refers to any more. If the index is too large to be
 * searched, they stay until compaction finds them.
 */
async function removeUnused(
  transaction: DatabaseTransaction,
  dbSizePages: number,
  txids: Set<bigint>,
): Promise<void> {
  let rest: LogicalRange | undefined = pageIndexBetween(transaction.keys, 1, dbSizePages);
  for (let searched = 0; rest !== undefined && txids.size > 0; searched += HEADERS_PER_READ) {
    if (searched >= MAX_SEARCHED_ROWS) return;
    const page: HeaderPage = await transaction.listHeaders(rest, HEADERS_PER_READ);
    for (const header of page.headers) txids.delete(pageIndexEntryOf(header));
    rest = page.rest;
  }
  for (const txid of txids) await removeDelta(transaction, txid);
}

/** Removes all delta chunks of a commit. */
export async function removeDelta(transaction: DatabaseTransaction, txid: bigint): Promise<void> {
  const chunks = chunksOfDelta(transaction.keys, txid);
  transaction.removeRange(chunks, await allHeaders(transaction, chunks));
}

/** All headers of a range. */
export async function allHeaders(
  transaction: DatabaseTransaction,
  range: LogicalRange,
): Promise<readonly ValueHeader[]> {
  const all: ValueHeader[] = [];
  for await (const headers of transaction.headerPages(range, HEADERS_PER_READ)) {
    all.push(...headers);
  }
  return all;
}

/** Creates an empty shard for the pages that are new and not written, if they have none. */
async function addShards(
  transaction: DatabaseTransaction,
  { meta, txid, newDbSizePages, pgnos }: Resize,
): Promise<void> {
  const shardCount = shardOf(newDbSizePages) - shardOf(meta.dbSizePages + 1) + 1;
  if (shardCount - pgnos.length > MAX_GAP_SHARDS) {
    const reason = `newDbSizePages = ${newDbSizePages} is too far beyond the pages of the commit`;
    throw new StorageError({ kind: "invalid-request", reason });
  }
  const shardIds = shardsWithGaps(meta.dbSizePages, newDbSizePages, pgnos);
  if (shardIds.length === 0) return;
  const { creationTsMs } = meta;
  const empty = encodeShard({ txid, dbSizePages: newDbSizePages, creationTsMs }, []);
  // There are no shards above the last page, so only the one that contains it may exist.
  const last = shardOf(meta.dbSizePages);
  for (const shardId of shardIds) {
    const key = shardKey(transaction.keys, shardId);
    const exists = shardId === last && (await transaction.headers([key]))[0] !== undefined;
    if (!exists) transaction.insert(key, empty);
  }
}

/** The shards of pages from `oldSize + 1` to `newSize` that are not among `pgnos`, ascending. */
function shardsWithGaps(
  oldSize: number,
  newSize: number,
  pgnos: readonly number[],
): readonly number[] {
  const written = new Map<number, number>();
  for (const pgno of pgnos) {
    if (pgno <= oldSize) continue;
    written.set(shardOf(pgno), (written.get(shardOf(pgno)) ?? 0) + 1);
  }
  const shardIds: number[] = [];
  for (let shardId = shardOf(oldSize + 1); shardId <= shardOf(newSize); shardId += 1) {
    const first = Math.max(oldSize + 1, shardId * PAGES_PER_SHARD);
    const last = Math.min(newSize, shardId * PAGES_PER_SHARD + PAGES_PER_SHARD - 1);
    const lockPages = first <= LOCK_PGNO && LOCK_PGNO <= last ? 1 : 0;
    const count = last - first + 1 - lockPages;
    if ((written.get(shardId) ?? 0) < count) shardIds.push(shardId);
  }
  return shardIds;
}
