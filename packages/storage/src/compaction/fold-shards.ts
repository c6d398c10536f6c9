/**
 * Folds pages of commits into shards: reads both from one snapshot and builds the blobs of the new
 * shards. Nothing is written here; the transaction that writes the blobs checks whether what was
 * read still holds.
 */

import type { LtxPage } from "@barewire/ltx";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { DatabaseTransaction } from "../engine/database-transaction.js";
import { type CompactionContext, view } from "../engine/engine-context.js";
import { pageIndexEntriesOf } from "../engine/page-index.js";
import type { PageIndexEntries } from "../engine/page-index-cache.js";
import {
  deltaBlob,
  firstDeltaChunkKeys,
  readBlobHeader,
  readBlobPages,
  shardBlob,
} from "../engine/stored-blob.js";
import type { DatabaseKeys } from "../format/database-keys.js";
import { pageIndexBetween, pageIndexKey, shardKey } from "../format/logical-key.js";
import { corruptValue, fingerprintOf, type ValueHeader } from "../format/logical-value.js";
import { encodeShard } from "../format/ltx-blob.js";
import { PAGES_PER_SHARD } from "../format/sizes.js";
import type { CompactionPlan } from "./compaction-plan.js";

/** A shard as it is to be written. */
export type FoldedShard = {
  readonly shardId: number;
  /** The fingerprint of the shard that it replaces; `undefined` if there was none. */
  readonly oldFingerprint: string | undefined;
  /**
   * The rows of the page index whose pages are folded in. There are none if all have changed since
   * the plan.
   */
  readonly entries: PageIndexEntries;
  readonly blob: Uint8Array;
};

const TIMEOUT_MS = 30_000;
/** The number is limited because a header row may have a blob of 64 KiB. */
const COMMITS_AT_ONCE = 64;

/** Folds the shards of a plan as of now, without the rows that have changed since the plan. */
export async function foldShards(
  context: CompactionContext,
  keys: DatabaseKeys,
  plan: CompactionPlan,
  shardIds: readonly number[],
): Promise<readonly FoldedShard[]> {
  const options = { name: "compaction_read", timeoutMs: TIMEOUT_MS };
  return await view(context, keys, options, async (transaction, meta) => {
    const shards = new Map<number, PageIndexEntries>();
    for (const shardId of shardIds) {
      const planned = plan.shards.get(shardId) ?? new Map<number, bigint>();
      const current = await readShardEntries(transaction, shardId);
      const entries = stillPlanned(planned, current);
      checkEntries(transaction, entries, meta.dbSizePages);
      shards.set(shardId, entries);
    }
    const pages = await readPages(context, transaction, shards.values());
    const headers = await transaction.headers(shardIds.map((shardId) => shardKey(keys, shardId)));
    const folded: FoldedShard[] = [];
    for (const [shardId, entries] of shards) {
      const header = headers[folded.length];
      const fold = { shardId, meta, header, entries, pages };
      folded.push(await foldShard(context, transaction, fold));
    }
    return folded;
  });
}

/** The rows of the page index in a shard, as they are now. */
export async function readShardEntries(
  transaction: DatabaseTransaction,
  shardId: number,
): Promise<PageIndexEntries> {
  const first = shardId * PAGES_PER_SHARD;
  const range = pageIndexBetween(transaction.keys, first, first + PAGES_PER_SHARD - 1);
  return pageIndexEntriesOf((await transaction.listHeaders(range, PAGES_PER_SHARD)).headers);
}

/** Returns the rows of `planned` that have not changed, in ascending order. */
function stillPlanned(planned: PageIndexEntries, current: PageIndexEntries): PageIndexEntries {
  const rows = [...planned].filter(([pgno, txid]) => current.get(pgno) === txid);
  return new Map(rows.sort(([a], [b]) => a - b));
}

function checkEntries(
  { keys }: DatabaseTransaction,
  entries: PageIndexEntries,
  dbSizePages: number,
): void {
  for (const pgno of entries.keys()) {
    if (pgno >= 1 && pgno <= dbSizePages) continue;
    throw corruptValue(
      pageIndexKey(keys, pgno),
      "page index entry is for a page beyond dbSizePages",
    );
  }
}

/** Reads the pages of all shards, so that each commit is read once. */
async function readPages(
  context: CompactionContext,
  transaction: DatabaseTransaction,
  shards: Iterable<PageIndexEntries>,
): Promise<ReadonlyMap<number, Uint8Array>> {
  const pgnosByTxid = new Map<bigint, number[]>();
  for (const entries of shards) {
    for (const [pgno, txid] of entries) {
      const pgnos = pgnosByTxid.get(txid);
      if (pgnos === undefined) pgnosByTxid.set(txid, [pgno]);
      else pgnos.push(pgno);
    }
  }
  const commits = [...pgnosByTxid];
  const pages = new Map<number, Uint8Array>();
  for (let start = 0; start < commits.length; start += COMMITS_AT_ONCE) {
    const group = commits.slice(start, start + COMMITS_AT_ONCE);
    const headers = await transaction.headers(
      group.flatMap(([txid]) => firstDeltaChunkKeys(transaction, txid)),
    );
    for (const [index, [txid, pgnos]] of group.entries()) {
      const chunks = { first: headers[2 * index], second: headers[2 * index + 1] };
      await readCommit(context, transaction, { txid, pgnos, ...chunks }, pages);
    }
  }
  return pages;
}

type CommitRead = {
  readonly txid: bigint;
  /** The pages to read from the commit, in ascending order. */
  readonly pgnos: readonly number[];
  readonly first: ValueHeader | undefined;
  readonly second: ValueHeader | undefined;
};

async function readCommit(
  context: CompactionContext,
  transaction: DatabaseTransaction,
  { txid, pgnos, first, second }: CommitRead,
  pages: Map<number, Uint8Array>,
): Promise<void> {
  const key = pageIndexKey(transaction.keys, pgnos[0] ?? 0);
  if (first === undefined) throw corruptValue(key, "page index entry names a missing commit");
  const blob = await deltaBlob(transaction, txid, first, second);
  const found = await readBlobPages(context, transaction, blob, pgnos);
  for (const pgno of pgnos) {
    const page = found.get(pgno);
    // A page that a shard lacks reads as zeros, so no page may be left out.
    if (page === undefined) {
      throw corruptValue(key, "page index entry names a commit without the page");
    }
    pages.set(pgno, page);
  }
}

type Fold = {
  readonly shardId: number;
  readonly meta: Meta;
  readonly header: ValueHeader | undefined;
  readonly entries: PageIndexEntries;
  readonly pages: ReadonlyMap<number, Uint8Array>;
};

async function foldShard(
  context: CompactionContext,
  transaction: DatabaseTransaction,
  { shardId, meta, header, entries, pages }: Fold,
): Promise<FoldedShard> {
  const oldFingerprint = header && fingerprintOf(header);
  if (entries.size === 0) return { shardId, oldFingerprint, entries, blob: new Uint8Array(0) };
  const merged = new Map<number, Uint8Array>();
  let newestTxid = 0n;
  if (header !== undefined) {
    const old = shardBlob(transaction, shardId, header);
    newestTxid = (await readBlobHeader(transaction, old)).maxTxid;
    // Only pages that no commit replaces are of use; there may be none.
    const kept = pgnosOf(shardId).filter((pgno) => !entries.has(pgno));
    if (kept.length > 0) {
      const found = await readBlobPages(context, transaction, old, kept);
      for (const [pgno, page] of found) merged.set(pgno, page);
    }
  }
  for (const [pgno, txid] of entries) {
    const page = pages.get(pgno);
    if (page === undefined) throw new RangeError("a page of the fold was not read");
    merged.set(pgno, page);
    if (txid > newestTxid) newestTxid = txid;
  }
  const { dbSizePages, creationTsMs } = meta;
  const ltxHeader = { txid: newestTxid, dbSizePages, creationTsMs };
  const blob = encodeShard(ltxHeader, pagesUpTo(merged, dbSizePages));
  return { shardId, oldFingerprint, entries, blob };
}

/** The pages of a shard; there is no page 0. */
function pgnosOf(shardId: number): readonly number[] {
  const first = shardId * PAGES_PER_SHARD;
  const pgnos = Array.from({ length: PAGES_PER_SHARD }, (_, index) => first + index);
  return first === 0 ? pgnos.slice(1) : pgnos;
}

function pagesUpTo(pages: ReadonlyMap<number, Uint8Array>, dbSizePages: number): LtxPage[] {
  return [...pages]
    .filter(([pgno]) => pgno <= dbSizePages)
    .sort(([a], [b]) => a - b)
    .map(([pgno, bytes]) => ({ pgno, bytes }));
}
