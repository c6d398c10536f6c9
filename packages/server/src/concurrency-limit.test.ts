/** Transactions take turns, whatever becomes of them. */

import { setImmediate as nextTurn } from "node:timers/promises";
import { openKv } from "@barewire/sqlite-storage";
import { expect, test } from "vitest";
import { limitConcurrency } from "./concurrency-limit.js";

test("so many run at one time, in the order in which they came, and failures make room", async () => {
  const kv = limitConcurrency(await openKv("memory:"), 3);
  const begun: number[] = [];
  let runningCount = 0;
  let maxRunningCount = 0;
  const all = Array.from({ length: 20 }, (_, index) =>
    kv.run("test", async (tx) => {
      begun.push(index);
      runningCount += 1;
      maxRunningCount = Math.max(maxRunningCount, runningCount);
      await tx.get(Uint8Array.of(1));
      await nextTurn();
      runningCount -= 1;
      if (index % 2 === 0) throw new RangeError("as planned");
      return index;
    }),
  );
  const outcomes = await Promise.allSettled(all);
  expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(10);
  expect(begun).toEqual(begun.map((_, index) => index));
  expect(begun).toHaveLength(20);
  expect(maxRunningCount).toBe(3);
  await kv.close();
});
