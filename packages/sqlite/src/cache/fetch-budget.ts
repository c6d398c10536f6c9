/**
 * `FetchBudget`: the account of pages that were fetched for one purpose. A page is open until
 * SQLite reads it, which makes it used, or until it turns out to be of no use, which makes it
 * wasted. A budget that closes counts its open pages as wasted at once, because its purpose is over
 * while the pages may stay in the cache for long.
 */

import type { PageSource } from "./fetch-plan.js";
import type { SourceCounts } from "./page-counters.js";

export class FetchBudget {
  readonly source: PageSource;
  /** The counts of this budget; `fetched` is at least `used` + `wasted`. */
  readonly counts: SourceCounts = { fetched: 0, used: 0, wasted: 0 };
  /** The counts of all budgets of the source together. */
  readonly totals: SourceCounts;
  #isClosed = false;

  constructor(source: PageSource, totals: SourceCounts) {
    this.source = source;
    this.totals = totals;
  }

  /** Pages that were fetched, and neither used nor wasted yet. */
  get openPages(): number {
    const { fetched, used, wasted } = this.counts;
    return fetched - used - wasted;
  }

  recordFetched(pageCount: number): void {
    this.#isClosed = false;
    this.counts.fetched += pageCount;
    this.totals.fetched += pageCount;
  }

  /** SQLite reads a page of the budget for the first time. */
  recordUsed(): void {
    // A page that is used after its budget has closed was not wasted after all.
    if (this.openPages === 0) this.#addWasted(-1);
    this.counts.used += 1;
    this.totals.used += 1;
  }

  /** A page came when it was of no use any more, or was evicted before SQLite has read it. */
  recordWasted(): void {
    if (!this.#isClosed) this.#addWasted(1);
  }

  /** Counts all open pages as wasted. Another fetch opens the budget again. */
  close(): void {
    this.#addWasted(this.openPages);
    this.#isClosed = true;
  }

  #addWasted(pageCount: number): void {
    this.counts.wasted += pageCount;
    this.totals.wasted += pageCount;
  }
}
