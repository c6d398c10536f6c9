/**
 * The limits of the port, checked before a driver sees anything: what one store would take and
 * another would not, none takes.
 */

import { StorageError } from "../storage-error.js";
import type { Kv, KvGetOptions, KvLimits, KvRange, KvRows, KvTransaction } from "./kv.js";

type What = "key" | "value" | "transaction";

export function checkLimits(kv: Kv): Kv {
  return {
    limits: kv.limits,
    run: (name, work, options) =>
      kv.run(
        name,
        async (tx) => {
          const limited = new LimitedTransaction(tx, kv.limits);
          const result = await work(limited);
          // Whoever catches the refusal of a write must not commit the others.
          if (limited.refusal !== undefined) throw limited.refusal;
          return result;
        },
        options,
      ),
    close: () => kv.close(),
  };
}

class LimitedTransaction implements KvTransaction {
  readonly attempt: number;
  readonly #inner: KvTransaction;
  readonly #limits: KvLimits;
  #writtenSize = 0;
  #refusal: StorageError | undefined;

  constructor(inner: KvTransaction, limits: KvLimits) {
    this.attempt = inner.attempt;
    this.#inner = inner;
    this.#limits = limits;
  }

  get refusal(): StorageError | undefined {
    return this.#refusal;
  }

  async get(key: Uint8Array, options?: KvGetOptions): Promise<Uint8Array | undefined> {
    this.#checkKey(key);
    return await this.#inner.get(key, options);
  }

  async getMany(keys: readonly Uint8Array[]): Promise<readonly (Uint8Array | undefined)[]> {
    for (const key of keys) this.#checkKey(key);
    return await this.#inner.getMany(keys);
  }

  async range(range: KvRange): Promise<KvRows> {
    this.#checkEnds(range.start, range.end);
    return await this.#inner.range(range);
  }

  set(key: Uint8Array, value: Uint8Array): void {
    this.#checkKey(key);
    this.#check("value", value.length, this.#limits.maxValueSize);
    this.#count(key.length + value.length);
    this.#inner.set(key, value);
  }

  clear(key: Uint8Array): void {
    this.#checkKey(key);
    this.#count(key.length);
    this.#inner.clear(key);
  }

  clearRange(start: Uint8Array, end: Uint8Array): void {
    this.#checkEnds(start, end);
    this.#count(start.length + end.length);
    this.#inner.clearRange(start, end);
  }

  #checkKey(key: Uint8Array): void {
    this.#check("key", key.length, this.#limits.maxKeySize);
  }

  /** The first key after the longest one has a byte more, and may end a range. */
  #checkEnds(start: Uint8Array, end: Uint8Array): void {
    this.#check("key", start.length, this.#limits.maxKeySize + 1);
    this.#check("key", end.length, this.#limits.maxKeySize + 1);
  }

  #count(size: number): void {
    this.#check("transaction", this.#writtenSize + size, this.#limits.maxTransactionSize);
    this.#writtenSize += size;
  }

  #check(what: What, actualSize: number, maxSize: number): void {
    if (actualSize <= maxSize) return;
    this.#refusal ??= new StorageError({ kind: "kv-too-large", what, actualSize, maxSize });
    throw this.#refusal;
  }
}
