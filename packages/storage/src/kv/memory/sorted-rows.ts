/**
 * `SortedRows`: an immutable ordered map. A change makes a new one that shares most leaves with the
 * old one, so a snapshot costs nothing, and neither does a copy of a whole store.
 */

export type StoredRow = {
  /** The key, one character a byte. */
  readonly text: string;
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  /** The number of the commit that wrote it. */
  readonly version: number;
};

/** A row to write, or a key to clear. */
export type RowChange = StoredRow | { readonly text: string };

/** A leaf: rows in ascending order, at least one. */
type Leaf = readonly StoredRow[];

const MAX_LEAF_ROWS = 64;

export class SortedRows {
  static readonly empty: SortedRows = new SortedRows([], 0);

  readonly size: number;
  readonly #leaves: readonly Leaf[];

  private constructor(leaves: readonly Leaf[], size: number) {
    this.#leaves = leaves;
    this.size = size;
  }

  get(text: string): StoredRow | undefined {
    const leaf = this.#leaves[this.#leafIndex(text)];
    const row = leaf?.[indexFrom(leaf, text)];
    return row?.text === text ? row : undefined;
  }

  /** The rows from `from` up to, not including, `to`, or up to the last one. */
  *ascending(from: string, to?: string): Generator<StoredRow> {
    for (let index = this.#leafIndex(from); index < this.#leaves.length; index += 1) {
      for (const row of this.#leaves[index] ?? []) {
        if (to !== undefined && row.text >= to) return;
        if (row.text >= from) yield row;
      }
    }
  }

  /** The same rows as `ascending`, from the last to the first. */
  *descending(from: string, to: string): Generator<StoredRow> {
    for (let index = this.#leafIndex(to); index >= 0; index -= 1) {
      const leaf = this.#leaves[index] ?? [];
      for (let place = leaf.length - 1; place >= 0; place -= 1) {
        const row = leaf[place];
        if (row === undefined || row.text < from) return;
        if (row.text < to) yield row;
      }
    }
  }

  /** Applies changes, which ascend and have one for a key. */
  with(changes: readonly RowChange[]): SortedRows {
    const leaves: Leaf[] = [];
    let size = 0;
    let next = 0;
    const keep = (leaf: Leaf) => {
      size += leaf.length;
      leaves.push(leaf);
    };
    // If there are no leaves, all changes belong into the first one.
    const old = this.#leaves.length === 0 ? [[]] : this.#leaves;
    old.forEach((leaf, index) => {
      const end = this.#leaves[index + 1]?.[0]?.text;
      const first = next;
      while (isBefore(changes[next], end)) next += 1;
      if (first === next) keep(leaf);
      else for (const part of split(merge(leaf, changes.slice(first, next)))) keep(part);
    });
    return new SortedRows(
      leaves.filter((leaf) => leaf.length > 0),
      size,
    );
  }

  /** The last leaf that begins at `text` or before it; the first one if there is none. */
  #leafIndex(text: string): number {
    let low = 0;
    let high = this.#leaves.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const first = this.#leaves[middle]?.[0];
      if (first !== undefined && first.text <= text) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}

function isBefore(change: RowChange | undefined, end: string | undefined): boolean {
  return change !== undefined && (end === undefined || change.text < end);
}

function merge(leaf: Leaf, changes: readonly RowChange[]): StoredRow[] {
  const merged: StoredRow[] = [];
  let place = 0;
  for (const change of changes) {
    for (let row = leaf[place]; row !== undefined && row.text < change.text; row = leaf[place]) {
      merged.push(row);
      place += 1;
    }
    if (leaf[place]?.text === change.text) place += 1;
    if ("value" in change) merged.push(change);
  }
  for (; place < leaf.length; place += 1) merged.push(...leaf.slice(place, place + 1));
  return merged;
}

function split(rows: readonly StoredRow[]): readonly Leaf[] {
  if (rows.length <= MAX_LEAF_ROWS) return [rows];
  const leaves: Leaf[] = [];
  const half = MAX_LEAF_ROWS / 2;
  for (let start = 0; start < rows.length; start += half) {
    leaves.push(rows.slice(start, start + half));
  }
  return leaves;
}

/** The index of the first row at `text` or after it. */
function indexFrom(leaf: Leaf, text: string): number {
  let low = 0;
  let high = leaf.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = leaf[middle];
    if (row !== undefined && row.text < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
