/**
 * Counts the operations of a `Kv`, for tests of round trips and of bytes read.
 */

import type { Kv, KvTransaction } from "../kv/kv.js";

export type KvCounts = {
  /** The calls of `run`, which are the round trips to a store that needs one for each. */
  readonly runs: number;
  /** The number of times that closures ran; it exceeds `runs` when attempts were repeated. */
  readonly attempts: number;
  readonly gets: number;
  readonly getManys: number;
  readonly ranges: number;
  readonly sets: number;
  readonly clears: number;
  readonly clearRanges: number;
  /** The bytes of keys and values that reads returned; for single values, of the value alone. */
  readonly readBytes: number;
  /** The bytes of keys and values that were set. */
  readonly writtenBytes: number;
};

export type CountedKv = Kv & {
  /** The counts since the last `reset`. */
  counts(): KvCounts;
  reset(): void;
};

const NONE: KvCounts = {
  runs: 0,
  attempts: 0,
  gets: 0,
  getManys: 0,
  ranges: 0,
  sets: 0,
  clears: 0,
  clearRanges: 0,
  readBytes: 0,
  writtenBytes: 0,
};

export function countOperations(kv: Kv): CountedKv {
  let counts = NONE;
  const add: Add = (name, by = 1) => {
    counts = { ...counts, [name]: counts[name] + by };
  };
  return {
    limits: kv.limits,
    run: (name, work, options) => {
      add("runs");
      const counted = (tx: KvTransaction) => {
        add("attempts");
        return work(countTransaction(tx, add));
      };
      return kv.run(name, counted, options);
    },
    close: () => kv.close(),
    counts: () => counts,
    reset: () => {
      counts = NONE;
    },
  };
}

type Add = (name: keyof KvCounts, by?: number) => void;

function countTransaction(tx: KvTransaction, add: Add): KvTransaction {
  return {
    attempt: tx.attempt,
    get: async (key, options) => {
      add("gets");
      const value = await tx.get(key, options);
      add("readBytes", value?.length ?? 0);
      return value;
    },
    getMany: async (keys) => {
      add("getManys");
      const values = await tx.getMany(keys);
      for (const value of values) add("readBytes", value?.length ?? 0);
      return values;
    },
    range: async (range) => {
      add("ranges");
      const found = await tx.range(range);
      for (const [key, value] of found.rows) add("readBytes", key.length + value.length);
      return found;
    },
    set: (key, value) => {
      add("sets");
      add("writtenBytes", key.length + value.length);
      tx.set(key, value);
    },
    clear: (key) => {
      add("clears");
      tx.clear(key);
    },
    clearRange: (start, end) => {
      add("clearRanges");
      tx.clearRange(start, end);
    },
  };
}
