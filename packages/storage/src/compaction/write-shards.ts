/**
 * Writes folded shards and removes what they replace, in one transaction. Commits may have come in
 * between, in this process or in another. Their changes are found by comparing rows, so they
 * neither stop compaction nor are undone by it.
 */

import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { DatabaseTransaction } from "../engine/database-transaction.js";
import { type CompactionContext, mutate } from "../engine/engine-context.js";
import { pageIndexEntryHeader } from "../engine/page-index.js";
import type { DatabaseKeys } from "../format/database-keys.js";
import { deltaKey, shardKey } from "../format/logical-key.js";
import { fingerprintOf, type ValueHeader } from "../format/logical-value.js";
import { removeDelta } from "../operations/resize-database.js";
import { releaseLease, takeLease } from "./compaction-lease.js";
import { type CompactionPlan, laterTxid, type PlanOptions } from "./compaction-plan.js";
import { type FoldedShard, readShardEntries } from "./fold-shards.js";

export type WrittenShards = {
  readonly meta: Meta;
  /** Shards of the plan that have no rows left to fold. */
  readonly settled: readonly number[];
  readonly foldedPageCount: number;
  /** Commits that were removed. */
  readonly removed: readonly bigint[];
};

export type WriteOptions = PlanOptions & { readonly lease: "renew" | "release" };

/**
 * The number is limited because their header rows are read first, and each may have a blob of 64
 * KiB.
 */
export const MAX_REMOVED_COMMITS = 64;

/** Returns nothing if another process has taken the lease, which is a sign to stop. */
export async function writeShards(
  context: CompactionContext,
  keys: DatabaseKeys,
  plan: CompactionPlan,
  shards: readonly FoldedShard[],
  options: WriteOptions,
): Promise<WrittenShards | undefined> {
  const run = { name: "compaction_write", token: keys.prefix };
  return await mutate(context, keys, run, async (transaction, meta) => {
    const nowMs = context.clock.epochMs();
    if ((await takeLease(transaction, { ...options, nowMs })) === "held-by-other") return undefined;
    if (options.lease === "release") await releaseLease(transaction, options.owner);
    const headers = await transaction.headers(shards.map(({ shardId }) => shardKey(keys, shardId)));
    const settled: number[] = [];
    let foldedPageCount = 0;
    for (const [index, shard] of shards.entries()) {
      const pageCount = await writeShard(transaction, shard, headers[index]);
      if (pageCount === undefined) continue;
      settled.push(shard.shardId);
      foldedPageCount += pageCount;
    }
    const removed = plan.unreferenced(settled, MAX_REMOVED_COMMITS);
    await removeCommits(transaction, removed);
    const foldedTxid = plan.materializedTxid(removed);
    const materializedTxid = laterTxid(meta.materializedTxid, foldedTxid);
    const written = transaction.writeMeta({ ...meta, materializedTxid });
    return { meta: written, settled, foldedPageCount, removed };
  });
}

/**
 * Returns how many pages were folded; `undefined` if the stored shard has changed since it was
 * read.
 */
async function writeShard(
  transaction: DatabaseTransaction,
  { shardId, oldFingerprint, entries, blob }: FoldedShard,
  header: ValueHeader | undefined,
): Promise<number | undefined> {
  if (entries.size === 0) return 0;
  if ((header && fingerprintOf(header)) !== oldFingerprint) return undefined;
  const current = await readShardEntries(transaction, shardId);
  // A row that is gone was truncated away or folded by another process, and its page must not come
  // back. A row that points to a newer commit hides the page, which is then in the shard without
  // effect.
  for (const pgno of entries.keys()) if (!current.has(pgno)) return undefined;
  transaction.replace(header, shardKey(transaction.keys, shardId), blob);
  let count = 0;
  for (const [pgno, txid] of entries) {
    if (current.get(pgno) !== txid) continue;
    transaction.remove(pageIndexEntryHeader(transaction.keys, pgno));
    count += 1;
  }
  return count;
}

/**
 * The space that is reclaimed is computed from the rows as they are now; another process may have
 * removed some.
 */
async function removeCommits(
  transaction: DatabaseTransaction,
  txids: readonly bigint[],
): Promise<void> {
  const { keys } = transaction;
  const headers = await transaction.headers(
    txids.flatMap((txid) => [deltaKey(keys, txid, 0), deltaKey(keys, txid, 1)]),
  );
  for (const [index, txid] of txids.entries()) {
    const first = headers[2 * index];
    if (first === undefined || headers[2 * index + 1] !== undefined) {
      await removeDelta(transaction, txid);
    } else {
      transaction.remove(first);
    }
  }
}
