/**
 * The entry for drivers of other key-value stores. A driver implements `KvDriver`, and `runKv`
 * makes a `Kv` of it: attempts, time-outs, back-off, limits and read-your-writes are the same for
 * all drivers. `@barewire/sqlite-storage/testing` has the conformance suite that a driver must
 * pass.
 */

export type { MaybePromise } from "@barewire/clock";
export { keyOfText, textAfter, textOfKey } from "./kv/key-text.js";
export {
  KV_LIMITS,
  type Kv,
  type KvInterval,
  type KvLimits,
  type KvRange,
  type KvRow,
  type KvRows,
} from "./kv/kv.js";
export {
  type KvBeginOptions,
  type KvDriver,
  KvDriverError,
  type KvDriverFailure,
  type KvDriverTransaction,
  type KvLock,
  type KvWrites,
  type KvWrittenRow,
} from "./kv/kv-driver.js";
export { type RunLoopOptions, runKv } from "./kv/run-loop.js";
