/**
 * The invariants that hold between the rows of a database.
 */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { PageIndexEntries } from "../engine/page-index-cache.js";
import { LOCK_PGNO, PAGES_PER_SHARD, shardOf } from "../format/sizes.js";
import type { BlobInspection } from "./blob-inspection.js";
import type { Finding } from "./inspection.js";

export type DatabaseContents = {
  readonly meta: Meta | undefined;
  /** The sum of all rows that count towards the quota. */
  readonly usedSize: bigint;
  readonly deltas: ReadonlyMap<bigint, BlobInspection>;
  readonly shards: ReadonlyMap<number, BlobInspection>;
  readonly pageIndex: PageIndexEntries;
  readonly stages: ReadonlySet<bigint>;
};

export function* checkDatabase(contents: DatabaseContents): Generator<Finding> {
  const { meta } = contents;
  if (meta === undefined) {
    yield { part: "meta", reason: "META record is missing or unreadable" };
    return;
  }
  if (meta.sqliteStorageUsed !== contents.usedSize) {
    yield { part: "meta", reason: "sqliteStorageUsed is not the sum of the charged rows" };
  }
  yield* checkDeltas(meta, contents);
  yield* checkPageIndex(meta, contents);
  yield* checkShards(meta, contents);
  yield* checkStages(meta, contents);
  yield* checkCoverage(meta, contents);
}

function* checkDeltas(meta: Meta, { deltas, stages }: DatabaseContents): Generator<Finding> {
  for (const [txid, blob] of deltas) {
    const finding = (reason: string): Finding => ({ part: "delta", reason, number: txid });
    if (txid > meta.headTxid) {
      // A staged commit may be incomplete, so its bytes are not verified.
      if (!stages.has(txid)) yield finding("delta is neither committed nor staged");
      continue;
    }
    blob.finish();
    if (blob.fault !== undefined) yield finding(blob.fault);
    if (blob.contents === undefined) continue;
    const { header } = blob.contents;
    if (header.minTxid !== txid || header.maxTxid !== txid) {
      yield finding("the LTX header names another txid than the key");
    }
    if (header.pageSize !== PAGE_SIZE)
      yield finding(`pageSize in the LTX header must be ${PAGE_SIZE}`);
  }
}

function* checkPageIndex(meta: Meta, { pageIndex, deltas }: DatabaseContents): Generator<Finding> {
  const wanted = new Map<bigint, number[]>();
  for (const [pgno, txid] of pageIndex) {
    const finding = (reason: string): Finding => {
      return { part: "page-index", reason, number: BigInt(pgno) };
    };
    if (pgno === 0 || pgno > meta.dbSizePages) {
      yield finding("the row is for pages beyond dbSizePages");
    }
    if (pgno === LOCK_PGNO) yield finding("page index entry is for the lock-byte page");
    if (txid > meta.headTxid) yield finding("page index entry names a txid above headTxid");
    if (!deltas.has(txid)) yield finding("page index entry names a missing commit");
    const pgnos = wanted.get(txid);
    if (pgnos === undefined) wanted.set(txid, [pgno]);
    else pgnos.push(pgno);
  }
  for (const [txid, pgnos] of wanted) {
    const contents = deltas.get(txid)?.contents;
    if (contents === undefined) continue;
    const held = new Set(contents.pgnos);
    for (const pgno of pgnos) {
      if (held.has(pgno)) continue;
      const reason = "page index entry names a commit without the page";
      yield { part: "page-index", reason, number: BigInt(pgno) };
    }
  }
}

function* checkShards(meta: Meta, { shards }: DatabaseContents): Generator<Finding> {
  for (const [shardId, blob] of shards) {
    const finding = (reason: string): Finding => {
      return { part: "shard", reason, number: BigInt(shardId) };
    };
    if (shardId * PAGES_PER_SHARD > meta.dbSizePages) {
      yield finding("the row is for pages beyond dbSizePages");
    }
    blob.finish();
    if (blob.fault !== undefined) yield finding(blob.fault);
    if (blob.contents === undefined) continue;
    const { header, pgnos } = blob.contents;
    if (header.maxTxid > meta.headTxid) {
      yield finding("the txid in the LTX header is above headTxid");
    }
    if (header.pageSize !== PAGE_SIZE)
      yield finding(`pageSize in the LTX header must be ${PAGE_SIZE}`);
    if (pgnos.some((pgno) => shardOf(pgno) !== shardId)) {
      yield finding("shard holds pages of another shard");
    }
    if (pgnos.some((pgno) => pgno > meta.dbSizePages)) {
      yield finding("shard holds pages beyond dbSizePages");
    }
  }
}

function* checkStages(meta: Meta, { stages }: DatabaseContents): Generator<Finding> {
  for (const txid of stages) {
    if (txid > meta.headTxid && txid < meta.nextTxid) continue;
    yield {
      part: "stage",
      reason: "stage record has a txid that is committed or was never assigned",
      number: txid,
    };
  }
}

/** Checks that each page is in a commit or has a shard; the shard may lack the page. */
function* checkCoverage(meta: Meta, { shards, pageIndex }: DatabaseContents): Generator<Finding> {
  if (meta.dbSizePages === 0) return;
  for (let shardId = 0; shardId <= shardOf(meta.dbSizePages); shardId += 1) {
    if (shards.has(shardId)) continue;
    const first = Math.max(1, shardId * PAGES_PER_SHARD);
    const last = Math.min(meta.dbSizePages, shardId * PAGES_PER_SHARD + PAGES_PER_SHARD - 1);
    for (let pgno = first; pgno <= last; pgno += 1) {
      if (pgno === LOCK_PGNO || pageIndex.has(pgno)) continue;
      yield { part: "shard", reason: "the shard is missing", number: BigInt(shardId) };
      break;
    }
  }
}
