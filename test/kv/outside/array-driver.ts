/**
 * A driver as another package would write it: it imports the public entries alone. All rows are in
 * one sorted array, and a commit replaces the array, so that a snapshot is the array of before.
 */

import {
  type KvDriver,
  KvDriverError,
  type KvDriverTransaction,
  type KvRange,
  type KvRow,
  type KvRows,
  type KvWrites,
  textOfKey,
} from "@barewire/sqlite-storage/driver";

/** Tells whether a commit compares the versions of its locked keys, as the port demands. */
export type LockCheck = "checked" | "forgotten";

export class ArrayStore {
  rows: readonly KvRow[] = [];
  /** The number of the last commit that changed each key. */
  readonly versions: Map<string, number> = new Map();
  version = 0;
  readonly lockCheck: LockCheck;

  constructor(lockCheck: LockCheck = "checked") {
    this.lockCheck = lockCheck;
  }
}

export class ArrayDriver implements KvDriver {
  readonly #store: ArrayStore;

  constructor(store: ArrayStore) {
    this.#store = store;
  }

  begin(): KvDriverTransaction {
    return new ArrayTransaction(this.#store);
  }

  async close(): Promise<void> {}
}

class ArrayTransaction implements KvDriverTransaction {
  readonly #store: ArrayStore;
  readonly #rows: readonly KvRow[];
  readonly #version: number;
  readonly #locked = new Set<string>();
  #hasEnded = false;

  constructor(store: ArrayStore) {
    this.#store = store;
    this.#rows = store.rows;
    this.#version = store.version;
  }

  get(key: Uint8Array, lock: "lock" | "plain"): Uint8Array | undefined {
    if (lock === "lock") this.#locked.add(textOfKey(key));
    return this.#rows.find(([stored]) => Buffer.compare(stored, key) === 0)?.[1];
  }

  getMany(keys: readonly Uint8Array[]): readonly (Uint8Array | undefined)[] {
    return keys.map((key) => this.get(key, "plain"));
  }

  range({ start, end, reverse, limit = 1_000, maxBytes = Infinity }: KvRange): KvRows {
    const found = this.#rows.filter(([key]) => isWithin(key, start, end));
    if (reverse === true) found.reverse();
    let size = 0;
    const rows = found.slice(0, limit).filter(([key, value]) => {
      const fits = size < maxBytes;
      size += key.length + value.length;
      return fits;
    });
    return { rows, more: rows.length < found.length };
  }

  async commit({ clearedRanges, rows }: KvWrites): Promise<void> {
    const store = this.#store;
    if (this.#hasEnded) throw new KvDriverError("timeout");
    this.#hasEnded = true;
    const changed = [...this.#locked].filter(
      (text) => (store.versions.get(text) ?? 0) > this.#version,
    );
    if (changed.length > 0 && store.lockCheck === "checked") throw new KvDriverError("conflict");
    store.version += 1;
    const written = new Set(rows.map(([key]) => textOfKey(key)));
    const isCleared = ([key]: KvRow) =>
      written.has(textOfKey(key)) ||
      clearedRanges.some(({ start, end }) => isWithin(key, start, end));
    for (const [key] of [...store.rows.filter(isCleared), ...rows]) {
      store.versions.set(textOfKey(key), store.version);
    }
    const added = rows.flatMap(([key, value]) =>
      value === undefined ? [] : [[key.slice(), value.slice()] as const],
    );
    store.rows = [...store.rows.filter((row) => !isCleared(row)), ...added].sort(([a], [b]) =>
      Buffer.compare(a, b),
    );
  }

  rollback(): void {
    this.#hasEnded = true;
  }
}

function isWithin(key: Uint8Array, start: Uint8Array, end: Uint8Array): boolean {
  return Buffer.compare(key, start) >= 0 && Buffer.compare(key, end) < 0;
}
