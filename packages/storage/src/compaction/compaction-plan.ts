/**
 * `CompactionPlan`: the work of a pass, as of one moment. It covers the commits up to the head of
 * that moment, so nothing of an unfinished commit can be touched. Later commits only take
 * references away from those, which is why a plan stays valid however long its pass takes.
 */

import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { DatabaseTransaction } from "../engine/database-transaction.js";
import {
  type CompactionContext,
  newTransaction,
  requireDatabase,
} from "../engine/engine-context.js";
import { pageIndexEntryOf } from "../engine/page-index.js";
import type { PageIndexEntries } from "../engine/page-index-cache.js";
import type { DatabaseKeys } from "../format/database-keys.js";
import { chunkIndexOf, deltasFrom, numberOf, pageIndexFrom } from "../format/logical-key.js";
import { shardOf } from "../format/sizes.js";
import { mayHaveUncommitted } from "../operations/drop-uncommitted.js";
import { takeLease } from "./compaction-lease.js";

export class CompactionPlan {
  /** The head at the time of the plan. */
  readonly headTxid: bigint;
  /** The shards to fold, in ascending order, each with its rows of the page index. */
  readonly shards: ReadonlyMap<number, PageIndexEntries>;
  /** The reference count of each stored commit: how many rows of the page index point to it. */
  readonly #references: Map<bigint, number>;

  constructor(
    headTxid: bigint,
    shards: ReadonlyMap<number, PageIndexEntries>,
    txids: Iterable<bigint>,
  ) {
    this.headTxid = headTxid;
    this.shards = shards;
    this.#references = new Map([...txids].map((txid) => [txid, 0]));
    for (const entries of shards.values()) {
      for (const txid of entries.values()) this.#add(txid, 1);
    }
  }

  /** Removes the references of a shard that has been folded or has changed. */
  release(shardId: number): void {
    for (const txid of this.shards.get(shardId)?.values() ?? []) this.#add(txid, -1);
  }

  /**
   * Returns at most `limit` commits that would have no references left without those of `shardIds`.
   */
  unreferenced(shardIds: Iterable<number>, limit: number): readonly bigint[] {
    const released = new Map<bigint, number>();
    for (const shardId of shardIds) {
      for (const txid of this.shards.get(shardId)?.values() ?? []) {
        released.set(txid, (released.get(txid) ?? 0) + 1);
      }
    }
    const unused: bigint[] = [];
    for (const [txid, count] of this.#references) {
      if (unused.length === limit) break;
      if (count === (released.get(txid) ?? 0)) unused.push(txid);
    }
    return unused;
  }

  /** Forgets commits that were removed from the database. */
  drop(txids: Iterable<bigint>): void {
    for (const txid of txids) this.#references.delete(txid);
  }

  /** The txid up to which everything is compacted once `txids` are removed, too. */
  materializedTxid(txids: readonly bigint[]): bigint {
    const removed = new Set(txids);
    let lowest = this.headTxid + 1n;
    for (const txid of this.#references.keys()) {
      if (txid < lowest && !removed.has(txid)) lowest = txid;
    }
    return lowest - 1n;
  }

  #add(txid: bigint, count: number): void {
    this.#references.set(txid, (this.#references.get(txid) ?? 0) + count);
  }
}

export type PlanOutcome =
  | { readonly kind: "planned"; readonly meta: Meta; readonly plan: CompactionPlan }
  | { readonly kind: "nothing-to-do"; readonly meta: Meta }
  | { readonly kind: "leased-elsewhere"; readonly meta: Meta };

export type PlanOptions = {
  /** The process that takes the lease. */
  readonly owner: string;
  readonly leaseMs: number;
};

/** Reading a large index takes a while, and no other transaction waits for it. */
const TIMEOUT_MS = 60_000;
const ROWS_PER_READ = 1_000;
/** The header row of a small commit has its whole blob. */
const DELTA_CHUNKS_PER_READ = 64;

/** The newer of two commits. */
export function laterTxid(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

/** Reads all rows of the page index and takes the lease, in one transaction. */
export async function planCompaction(
  context: CompactionContext,
  keys: DatabaseKeys,
  options: PlanOptions,
): Promise<PlanOutcome> {
  return await context.kv.run(
    "compaction_plan",
    async (kv) => {
      const transaction = newTransaction(context, keys, kv);
      const meta = requireDatabase(await transaction.readMeta());
      if (meta.materializedTxid === meta.headTxid && !mayHaveUncommitted(meta)) {
        return { kind: "nothing-to-do", meta };
      }
      const nowMs = context.clock.epochMs();
      if ((await takeLease(transaction, { ...options, nowMs })) === "held-by-other") {
        return { kind: "leased-elsewhere", meta };
      }
      const shards = await readShards(transaction, meta);
      const txids = await readTxids(transaction, meta);
      return { kind: "planned", meta, plan: new CompactionPlan(meta.headTxid, shards, txids) };
    },
    { timeoutMs: TIMEOUT_MS, token: keys.prefix },
  );
}

async function readShards(
  transaction: DatabaseTransaction,
  { headTxid }: Meta,
): Promise<ReadonlyMap<number, PageIndexEntries>> {
  const shards = new Map<number, Map<number, bigint>>();
  const index = pageIndexFrom(transaction.keys, 0);
  for await (const headers of transaction.headerPages(index, ROWS_PER_READ)) {
    for (const header of headers) {
      const txid = pageIndexEntryOf(header);
      if (txid > headTxid) continue;
      const pgno = numberOf(header.key);
      const entries = shards.get(shardOf(pgno)) ?? new Map<number, bigint>();
      shards.set(shardOf(pgno), entries.set(pgno, txid));
    }
  }
  return shards;
}

async function readTxids(
  transaction: DatabaseTransaction,
  { headTxid }: Meta,
): Promise<ReadonlySet<bigint>> {
  const txids = new Set<bigint>();
  const deltas = deltasFrom(transaction.keys, 0n);
  for await (const headers of transaction.headerPages(deltas, DELTA_CHUNKS_PER_READ)) {
    for (const { key } of headers) {
      const { txid } = chunkIndexOf(key);
      if (txid <= headTxid) txids.add(txid);
    }
  }
  return txids;
}
