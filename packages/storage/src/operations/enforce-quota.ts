/**
 * Enforces the quota on a commit, and reclaims space by compaction if that may help.
 */

import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { DatabaseTransaction } from "../engine/database-transaction.js";
import type { EngineContext } from "../engine/engine-context.js";
import type { PageIndexEntries } from "../engine/page-index-cache.js";
import type { DatabaseKeys } from "../format/database-keys.js";
import { decideQuota, freesPages, quotaExceeded, quotaOf } from "../format/quota.js";
import { StorageError } from "../storage-error.js";
import { readPages } from "./read-pages.js";

/** The part of a commit that matters for the quota. */
export type CommitUnderQuota = {
  readonly before: Meta;
  /** The META that the transaction is about to write. */
  readonly after: Meta;
  /** The commits in which the pages of this commit were before it. */
  readonly oldEntries: PageIndexEntries;
  /** Reads page 1 as the commit writes it, if it does. */
  readonly readPageOne: () => Promise<Uint8Array | undefined>;
};

/**
 * Throws `quota-exceeded` for a commit that `quota.ts` rejects. It is called in the transaction of
 * the commit, after all other writes.
 */
export async function enforceQuota(
  context: EngineContext,
  transaction: DatabaseTransaction,
  { before, after, oldEntries, readPageOne }: CommitUnderQuota,
): Promise<void> {
  const quota = quotaOf(before, context.thresholds.maxStorageSize);
  const change = { before, after: transaction.countedMeta(after), quota };
  switch (decideQuota(change)) {
    case "allow":
      return;
    case "reject":
      throw quotaExceeded(change);
    case "compare-free-pages":
      break;
  }
  const pageAfter = await readPageOne();
  if (pageAfter === undefined) throw quotaExceeded(change);
  const pages = await readPages(context, transaction, before, [1], oldEntries);
  const pageBefore = pages.get(1);
  if (pageBefore === undefined || !freesPages(pageBefore, pageAfter)) throw quotaExceeded(change);
}

/**
 * Runs `work`, which writes nothing if it throws. If the quota rejects it, space that compaction
 * can reclaim must not be the reason: so the database is compacted and `work` runs once more.
 */
export async function retryAfterCompaction<T>(
  { compaction }: EngineContext,
  keys: DatabaseKeys,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isFull = error instanceof StorageError && error.issue.kind === "quota-exceeded";
    if (!isFull || (await compaction.reclaimSpace(keys)) === "none") throw error;
    return await work();
  }
}
