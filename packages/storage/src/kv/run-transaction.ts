/**
 * `RunTransaction`: the transaction that a closure sees: the snapshot of a driver with the
 * transaction's own writes over it.
 */

import type { MaybePromise } from "@barewire/clock";
import type { StorageError } from "../storage-error.js";
import { keyOfText, textAfter, textOfKey } from "./key-text.js";
import type { KvGetOptions, KvRange, KvRow, KvRows, KvTransaction } from "./kv.js";
import {
  type KvDriverError,
  type KvDriverTransaction,
  type KvWrites,
  toDriverError,
} from "./kv-driver.js";
import { LimitCheck } from "./limit-check.js";
import { WriteBuffer } from "./write-buffer.js";

export type RunTransactionOptions = {
  readonly attempt: number;
  readonly readOnly: boolean;
  /** The error that the closure gets for a failed operation, or for one after the end. */
  readonly errorOf: (failure: KvDriverError) => Error;
};

export class RunTransaction implements KvTransaction {
  readonly attempt: number;
  readonly borrow: KvTransaction["borrow"];
  readonly #driver: KvDriverTransaction;
  readonly #options: RunTransactionOptions;
  readonly #writes: WriteBuffer;
  readonly #limits = new LimitCheck();
  #failure: KvDriverError | undefined;
  #hasEnded = false;

  constructor(driver: KvDriverTransaction, options: RunTransactionOptions) {
    this.attempt = options.attempt;
    this.#driver = driver;
    this.#options = options;
    this.#writes = options.readOnly ? NO_WRITES : new WriteBuffer();
    this.borrow = driver.borrow === undefined ? undefined : (key) => this.#borrow(key);
  }

  /** The first failure, even if the closure caught it. Such a transaction cannot commit. */
  get failure(): KvDriverError | undefined {
    return this.#failure;
  }

  /**
   * The first violation of a limit of the port, after which the transaction cannot commit either.
   */
  get refusal(): StorageError | undefined {
    return this.#limits.firstError;
  }

  /** Ends the transaction: nothing can be read or written through it any more. */
  end(failure?: KvDriverError): void {
    this.#hasEnded = true;
    this.#failure ??= failure;
  }

  /** The writes to commit. */
  writes(): KvWrites {
    return this.#writes.toWrites();
  }

  async get(key: Uint8Array, options?: KvGetOptions): Promise<Uint8Array | undefined> {
    this.#limits.checkKey(key);
    this.#requireRunning();
    requireKey(key);
    const isLocked = options?.lock === true && !this.#options.readOnly;
    const own = this.#ownWrite(key);
    if (own !== undefined && !isLocked) return own.value;
    const read = this.#read((driver) => driver.get(key, isLocked ? "lock" : "plain"));
    const stored = read instanceof Promise ? await read : read;
    return own === undefined ? stored : own.value;
  }

  async getMany(keys: readonly Uint8Array[]): Promise<readonly (Uint8Array | undefined)[]> {
    for (const key of keys) this.#limits.checkKey(key);
    this.#requireRunning();
    keys.forEach(requireKey);
    if (this.#writes.isEmpty) return await this.#read((driver) => driver.getMany(keys));
    const own = keys.map((key) => this.#ownWrite(key));
    const others = keys.filter((_, index) => own[index] === undefined);
    if (others.length === 0) return own.map((found) => found?.value);
    const stored = (await this.#read((driver) => driver.getMany(others))).values();
    return own.map((found) => (found === undefined ? stored.next().value : found.value));
  }

  async range(range: KvRange): Promise<KvRows> {
    this.#limits.checkRangeEnds(range.start, range.end);
    this.#requireRunning();
    requireLimits(range);
    const { limit = Number.POSITIVE_INFINITY, maxBytes = Number.POSITIVE_INFINITY } = range;
    const rows: KvRow[] = [];
    let size = 0;
    let rest: Interval = { from: textOfKey(range.start), to: textOfKey(range.end) };
    while (rest.from < rest.to) {
      const isFull = rows.length >= limit || size >= maxBytes;
      // One row more than fits tells whether there are more.
      const room = isFull
        ? { limit: 1 }
        : { limit: limit - rows.length, maxBytes: maxBytes - size };
      const page = await this.#page(rest, { ...range, ...room });
      for (const row of page.rows) {
        if (rows.length >= limit || size >= maxBytes) return { rows, more: true };
        rows.push(row);
        size += row[0].length + row[1].length;
      }
      rest = page.rest;
      const hasRoom = rows.length < limit && size < maxBytes;
      if (page.isMoreStored && !hasRoom && !this.#writes.touches(rest.from, rest.to)) {
        return { rows, more: true };
      }
    }
    return { rows, more: false };
  }

  set(key: Uint8Array, value: Uint8Array): void {
    this.#limits.checkKey(key);
    this.#limits.checkValue(value);
    this.#limits.chargeWrite(key.length + value.length);
    this.#requireWritable(key);
    this.#writes.set(key, value);
  }

  clear(key: Uint8Array): void {
    this.#limits.checkKey(key);
    this.#limits.chargeWrite(key.length);
    this.#requireWritable(key);
    this.#writes.clear(key);
  }

  clearRange(start: Uint8Array, end: Uint8Array): void {
    this.#limits.checkRangeEnds(start, end);
    this.#limits.chargeWrite(start.length + end.length);
    this.#requireWritable(end);
    this.#writes.clearRange(start, end);
  }

  #borrow(key: Uint8Array): Uint8Array | undefined {
    this.#limits.checkKey(key);
    this.#requireRunning();
    requireKey(key);
    const own = this.#ownWrite(key);
    if (own !== undefined) return own.value;
    try {
      return this.#driver.borrow?.(key);
    } catch (error) {
      throw this.#failed(error);
    }
  }

  /**
   * The transaction's own write to a key. Most transactions have written nothing when they read.
   */
  #ownWrite(key: Uint8Array): ReturnType<WriteBuffer["lookUp"]> {
    return this.#writes.isEmpty ? undefined : this.#writes.lookUp(textOfKey(key));
  }

  /** Reads some rows of the near end of `interval`, and returns what is left of it. */
  async #page(interval: Interval, range: KvRange): Promise<Page> {
    const isReverse = range.reverse === true;
    const read = this.#withoutCleared(interval, isReverse);
    const stored =
      read.from < read.to
        ? await this.#read((driver) => driver.range(driverRange(range, read)))
        : { rows: [], more: false };
    const last = stored.rows.at(-1);
    const rest = stored.more && last !== undefined ? beyond(interval, last[0], isReverse) : NOTHING;
    const covered = isReverse
      ? { from: rest === NOTHING ? interval.from : rest.to, to: interval.to }
      : { from: interval.from, to: rest === NOTHING ? interval.to : rest.from };
    return { rows: this.#merge(stored.rows, covered, isReverse), rest, isMoreStored: stored.more };
  }

  /** `interval` without what this transaction has cleared of its near end. */
  #withoutCleared(interval: Interval, isReverse: boolean): Interval {
    if (isReverse) {
      // The end is not part of the interval, so the key just before it decides.
      const cleared = this.#writes.clearedBefore(interval.to);
      return cleared === undefined ? interval : { from: interval.from, to: cleared.from };
    }
    const cleared = this.#writes.clearedAround(interval.from);
    return cleared === undefined ? interval : { from: cleared.to, to: interval.to };
  }

  #merge(stored: readonly KvRow[], covered: Interval, isReverse: boolean): readonly KvRow[] {
    if (!this.#writes.touches(covered.from, covered.to)) return stored;
    const own = this.#writes.valuesBetween(covered.from, covered.to);
    const others = stored.filter(([key]) => this.#writes.lookUp(textOfKey(key)) === undefined);
    const rows: KvRow[] = [...others, ...own];
    const direction = isReverse ? -1 : 1;
    return rows.sort(([a], [b]) => direction * Buffer.compare(a, b));
  }

  #read<T>(operation: (driver: KvDriverTransaction) => MaybePromise<T>): MaybePromise<T> {
    this.#requireRunning();
    try {
      const read = operation(this.#driver);
      return read instanceof Promise ? this.#arrived(read) : read;
    } catch (error) {
      throw this.#failed(error);
    }
  }

  async #arrived<T>(read: Promise<T>): Promise<T> {
    let result: T | undefined;
    try {
      result = await read;
    } catch (error) {
      this.#failure ??= toDriverError(error);
    }
    // The attempt may have run out of time meanwhile.
    this.#requireRunning();
    // There was no failure, so the result is there.
    return result as T;
  }

  #failed(error: unknown): Error {
    this.#failure ??= toDriverError(error);
    return this.#options.errorOf(this.#failure);
  }

  #requireRunning(): void {
    if (this.#failure !== undefined) throw this.#options.errorOf(this.#failure);
    if (this.#hasEnded)
      throw new RangeError(
        "the transaction has ended; await each of its operations before the closure returns",
      );
  }

  #requireWritable(key: Uint8Array): void {
    requireKey(key);
    if (this.#options.readOnly) throw new RangeError("the transaction was begun as read-only");
    this.#requireRunning();
  }
}

/** The write buffer that all read-only transactions share. */
const NO_WRITES = new WriteBuffer();

/** An interval from `from` up to, not including, `to`. */
type Interval = { readonly from: string; readonly to: string };

const NOTHING: Interval = { from: "", to: "" };

type Page = {
  readonly rows: readonly KvRow[];
  readonly rest: Interval;
  readonly isMoreStored: boolean;
};

function driverRange(range: KvRange, { from, to }: Interval): KvRange {
  const { limit = Number.POSITIVE_INFINITY, maxBytes = Number.POSITIVE_INFINITY } = range;
  return {
    start: keyOfText(from),
    end: keyOfText(to),
    ...(Number.isFinite(limit) ? { limit } : {}),
    ...(Number.isFinite(maxBytes) ? { maxBytes } : {}),
    reverse: range.reverse === true,
  };
}

function beyond(interval: Interval, lastKey: Uint8Array, isReverse: boolean): Interval {
  const last = textOfKey(lastKey);
  return isReverse ? { from: interval.from, to: last } : { from: textAfter(last), to: interval.to };
}

function requireKey(key: Uint8Array): void {
  if (key.length === 0) throw new RangeError("a key must have at least one byte");
}

function requireLimits({ limit = 1, maxBytes = 1 }: KvRange): void {
  if (limit >= 1 && maxBytes >= 1) return;
  throw new RangeError(`limit and maxBytes must be at least 1, got ${limit} and ${maxBytes}`);
}
