/**
 * `Guesses`: the fetches of one source that no confirmed scan has asked for, and the credit that
 * they are paid from, so that they do not cost more than they bring, whatever SQLite reads.
 *
 * A page that is fetched costs 1, and a page that SQLite then reads pays 2 back, because it saved a
 * round trip. Where guesses are wrong the credit is soon used up; after that a page is tried for
 * every 128 misses, to find out when the source would pay again. Guesses that are not used within
 * 64 reads are counted as wasted.
 */

import type { FetchBudget } from "../cache/fetch-budget.js";
import type { PageSource } from "../cache/fetch-plan.js";
import type { DatabasePages, ReadOutcome } from "./predictor.js";

const MAX_CREDIT = 64;
const MISSES_PER_TRIAL = 128;
const READS_PER_PERIOD = 64;

/** The most pages of one guess, and the credit that guesses begin with. */
export const GUESS_PAGES = 8;
export const GUESS_CREDIT = 12;
/** An overflow chain is seldom left before its end. */
export const CHAIN_CREDIT = 64;

export class Guesses {
  readonly #open: () => FetchBudget;
  /** The budgets of this period of reads and of the one before it. */
  #current: FetchBudget;
  #previous: FetchBudget;
  #credit: number;
  #usedPages = 0;
  #usedBefore = 0;
  #reads = 0;
  #misses = 0;

  constructor(pages: DatabasePages, source: PageSource, initialCredit: number) {
    this.#open = () => pages.openBudget(source);
    this.#current = this.#open();
    this.#previous = this.#open();
    this.#credit = initialCredit;
  }

  /** The number of pages that may be fetched now. */
  get credit(): number {
    const used = this.#usedBefore + this.#previous.counts.used + this.#current.counts.used;
    const fetched = this.#previous.counts.fetched + this.#current.counts.fetched;
    const recent = this.#previous.counts.used + this.#current.counts.used;
    const paid = recent * 4 >= fetched * 3 ? 2 : 1;
    this.#addCredit(paid * (used - this.#usedPages));
    this.#usedPages = used;
    return this.#credit;
  }

  /** Returns the budget for pages that are fetched now, at most as many as the credit. */
  pay(pageCount: number): FetchBudget {
    this.#credit -= pageCount;
    return this.#current;
  }

  observeRead(outcome: ReadOutcome): void {
    if (outcome === "miss") {
      this.#misses += 1;
      if (this.#misses % MISSES_PER_TRIAL === 0) this.#addCredit(1);
    }
    this.#reads += 1;
    if (this.#reads % READS_PER_PERIOD !== 0) return;
    this.#previous.close();
    this.#usedBefore += this.#previous.counts.used;
    this.#previous = this.#current;
    this.#current = this.#open();
  }

  #addCredit(pageCount: number): void {
    this.#credit = Math.min(MAX_CREDIT, this.#credit + pageCount);
  }
}
