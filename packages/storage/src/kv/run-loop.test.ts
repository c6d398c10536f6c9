/**
 * Facts about the run loop: when an attempt is repeated, after which pause, and what is reported.
 * The driver is a scripted one: no real store loses the answer to a commit when a test asks it to.
 */

import { type Clock, SYSTEM_CLOCK } from "@barewire/clock";
import { ManualClock } from "@barewire/clock/testing";
import { describe, expect, test } from "vitest";
import { StorageError } from "../storage-error.js";
import type { Kv, KvRunOptions } from "./kv.js";
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

/** A clock with the given timer, whose time is that of `monotonicMs`, or stands still. */
function clockWith(setTimer: Clock["setTimer"], monotonicMs: () => number = () => 0): Clock {
  return { ...SYSTEM_CLOCK, monotonicMs, setTimer };
}

type Run = { readonly result: string; readonly pausesMs: readonly number[] };

/** Runs a closure that returns the number of its attempt, and notes the pauses between attempts. */
async function check(script: Script, options: KvRunOptions = {}): Promise<Run> {
  const pausesMs: number[] = [];
  const running = pausingKv(script, pausesMs).run(
    "scripted",
    async (tx) => `attempt ${tx.attempt}`,
    {
      timeoutMs: TIMEOUT_MS,
      ...options,
    },
  );
  const result = await running.catch((error: unknown) => {
    if (!(error instanceof StorageError)) throw error;
    return error.issue.kind;
  });
  return { result, pausesMs };
}

/** A store whose time passes by the pauses between attempts, which are noted. */
function pausingKv(script: Script, pausesMs: number[]): Kv {
  let nowMs = 0;
  return runKv(scriptedDriver(script), {
    random: { number: () => 0.5 },
    clock: clockWith(
      (task, delayMs) => {
        // The time-outs of the attempts never fire.
        if (delayMs === TIMEOUT_MS) return () => {};
        pausesMs.push(delayMs);
        nowMs += delayMs;
        queueMicrotask(task);
        return () => {};
      },
      () => nowMs,
    ),
  });
}

const TIMEOUT_MS = 54_321;

test.each<[string, Script, KvRunOptions, string]>([
  ["a commit", ["commits"], {}, "attempt 1"],
  ["a conflict", ["conflict", "commits"], {}, "attempt 2"],
  ["conflicts to the end", ["conflict", "conflict"], { maxAttempts: 2 }, "kv-conflict"],
  ["a store that comes back", ["unavailable", "unavailable", "commits"], {}, "attempt 3"],
  ["a store that stays away", Array(11).fill("unavailable"), {}, "kv-unavailable"],
  ["a store that nobody starts", Array(8).fill("unreachable"), {}, "kv-unavailable"],
  ["a store that is started again", ["unreachable", "unavailable", "commits"], {}, "attempt 3"],
  [
    "a lost answer of a store that stays away",
    ["unknown-result", ...Array<"unreachable">(8).fill("unreachable")],
    { token: KEY },
    "kv-unknown-result",
  ],
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

describe("an outage", () => {
  const runOn = (kv: Kv): Promise<string> =>
    kv
      .run("scripted", async (tx) => `attempt ${tx.attempt}`, { timeoutMs: TIMEOUT_MS })
      .catch((error: unknown) => (error instanceof StorageError ? error.issue.kind : "bug"));
  const sum = (delays: readonly number[]): number => delays.reduce((a, b) => a + b, 0);

  test.each([
    ["unreachable", 1_000],
    ["unavailable", 4_000],
  ] as const)("of a store that is %s is waited out for %i ms, once", async (failure, limitMs) => {
    const pausesMs: number[] = [];
    const kv = pausingKv(Array<typeof failure>(20).fill(failure), pausesMs);
    expect(await runOn(kv)).toBe("kv-unavailable");
    expect(sum(pausesMs)).toBe(limitMs);
    // A later run is told at once.
    expect(await runOn(kv)).toBe("kv-unavailable");
    expect(sum(pausesMs)).toBe(limitMs);
  });

  test("is over when the store answers, whatever it answers", async () => {
    for (const answer of ["commits", "conflict", "failed", "full"] as const) {
      const pausesMs: number[] = [];
      const away = Array<"unreachable">(8).fill("unreachable");
      const again = answer === "conflict" ? (["commits"] as const) : [];
      const kv = pausingKv([...away, answer, ...again, ...away], pausesMs);
      expect(await runOn(kv)).toBe("kv-unavailable");
      await runOn(kv);
      pausesMs.length = 0;
      expect(await runOn(kv)).toBe("kv-unavailable");
      expect([answer, sum(pausesMs)]).toEqual([answer, 1_000]);
    }
  });

  test("begins anew with each failure of a store that answers in between", async () => {
    const pausesMs: number[] = [];
    const script = Array.from({ length: 40 }, (_, index) =>
      index % 2 === 0 ? "unreachable" : "conflict",
    );
    const kv = pausingKv([...script, "commits"], pausesMs);
    expect(await runOn(kv)).toBe("attempt 41");
  });
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
