/**
 * The `Kv` port: all that the engine needs from an ordered, transactional key-value store.
 *
 * Keys and values are byte strings; keys are ordered by their bytes, taken as unsigned. A driver
 * gives every transaction one pinned snapshot and applies its writes atomically. The conformance
 * suite in `testing/conformance/` tests this contract, and every driver passes it.
 *
 * This is snapshot isolation, with explicit locks for more: a key that was only read may have
 * changed by the time of the commit. Two transactions that write the same key without having locked
 * it both succeed, in either order, and perhaps only after one has run again. So a transaction
 * whose writes depend on a key locks that key, and transactions that change several keys by one
 * rule lock the same key.
 */

/**
 * The limits are the same on every driver, so that what works on one works on all. Sizes are in
 * bytes.
 */
export type KvLimits = {
  readonly maxKeySize: number;
  readonly maxValueSize: number;
  /** The limit covers keys and values written, and both ends of every range cleared. */
  readonly maxTransactionSize: number;
};

export const KV_LIMITS: KvLimits = {
  maxKeySize: 1_024,
  maxValueSize: 65_536,
  maxTransactionSize: 10_000_000,
};

export type KvRunOptions = {
  /**
   * A write is then an error of the caller, and `lock` does nothing: the transaction neither waits
   * nor conflicts.
   */
  readonly readOnly?: boolean;
  /**
   * The time-out of one attempt, from its start to its commit. The default is 5,000, as in
   * FoundationDB.
   */
  readonly timeoutMs?: number;
  /** The most times that the closure runs, the first time included. The default is 100. */
  readonly maxAttempts?: number;
  /**
   * The idempotency token. It says that the closure recognises its own commit: run again after a
   * commit of unknown outcome, it finds what it wrote under this token and returns the same result.
   * Without one, such a commit is reported as `unknown-result`.
   */
  readonly token?: Uint8Array;
};

/** An ordered key-value store. */
export interface Kv {
  readonly limits: KvLimits;
  /**
   * Runs `work` in a transaction and commits what it wrote, all or nothing. A conflict runs it
   * again, after a pause, so `work` must have no effect but through its transaction.
   *
   * `name` is for observers: a short constant, never data.
   *
   * Throws a `StorageError` of kind `kv-conflict` (every attempt conflicted), `kv-timeout`,
   * `kv-too-large`, `kv-unknown-result`, `kv-closed`, `kv-full`, `kv-unavailable` or `kv-failed`.
   * Whatever `work` throws rolls the transaction back and is thrown on.
   */
  run<T>(name: string, work: (tx: KvTransaction) => Promise<T>, options?: KvRunOptions): Promise<T>;
  /** Waits for transactions that run. Later calls of `run` fail with `kv-closed`. */
  close(): Promise<void>;
}

/**
 * A transaction: all reads see one snapshot, taken no later than the first of them, and its own
 * writes.
 */
export interface KvTransaction {
  /** The number of this attempt of the `run`, from 1. */
  readonly attempt: number;
  /** The caller may keep the value, and must not change it. No key is empty. */
  get(key: Uint8Array, options?: KvGetOptions): Promise<Uint8Array | undefined>;
  /** The values in the order of the keys, in one round trip. */
  getMany(keys: readonly Uint8Array[]): Promise<readonly (Uint8Array | undefined)[]>;
  range(range: KvRange): Promise<KvRows>;
  /**
   * Reads a value at once and without a copy. The bytes must not be changed, and must not be used
   * after the next operation of any transaction or the next `await`. It is there only where the
   * store is in this process and maps it into memory; elsewhere there is `getMany`.
   */
  readonly borrow?: ((key: Uint8Array) => Uint8Array | undefined) | undefined;
  /** Neither key nor value may be changed before the transaction has ended. */
  set(key: Uint8Array, value: Uint8Array): void;
  clear(key: Uint8Array): void;
  /**
   * Clears from `start` up to, but not including, `end`. Rows that another transaction adds there
   * after the snapshot may be cleared too, or be left.
   */
  clearRange(start: Uint8Array, end: Uint8Array): void;
}

export type KvGetOptions = {
  /**
   * The commit fails as a conflict if another transaction changes this key in between, even if it
   * is absent now and even if this transaction does not write it.
   */
  readonly lock?: boolean;
};

/** An interval of keys from `start` up to, not including, `end`. */
export type KvInterval = { readonly start: Uint8Array; readonly end: Uint8Array };

/**
 * The rows of an interval, own writes merged in. Both ends may be a
 * byte longer than a key; `start` may be empty.
 */
export type KvRange = KvInterval & {
  /** The most rows to return. */
  readonly limit?: number;
  /**
   * Stops after the row that reaches this many bytes of keys and values; at least one row is
   * returned.
   */
  readonly maxBytes?: number;
  /** Reads the rows from the last key to the first. */
  readonly reverse?: boolean;
};

export type KvRows = {
  readonly rows: readonly KvRow[];
  /** Tells whether a limit has cut off rows. */
  readonly more: boolean;
};

export type KvRow = readonly [key: Uint8Array, value: Uint8Array];
