/**
 * `WriteBuffer`: the uncommitted writes of a transaction, which its own reads see.
 */

import { textOfKey } from "./key-text.js";
import type { KvInterval } from "./kv.js";
import type { KvWrites, KvWrittenRow } from "./kv-driver.js";

type Write = { readonly text: string; readonly row: KvWrittenRow };

type Cleared = { readonly from: string; readonly to: string; readonly range: KvInterval };

export class WriteBuffer {
  #writes = new Map<string, Write>();
  /** The cleared ranges, ascending; they neither overlap nor touch. */
  #cleared: Cleared[] = [];
  /** The writes in the order of their keys, until the next write invalidates the list. */
  #sorted: readonly Write[] | undefined;

  get isEmpty(): boolean {
    return this.#writes.size === 0 && this.#cleared.length === 0;
  }

  set(key: Uint8Array, value: Uint8Array): void {
    this.#write([key, value]);
  }

  clear(key: Uint8Array): void {
    this.#write([key, undefined]);
  }

  clearRange(start: Uint8Array, end: Uint8Array): void {
    let merged: Cleared = { from: textOfKey(start), to: textOfKey(end), range: { start, end } };
    if (merged.from >= merged.to) return;
    for (const { text } of this.#between(merged.from, merged.to)) this.#writes.delete(text);
    this.#sorted = undefined;
    const apart: Cleared[] = [];
    for (const other of this.#cleared) {
      if (other.to < merged.from || other.from > merged.to) apart.push(other);
      else merged = join(merged, other);
    }
    this.#cleared = [...apart, merged].sort((a, b) => (a.from < b.from ? -1 : 1));
  }

  /**
   * Looks up the transaction's own write to `text`; `undefined` if it has neither set nor cleared
   * it.
   */
  lookUp(text: string): { readonly value: Uint8Array | undefined } | undefined {
    const write = this.#writes.get(text);
    if (write !== undefined) return { value: write.row[1] };
    return this.clearedAround(text) === undefined ? undefined : { value: undefined };
  }

  /** The cleared range that `text` lies in. */
  clearedAround(text: string): { readonly from: string; readonly to: string } | undefined {
    return this.#cleared.find(({ from, to }) => from <= text && text < to);
  }

  /** The cleared range that contains the position just before `text`. */
  clearedBefore(text: string): { readonly from: string; readonly to: string } | undefined {
    return this.#cleared.find(({ from, to }) => from < text && text <= to);
  }

  /** Tells whether it changes anything from `from` up to, not including, `to`. */
  touches(from: string, to: string): boolean {
    if (this.#between(from, to).length > 0) return true;
    return this.#cleared.some((cleared) => cleared.from < to && from < cleared.to);
  }

  /** The values set from `from` up to, not including, `to`. Ascending. */
  valuesBetween(from: string, to: string): readonly (readonly [Uint8Array, Uint8Array])[] {
    return this.#between(from, to).flatMap(({ row: [key, value] }) => {
      return value === undefined ? [] : [[key, value] as const];
    });
  }

  toWrites(): KvWrites {
    return {
      clearedRanges: this.#cleared.map(({ range }) => range),
      rows: this.#inOrder().map(({ row }) => row),
    };
  }

  #write(row: KvWrittenRow): void {
    const text = textOfKey(row[0]);
    this.#writes.set(text, { text, row });
    this.#sorted = undefined;
  }

  #inOrder(): readonly Write[] {
    this.#sorted ??= [...this.#writes.values()].sort((a, b) => (a.text < b.text ? -1 : 1));
    return this.#sorted;
  }

  #between(from: string, to: string): readonly Write[] {
    const sorted = this.#inOrder();
    return sorted.slice(firstFrom(sorted, from), firstFrom(sorted, to));
  }
}

function join(a: Cleared, b: Cleared): Cleared {
  const first = a.from <= b.from ? a : b;
  const last = a.to >= b.to ? a : b;
  const range = { start: first.range.start, end: last.range.end };
  return { from: first.from, to: last.to, range };
}

/** The index of the first write at `text` or after it. */
function firstFrom(sorted: readonly Write[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const write = sorted[middle];
    if (write !== undefined && write.text < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
