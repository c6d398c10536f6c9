/** LTX blobs as the engine stores them: the pages of a commit, or the pages of a shard. */

import { encodeLtx, LtxError, type LtxPage, type Lz4Block } from "@barewire/ltx";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import { type CorruptPart, StorageError } from "../storage-error.js";

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

/** Runs `work`; an `LtxError` of it means that a stored blob is corrupt. */
export function mapLtxErrors<T>(part: CorruptPart, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof LtxError)) throw cause;
    // The kind is one of a few constant words; the blob is named by nothing else.
    const reason = `its LTX blob is refused: ${cause.issue.kind}`;
    throw new StorageError({ kind: "corrupt", part, reason }, { cause });
  }
}
