/** LTX blobs as the engine stores them: the pages of a commit, or the pages of a shard. */

import { encodeLtx, LtxError, type LtxPage } from "@barewire/ltx";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import { type CorruptPart, StorageError } from "../storage-error.js";

/** The fields of the header of a commit's blob. */
export type DeltaHeader = {
  readonly txid: bigint;
  readonly dbSizePages: number;
  readonly timestampMs: bigint;
};

/** Encodes the blob of a commit. `pages` ascend. */
export function encodeDelta(
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
  return encodeLtx(header, pages);
}

/**
 * Encodes the blob of a shard, which may have no pages: a page that it lacks has never been
 * written.
 */
export function encodeShard(
  { txid, dbSizePages, creationTsMs }: ShardHeader,
  pages: Iterable<LtxPage>,
): Uint8Array {
  return encodeDelta({ txid, dbSizePages, timestampMs: creationTsMs }, pages);
}

/** `txid` is the newest commit that the shard contains, and `dbSizePages` the size at it. */
export type ShardHeader = Pick<Meta, "dbSizePages" | "creationTsMs"> & { readonly txid: bigint };

/** Runs `work`, and reports an `LtxError` that it throws as a corrupt blob. */
export function mapLtxErrors<T>(part: CorruptPart, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof LtxError)) throw cause;
    // The kind of an issue is one of a few constant words, so the reason is a constant text as
    // well.
    const reason = `its LTX blob is invalid: ${cause.issue.kind}`;
    throw new StorageError({ kind: "corrupt", part, reason }, { cause });
  }
}
