/**
 * `PlanPredictor`: prefetches what the plan of the running statement leads to, and leaves all else
 * to another predictor.
 *
 * When SQLite waits for a page that the plan explains, everything that the plan needs and that the
 * pages at hand name is fetched with it, the rest of it in the background. Pages that may not be
 * needed are bounded by what the statement has used: 32, and 3 for 10 pages used.
 *
 * A plan ends with its statement. Where an application reads a table window by window, the next
 * statement goes on with the scan of those before, and the other predictor, which follows the scan
 * beyond the window, is asked first.
 */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { FetchBudget } from "../cache/fetch-budget.js";
import type { PageFlags } from "../cache/page-flags.js";
import type { QueryPlan, StatementRun } from "../plan/query-plan.js";
import { type ScanPlace, type WalkResult, walkPlan } from "./plan-walk.js";
import type { DatabasePages, Observation, Prediction, Predictor } from "./predictor.js";

const FREE_GUESSES = 32;
const GUESSES_PER_USE = 0.3;
/** The runs whose state is kept, because an application may read several in turns. */
const MAX_RUNS = 4;
const MAX_PLACES = 16_384;
const MAX_SPARE_GUESSES = 256;
/**
 * After so many misses for which there is nothing to fetch along, the application looks up one row
 * after another, of which the plan does not know the next. The other predictor may.
 */
const MAX_LONE_MISSES = 16;
/** After that, the plan of such look-ups is followed for one miss of so many. */
const LONE_MISSES_PER_WALK = 64;
const FREE_OTHER_PAGES = 96;
const OTHER_PAGES_PER_USE = 8;
/** The levels of a tree may surprise, too. */
const MIN_SURPRISES = 3;

type PlanFlags = Pick<PageFlags, "planPrefetch" | "rowLookAhead" | "pipelineMaxBytes">;

/** Returns a predictor that the plan leads where it can, and `other` elsewhere. */
export function leadByPlan(flags: PlanFlags, pages: DatabasePages, other: Predictor): Predictor {
  return flags.planPrefetch ? new PlanPredictor(flags, pages, other) : other;
}

/** The state of one run of a statement. */
interface RunState {
  run: StatementRun;
  readonly budget: FetchBudget;
  /** The places of pages in the outermost loops, and the farthest page of each loop. */
  places: Map<number, ScanPlace>;
  readonly reached: Map<number, number>;
  /** Pages that were fetched and may not be needed, until SQLite asks for them. */
  readonly openGuesses: Set<number>;
  usedCount: number;
  /** The misses that came after all rows that were wanted seemed to be there. */
  surprises: number;
  isSatisfied: boolean;
}

class PlanPredictor implements Predictor {
  readonly #flags: PlanFlags;
  readonly #pages: DatabasePages;
  readonly #other: Predictor;
  readonly #states = new Map<number, RunState>();
  /** The statement that runs. It has no state before its first miss, as most have none at all. */
  #run: StatementRun | null = null;
  #current: RunState | undefined;
  /** True if the plan has explained the last miss: then nothing else prefetches. */
  #isLeading = false;
  /** True until the first miss of the statement that runs. */
  #isAtStart = false;
  /** True if the statement goes on with a scan of those before it. */
  #isGoingOn = false;
  /** The misses, one after another, to which the plan could add nothing. */
  #loneMisses = 0;
  /** The plan of those misses, once there were many. */
  #lonePlan: QueryPlan | undefined;
  /** The budget of the pages that the other predictor has added to such a miss. */
  #otherBudget: FetchBudget | undefined;
  /** Pages to be fetched in the background. */
  #backlog: readonly number[] = [];
  /** The page at which the next walk is due, because the last one was cut. */
  #dueAt: number | undefined;
  #isDue = false;

  constructor(flags: PlanFlags, pages: DatabasePages, other: Predictor) {
    this.#flags = flags;
    this.#pages = pages;
    this.#other = other;
  }

  observe(observation: Observation): void {
    this.#other.observe(observation);
    if (observation.kind === "statement") this.#follow(observation.run);
    else if (observation.kind === "read") this.#observeRead(observation.pgno, observation.outcome);
    else if (observation.kind === "truncated") this.#forget();
  }

  onMiss(pgno: number): Prediction | undefined {
    if (this.#isAtStart) this.#isGoingOn = this.#other.isInScan?.(pgno) ?? false;
    this.#isAtStart = false;
    const scanned = this.#isGoingOn ? this.#other.onMiss(pgno) : undefined;
    if (scanned !== undefined) {
      this.#backlog = [];
      this.#isLeading = false;
      return scanned;
    }
    if (this.#isLone()) return this.#askOther(pgno);
    if (this.#run !== null) this.#current ??= this.#begin(this.#run);
    const state = this.#current;
    const walk = state === undefined ? undefined : this.#walk(state);
    this.#isLeading = walk?.missing.has(pgno) ?? false;
    if (state === undefined || walk === undefined || !this.#isLeading) {
      this.#backlog = [];
      return this.#other.onMiss(pgno);
    }
    const pgnos = this.#take(state, walk, pgno);
    this.#loneMisses = pgnos.length === 0 ? this.#loneMisses + 1 : 0;
    const isLone = this.#loneMisses > MAX_LONE_MISSES;
    this.#lonePlan = isLone && isLookUp(state.run.plan) ? state.run.plan : undefined;
    if (isLone) return this.#askOther(pgno);
    const count = this.#pages.maxFetchPages - 1;
    this.#backlog = pgnos.slice(count);
    return { pgnos: pgnos.slice(0, count), mode: "bounded", budget: state.budget };
  }

  takePrefetches(roomPages: number): Iterable<Prediction> {
    const state = this.#current;
    if (!this.#isLeading) return this.#other.takePrefetches(roomPages);
    if (state === undefined) return [];
    if (this.#isDue && this.#backlog.length === 0) {
      this.#isDue = false;
      this.#backlog = this.#take(state, this.#walk(state), undefined);
    }
    const { maxFetchPages } = this.#pages;
    const predictions: Prediction[] = [];
    for (let room = roomPages; room > 0 && this.#backlog.length > 0; room -= maxFetchPages) {
      const pgnos = this.#backlog.slice(0, Math.min(room, maxFetchPages));
      this.#backlog = this.#backlog.slice(pgnos.length);
      predictions.push({ pgnos, mode: "bounded", budget: state.budget });
    }
    return predictions;
  }

  /** Tells whether the plan is of look-ups to which it has added nothing for long. */
  #isLone(): boolean {
    if (this.#run === null || this.#run.plan !== this.#lonePlan) return false;
    this.#loneMisses += 1;
    return this.#loneMisses % LONE_MISSES_PER_WALK !== 0;
  }

  /** The answer to a miss to which the plan adds nothing. */
  #askOther(pgno: number): Prediction | undefined {
    this.#backlog = [];
    this.#isLeading = !this.#doesOtherPay();
    if (this.#isLeading) return undefined;
    const prediction = this.#other.onMiss(pgno);
    this.#otherBudget = prediction?.budget;
    return prediction;
  }

  #doesOtherPay(): boolean {
    const { fetched, used } = this.#otherBudget?.counts ?? { fetched: 0, used: 0 };
    return fetched < FREE_OTHER_PAGES + OTHER_PAGES_PER_USE * used;
  }

  #follow(run: StatementRun | null): void {
    this.#backlog = [];
    this.#isLeading = false;
    this.#isAtStart = true;
    this.#isGoingOn = false;
    this.#run = run;
    this.#current = run === null ? undefined : this.#states.get(run.id);
    if (run !== null && this.#current !== undefined) this.#current.run = run;
  }

  #begin(run: StatementRun): RunState {
    const state: RunState = {
      run,
      budget: this.#pages.openBudget("plan"),
      places: new Map(),
      reached: new Map(),
      openGuesses: new Set(),
      usedCount: 0,
      surprises: 0,
      isSatisfied: false,
    };
    this.#states.set(run.id, state);
    const [oldest] = this.#states.keys();
    if (this.#states.size > MAX_RUNS && oldest !== undefined) {
      this.#states.get(oldest)?.budget.close();
      this.#states.delete(oldest);
    }
    return state;
  }

  #forget(): void {
    for (const { budget } of this.#states.values()) budget.close();
    this.#states.clear();
    this.#follow(null);
  }

  #observeRead(pgno: number, outcome: "hit" | "in-flight" | "miss"): void {
    const state = this.#current;
    if (state === undefined) return;
    if (state.openGuesses.delete(pgno) || outcome === "miss") state.usedCount += 1;
    const place = state.places.get(pgno);
    if (place !== undefined) state.reached.set(place.access, pgno);
    if (pgno === this.#dueAt) {
      this.#dueAt = undefined;
      this.#isDue = true;
    }
  }

  #walk(state: RunState): WalkResult {
    const guesses = FREE_GUESSES + Math.floor(GUESSES_PER_USE * state.usedCount);
    const pageLimit = Math.floor(this.#flags.pipelineMaxBytes / PAGE_SIZE);
    const result = walkPlan({
      run: state.run,
      dbSizePages: this.#pages.dbSizePages,
      followsRows: this.#flags.rowLookAhead,
      maxPages: Math.max(this.#pages.maxFetchPages, pageLimit),
      maxGuesses: Math.max(0, guesses - state.openGuesses.size),
      spareGuesses: spareGuessesOf(state),
      positions: positionsOf(state),
      bytesOf: (pgno) => this.#pages.bytesOf(pgno),
      isFetchable: (pgno) => this.#pages.isFetchable(pgno),
    });
    if (state.isSatisfied) state.surprises += 1;
    state.isSatisfied = result.isSatisfied;
    if (state.places.size + result.places.size > MAX_PLACES) state.places = new Map();
    for (const [pgno, place] of result.places) state.places.set(pgno, place);
    return result;
  }

  /** The pages of a walk to be fetched: those after the missed one, and all roots. */
  #take(state: RunState, walk: WalkResult, missed: number | undefined): readonly number[] {
    const all = [...walk.missing];
    const roots = new Set(state.run.plan.cursors.map(({ rootPgno }) => rootPgno));
    const first = missed === undefined ? 0 : all.indexOf(missed) + 1;
    const pgnos = all.filter(
      (pgno, index) =>
        pgno !== missed && (index >= first || roots.has(pgno)) && this.#pages.isFetchable(pgno),
    );
    for (const pgno of pgnos) if (walk.guesses.has(pgno)) state.openGuesses.add(pgno);
    this.#dueAt = walk.isCut ? pgnos[Math.floor(pgnos.length / 2)] : undefined;
    return pgnos;
  }
}

/** Tells whether a statement reads a row of each b-tree at most, and no range. */
function isLookUp({ accesses }: QueryPlan): boolean {
  return accesses.every(({ loop }) => loop === "none");
}

/** The pages that are worth to be fetched beyond the rows that are wanted. */
function spareGuessesOf({ run, surprises }: RunState): number {
  if (run.plan.isFiltered) return MAX_SPARE_GUESSES;
  return surprises < MIN_SURPRISES ? 0 : Math.min(MAX_SPARE_GUESSES, 2 ** surprises);
}

/** The way from the root to the page that each outermost loop has reached. */
function positionsOf({ places, reached }: RunState): Map<number, ReadonlyMap<number, number>> {
  const positions = new Map<number, ReadonlyMap<number, number>>();
  for (const [access, pgno] of reached) {
    const path = new Map<number, number>();
    let place = places.get(pgno);
    // Damaged pages may name one another.
    while (place !== undefined && place.access === access && !path.has(place.parent)) {
      path.set(place.parent, place.index);
      place = places.get(place.parent);
    }
    positions.set(access, path);
  }
  return positions;
}
