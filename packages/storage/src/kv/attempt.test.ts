/**
 * Facts about the time-out of an attempt, wherever the attempt is when it comes, on a manual clock.
 */

import { ManualClock } from "@barewire/clock/testing";
import { expect, test } from "vitest";
import { StorageError } from "../storage-error.js";
import type { KvRunOptions, KvTransaction } from "./kv.js";
import { type KvDriver, KvDriverError, type KvDriverTransaction } from "./kv-driver.js";
import { runKv } from "./run-loop.js";

const KEY = Uint8Array.of(1);
const TIMEOUT_MS = 100;

/** The step of the driver that never settles by itself. */
type Hanging = "begin" | "get" | "commit" | "none";

/** A driver that records its calls, and whose commit fails once it is rolled back. */
class Driver implements KvDriver {
  readonly asked: string[] = [];
  readonly #hanging: Hanging;
  letBegin: () => void = () => {};
  #failCommit: (error: Error) => void = () => {};

  constructor(hanging: Hanging) {
    this.#hanging = hanging;
  }

  begin(): KvDriverTransaction | Promise<KvDriverTransaction> {
    if (this.#hanging !== "begin") return this.#transaction();
    return new Promise((resolve) => {
      this.letBegin = () => resolve(this.#transaction());
    });
  }

  async close(): Promise<void> {
    this.asked.push("close");
  }

  #transaction(): KvDriverTransaction {
    return {
      get: () => (this.#hanging === "get" ? new Promise(() => {}) : undefined),
      getMany: () => [],
      range: () => ({ rows: [], more: false }),
      commit: () => {
        this.asked.push("commit");
        if (this.#hanging !== "commit") return Promise.resolve();
        return new Promise((_resolve, reject) => {
          this.#failCommit = reject;
        });
      },
      rollback: () => {
        this.asked.push("rollback");
        this.#failCommit(new KvDriverError("conflict"));
      },
    };
  }
}

type Run = { readonly driver: Driver; readonly outcome: string; readonly timerCount: number };

/** Runs `work`, and lets the time-out come once nothing else can happen. */
async function check(
  hanging: Hanging,
  work: (tx: KvTransaction) => Promise<unknown>,
  options: KvRunOptions = {},
): Promise<Run> {
  const driver = new Driver(hanging);
  const clock = new ManualClock();
  const kv = runKv(driver, { clock });
  const running = kv.run("hangs", work, { timeoutMs: TIMEOUT_MS, ...options }).then(
    () => "committed",
    (error: unknown) => (error instanceof StorageError ? error.issue.kind : String(error)),
  );
  await settled();
  clock.advance(TIMEOUT_MS);
  const outcome = await running;
  driver.letBegin();
  await settled();
  await kv.close();
  return { driver, outcome, timerCount: clock.pendingMs.length };
}

/** Resolves when all pending promises have settled that can settle without the clock. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

test.each<[Hanging, readonly string[]]>([
  ["begin", ["rollback", "close"]],
  ["get", ["rollback", "close"]],
  ["commit", ["commit", "rollback", "rollback", "close"]],
])("a driver that hangs in %s is rolled back", async (hanging, asked) => {
  const { driver, outcome, timerCount } = await check(hanging, async (tx) => {
    await tx.get(KEY);
    tx.set(KEY, KEY);
  });
  expect([outcome, timerCount]).toEqual(["kv-timeout", 0]);
  expect(driver.asked).toEqual(asked);
});

test("a closure that hangs is given up, and its transaction is of no use", async () => {
  const given: KvTransaction[] = [];
  const { driver, outcome } = await check("none", (tx) => {
    given.push(tx);
    return new Promise(() => {});
  });
  expect(outcome).toBe("kv-timeout");
  expect(driver.asked).toEqual(["rollback", "close"]);
  await expect(given[0]?.get(KEY)).rejects.toThrow(StorageError);
});

test.each<KvRunOptions>([{}, { readOnly: true }])(
  "with %j, a transaction that has ended is of no use",
  async (options) => {
    const given: KvTransaction[] = [];
    const { outcome, timerCount } = await check(
      "none",
      async (tx) => {
        given.push(tx);
      },
      options,
    );
    expect([outcome, timerCount]).toEqual(["committed", 0]);
    await expect(given[0]?.get(KEY)).rejects.toThrow(RangeError);
    await expect(given[0]?.getMany([KEY])).rejects.toThrow(RangeError);
    await expect(given[0]?.range({ start: KEY, end: KEY })).rejects.toThrow(RangeError);
  },
);

test("a refusal of what is too large keeps a transaction from being committed", async () => {
  const { driver, outcome } = await check("none", async (tx) => {
    try {
      tx.set(KEY, new Uint8Array(65_537));
    } catch {
      tx.set(KEY, KEY);
    }
  });
  expect(outcome).toBe("kv-too-large");
  expect(driver.asked).toEqual(["rollback", "close"]);
});
