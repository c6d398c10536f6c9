/**
 * One pass of compaction: it folds every page that is in a commit into its shard, a few shards at a
 * time, and removes the commits that no page refers to any more. A pass can end between any two
 * transactions and leaves the database consistent; the next pass continues.
 */

import { type CompactionContext, newTransaction } from "../engine/engine-context.js";
import { databaseNameOf } from "../engine/meta-cache.js";
import { PageCache } from "../engine/page-cache.js";
import type { DatabaseKeys } from "../format/database-keys.js";
import { mayHaveUncommitted } from "../operations/drop-uncommitted.js";
import { removeExpiredStage } from "../operations/stored-stage.js";
import { StorageError } from "../storage-error.js";
import { releaseLease } from "./compaction-lease.js";
import { type CompactionPlan, type PlanOptions, planCompaction } from "./compaction-plan.js";
import type { CompactionWatermark, PassControl, PassOutcome } from "./compaction-scheduler.js";
import { foldShards } from "./fold-shards.js";
import { MAX_REMOVED_COMMITS, type WrittenShards, writeShards } from "./write-shards.js";

export type CompactOnceOptions = PassControl & {
  /** The id by which the lease names this process: 16 bytes, in hexadecimal. */
  readonly owner: string;
  /** Called after each transaction with the number of shards that are done, and of all shards. */
  readonly onProgress?: (doneCount: number, shardCount: number) => void;
};

/**
 * A small page cache is enough: it serves the page indexes of large commits, and pages of commits
 * are read once.
 */
const PASS_CACHE_SIZE = 8_388_608;

/** Throws a `StorageError`; the transactions that were committed before it remain valid. */
export async function compactOnce(
  context: CompactionContext,
  keys: DatabaseKeys,
  options: CompactOnceOptions,
): Promise<PassOutcome> {
  const lease = { owner: options.owner, leaseMs: context.thresholds.compaction.leaseMs };
  const planned = await planCompaction(context, keys, lease);
  switch (planned.kind) {
    case "nothing-to-do":
      return { kind: "done", watermark: planned.meta };
    case "leased-elsewhere":
      return { kind: "leased-elsewhere", watermark: planned.meta };
    case "planned":
      break;
    default:
      return planned satisfies never;
  }
  let isFinished = false;
  try {
    if (mayHaveUncommitted(planned.meta)) await removeExpiredStage(context, keys);
    const pages = new PageCache(PASS_CACHE_SIZE);
    const pass = new Pass({ ...context, pages }, keys, planned.plan, { ...options, ...lease });
    const outcome = await pass.run(planned.meta);
    isFinished = outcome.kind === "done" || outcome.kind === "overtaken";
    return outcome;
  } finally {
    if (!isFinished) await tryReleaseLease(context, keys, options.owner);
  }
}

class Pass {
  readonly #context: CompactionContext;
  readonly #keys: DatabaseKeys;
  readonly #plan: CompactionPlan;
  readonly #options: CompactOnceOptions & PlanOptions;
  #settledCount = 0;
  #hasProgress = false;

  constructor(
    context: CompactionContext,
    keys: DatabaseKeys,
    plan: CompactionPlan,
    options: CompactOnceOptions & PlanOptions,
  ) {
    this.#context = context;
    this.#keys = keys;
    this.#plan = plan;
    this.#options = options;
  }

  async run(planned: CompactionWatermark): Promise<PassOutcome> {
    const { shardsPerBatch } = this.#context.thresholds.compaction;
    const shardIds = [...this.#plan.shards.keys()];
    let watermark = planned;
    // Each turn folds shards or removes commits; a turn that could do neither is the last.
    for (let start = 0; ; start += shardsPerBatch) {
      if (this.#options.isStopped()) return { kind: "stopped" };
      const batch = shardIds.slice(start, start + shardsPerBatch);
      const isLastBatch = start + shardsPerBatch >= shardIds.length;
      const unusedCount = this.#plan.unreferenced(batch, MAX_REMOVED_COMMITS + 1).length;
      const isLast = isLastBatch && unusedCount <= MAX_REMOVED_COMMITS;
      const written = await this.#fold(batch, isLast ? "release" : "renew");
      if (written === undefined) return { kind: "leased-elsewhere", watermark };
      watermark = written.meta;
      if (isLast) return { kind: this.#hasProgress ? "done" : "overtaken", watermark };
    }
  }

  async #fold(
    shardIds: readonly number[],
    lease: "renew" | "release",
  ): Promise<WrittenShards | undefined> {
    const { clock } = this.#context;
    const startMs = clock.monotonicMs();
    const folded =
      shardIds.length === 0
        ? []
        : await foldShards(this.#context, this.#keys, this.#plan, shardIds);
    const written = await writeShards(this.#context, this.#keys, this.#plan, folded, {
      ...this.#options,
      lease,
    });
    if (written === undefined) return undefined;
    for (const shardId of written.settled) this.#plan.release(shardId);
    this.#plan.drop(written.removed);
    if (written.removed.length > 0) {
      this.#context.pageIndex.forget(databaseNameOf(this.#keys, written.meta));
    }
    this.#note(written, shardIds.length, (clock.monotonicMs() - startMs) / 1_000);
    return written;
  }

  #note({ settled, foldedPageCount, removed }: WrittenShards, count: number, seconds: number) {
    const { observer } = this.#context;
    this.#settledCount += settled.length;
    // A plan without shards only has to record how far the database is compacted.
    if (settled.length + removed.length > 0 || count === 0) this.#hasProgress = true;
    this.#options.onProgress?.(this.#settledCount, this.#plan.shards.size);
    observer.record("barewire_sqlite_compaction_pass_duration_seconds", seconds, {});
    observer.record("barewire_sqlite_compaction_pass_total", settled.length, {});
    observer.record("barewire_sqlite_compaction_pages_folded_total", foldedPageCount, {});
    observer.record("barewire_sqlite_compaction_deltas_deleted_total", removed.length, {});
  }
}

/** Releases the lease early, so that the next process need not wait until it expires. */
async function tryReleaseLease(
  context: CompactionContext,
  keys: DatabaseKeys,
  owner: string,
): Promise<void> {
  try {
    await context.kv.run("compaction_release", async (kv) => {
      await releaseLease(newTransaction(context, keys, kv), owner);
    });
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
  }
}
