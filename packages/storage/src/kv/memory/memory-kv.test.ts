/**
 * Facts about the memory driver alone: steps can be delayed, and contents outlive a `Kv`.
 */

import { ManualClock } from "@barewire/clock/testing";
import { expect, test } from "vitest";
import { type MemoryStep, MemoryStore, openMemoryKv } from "../../memory.js";

const KEY = Uint8Array.of(1);
const OTHER = Uint8Array.of(2);

function textOf(store: MemoryStore): string {
  return Array.from(store.contents().rows(), ([key, value]) => `${key}=${value}`).join(" ");
}

test("each step of a transaction can be held back", async () => {
  const steps: string[] = [];
  const kv = openMemoryKv({ pause: (step, name) => void steps.push(`${name} ${step}`) });
  await kv.run("fill", async (tx) => {
    await tx.get(KEY);
    await tx.getMany([KEY]);
    await tx.range({ start: KEY, end: OTHER });
    tx.set(KEY, OTHER);
  });
  expect(steps).toEqual(
    ["begin", "get", "getMany", "range", "commit", "committed"].map((step) => `fill ${step}`),
  );
});

test.each<[MemoryStep, string]>([
  ["commit", ""],
  ["committed", "1=2"],
])("a process that ends at %j leaves %j", async (last, left) => {
  const store = new MemoryStore();
  const reached = new Promise<void>((resolve) => {
    const pause = (step: MemoryStep) => {
      if (step !== last) return undefined;
      resolve();
      return new Promise<void>(() => {});
    };
    const kv = openMemoryKv({ store, pause, clock: new ManualClock() });
    void kv.run("write", async (tx) => tx.set(KEY, OTHER));
  });
  await reached;
  expect(textOf(store)).toBe(left);
});

test("a store made of contents is apart from the one that they came from", async () => {
  const store = new MemoryStore();
  const write = (to: MemoryStore, value: number) =>
    openMemoryKv({ store: to }).run("write", async (tx) => tx.set(KEY, Uint8Array.of(value)));
  await write(store, 3);
  const contents = store.contents();
  const copy = new MemoryStore(contents);
  await write(store, 4);
  await write(copy, 5);
  expect([textOf(store), textOf(copy), contents.size]).toEqual(["1=4", "1=5", 1]);
  expect(Array.from(contents.rows())).toEqual([[KEY, Uint8Array.of(3)]]);
});

test("a locked key conflicts even with a write of the same value", async () => {
  const kv = openMemoryKv();
  await kv.run("fill", async (tx) => tx.set(KEY, OTHER));
  const attempts = await kv.run("lock", async (tx) => {
    await tx.get(KEY, { lock: true });
    if (tx.attempt === 1) await kv.run("again", async (other) => other.set(KEY, OTHER));
    return tx.attempt;
  });
  expect(attempts).toBe(2);
});

test("a locked key that came and went meanwhile conflicts", async () => {
  const kv = openMemoryKv();
  const attempts = await kv.run("lock", async (tx) => {
    await tx.get(KEY, { lock: true });
    if (tx.attempt === 1) {
      await kv.run("set", async (other) => other.set(KEY, OTHER));
      await kv.run("clear", async (other) => other.clearRange(KEY, OTHER));
    }
    return tx.attempt;
  });
  expect(attempts).toBe(2);
});
