/**
 * The quota of a database: which one applies, and which writes are allowed beyond it.
 *
 * META counts every byte that is stored of a database, and a commit adds to them even if it deletes
 * rows, until compaction and VACUUM have reclaimed space. If the sum alone decided, a full
 * database could never become less full. So beyond the quota a commit is judged by what it does to
 * the pages:
 *
 *    - It makes the database longer: it is rejected.
 *    - It does not, and at most twice the quota is used after it: it is allowed. An UPDATE, a
 *      DELETE and an INSERT into free pages belong here.
 *    - It does not, more than twice the quota is used, and it frees pages (the database gets
 *      shorter, or has more free pages), or so much was used before it, as after the quota was
 *      lowered: it is allowed up to twice the quota and twice what the database's own pages take.
 *
 * VACUUM stages all pages anew before it frees the old ones: beyond the quota, chunks are allowed
 * up to the bytes of the database's own pages.
 */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import { StorageError } from "../storage-error.js";

/**
 * The value of META if no quota was set: 10 GiB, as every database was created with before quotas
 * could be set. The quota of the server applies to such a database.
 */
export const NO_OWN_QUOTA: bigint = 10n * 2n ** 30n;

/** The largest value that META can have. */
export const MAX_QUOTA: bigint = 2n ** 64n - 1n;

/** A page that does not compress, with its frame and its row of the page index. */
const MAX_PAGE_COST = BigInt(PAGE_SIZE + 256);

/** Offset in page 1 of the number of free pages, a u32. */
const FREE_COUNT_OFFSET = 36;

/** The quota that a database has of its own. */
export function ownQuotaOf({ sqliteMaxStorage }: Meta): bigint | undefined {
  return sqliteMaxStorage === NO_OWN_QUOTA ? undefined : sqliteMaxStorage;
}

/**
 * The value of META for an own quota, or for none. A quota of 10 GiB is stored with one byte more.
 */
export function quotaField(quota: bigint | undefined): bigint {
  return quota === NO_OWN_QUOTA ? quota + 1n : (quota ?? NO_OWN_QUOTA);
}

/** The quota in force; `preset` is the server's. */
export function quotaOf(meta: Meta, preset: bigint): bigint {
  return ownQuotaOf(meta) ?? preset;
}

/** The effect of a commit: both records are as they would be stored. */
export type QuotaChange = {
  readonly before: Meta;
  readonly after: Meta;
  readonly quota: bigint;
};

/** The verdict on a commit beyond the quota; `compare-free-pages` if it depends on page 1. */
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

/** Tells whether a commit that writes page 1 returns pages to the free list. */
export function freesPages(pageBefore: Uint8Array, pageAfter: Uint8Array): boolean {
  return freeCountOf(pageAfter) > freeCountOf(pageBefore);
}

/** Tells whether a chunk may be staged, after which the file has `fileSize` bytes. */
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
