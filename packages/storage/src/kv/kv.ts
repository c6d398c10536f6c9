/**
 * The `Kv` port: all that the engine needs from an ordered, transactional key-value store.
 *
 * Keys and values are byte strings; keys are ordered by their bytes, taken as unsigned. A driver
 * gives every transaction one pinned snapshot and applies its writes atomically. The conformance
 * suite in `testing/conformance/` tests what is written here, and every driver passes it.
 *
 * This is snapshot isolation, with locks where more is needed: what was only read may have changed
 * by the time of the commit. Two transactions that write the same key without having locked it
 * both succeed, in either order, and perhaps only after one has run again. So a transaction whose
 * writes depend on a key locks that key, and transactions that change several keys by one rule lock
 * the same key.
 */

/** The same on every driver, so that what works on one works on all. Sizes are in bytes. */
export type KvLimits = {
  readonly maxKeySize: number;
  readonly maxValueSize: number;
  /** Keys and values written, and both ends of every range cleared. */
  readonly maxTransactionSize: number;
};

export const KV_LIMITS: KvLimits = {
  maxKeySize: 1_024,
  maxValueSize: 65_536,
  maxTransactionSize: 10_000_000,
};

export type KvRunOptions = {
  /**
   * Writing is then a mistake of the caller, and `lock` does nothing: the transaction neither waits
   * nor conflicts.
   */
  readonly readOnly?: boolean;
  /** For one attempt, from its start to its commit. 5,000 by default, as in FoundationDB. */
  readonly timeoutMs?: number;
  /** How often the closure may run in all, the first time included. 100 by default. */
  readonly maxAttempts?: number;
  /**
   * The idempotency token. It says that the closure recognises its own commit: run again after a
   * commit of unknown fate, it finds what it wrote under this token and returns the same result.
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
   * `kv-too-large`, `kv-unknown-result`, `kv-closed`, `kv-full` or `kv-failed`. Whatever `work`
   * throws rolls the transaction back and is thrown on.
   */
  run<T>(name: string, work: (tx: KvTransaction) => Promise<T>, options?: KvRunOptions): Promise<T>;
  /** Waits for transactions that run. Later calls of `run` fail with `kv-closed`. */
  close(): Promise<void>;
}

/** All reads see one snapshot, taken no later than the first of them, and the own writes. */
export interface KvTransaction {
  /** Counts the attempts of this `run`, from 1. */
  readonly attempt: number;
  /** A value is the caller's to keep; it must not be changed. No key is empty. */
  get(key: Uint8Array, options?: KvGetOptions): Promise<Uint8Array | undefined>;
  /** The values in the order of the keys, in one round trip. */
  getMany(keys: readonly Uint8Array[]): Promise<readonly (Uint8Array | undefined)[]>;
  range(range: KvRange): Promise<KvRows>;
  /** Neither key nor value may be changed before the transaction has ended. */
  set(key: Uint8Array, value: Uint8Array): void;
  clear(key: Uint8Array): void;
  /**
   * Clears from `start` up to, but not including, `end`. What another transaction adds there after
   * the snapshot may be cleared too, or be left.
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

/**
 * The rows from `start` up to, but not including, `end`, own writes merged in. Both ends may be a
 * byte longer than a key; `start` may be empty.
 */
export type KvRange = {
  readonly start: Uint8Array;
  readonly end: Uint8Array;
  /** Most rows to return. */
  readonly limit?: number;
  /** Stops after the row that reaches this many bytes of keys and values; at least one comes. */
  readonly maxBytes?: number;
  /** From the last key to the first. */
  readonly reverse?: boolean;
};

export type KvRows = {
  readonly rows: readonly KvRow[];
  /** Whether a limit has cut off rows. */
  readonly more: boolean;
};

export type KvRow = readonly [key: Uint8Array, value: Uint8Array];
