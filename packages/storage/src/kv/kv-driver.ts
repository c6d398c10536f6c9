/**
 * `KvDriver`: the interface that a key-value store implements. The run loop makes a `Kv` of it:
 * attempts, time-outs, read-your-writes and limits are the same for all drivers, and no driver
 * repeats them.
 */

import type { MaybePromise } from "@barewire/clock";
import type { KvInterval, KvRange, KvRows } from "./kv.js";

/**
 * A store in the same process answers at once: waiting for a promise costs more than the read. One
 * that has to wait returns promises.
 */
export interface KvDriver {
  begin(options: KvBeginOptions): MaybePromise<KvDriverTransaction>;
  /** Is called once, when no transaction runs. */
  close(): Promise<void>;
}

export type KvBeginOptions = {
  /** The name that the run was given, for observers. */
  readonly name: string;
  /** Tells whether the transaction will neither write nor lock. */
  readonly readOnly: boolean;
  /** The run loop calls `rollback` after this time. */
  readonly timeoutMs: number;
};

/** Reads of one pinned snapshot. Failures are `KvDriverError`s; anything else counts as failed. */
export interface KvDriverTransaction {
  get(key: Uint8Array, lock: KvLock): MaybePromise<Uint8Array | undefined>;
  getMany(keys: readonly Uint8Array[]): MaybePromise<readonly (Uint8Array | undefined)[]>;
  /** May stop before a limit does, after at least one row; `more` is exact. */
  range(range: KvRange): MaybePromise<KvRows>;
  /**
   * Returns a value that is valid until the next operation or `await`, for a store that need not
   * copy it. A driver without it is asked by `getMany`.
   */
  borrow?(key: Uint8Array): Uint8Array | undefined;
  /** Ends the transaction: checks the locked keys and applies the writes atomically. */
  commit(writes: KvWrites): Promise<void>;
  /**
   * Ends the transaction without a trace, unless it has ended. It may be called while an operation
   * or the commit runs, and then makes it settle soon. Never throws.
   */
  rollback(): MaybePromise<void>;
}

export type KvLock = "lock" | "plain";

/** The writes of a transaction: the ranges are cleared first, then the rows are written. */
export type KvWrites = {
  /** The ranges in ascending order; they do not overlap. */
  readonly clearedRanges: readonly KvInterval[];
  /** The rows in ascending order. A row without a value clears its key. */
  readonly rows: readonly KvWrittenRow[];
};

export type KvWrittenRow = readonly [key: Uint8Array, value: Uint8Array | undefined];

/** The reason why an attempt failed. */
export type KvDriverFailure =
  /** Another transaction has changed a locked key. The next attempt may succeed. */
  | "conflict"
  /**
   * The store said that it is starting, stopping or overloaded, or the connection was lost, and
   * nothing was written. A later attempt may succeed.
   */
  | "unavailable"
  /** No connection can be made, because nothing listens there; nothing was written. */
  | "unreachable"
  /** The commit was requested, and no answer came. */
  | "unknown-result"
  | "timeout"
  | "full"
  | "failed";

/** Is thrown by drivers only; the run loop turns it into a `StorageError`. */
export class KvDriverError extends Error {
  readonly failure: KvDriverFailure;

  constructor(failure: KvDriverFailure, options?: ErrorOptions) {
    super(`the store: ${failure}`, options);
    this.name = "KvDriverError";
    this.failure = failure;
  }
}

export function toDriverError(error: unknown): KvDriverError {
  return error instanceof KvDriverError ? error : new KvDriverError("failed", { cause: error });
}
