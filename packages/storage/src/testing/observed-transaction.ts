/**
 * A transaction whose operations pass through a function; the wrappers are built on it.
 */

import type { KvTransaction } from "../kv/kv.js";

export type KvOperation = "get" | "getMany" | "range" | "commit";

/** Calls `proceed` for the operation to happen, and returns its result. */
export type KvAround = <T>(operation: KvOperation, proceed: () => Promise<T>) => Promise<T>;

/** Wraps each of the reads of `tx` in `around`. Writes are buffered, so they are not wrapped. */
export function aroundReads(tx: KvTransaction, around: KvAround): KvTransaction {
  return {
    attempt: tx.attempt,
    get: (key, options) => around("get", () => tx.get(key, options)),
    getMany: (keys) => around("getMany", () => tx.getMany(keys)),
    range: (range) => around("range", () => tx.range(range)),
    set: (key, value) => tx.set(key, value),
    clear: (key) => tx.clear(key),
    clearRange: (start, end) => tx.clearRange(start, end),
  };
}
