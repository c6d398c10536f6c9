/**
 * The memory driver, made for simulation: it is deterministic, each of its steps can be delayed,
 * and it guarantees a transaction no more than the port does.
 *
 * As in FoundationDB, nothing waits: transactions run side by side, and a commit is refused if one
 * of the locked keys was written after the snapshot was taken, even with the same value. Keys that
 * were only read, or only written, never conflict. The snapshot is taken when the transaction
 * begins, so that as much as possible can happen before its first read.
 */

import { textOfKey } from "../key-text.js";
import type { Kv, KvRange, KvRow, KvRows } from "../kv.js";
import {
  type KvBeginOptions,
  type KvDriver,
  KvDriverError,
  type KvDriverTransaction,
  type KvLock,
  type KvWrites,
} from "../kv-driver.js";
import { type RunLoopOptions, runKv } from "../run-loop.js";
import { type MemorySnapshot, MemoryStore } from "./memory-store.js";
import type { StoredRow } from "./sorted-rows.js";

/** The step "committed" comes when the writes are stored and the caller does not know yet. */
export type MemoryStep = "begin" | "get" | "getMany" | "range" | "commit" | "committed";

export type MemoryKvOptions = RunLoopOptions & {
  /** The store to use; a new one by default. */
  readonly store?: MemoryStore;
  /**
   * Is called before each step of each transaction, which waits for it. A promise that never
   * settles simulates a crash of the process. `name` is that of the run.
   */
  readonly pause?: (step: MemoryStep, name: string) => Promise<void> | void;
};

export function openMemoryKv(options: MemoryKvOptions = {}): Kv {
  const { store = new MemoryStore(), pause = () => {} } = options;
  return runKv(new MemoryDriver(store, pause), options);
}

type Pause = NonNullable<MemoryKvOptions["pause"]>;

class MemoryDriver implements KvDriver {
  readonly #store: MemoryStore;
  readonly #pause: Pause;

  constructor(store: MemoryStore, pause: Pause) {
    this.#store = store;
    this.#pause = pause;
  }

  async begin({ name }: KvBeginOptions): Promise<KvDriverTransaction> {
    await this.#pause("begin", name);
    return new MemoryTransaction(this.#store, (step) => this.#pause(step, name));
  }

  async close(): Promise<void> {}
}

class MemoryTransaction implements KvDriverTransaction {
  readonly #store: MemoryStore;
  readonly #snapshot: MemorySnapshot;
  readonly #pause: (step: MemoryStep) => Promise<void> | void;
  readonly #locked = new Set<string>();
  #hasEnded = false;

  constructor(store: MemoryStore, pause: (step: MemoryStep) => Promise<void> | void) {
    this.#store = store;
    this.#snapshot = store.pin();
    this.#pause = pause;
  }

  async get(key: Uint8Array, lock: KvLock): Promise<Uint8Array | undefined> {
    await this.#pause("get");
    const text = textOfKey(key);
    if (lock === "lock") this.#locked.add(text);
    return this.#snapshot.rows.get(text)?.value;
  }

  async getMany(keys: readonly Uint8Array[]): Promise<readonly (Uint8Array | undefined)[]> {
    await this.#pause("getMany");
    return keys.map((key) => this.#snapshot.rows.get(textOfKey(key))?.value);
  }

  async range(range: KvRange): Promise<KvRows> {
    await this.#pause("range");
    const from = textOfKey(range.start);
    const to = textOfKey(range.end);
    const { rows } = this.#snapshot;
    const isReverse = range.reverse === true;
    return take(isReverse ? rows.descending(from, to) : rows.ascending(from, to), range);
  }

  async commit(writes: KvWrites): Promise<void> {
    await this.#pause("commit");
    if (this.#hasEnded) throw new KvDriverError("timeout");
    const hasChanged = [...this.#locked].some((text) =>
      this.#store.hasChanged(text, this.#snapshot),
    );
    // Nothing is awaited here, so nothing can happen between the check and the writes.
    this.#end();
    if (hasChanged) throw new KvDriverError("conflict");
    if (writes.rows.length + writes.clearedRanges.length > 0) this.#store.apply(writes);
    await this.#pause("committed");
  }

  async rollback(): Promise<void> {
    this.#end();
  }

  #end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#store.release(this.#snapshot);
  }
}

function take(stored: Iterable<StoredRow>, { limit, maxBytes }: KvRange): KvRows {
  const maxRows = limit ?? Number.POSITIVE_INFINITY;
  const maxSize = maxBytes ?? Number.POSITIVE_INFINITY;
  const rows: KvRow[] = [];
  let size = 0;
  for (const { key, value } of stored) {
    if (rows.length >= maxRows || size >= maxSize) return { rows, more: true };
    rows.push([key, value]);
    size += key.length + value.length;
  }
  return { rows, more: false };
}
