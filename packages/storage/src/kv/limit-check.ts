/**
 * The limits of the port, checked before a driver sees anything, so that every store accepts the
 * same transactions.
 */

import { StorageError } from "../storage-error.js";
import { KV_LIMITS } from "./kv.js";

const { maxKeySize, maxValueSize, maxTransactionSize } = KV_LIMITS;

type LimitedItem = "key" | "value" | "transaction";

/** Checks one transaction. Its methods throw a `StorageError` of kind `kv-too-large`. */
export class LimitCheck {
  #writtenSize = 0;
  #refusal: StorageError | undefined;

  /** The first error thrown: a closure that catches it must not commit its other writes. */
  get firstError(): StorageError | undefined {
    return this.#refusal;
  }

  checkKey(key: Uint8Array): void {
    this.#check("key", key.length, maxKeySize);
  }

  /** The first key after the longest one has a byte more, and may end a range. */
  checkRangeEnds(start: Uint8Array, end: Uint8Array): void {
    this.#check("key", start.length, maxKeySize + 1);
    this.#check("key", end.length, maxKeySize + 1);
  }

  checkValue(value: Uint8Array): void {
    this.#check("value", value.length, maxValueSize);
  }

  /** Counts `size` more bytes to be written. */
  chargeWrite(size: number): void {
    this.#check("transaction", this.#writtenSize + size, maxTransactionSize);
    this.#writtenSize += size;
  }

  #check(what: LimitedItem, actualSize: number, maxSize: number): void {
    if (actualSize <= maxSize) return;
    this.#refusal ??= new StorageError({ kind: "kv-too-large", what, actualSize, maxSize });
    throw this.#refusal;
  }
}
