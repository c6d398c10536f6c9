/** The predictors of one database that the flags switch on, behind one `Predictor`. */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { FetchBudget } from "../cache/fetch-budget.js";
import { PAGE_SOURCES, type PageSource } from "../cache/fetch-plan.js";
import { isInteriorType } from "../cache/interior-page.js";
import type { PageFlags } from "../cache/page-flags.js";
import { type BackwardScan, createBackwardScan } from "./backward-scan.js";
import { createDeltaPredictor, type DeltaPredictor } from "./delta-predictor.js";
import { type Predictors, planDemandFetch } from "./demand-fetch-plan.js";
import { chainAfter, isTableLeafType } from "./overflow-chain.js";
import { leadByPlan } from "./plan-predictor.js";
import type {
  ContentCause,
  CreatePredictor,
  DatabasePages,
  Observation,
  Prediction,
  Predictor,
} from "./predictor.js";
import { nextPrefetchWindow } from "./prefetch-window.js";
import { createReadAhead, type ReadAhead, type ReadAheadPlan } from "./read-ahead.js";
import type { ScanCursor } from "./scan-cursor.js";
import { createScanTracker, type ScanTracker } from "./scan-tracker.js";
import { createStructurePrefetch, type StructurePrefetch } from "./structure-prefetch.js";

/** The predictor that the flags describe. */
export function createPredictorOf(flags: PageFlags): CreatePredictor {
  return (pages) => leadByPlan(flags, pages, new FlaggedPredictor(flags, pages));
}

class FlaggedPredictor implements Predictor, Predictors {
  readonly deltas: DeltaPredictor;
  readonly readAhead: ReadAhead;
  readonly backward: BackwardScan = createBackwardScan();
  readonly scans: ScanTracker = createScanTracker();
  readonly structure: StructurePrefetch = createStructurePrefetch();
  readonly #flags: PageFlags;
  readonly #pages: DatabasePages;
  readonly #budgets: ReadonlyMap<PageSource, FetchBudget>;
  readonly #structureBudget: FetchBudget;
  #plan: ReadAheadPlan = { mode: "bounded", depth: 0, budgetPages: 0 };
  /** The table leaf that SQLite read last: overflow pages of its rows may follow. */
  #lastLeaf = 0;

  constructor(flags: PageFlags, pages: DatabasePages) {
    const { stride, markov, markovDeltas: maxDeltas } = flags;
    this.#flags = flags;
    this.#pages = pages;
    this.deltas = createDeltaPredictor({ stride, markov, maxDeltas });
    this.readAhead = createReadAhead(flags.readAhead);
    this.#budgets = new Map(PAGE_SOURCES.map((source) => [source, pages.openBudget(source)]));
    this.#structureBudget = this.#budgets.get("structure") ?? pages.openBudget("structure");
  }

  observe(observation: Observation): void {
    switch (observation.kind) {
      case "read":
        this.#observeRead(observation.pgno, observation.outcome !== "hit");
        return;
      case "content":
        this.#observeContent(observation.pgno, observation.type, observation.cause);
        return;
      case "statement":
        return;
      case "changed":
        this.structure.forget(observation.pgno);
        return;
      case "truncated":
        this.structure.clear();
        this.scans.clear();
        return;
      default:
        observation satisfies never;
    }
  }

  onMiss(pgno: number): Prediction | undefined {
    const { skipCached } = this.#flags;
    const { mode, sources } = planDemandFetch(
      {
        pgno,
        readAhead: this.#plan,
        dbSizePages: this.#pages.dbSizePages,
        maxFetchPages: this.#pages.maxFetchPages,
        canTake: (other) => other !== pgno && (!skipCached || this.#pages.isFetchable(other)),
        chainAfter: (first) => this.#chainAfter(first),
      },
      this,
      this.#flags,
      this.#structureBudget.counts,
    );
    const [, ...pgnos] = sources.keys();
    const source = pgnos[0] === undefined ? "target" : (sources.get(pgnos[0]) ?? "target");
    return { mode, pgnos, budget: this.#budgetOf(source) };
  }

  takePrefetches(roomPages: number): readonly Prediction[] {
    if (!this.#flags.pipelining || this.#flags.readAhead === "none") return [];
    const predictions: Prediction[] = [];
    let room = roomPages;
    for (const cursor of this.scans.confirmed) {
      if (cursor.mode === "backward" && !this.#flags.backward) continue;
      let pgnos = this.#takeWindow(cursor, room);
      // Each window takes some of the room, so this ends.
      while (pgnos.length > 0) {
        predictions.push({ mode: cursor.mode, pgnos, budget: this.#budgetOf(cursor.source) });
        room -= pgnos.length;
        pgnos = this.#takeWindow(cursor, room);
      }
    }
    return predictions;
  }

  #observeRead(pgno: number, isMissing: boolean): void {
    if (this.#flags.trainOnHits || isMissing) this.deltas.record(pgno);
    if (this.#flags.backward) this.backward.record(pgno);
    if (this.#flags.pipelining) this.scans.record(pgno, isMissing);
    this.#plan = this.readAhead.plan(pgno);
  }

  #observeContent(pgno: number, type: number, cause: ContentCause): void {
    if (cause === "read" && isTableLeafType(type)) this.#lastLeaf = pgno;
    if (!this.#flags.structure) return;
    if (!isInteriorType(type)) this.structure.learnLeaf(pgno);
    else if (!this.structure.knows(pgno)) {
      const bytes = this.#pages.bytesOf(pgno);
      if (bytes !== undefined) {
        this.structure.learnInterior(pgno, bytes, this.#pages.dbSizePages);
      }
    }
  }

  #budgetOf(source: PageSource): FetchBudget {
    return this.#budgets.get(source) ?? this.#structureBudget;
  }

  #chainAfter(first: number): readonly number[] | undefined {
    const leaf = this.#pages.bytesOf(this.#lastLeaf);
    if (leaf === undefined) return undefined;
    return chainAfter(first, this.#lastLeaf, leaf, this.#pages.dbSizePages);
  }

  #takeWindow(cursor: ScanCursor, room: number): readonly number[] {
    const budget = Math.floor(this.#flags.pipelineMaxBytes / PAGE_SIZE);
    const maxPages = Math.min(this.#pages.maxFetchPages, budget);
    if (room < maxPages || maxPages === 0) return [];
    return nextPrefetchWindow(cursor, {
      dbSizePages: this.#pages.dbSizePages,
      maxPages,
      lookahead: Math.min(this.scans.lookaheadOf(cursor), budget),
      canTake: (pgno) => this.#pages.isFetchable(pgno),
    });
  }
}
