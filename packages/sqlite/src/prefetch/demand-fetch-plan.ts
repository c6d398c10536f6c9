/**
 * The demand fetch plan: the pages to fetch along with a missing one. Candidates are the next
 * window of a backward scan, the predictions of a forward scan, and, if there is no run to follow,
 * the siblings in the b-tree or the overflow chain of a row.
 */

import type { PageSource, ScanMode } from "../cache/fetch-plan.js";
import type { PageFlags } from "../cache/page-flags.js";
import type { BackwardScan } from "./backward-scan.js";
import type { DeltaPredictor } from "./delta-predictor.js";
import type { ReadAhead, ReadAheadPlan } from "./read-ahead.js";
import { CONFIRMED_AFTER } from "./scan-cursor.js";
import type { ScanTracker } from "./scan-tracker.js";
import type { StructurePrefetch } from "./structure-prefetch.js";

export interface Predictors {
  readonly deltas: DeltaPredictor;
  readonly readAhead: ReadAhead;
  readonly backward: BackwardScan;
  readonly scans: ScanTracker;
  readonly structure: StructurePrefetch;
}

export interface DemandFetchInput {
  /** The missing page. */
  readonly pgno: number;
  readonly readAhead: ReadAheadPlan;
  readonly dbSizePages: number;
  /** The most pages that one fetch requests. */
  readonly maxFetchPages: number;
  /**
   * False for the missing page, and, if the flags say so, for pages that are cached or in flight.
   */
  canTake(pgno: number): boolean;
  /** The pages that follow the first overflow page of a row; undefined for any other page. */
  chainAfter(first: number): readonly number[] | undefined;
}

export interface DemandFetchPlan {
  readonly mode: ScanMode;
  /** Each page once, with the reason why it is fetched. The missing page is the first. */
  readonly sources: ReadonlyMap<number, PageSource>;
}

/** A run of so many equal distances is trusted more than the tree. */
const CONFIDENT_RUN = 3;
/**
 * Siblings outside scans are speculative: this many are free, and each one that is used pays for
 * `SIBLINGS_PER_USE` more. So a table that is read all over is cached soon, and a table of which a
 * few rows are read costs little.
 */
const FREE_SIBLINGS = 1024;
const SIBLINGS_PER_USE = 16;

/** Counts of pages that were fetched because of the tree, and of those that SQLite then read. */
export interface StructureUse {
  readonly fetched: number;
  readonly used: number;
}

export function planDemandFetch(
  input: DemandFetchInput,
  predictors: Predictors,
  flags: PageFlags,
  structureUse: StructureUse,
): DemandFetchPlan {
  const sources = new Map<number, PageSource>([[input.pgno, "target"]]);
  if (flags.readAhead === "none") return { mode: "bounded", sources };
  if (flags.backward && addBackwardWindow(input, predictors, sources)) {
    return { mode: "backward", sources };
  }
  const hasRun = predictors.readAhead.isScanning || isConfidentRun(predictors);
  if (flags.structure && !hasRun) {
    const isKnown =
      addSiblings(input, predictors, structureUse, sources) || addChain(input, sources);
    if (isKnown) return { mode: "bounded", sources };
  }
  addPredictions(input, predictors, sources);
  return { mode: input.readAhead.mode, sources };
}

function isConfidentRun({ deltas }: Predictors): boolean {
  return deltas.runLength >= CONFIDENT_RUN && deltas.lastDelta !== 0;
}

/** Returns false if there is no backward scan at the missing page. */
function addBackwardWindow(
  { pgno: missing, maxFetchPages, canTake }: DemandFetchInput,
  { backward }: Predictors,
  sources: Map<number, PageSource>,
): boolean {
  const window = backward.window(missing);
  if (window === undefined) return false;
  // Cached pages do not count, so the window is full wherever the file allows it.
  const last = Math.max(1, window.position - 2 * window.pageCount);
  const count = Math.min(window.pageCount, maxFetchPages);
  for (let pgno = window.position - 1; pgno >= last && sources.size < count; pgno--) {
    if (canTake(pgno)) sources.set(pgno, "scan");
  }
  return true;
}

/** Returns true if a parent of the missing page is known: then no prediction is needed. */
function addSiblings(
  { pgno, maxFetchPages, canTake }: DemandFetchInput,
  { structure, scans }: Predictors,
  use: StructureUse,
  sources: Map<number, PageSource>,
): boolean {
  const siblings = structure.siblings(pgno, maxFetchPages - sources.size, canTake);
  if (siblings === undefined) return false;
  const isWorthIt = use.fetched < FREE_SIBLINGS + SIBLINGS_PER_USE * use.used;
  if (!isWorthIt && siblings.cursor?.confirmations !== CONFIRMED_AFTER) return true;
  for (const sibling of siblings.pgnos) sources.set(sibling, "structure");
  const isFollowed = scans.hasTreeAt(pgno);
  if (siblings.cursor !== undefined && !isFollowed) scans.add(siblings.cursor);
  return true;
}

/** Adds the rest of a row whose first overflow page is missing; returns false for other pages. */
function addChain(
  { pgno: missing, maxFetchPages, canTake, chainAfter }: DemandFetchInput,
  sources: Map<number, PageSource>,
): boolean {
  const chain = chainAfter(missing);
  for (const pgno of chain ?? []) {
    if (sources.size < maxFetchPages && canTake(pgno)) sources.set(pgno, "structure");
  }
  return chain !== undefined;
}

function addPredictions(
  { pgno: missing, readAhead, dbSizePages, maxFetchPages, canTake }: DemandFetchInput,
  { deltas }: Predictors,
  sources: Map<number, PageSource>,
): void {
  const budget = Math.min(readAhead.budgetPages, maxFetchPages) - sources.size;
  const depth = Math.min(Math.max(0, budget), readAhead.depth);
  for (const { pgno, source } of deltas.predict(missing, depth, dbSizePages)) {
    if (pgno !== missing && canTake(pgno)) sources.set(pgno, source);
  }
}
