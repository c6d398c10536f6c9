/**
 * The quota of a database: which one applies, and what may still be written by who is over it.
 *
 * META counts every byte that is stored of a database, and a commit adds to them even where it
 * deletes rows, until compaction and VACUUM have given bytes back. If the sum alone decided, a full
 * database could never become less full. So beyond the quota a commit is judged by what it does to
 * the pages:
 *
 *    - It makes the database longer: refused.
 *    - It does not, and at most twice the quota is used after it: let in. An UPDATE, a DELETE and
 *      an INSERT into pages that were free already belong here.
 *    - It does not, more than twice the quota is used, and it gives pages back (the database gets
 *      shorter, or has more free pages), or so much was used before it, as after the quota was
 *      lowered: let in up to twice the quota and twice what the database's own pages take.
 *
 * VACUUM stages all pages anew before it gives the old ones back: beyond the quota, chunks are let
 * in up to the bytes of the database's own pages.
 */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import { StorageError } from "../storage-error.js";

/**
 * The value of META where no quota was set: 10 GiB, as every database was created with before
 * quotas could be set. The quota of the server applies to such a database.
 */
export const NO_OWN_QUOTA: bigint = 10n * 2n ** 30n;

/** The largest that META can have. */
export const MAX_QUOTA: bigint = 2n ** 64n - 1n;

/** A page that does not compress, with its frame and its row of the page index. */
const MAX_PAGE_COST = BigInt(PAGE_SIZE + 256);

/** Offset in page 1 of the number of free pages, a u32. */
const FREE_COUNT_OFFSET = 36;

/** The quota that a database has of its own. */
export function ownQuotaOf({ sqliteMaxStorage }: Meta): bigint | undefined {
  return sqliteMaxStorage === NO_OWN_QUOTA ? undefined : sqliteMaxStorage;
}

/** What META has to have for an own quota, or for none. 10 GiB are stored as a byte more. */
export function quotaField(quota: bigint | undefined): bigint {
  return quota === NO_OWN_QUOTA ? quota + 1n : (quota ?? NO_OWN_QUOTA);
}

/** The quota in force; `preset` is the server's. */
export function quotaOf(meta: Meta, preset: bigint): bigint {
  return ownQuotaOf(meta) ?? preset;
}

/** What a commit makes of a database: both records are as they would be stored. */
export type QuotaChange = {
  readonly before: Meta;
  readonly after: Meta;
  readonly quota: bigint;
};

/**
 * How a commit beyond the quota is judged; `compare-free-pages` where page 1 has to be looked at.
 */
export type QuotaDecision = "allow" | "reject" | "compare-free-pages";

export function decideQuota({ before, after, quota }: QuotaChange): QuotaDecision {
  const used = after.sqliteStorageUsed;
  if (used <= quota || used <= before.sqliteStorageUsed) return "allow";
  if (after.dbSizePages > before.dbSizePages) return "reject";
  if (used <= 2n * quota) return "allow";
  if (used > 2n * (quota + costOf(before.dbSizePages))) return "reject";
  const wasBeyond = before.sqliteStorageUsed > 2n * quota;
  return wasBeyond || after.dbSizePages < before.dbSizePages ? "allow" : "compare-free-pages";
}

/** Whether a commit that writes page 1 gives pages back to be used again. */
export function freesPages(pageBefore: Uint8Array, pageAfter: Uint8Array): boolean {
  return freeCountOf(pageAfter) > freeCountOf(pageBefore);
}

/** Whether a chunk may be staged, after which the file has `fileSize` bytes. */
export function allowsChunk({ before, after, quota }: QuotaChange, fileSize: number): boolean {
  if (after.sqliteStorageUsed <= quota) return true;
  return BigInt(fileSize) <= costOf(before.dbSizePages);
}

export function quotaExceeded({ after, quota }: QuotaChange): StorageError {
  const usedSize = after.sqliteStorageUsed;
  return new StorageError({ kind: "quota-exceeded", usedSize, maxSize: quota });
}

function costOf(dbSizePages: number): bigint {
  return BigInt(dbSizePages) * MAX_PAGE_COST;
}

function freeCountOf(page: Uint8Array): number {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  return view.getUint32(FREE_COUNT_OFFSET);
}
