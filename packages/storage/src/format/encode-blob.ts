/** The blobs that the engine writes: the pages of a commit, and the pages of a shard. */

import { encodeLtx, type LtxPage, type Lz4Block } from "@barewire/ltx";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import { PAGE_SIZE } from "./sizes.js";

/** What the header of a commit's blob says. */
export type DeltaHeader = {
  readonly txid: bigint;
  readonly dbSizePages: number;
  readonly timestampMs: bigint;
};

/** The blob of a commit. `pages` ascend. */
export function encodeDelta(
  lz4: Lz4Block,
  { txid, dbSizePages, timestampMs }: DeltaHeader,
  pages: Iterable<LtxPage>,
): Uint8Array {
  const header = {
    pageSize: PAGE_SIZE,
    commit: dbSizePages,
    minTxid: txid,
    maxTxid: txid,
    timestampMs,
  };
  return encodeLtx(lz4, header, pages);
}

/** The blob of a shard, which may be without pages: what it lacks has never been written. */
export function encodeShard(
  lz4: Lz4Block,
  { txid, dbSizePages, creationTsMs }: ShardHeader,
  pages: Iterable<LtxPage>,
): Uint8Array {
  const header = {
    pageSize: PAGE_SIZE,
    commit: dbSizePages,
    minTxid: txid,
    maxTxid: txid,
    timestampMs: creationTsMs,
  };
  return encodeLtx(lz4, header, pages);
}

/** `txid` is the newest commit that the shard is as of, and `dbSizePages` the size at it. */
export type ShardHeader = Pick<Meta, "dbSizePages" | "creationTsMs"> & { readonly txid: bigint };
