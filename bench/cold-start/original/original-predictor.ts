/**
 * The design that this project came from, step by step, as predictors: what it fetches along with a
 * page that is missing. Nothing is fetched in the background.
 *
 * Its predictions are requested even if they are cached, unless a step says otherwise.
 */

import type { CreatePredictor, DatabasePages, Prediction, Predictor } from "@barewire/sqlite";
import { DeltaChain, type TieRule } from "./delta-chain.js";
import { DescendingRun, ScanScore, type ScanState } from "./scan-score.js";

export type OriginalPolicy = {
  /** The predictions of a call: up to 16, up to 64, or up to 256 in a scan. */
  readonly readAhead: "16" | "64" | "adaptive";
  /** `misses`: the predictor does not see the pages that are cached. */
  readonly trainedBy: "misses" | "all-reads";
  /** The treatment of predictions that are cached already. */
  readonly cachedPredictions: "fetched" | "skipped";
  /** The recognition of scans towards lower pages. */
  readonly backward: "off" | "on";
  readonly tieRule: TieRule;
};

/** The first step. */
export const BASELINE: OriginalPolicy = {
  readAhead: "16",
  trainedBy: "misses",
  cachedPredictions: "fetched",
  backward: "off",
  tieRule: "smallest",
};

/** The pages of one call outside of scans, and in one. */
const BOUNDED_PAGES = 64;
const SCAN_PAGES = 256;

export function originalPredictor(policy: OriginalPolicy): CreatePredictor {
  return (pages) => new OriginalPredictor(policy, pages);
}

class OriginalPredictor implements Predictor {
  readonly #policy: OriginalPolicy;
  readonly #pages: DatabasePages;
  readonly #chain: DeltaChain;
  readonly #score = new ScanScore();
  readonly #descending = new DescendingRun();
  readonly #budgets: { readonly [Source in "markov" | "scan"]: Prediction["budget"] };
  /** The state at the page that was read last. */
  #scan: ScanState = "none";

  constructor(policy: OriginalPolicy, pages: DatabasePages) {
    this.#policy = policy;
    this.#pages = pages;
    this.#chain = new DeltaChain(policy.tieRule);
    this.#budgets = { markov: pages.openBudget("markov"), scan: pages.openBudget("scan") };
  }

  observe(observation: Parameters<Predictor["observe"]>[0]): void {
    if (observation.kind !== "read") return;
    const { pgno, outcome } = observation;
    if (this.#policy.trainedBy === "all-reads" || outcome !== "hit") this.#chain.record(pgno);
    this.#scan = this.#score.record(pgno);
    this.#descending.record(pgno);
  }

  onMiss(pgno: number): Prediction {
    const { windowPages } = this.#descending;
    if (this.#policy.backward === "on" && windowPages > 0) {
      return {
        pgnos: this.#below(pgno, windowPages),
        mode: "backward",
        budget: this.#budgets.scan,
      };
    }
    const { depth, budgetPages, mode } = this.#plan();
    const room = Math.min(depth, budgetPages - 1);
    const predicted = this.#chain.predict(pgno, room, this.#pages.dbSizePages);
    const pgnos = predicted.filter((other) => other !== pgno && this.#isRequested(other));
    return { pgnos, mode, budget: this.#budgets.markov };
  }

  takePrefetches(): readonly Prediction[] {
    return [];
  }

  #plan(): Pick<Prediction, "mode"> & { readonly depth: number; readonly budgetPages: number } {
    const { readAhead } = this.#policy;
    if (readAhead === "adaptive" && this.#scan !== "none") {
      const depth = this.#scan === "full-scan" ? SCAN_PAGES : 2 * BOUNDED_PAGES;
      return { mode: "forward", depth, budgetPages: SCAN_PAGES };
    }
    const depth = readAhead === "16" ? 16 : BOUNDED_PAGES;
    return { mode: "bounded", depth, budgetPages: BOUNDED_PAGES };
  }

  #isRequested(pgno: number): boolean {
    return this.#policy.cachedPredictions === "fetched" || this.#pages.isFetchable(pgno);
  }

  /** The pages below a missing one that are neither cached nor on their way, in one run. */
  #below(missing: number, windowPages: number): readonly number[] {
    const pgnos: number[] = [];
    for (let pgno = missing - 1; pgno >= 1 && pgnos.length < windowPages - 1; pgno--) {
      if (!this.#pages.isFetchable(pgno)) continue;
      pgnos.push(pgno);
    }
    return pgnos;
  }
}
