/**
 * The limits of a staged commit.
 */

import type { DatabaseKeys } from "../format/database-keys.js";
import { pageIndexKey } from "../format/logical-key.js";
import { encodeValue } from "../format/logical-value.js";
import { KV_LIMITS } from "../kv/kv.js";

/** The most bytes of the LTX file. */
export const MAX_STAGED_SIZE = 268_435_456;
/** The most chunks, as a stage record names each of them. */
export const MAX_STAGE_CHUNKS = 1_024;

/** The most pages: 256 MiB of pages of 4,096 bytes. */
const MAX_STAGED_PAGES = 65_536;
/**
 * The bytes that finalizing writes besides a row for each page: META, the last shard, ends of
 * ranges.
 */
const RESERVED_SIZE = 1_500_000;

/**
 * The most pages of a staged commit: finalizing writes a row of the page index for each, all in one
 * transaction. Only names of more than about 100 bytes make it fewer than 65,536.
 */
export function maxStagedPages(keys: DatabaseKeys): number {
  const rows = encodeValue(pageIndexKey(keys, 1), new Uint8Array(8));
  const rowSize = rows.reduce((size, [key, value]) => size + key.length + value.length, 0);
  const room = KV_LIMITS.maxTransactionSize - RESERVED_SIZE;
  return Math.min(MAX_STAGED_PAGES, Math.floor(room / rowSize));
}
