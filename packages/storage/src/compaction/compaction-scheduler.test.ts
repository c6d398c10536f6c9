/**
 * Facts about the schedule of compaction: thresholds, pauses, and that no commit is forgotten.
 */

import { ManualClock } from "@barewire/clock/testing";
import { expect, test } from "vitest";
import { COMPACTION_POLICY, type CompactionPolicy } from "../engine/compaction-policy.js";
import type { CompactionContext } from "../engine/engine-context.js";
import type { EngineEvent } from "../engine/engine-observer.js";
import { DEFAULT_STORAGE_FLAGS } from "../engine/flags.js";
import { MetaCache } from "../engine/meta-cache.js";
import { PageCache } from "../engine/page-cache.js";
import { PageIndexCache } from "../engine/page-index-cache.js";
import { StageAges } from "../engine/stage-ages.js";
import { DEFAULT_THRESHOLDS } from "../engine/thresholds.js";
import { type DatabaseKeys, databaseKeys } from "../format/database-keys.js";
import { newMeta } from "../format/meta-record.js";
import { openMemoryKv } from "../memory.js";
import { StorageError } from "../storage-error.js";
import { CompactionScheduler, type PassOutcome } from "./compaction-scheduler.js";

const KEYS = databaseKeys({ namespace: "n", actorId: "a" });
const MIB = 1_048_576;

type RunningPass = {
  readonly keys: DatabaseKeys;
  readonly isStopped: () => boolean;
  readonly end: (outcome: PassOutcome) => Promise<void>;
  readonly fail: (error: Error) => Promise<void>;
};

/** A scheduler whose passes and whose clock are controlled by the test. */
class Rig {
  readonly scheduler: CompactionScheduler;
  readonly passes: RunningPass[] = [];
  readonly events: EngineEvent[] = [];
  readonly #clock = new ManualClock();

  constructor(policy: Partial<CompactionPolicy> = {}, flags = DEFAULT_STORAGE_FLAGS) {
    const context: CompactionContext = {
      kv: openMemoryKv(),
      clock: this.#clock,
      flags,
      thresholds: { ...DEFAULT_THRESHOLDS, compaction: { ...COMPACTION_POLICY, ...policy } },
      observer: { record: () => {}, onEvent: (event) => this.events.push(event) },
      metas: new MetaCache(),
      pageIndex: new PageIndexCache(0),
      pages: new PageCache(0),
      stageAges: new StageAges(this.#clock),
    };
    this.scheduler = new CompactionScheduler(context, (keys, { isStopped }) => {
      return new Promise((resolve, reject) => {
        const end = (outcome: PassOutcome) => settled(() => resolve(outcome));
        const fail = (error: Error) => settled(() => reject(error));
        this.passes.push({ keys, isStopped, end, fail });
      });
    });
  }

  /** Tells the scheduler that a database has so many commits above the compacted ones. */
  onCommit(head: bigint, materialized = 0n, size = 0, keys = KEYS): void {
    this.scheduler.onCommit(keys, metaAt(head, materialized), size);
  }

  async advance(ms: number): Promise<void> {
    this.#clock.advance(ms);
    await settled(() => {});
  }

  get timerCount(): number {
    return this.#clock.pendingMs.length;
  }

  last(): RunningPass {
    const last = this.passes.at(-1);
    if (last === undefined) throw new Error("no pass has begun");
    return last;
  }
}

function metaAt(headTxid: bigint, materializedTxid: bigint) {
  return { ...newMeta(0), headTxid, materializedTxid };
}

function done(head: bigint, materialized: bigint): PassOutcome {
  return { kind: "done", watermark: metaAt(head, materialized) };
}

async function settled(action: () => void): Promise<void> {
  action();
  await new Promise((resolve) => setImmediate(resolve));
}

/** Checks that so many passes have begun. */
function check(rig: Rig, count: number): void {
  expect(rig.passes).toHaveLength(count);
}

test("64 commits, or 16 MiB of them, are compacted at once", async () => {
  const byCount = new Rig();
  byCount.onCommit(63n);
  check(byCount, 0);
  byCount.onCommit(64n);
  check(byCount, 1);
  const bySize = new Rig();
  for (let txid = 1n; txid <= 4n; txid += 1n) bySize.onCommit(txid, 0n, 4 * MIB - 1);
  check(bySize, 0);
  bySize.onCommit(5n, 0n, 4);
  check(bySize, 1);
});

test("8 commits are compacted when nothing has come for 5 seconds", async () => {
  const rig = new Rig();
  rig.onCommit(7n);
  await rig.advance(60_000);
  check(rig, 0);
  rig.onCommit(8n);
  await rig.advance(4_999);
  rig.onCommit(9n);
  await rig.advance(4_999);
  check(rig, 0);
  await rig.advance(1);
  check(rig, 1);
  await rig.last().end(done(9n, 9n));
  await rig.advance(60_000);
  check(rig, 1);
});

test("commits during a pass are not forgotten", async () => {
  const rig = new Rig();
  rig.onCommit(64n);
  for (let txid = 65n; txid <= 200n; txid += 1n) rig.onCommit(txid);
  check(rig, 1);
  await rig.last().end(done(64n, 64n));
  check(rig, 2);
  rig.onCommit(201n, 64n, 20 * MIB);
  await rig.last().end(done(200n, 200n));
  // The commits during the second pass added 20 MiB, so a third pass is due.
  check(rig, 3);
  await rig.last().end(done(201n, 201n));
  check(rig, 3);
  expect(rig.timerCount).toBe(0);
});

test("a database has one worker, and all together have a few", async () => {
  const rig = new Rig({ maxWorkers: 2 });
  const keys = ["a", "b", "c"].map((actorId) => databaseKeys({ namespace: "n", actorId }));
  for (const each of keys) {
    rig.onCommit(64n, 0n, 0, each);
    rig.onCommit(65n, 0n, 0, each);
  }
  expect(rig.passes.map((pass) => pass.keys.text)).toEqual(["n\0a", "n\0b"]);
  await rig.last().end(done(65n, 65n));
  expect(rig.last().keys.text).toBe("n\0c");
});

test("after a failure there is a longer pause each time, and the observer is told", async () => {
  const rig = new Rig({ retryMs: 100, maxRetryMs: 350 });
  rig.onCommit(64n);
  for (const pauseMs of [100, 200, 350, 350]) {
    const { length } = rig.events;
    await rig.last().fail(new StorageError({ kind: "kv-full" }));
    expect(rig.events).toHaveLength(length + 1);
    const { length: count } = rig.passes;
    rig.onCommit(70n);
    await rig.advance(pauseMs - 1);
    check(rig, count);
    await rig.advance(1);
    check(rig, count + 1);
  }
  expect(rig.events[0]).toMatchObject({ kind: "compaction-failed", database: KEYS.id });
  await rig.last().end(done(70n, 70n));
  expect(rig.timerCount).toBe(0);
});

test.each([
  ["leased-elsewhere", 30_000],
  ["overtaken", 1_000],
] as const)("a pass that was %s is repeated after a pause", async (kind, pauseMs) => {
  const rig = new Rig();
  rig.onCommit(64n);
  await rig.last().end({ kind, watermark: metaAt(64n, 0n) });
  await rig.advance(pauseMs - 1);
  check(rig, 1);
  await rig.advance(1);
  check(rig, 2);
});

test("what another process has compacted need not be compacted again", async () => {
  const rig = new Rig();
  rig.onCommit(64n, 0n, 100 * MIB);
  await rig.last().end({ kind: "leased-elsewhere", watermark: metaAt(64n, 64n) });
  await rig.advance(60_000);
  check(rig, 1);
});

test("a commit waits while compaction falls behind, and is refused when it is far behind", async () => {
  const rig = new Rig({ maxDeltaCount: 200, maxWaitMs: 50 });
  rig.onCommit(99n);
  await rig.scheduler.throttle(KEYS);
  rig.onCommit(100n);
  let hasWaited = false;
  const waiting = rig.scheduler.throttle(KEYS).then(() => {
    hasWaited = true;
  });
  await rig.advance(49);
  expect(hasWaited).toBe(false);
  await rig.advance(1);
  await waiting;
  rig.scheduler.rejectIfOverloaded(KEYS, metaAt(199n, 0n));
  expect(() => rig.scheduler.rejectIfOverloaded(KEYS, metaAt(200n, 0n))).toThrow(StorageError);
  const next = rig.scheduler.throttle(KEYS);
  await rig.last().end(done(200n, 200n));
  await next;
  rig.scheduler.rejectIfOverloaded(KEYS, metaAt(201n, 200n));
});

test("a refused commit starts compaction, even in a process that has seen no other", async () => {
  const rig = new Rig({ maxDeltaCount: 200 });
  expect(() => rig.scheduler.rejectIfOverloaded(KEYS, metaAt(200n, 0n))).toThrow("too far behind");
  check(rig, 1);
});

test("switched off, nothing runs and nothing is refused", async () => {
  for (const rig of [
    new Rig({ state: "off" }),
    new Rig({}, { ...DEFAULT_STORAGE_FLAGS, disableCompaction: true }),
  ]) {
    rig.onCommit(1_000_000n, 0n, 1_000 * MIB);
    rig.scheduler.rejectIfOverloaded(KEYS, metaAt(1_000_000n, 0n));
    await rig.scheduler.throttle(KEYS);
    await rig.advance(60_000);
    check(rig, 0);
  }
});

test("a database that is left is let go after the transaction that runs", async () => {
  const rig = new Rig();
  rig.onCommit(64n);
  expect(rig.last().isStopped()).toBe(false);
  rig.scheduler.onClose(KEYS);
  expect(rig.last().isStopped()).toBe(true);
  await rig.last().end({ kind: "stopped" });
  await rig.advance(60_000);
  check(rig, 1);
  rig.onCommit(70n);
  check(rig, 2);
});

test("one that is opened again during that transaction goes on", async () => {
  const rig = new Rig();
  rig.onCommit(64n);
  rig.scheduler.onClose(KEYS);
  rig.onCommit(64n);
  await rig.last().end({ kind: "stopped" });
  check(rig, 2);
});

test("stopping ends timers, and waits for what runs", async () => {
  const rig = new Rig();
  const other = databaseKeys({ namespace: "n", actorId: "idle" });
  rig.onCommit(8n, 0n, 0, other);
  rig.onCommit(64n);
  let hasStopped = false;
  const stopping = rig.scheduler.stop().then(() => {
    hasStopped = true;
  });
  await rig.advance(60_000);
  expect([hasStopped, rig.timerCount]).toEqual([false, 0]);
  await rig.last().end({ kind: "stopped" });
  await stopping;
  rig.onCommit(100n);
  await rig.advance(60_000);
  check(rig, 1);
});
