/**
 * The original's preload hints: the pages that were read most often, and runs of exactly +1. An
 * open loads the lowest of them, not the best ones.
 */

type PageRange = { readonly startPgno: number; readonly pageCount: number };

export type OriginalHintSnapshot = {
  readonly pgnos: readonly number[];
  readonly ranges: readonly PageRange[];
};

const MAX_HOT_PAGES = 128;
const MAX_RANGES = 16;
const MIN_RANGE_PAGES = 8;
/** The pages that an open loads beside page 1: 1 MiB in all. */
const MAX_PRELOADED_PAGES = 255;

type Span = { readonly first: number; readonly last: number };
type Use = { count: number; readAt: number };

export class OriginalHints {
  readonly #uses = new Map<number, Use>();
  #finished: readonly Span[] = [];
  #run: Span | undefined;
  #time = 0;

  record(pgno: number): void {
    this.#time += 1;
    this.#countUse(pgno);
    this.#extendRun(pgno);
  }

  snapshot(): OriginalHintSnapshot {
    const spans = this.#spans();
    const isInSpan = (pgno: number): boolean =>
      spans.some(({ first, last }) => pgno >= first && pgno <= last);
    const pgnos = [...this.#uses.keys()].filter((pgno) => !isInSpan(pgno));
    return {
      pgnos: pgnos.sort((one, other) => one - other),
      ranges: spans.map(({ first, last }) => ({ startPgno: first, pageCount: last - first + 1 })),
    };
  }

  /**
   * The pages that the next open loads beside page 1, in ascending order. A server loads what it is
   * sent in the order in which it is sent, so the choice that the original's server makes when a
   * database is opened is made here.
   */
  preloaded(): readonly number[] {
    const { pgnos, ranges } = this.snapshot();
    const all = new Set(pgnos);
    for (const { startPgno, pageCount } of ranges) {
      for (let offset = 0; offset < pageCount; offset++) all.add(startPgno + offset);
    }
    all.delete(1);
    return [...all].sort((one, other) => one - other).slice(0, MAX_PRELOADED_PAGES);
  }

  #countUse(pgno: number): void {
    const use = this.#uses.get(pgno);
    if (use !== undefined) {
      use.count += 1;
      use.readAt = this.#time;
      return;
    }
    if (this.#uses.size === MAX_HOT_PAGES) this.#uses.delete(this.#coldest());
    this.#uses.set(pgno, { count: 1, readAt: this.#time });
  }

  /** The page that was read least often, and of those the one that was read longest ago. */
  #coldest(): number {
    let coldest = 0;
    let least: Use = { count: Number.POSITIVE_INFINITY, readAt: 0 };
    for (const [pgno, use] of this.#uses) {
      const isColder = use.count - least.count || use.readAt - least.readAt;
      if (isColder >= 0) continue;
      coldest = pgno;
      least = use;
    }
    return coldest;
  }

  #extendRun(pgno: number): void {
    const run = this.#run;
    if (run !== undefined && pgno === run.last) return;
    if (run !== undefined && pgno === run.last + 1) {
      this.#run = { first: run.first, last: pgno };
      return;
    }
    this.#finished = this.#spans();
    this.#run = { first: pgno, last: pgno };
  }

  /** The finished runs and the present one, those that overlap or touch merged. */
  #spans(): readonly Span[] {
    const run = this.#run;
    if (run === undefined || run.last - run.first + 1 < MIN_RANGE_PAGES) return this.#finished;
    let { first, last } = run;
    const apart = this.#finished.filter((span) => {
      const isApart = span.first > last + 1 || span.last < first - 1;
      if (isApart) return true;
      first = Math.min(first, span.first);
      last = Math.max(last, span.last);
      return false;
    });
    return [...apart, { first, last }].slice(-MAX_RANGES);
  }
}
