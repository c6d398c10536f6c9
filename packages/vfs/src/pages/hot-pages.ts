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

/** Counts `capacity` pages; a use within `sameUseDistance` others of the last one is the same use. */
export function createHotPages(capacity: number, sameUseDistance: number): HotPages {
  const pages = new Map<number, { count: number; seenAt: number }>();
  let time = 0;

  const dropColdest = (): void => {
    let coldest: number | undefined;
    let least = { count: Number.POSITIVE_INFINITY, seenAt: 0 };
    for (const [pgno, page] of pages) {
      const isColder =
        page.count < least.count || (page.count === least.count && page.seenAt < least.seenAt);
      if (!isColder) continue;
      coldest = pgno;
      least = page;
    }
    if (coldest !== undefined) pages.delete(coldest);
  };

  return {
    record: (pgno) => {
      time += 1;
      const page = pages.get(pgno);
      if (page !== undefined) {
        if (time - page.seenAt > sameUseDistance) page.count += 1;
        page.seenAt = time;
        return;
      }
      if (pages.size >= capacity) dropColdest();
      pages.set(pgno, { count: 1, seenAt: time });
    },
    ranked: () =>
      [...pages]
        .map(([pgno, { count, seenAt }]) => ({ pgno, count, seenAt }))
        .sort((one, other) => other.count - one.count || other.seenAt - one.seenAt),
  };
}
