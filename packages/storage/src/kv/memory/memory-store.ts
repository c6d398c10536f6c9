/**
 * `MemoryStore`: the contents of a memory `Kv`, apart from the `Kv` itself. Several can share one,
 * as processes share a database, and the contents outlive one that crashed.
 */

import { textOfKey } from "../key-text.js";
import type { KvRow } from "../kv.js";
import type { KvWrites } from "../kv-driver.js";
import { type RowChange, SortedRows } from "./sorted-rows.js";

/** All rows at one moment. It is immutable, and creating it costs nothing. */
export type MemoryContents = {
  readonly size: number;
  /** The rows in ascending order, which must not be changed. */
  rows(): Iterable<KvRow>;
};

export class MemoryStore {
  #current: Contents;
  #version = 0;
  /** The times at which absent keys were cleared last, kept while a snapshot is in use. */
  #clearedAt = new Map<string, number>();
  #snapshotCount = 0;

  /** A store that holds `contents`, for example what another one held when it crashed. */
  constructor(contents?: MemoryContents) {
    this.#current = new Contents(sortedRowsOf(contents));
  }

  contents(): MemoryContents {
    return this.#current;
  }

  /** Pins the rows as they are now, until `release`. */
  pin(): MemorySnapshot {
    this.#snapshotCount += 1;
    return { rows: this.#current.sorted, version: this.#version };
  }

  release(_snapshot: MemorySnapshot): void {
    this.#snapshotCount -= 1;
    if (this.#snapshotCount === 0) this.#clearedAt.clear();
  }

  /** Tells whether `text` was written or cleared since `snapshot`, even with the same value. */
  hasChanged(text: string, { version }: MemorySnapshot): boolean {
    const row = this.#current.sorted.get(text);
    return (row?.version ?? this.#clearedAt.get(text) ?? 0) > version;
  }

  apply({ clearedRanges, rows }: KvWrites): void {
    this.#version += 1;
    const version = this.#version;
    const changes = new Map<string, RowChange>();
    for (const { start, end } of clearedRanges) {
      for (const { text } of this.#current.sorted.ascending(textOfKey(start), textOfKey(end))) {
        changes.set(text, { text });
      }
    }
    for (const [key, value] of rows) {
      const text = textOfKey(key);
      // The caller may use its arrays again after the commit.
      const row = value && { text, key: key.slice(), value: value.slice(), version };
      changes.set(text, row ?? { text });
    }
    const ascending = [...changes.values()].sort((a, b) => (a.text < b.text ? -1 : 1));
    for (const change of ascending) {
      if ("value" in change) this.#clearedAt.delete(change.text);
      else this.#clearedAt.set(change.text, version);
    }
    this.#current = new Contents(this.#current.sorted.with(ascending));
  }
}

export type MemorySnapshot = { readonly rows: SortedRows; readonly version: number };

class Contents implements MemoryContents {
  readonly sorted: SortedRows;

  constructor(sorted: SortedRows) {
    this.sorted = sorted;
  }

  get size(): number {
    return this.sorted.size;
  }

  *rows(): Iterable<KvRow> {
    for (const { key, value } of this.sorted.ascending("")) yield [key, value];
  }
}

function sortedRowsOf(contents: MemoryContents | undefined): SortedRows {
  if (contents === undefined) return SortedRows.empty;
  const rows = Array.from(contents.rows(), ([key, value]) => {
    return { text: textOfKey(key), key, value, version: 0 };
  });
  return SortedRows.empty.with(rows);
}
