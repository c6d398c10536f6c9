/**
 * `RestPredictor`: fetches the rest of a small database once a sixth of it was read, and waited for
 * often.
 *
 * Look-ups of rows at random have nothing that another predictor could learn from, and each costs a
 * round trip. An application that has read a sixth of the pages of a database will read most of the
 * others, too; by then the rest costs at most five times what was used, in a few requests.
 */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { FetchBudget } from "../cache/fetch-budget.js";
import type { PageFlags } from "../cache/page-flags.js";
import type { DatabasePages, Observation, Prediction, Predictor } from "./predictor.js";

const SHARE_READ = 1 / 6;
/** SQLite waits seldom while another predictor knows the pages that it will read. */
const MIN_WAITS = 16;

type RestFlags = Pick<PageFlags, "restPrefetch" | "pipelineMaxBytes">;

/** Returns a predictor that fetches the rest of a small database, and asks `other` before. */
export function fetchRest(flags: RestFlags, pages: DatabasePages, other: Predictor): Predictor {
  return flags.restPrefetch ? new RestPredictor(flags, pages, other) : other;
}

class RestPredictor implements Predictor {
  readonly #maxPages: number;
  readonly #pages: DatabasePages;
  readonly #other: Predictor;
  readonly #budget: FetchBudget;
  #readCount = 0;
  #waitCount = 0;

  constructor({ pipelineMaxBytes }: RestFlags, pages: DatabasePages, other: Predictor) {
    this.#maxPages = Math.floor(pipelineMaxBytes / PAGE_SIZE);
    this.#pages = pages;
    this.#other = other;
    this.#budget = pages.openBudget("rest");
  }

  observe(observation: Observation): void {
    this.#other.observe(observation);
    if (observation.kind === "read" && observation.isFirstRead) this.#readCount += 1;
    if (observation.kind === "truncated") [this.#readCount, this.#waitCount] = [0, 0];
  }

  onMiss(pgno: number): Prediction | undefined {
    this.#waitCount += 1;
    const { dbSizePages } = this.#pages;
    const isMostlyWanted =
      this.#waitCount > MIN_WAITS && this.#readCount > dbSizePages * SHARE_READ;
    if (!isMostlyWanted || dbSizePages > this.#maxPages) return this.#other.onMiss(pgno);
    return { pgnos: this.#nextOf(pgno), mode: "bounded", budget: this.#budget };
  }

  takePrefetches(roomPages: number): Iterable<Prediction> {
    return this.#other.takePrefetches(roomPages);
  }

  /** The missing pages behind one, and then those from the start of the file. */
  #nextOf(pgno: number): readonly number[] {
    const { dbSizePages, maxFetchPages, isFetchable } = this.#pages;
    const pgnos: number[] = [];
    for (let offset = 0; offset < dbSizePages && pgnos.length < maxFetchPages - 1; offset++) {
      const next = ((pgno + offset) % dbSizePages) + 1;
      if (next !== pgno && isFetchable(next)) pgnos.push(next);
    }
    return pgnos;
  }
}
