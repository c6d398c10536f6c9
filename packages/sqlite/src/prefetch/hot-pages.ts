/**
 * Counts which pages were requested often, in bounded memory that keeps the most frequent.
 */

import { createLruLists, type LruList } from "../cache/lru-list.js";

export interface HotPage {
  readonly pgno: number;
  readonly count: number;
  readonly seenAt: number;
}

export interface HotPages {
  record(pgno: number): void;
  /** The best first: by count, then by recency. */
  ranked(): readonly HotPage[];
}

/** Counts `capacity` pages; a use within `sameUseDistance` others of the last is the same use. */
export function createHotPages(capacity: number, sameUseDistance: number): HotPages {
  return new PageCounts(capacity, sameUseDistance);
}

class PageCounts implements HotPages {
  readonly #capacity: number;
  readonly #sameUseDistance: number;
  /** The place of each page in the arrays. */
  readonly #entries = new Map<number, number>();
  readonly #pgnos: Uint32Array;
  readonly #counts: Float64Array;
  readonly #seenAt: Float64Array;
  /** Entries of pages used once, the longest ago first, so that a scan drops them cheaply. */
  readonly #once: LruList;
  #time = 0;

  constructor(capacity: number, sameUseDistance: number) {
    this.#capacity = capacity;
    this.#sameUseDistance = sameUseDistance;
    this.#pgnos = new Uint32Array(capacity);
    this.#counts = new Float64Array(capacity);
    this.#seenAt = new Float64Array(capacity);
    this.#once = createLruLists(capacity)();
  }

  record(pgno: number): void {
    this.#time += 1;
    const entry = this.#entries.get(pgno);
    if (entry === undefined) this.#add(pgno);
    else this.#use(entry);
  }

  ranked(): readonly HotPage[] {
    const pages = [...this.#entries].map(([pgno, entry]) => {
      return { pgno, count: this.#counts[entry] ?? 0, seenAt: this.#seenAt[entry] ?? 0 };
    });
    return pages.sort((one, other) => other.count - one.count || other.seenAt - one.seenAt);
  }

  #add(pgno: number): void {
    const { size } = this.#entries;
    const entry = size < this.#capacity ? size : this.#dropColdest();
    this.#entries.set(pgno, entry);
    this.#pgnos[entry] = pgno;
    this.#counts[entry] = 1;
    this.#seenAt[entry] = this.#time;
    this.#once.add(entry);
  }

  #use(entry: number): void {
    const count = this.#counts[entry] ?? 0;
    const isAnother = this.#time - (this.#seenAt[entry] ?? 0) > this.#sameUseDistance;
    this.#seenAt[entry] = this.#time;
    if (isAnother) this.#counts[entry] = count + 1;
    if (count > 1) return;
    this.#once.remove(entry);
    if (!isAnother) this.#once.add(entry);
  }

  /** Returns the entry that is free now. */
  #dropColdest(): number {
    const coldest = this.#once.oldest ?? this.#leastUsed();
    if (this.#counts[coldest] === 1) this.#once.remove(coldest);
    this.#entries.delete(this.#pgnos[coldest] ?? 0);
    return coldest;
  }

  /** Every entry is one of a page that was used more than once. */
  #leastUsed(): number {
    let coldest = 0;
    for (let entry = 1; entry < this.#capacity; entry++) {
      if (this.#isColder(entry, coldest)) coldest = entry;
    }
    return coldest;
  }

  #isColder(entry: number, other: number): boolean {
    const fewer = (this.#counts[entry] ?? 0) - (this.#counts[other] ?? 0);
    if (fewer !== 0) return fewer < 0;
    return (this.#seenAt[entry] ?? 0) < (this.#seenAt[other] ?? 0);
  }
}
