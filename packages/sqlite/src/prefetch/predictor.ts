/**
 * `Predictor`: the port of everything that guesses which pages SQLite will ask for. It is told what
 * SQLite reads and what the pages are, and says what to fetch: along with a page that SQLite waits
 * for, or in the background. It sends nothing, and the page resolver decides whether a page can be
 * requested at all.
 */

import type { FetchBudget } from "../cache/fetch-budget.js";
import type { PageSource, ScanMode } from "../cache/fetch-plan.js";
import type { StatementRun } from "../plan/query-plan.js";

/**
 * Events that a predictor learns from, in the order in which it happens.
 *
 *     read       SQLite asks for a page, which is cached, on its way, or missing. It is the first
 *                read of the page unless the page is cached because SQLite has read it before
 *     content    a page can be looked at, because SQLite has read it or because it has just come.
 *                `type` is the type of a b-tree page; another page has any value there
 *     statement  the reads that follow are those of a statement, whose plan is known or not
 *     changed    a commit has written the page
 *     truncated  all pages may have changed
 */
export type Observation =
  | {
      readonly kind: "read";
      readonly pgno: number;
      readonly outcome: ReadOutcome;
      readonly isFirstRead: boolean;
    }
  | {
      readonly kind: "content";
      readonly pgno: number;
      readonly type: number;
      readonly cause: ContentCause;
    }
  | { readonly kind: "statement"; readonly run: StatementRun | null }
  | { readonly kind: "changed"; readonly pgno: number }
  | { readonly kind: "truncated" };

export type ReadOutcome = "hit" | "in-flight" | "miss";
export type ContentCause = "read" | "arrival";

/** Pages to fetch together, which come before others in the order of the list. */
export interface Prediction {
  readonly pgnos: readonly number[];
  /** The scan that the pages belong to; `bounded` for any other reason. */
  readonly mode: ScanMode;
  /** The budget that the pages are counted in. */
  readonly budget: FetchBudget;
}

export interface Predictor {
  observe(observation: Observation): void;
  /**
   * Returns the pages to fetch along with one that SQLite waits for, or undefined to fetch that
   * page alone. It is called after the read was observed.
   */
  onMiss(pgno: number): Prediction | undefined;
  /** Tells whether the page, whose read was observed, goes on with a scan that is confirmed. */
  isInScan?(pgno: number): boolean;
  /**
   * Returns what to fetch in the background now: at most `roomPages` pages altogether, and at most
   * `maxFetchPages` in each prediction. The pages of each are requested before the next one is
   * taken. It is called after every observation or a series of them.
   */
  takePrefetches(roomPages: number): Iterable<Prediction>;
}

/** The state of a database, as far as predictors need it. */
export interface DatabasePages {
  readonly dbSizePages: number;
  /** The most pages of one request. */
  readonly maxFetchPages: number;
  /** True for pages of the database that are neither cached nor on their way. */
  isFetchable(pgno: number): boolean;
  /** The bytes of a page that is cached. They may change as soon as the predictor returns. */
  bytesOf(pgno: number): Uint8Array | undefined;
  /** Opens a budget. A predictor closes it when the purpose of its pages is over. */
  openBudget(source: PageSource): FetchBudget;
}

export type CreatePredictor = (pages: DatabasePages) => Predictor;

/** Predicts nothing: every page is fetched when SQLite asks for it. */
export const NO_PREDICTION: Predictor = {
  observe: () => {},
  onMiss: () => undefined,
  takePrefetches: () => [],
};

/**
 * Joins predictors, the most reliable first. All of them observe; the first that has an answer to a
 * miss gives it, and those behind it prefetch with the room that those before it leave.
 */
export function joinPredictors(predictors: readonly Predictor[]): Predictor {
  return {
    observe: (observation) => {
      for (const predictor of predictors) predictor.observe(observation);
    },
    onMiss: (pgno) => {
      for (const predictor of predictors) {
        const prediction = predictor.onMiss(pgno);
        if (prediction !== undefined) return prediction;
      }
      return undefined;
    },
    isInScan: (pgno) => predictors.some((predictor) => predictor.isInScan?.(pgno) === true),
    *takePrefetches(roomPages) {
      let room = roomPages;
      for (const predictor of predictors) {
        for (const prediction of predictor.takePrefetches(room)) {
          room -= prediction.pgnos.length;
          yield prediction;
        }
      }
    },
  };
}
