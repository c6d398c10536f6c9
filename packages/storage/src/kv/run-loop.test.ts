/**
 * Facts about the run loop: when an attempt is repeated, after which pause, and what is reported.
 * The driver is a scripted one: no real store loses the answer to a commit when a test asks it to.
 */

import { type Clock, SYSTEM_CLOCK } from "@barewire/clock";
import { ManualClock } from "@barewire/clock/testing";
import { expect, test } from "vitest";
import { StorageError } from "../storage-error.js";
import type { KvRunOptions } from "./kv.js";
import { type KvDriver, KvDriverError, type KvDriverFailure } from "./kv-driver.js";
import { runKv } from "./run-loop.js";

const KEY = Uint8Array.of(1);

/** The outcomes of the commits, in turn. */
type Script = readonly (KvDriverFailure | "commits")[];

function scriptedDriver(script: Script): KvDriver {
  const ends = script.values();
  return {
    begin: async () => ({
      get: async () => undefined,
      getMany: async (keys) => keys.map(() => undefined),
      range: async () => ({ rows: [], more: false }),
      commit: async () => {
        const end = ends.next().value;
        if (end === undefined) throw new RangeError("the script has ended");
        if (end !== "commits") throw new KvDriverError(end);
      },
      rollback: async () => {},
    }),
    close: async () => {},
  };
}

/** A clock that stands still, with the given timer. */
function clockWith(setTimer: Clock["setTimer"]): Clock {
  return { ...SYSTEM_CLOCK, monotonicMs: () => 0, setTimer };
}

type Run = { readonly result: string; readonly pausesMs: readonly number[] };

/** Runs a closure that returns the number of its attempt, and notes the pauses between attempts. */
async function check(script: Script, options: KvRunOptions = {}): Promise<Run> {
  const pausesMs: number[] = [];
  const kv = runKv(scriptedDriver(script), {
    random: { number: () => 0.5 },
    clock: clockWith((task, delayMs) => {
      // The time-outs of the attempts never fire.
      if (delayMs === TIMEOUT_MS) return () => {};
      pausesMs.push(delayMs);
      queueMicrotask(task);
      return () => {};
    }),
  });
  const running = kv.run("scripted", async (tx) => `attempt ${tx.attempt}`, {
    timeoutMs: TIMEOUT_MS,
    ...options,
  });
  const result = await running.catch((error: unknown) => {
    if (!(error instanceof StorageError)) throw error;
    return error.issue.kind;
  });
  return { result, pausesMs };
}

const TIMEOUT_MS = 54_321;

test.each<[string, Script, KvRunOptions, string]>([
  ["a commit", ["commits"], {}, "attempt 1"],
  ["a conflict", ["conflict", "commits"], {}, "attempt 2"],
  ["conflicts to the end", ["conflict", "conflict"], { maxAttempts: 2 }, "kv-conflict"],
  ["a store that comes back", ["unavailable", "unavailable", "commits"], {}, "attempt 3"],
  ["a store that stays away", Array(10).fill("unavailable"), {}, "kv-failed"],
  ["a full store", ["full"], {}, "kv-full"],
  ["a failure", ["failed"], {}, "kv-failed"],
  ["no time left", ["timeout"], {}, "kv-timeout"],
  ["a lost answer", ["unknown-result"], {}, "kv-unknown-result"],
  [
    "a lost answer, and a commit that would do",
    ["unknown-result", "commits"],
    {},
    "kv-unknown-result",
  ],
  ["a lost answer with a token", ["unknown-result", "commits"], { token: KEY }, "attempt 2"],
  [
    "a lost answer, then a conflict",
    ["unknown-result", "conflict", "commits"],
    { token: KEY },
    "attempt 3",
  ],
  [
    "a lost answer, then no time",
    ["unknown-result", "timeout"],
    { token: KEY },
    "kv-unknown-result",
  ],
  [
    "a lost answer, then a full store",
    ["unknown-result", "full"],
    { token: KEY },
    "kv-unknown-result",
  ],
  [
    "a lost answer, then conflicts to the end",
    ["unknown-result", "conflict"],
    { token: KEY, maxAttempts: 2 },
    "kv-unknown-result",
  ],
])("%s", async (_name, script, options, result) => {
  expect((await check(script, options)).result).toBe(result);
});

test("pauses double up to 1,280 ms, and a tenth of that is left to chance", async () => {
  const { pausesMs } = await check([...Array<"conflict">(9).fill("conflict"), "commits"]);
  const doubled = [1, 2, 4, 8, 16, 32, 64, 128, 128];
  expect(pausesMs).toEqual(doubled.map((factor) => 10 * factor + Math.floor(factor / 2)));
});

test("a closure that throws after a lost answer has decided", async () => {
  const kv = runKv(scriptedDriver(["unknown-result"]), {
    clock: clockWith((task, delayMs) => {
      if (delayMs < 1_000) queueMicrotask(task);
      return () => {};
    }),
  });
  const reason = new Error("not mine");
  const running = kv.run(
    "scripted",
    async (tx) => {
      if (tx.attempt === 2) throw reason;
    },
    { token: KEY },
  );
  await expect(running).rejects.toBe(reason);
});

test("a read that failed keeps the transaction from being committed, even if it is caught", async () => {
  const driver = scriptedDriver(["commits"]);
  const failing: KvDriver = {
    ...driver,
    begin: async (options) => ({
      ...(await driver.begin(options)),
      get: async () => {
        throw new KvDriverError("failed");
      },
    }),
  };
  const running = runKv(failing, { clock: new ManualClock() }).run("caught", async (tx) => {
    await tx.get(KEY).catch(() => {});
    tx.set(KEY, KEY);
  });
  await expect(running).rejects.toThrow(new StorageError({ kind: "kv-failed" }));
});
