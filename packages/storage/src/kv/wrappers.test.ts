/**
 * Facts about the wrappers that count, delay and inject faults, on a memory store.
 */

import { setImmediate as nextTurn } from "node:timers/promises";
import { type Clock, SYSTEM_CLOCK } from "@barewire/clock";
import { ManualClock } from "@barewire/clock/testing";
import { expect, test } from "vitest";
import { MemoryStore, openMemoryKv } from "../memory.js";
import { StorageError } from "../storage-error.js";
import { faultAtIndex, injectFaults, type KvFault } from "../testing/fault-injection.js";
import { addLatency } from "../testing/latency.js";
import { countOperations } from "../testing/operation-counter.js";
import type { Kv, KvRunOptions } from "./kv.js";

const A = Uint8Array.of(1);
const B = Uint8Array.of(2, 2);
const END = Uint8Array.of(3);
const NO_ISSUE = "committed";

/**
 * Does two reads and a commit: operations 1, 2 and 3. Returns how often it ran, or how it failed.
 */
async function readAndWrite(kv: Kv, options: KvRunOptions = {}): Promise<string> {
  let attempts = 0;
  const running = kv.run(
    "read and write",
    async (tx) => {
      attempts += 1;
      expect(tx.attempt).toBe(attempts);
      const before = await tx.get(A, { lock: true });
      await tx.range({ start: A, end: END });
      if (options.token !== undefined && before !== undefined) return;
      tx.set(A, Uint8Array.of((before?.[0] ?? 0) + 1));
    },
    options,
  );
  const issue = await running.then(
    () => NO_ISSUE,
    (error: unknown) => (error instanceof StorageError ? error.issue.kind : String(error)),
  );
  return `${issue} after ${attempts}`;
}

async function stored(store: MemoryStore): Promise<number> {
  const value = await openMemoryKv({ store }).run("look", (tx) => tx.get(A));
  return value?.[0] ?? 0;
}

test("runs, attempts, operations and bytes are counted", async () => {
  const store = new MemoryStore();
  const kv = countOperations(openMemoryKv({ store }));
  await kv.run("write", async (tx) => {
    tx.set(A, new Uint8Array(10));
    tx.set(B, new Uint8Array(20));
    tx.clear(END);
    tx.clearRange(END, END);
  });
  await kv.run("read", async (tx) => {
    await tx.get(A, { lock: true });
    await tx.getMany([A, B, END]);
    await tx.range({ start: A, end: END });
    if (tx.attempt === 1) await openMemoryKv({ store }).run("other", async (o) => o.set(A, B));
    tx.set(A, B);
  });
  expect(kv.counts()).toEqual({
    runs: 2,
    attempts: 3,
    gets: 2,
    getManys: 2,
    ranges: 2,
    sets: 4,
    clears: 1,
    clearRanges: 1,
    // The first value has 2 bytes in the second attempt.
    readBytes: 10 + 30 + 33 + (2 + 22 + 25),
    writtenBytes: 11 + 22 + 3 + 3,
  });
  kv.reset();
  expect(Object.values(kv.counts()).every((count) => count === 0)).toBe(true);
});

test("latency comes once for a run and once for a read", async () => {
  const waitsMs: number[] = [];
  const setTimer: Clock["setTimer"] = (task, delayMs) => {
    waitsMs.push(delayMs);
    queueMicrotask(task);
    return () => {};
  };
  const kv = addLatency(openMemoryKv(), { runMs: 20, readMs: 3 }, { setTimer });
  await readAndWrite(kv);
  expect(waitsMs).toEqual([20, 3, 3]);
});

const FULL: KvFault = { kind: "fail", issue: { kind: "kv-full" } };
const CONFLICT: KvFault = { kind: "conflict" };
const LOST: KvFault = { kind: "lose-answer" };
const TOKEN: KvRunOptions = { token: A };

test.each<[number, KvFault, KvRunOptions, string, number]>([
  [1, FULL, {}, "kv-full after 1", 0],
  [2, FULL, {}, "kv-full after 1", 0],
  [3, FULL, {}, "kv-full after 1", 0],
  [4, FULL, {}, "committed after 1", 1],
  [1, CONFLICT, {}, "committed after 2", 1],
  [3, CONFLICT, {}, "committed after 2", 1],
  [3, CONFLICT, { maxAttempts: 1 }, "kv-conflict after 1", 0],
  [2, LOST, {}, "kv-failed after 1", 0],
  [3, LOST, {}, "kv-unknown-result after 1", 1],
  [3, LOST, TOKEN, "committed after 2", 1],
  [3, LOST, { ...TOKEN, maxAttempts: 1 }, "kv-unknown-result after 1", 1],
  [3, { kind: "delay", delayMs: 1 }, {}, "committed after 1", 1],
])("operation %i meets %j", async (index, fault, options, result, value) => {
  const store = new MemoryStore();
  const kv = injectFaults(openMemoryKv({ store }), faultAtIndex(index, fault), SYSTEM_CLOCK);
  expect(await readAndWrite(kv, options)).toBe(result);
  expect(await stored(store)).toBe(value);
  expect(kv.faultCount()).toBe(index <= 3 ? 1 : 0);
});

test.each([
  [1, "before", 0],
  [2, "after", 0],
  [3, "before", 0],
  [3, "after", 1],
] as const)(
  "a process that crashes at operation %i, %s it, says nothing more",
  async (index, when, value) => {
    const store = new MemoryStore();
    // The time-outs of a process end with it.
    const inner = openMemoryKv({
      store,
      clock: new ManualClock(),
    });
    const fault: KvFault = { kind: "crash", when };
    const kv = injectFaults(inner, faultAtIndex(index, fault), SYSTEM_CLOCK);
    let answers = 0;
    const count = () => {
      answers += 1;
    };
    readAndWrite(kv).then(count, count);
    await expect.poll(() => kv.faultCount()).toBe(1);
    readAndWrite(kv).then(count, count);
    for (let turn = 0; turn < 20; turn++) await nextTurn();
    expect([answers, kv.faultCount(), await stored(store)]).toEqual([0, 1, value]);
  },
);

test("a refused read that the closure catches keeps it from committing", async () => {
  const store = new MemoryStore();
  const kv = injectFaults(openMemoryKv({ store }), faultAtIndex(1, FULL), SYSTEM_CLOCK);
  const running = kv.run("caught", async (tx) => {
    await tx.get(A).catch(() => {});
    tx.set(A, A);
  });
  await expect(running).rejects.toThrow(new StorageError({ kind: "kv-full" }));
  expect(await stored(store)).toBe(0);
});

test("a read-only run has no commit to fail", async () => {
  const kv = injectFaults(openMemoryKv(), () => undefined, SYSTEM_CLOCK);
  await kv.run("read", (tx) => tx.get(A), { readOnly: true });
  await kv.run("read", (tx) => tx.get(A));
  expect(kv.operationCount()).toBe(3);
});
