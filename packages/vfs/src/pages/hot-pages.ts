/** Which pages were asked for often: a bounded count that keeps the most frequent. */

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
  /** Pages used once, by when; the longest ago first, so that a scan drops them cheaply. */
  readonly #once = new Map<number, number>();
  readonly #often = new Map<number, { count: number; seenAt: number }>();
  #time = 0;

  constructor(capacity: number, sameUseDistance: number) {
    this.#capacity = capacity;
    this.#sameUseDistance = sameUseDistance;
  }

  record(pgno: number): void {
    this.#time += 1;
    const page = this.#often.get(pgno);
    if (page !== undefined) {
      if (this.#time - page.seenAt > this.#sameUseDistance) page.count += 1;
      page.seenAt = this.#time;
      return;
    }
    const seenAt = this.#once.get(pgno);
    this.#once.delete(pgno);
    if (seenAt !== undefined && this.#time - seenAt > this.#sameUseDistance) {
      this.#often.set(pgno, { count: 2, seenAt: this.#time });
      return;
    }
    if (seenAt === undefined && this.#isFull) this.#dropColdest();
    this.#once.set(pgno, this.#time);
  }

  ranked(): readonly HotPage[] {
    const once = [...this.#once].map(([pgno, seenAt]) => ({ pgno, count: 1, seenAt }));
    const often = [...this.#often].map(([pgno, page]) => ({ pgno, ...page }));
    return [...often, ...once].sort(
      (one, other) => other.count - one.count || other.seenAt - one.seenAt,
    );
  }

  get #isFull(): boolean {
    return this.#once.size + this.#often.size >= this.#capacity;
  }

  #dropColdest(): void {
    const [longestAgo] = this.#once.keys();
    if (longestAgo !== undefined) {
      this.#once.delete(longestAgo);
      return;
    }
    let coldest: number | undefined;
    let least = { count: Number.POSITIVE_INFINITY, seenAt: 0 };
    for (const [pgno, page] of this.#often) {
      const isColder =
        page.count < least.count || (page.count === least.count && page.seenAt < least.seenAt);
      if (!isColder) continue;
      coldest = pgno;
      least = page;
    }
    if (coldest !== undefined) this.#often.delete(coldest);
  }
}
