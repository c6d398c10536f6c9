/**
 * The constants that the stored format, requests and responses share.
 */

import { lockPgno } from "@barewire/ltx";
import { PAGE_SIZE } from "@barewire/protocol/page-size";

/**
 * The number of pages in a shard, which is part of the stored format. Shard 0 lacks page 0, so it
 * has one less.
 */
export const PAGES_PER_SHARD = 64;
/** The page of SQLite's lock byte. It is never written, and reads as zeros. */
export const LOCK_PGNO: number = lockPgno(PAGE_SIZE);
export const MAX_PGNO = 0xffff_ffff;

/** The most bytes of dirty pages in one commit, and of a stage chunk. */
export const MAX_DELTA_SIZE = 8_388_608;
export const MAX_DIRTY_PAGES: number = MAX_DELTA_SIZE / PAGE_SIZE;

/** The most pages that one request reads. */
export const MAX_READ_PAGES = 256;
/** The most bytes of pages that a range read returns. */
export const MAX_READ_SIZE = 1_048_576;

/** The shard that a page belongs to. */
export function shardOf(pgno: number): number {
  return Math.floor(pgno / PAGES_PER_SHARD);
}
