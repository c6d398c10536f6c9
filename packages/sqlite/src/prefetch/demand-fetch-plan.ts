/**
 * What to ask for along with missing pages: the next window of a backward scan, what the predictor
 * says of a forward scan, or the siblings in a b-tree where there is no run to go by.
 */

import type { PageSource, ScanMode } from "../cache/fetch-plan.js";
import type { PageFlags } from "../cache/page-flags.js";
import type { Predictors } from "./predictors.js";
import type { ReadAheadPlan } from "./read-ahead.js";
import { CONFIRMED_AFTER } from "./scan-cursor.js";

export interface DemandFetchInput {
  /** At least one page, in the order of the input. */
  readonly missing: readonly number[];
  readonly readAhead: ReadAheadPlan;
  /** Pages in the file, and the most to ask for at once. */
  readonly dbSizePages: number;
  readonly limitPages: number;
  /** False for pages of this input, and for those that are there or on their way, where the
   * flags leave them out. */
  canTake(pgno: number): boolean;
  /** Pages after the first overflow page of a row, if it is one. */
  chainAfter(pgno: number): readonly number[] | undefined;
}

export interface DemandFetchPlan {
  readonly mode: ScanMode;
  /** The missing pages first, each page once. */
  readonly sources: ReadonlyMap<number, PageSource>;
  /** Predictions that were left out. */
  readonly skipped: number;
}

/** Equal distances in a row that are trusted more than the structure of a tree. */
const CONFIDENT_RUN = 3;
/**
 * Siblings outside of sequences are a guess: so many are free, and each that turns out useful pays
 * for more. So a table that is read all over is soon there, and one of which a few rows are wanted
 * costs little.
 */
const FREE_SIBLINGS = 1024;
const SIBLINGS_PER_USE = 16;

/** How much of what the structure brought was of use. */
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
  const sources = new Map<number, PageSource>();
  for (const pgno of input.missing.slice(0, input.limitPages)) sources.set(pgno, "target");
  if (flags.readAhead === "none") return { mode: "bounded", sources, skipped: 0 };
  const isBackward = addBackwardWindow(input, predictors, flags, sources);
  if (isBackward) return { mode: "backward", sources, skipped: 0 };
  const hasRun = predictors.readAhead.isScanning || isConfidentRun(predictors);
  if (flags.structure && !hasRun) {
    const isKnown =
      addSiblings(input, predictors, structureUse, sources) || addChain(input, sources);
    if (isKnown) return { mode: "bounded", sources, skipped: 0 };
  }
  const skipped = addPredictions(input, predictors, sources);
  return { mode: input.readAhead.mode, sources, skipped };
}

function isConfidentRun({ deltas }: Predictors): boolean {
  return deltas.runLength >= CONFIDENT_RUN && deltas.lastDelta !== 0;
}

function addBackwardWindow(
  { missing, limitPages, canTake }: DemandFetchInput,
  { backward }: Predictors,
  flags: PageFlags,
  sources: Map<number, PageSource>,
): boolean {
  const [first] = missing;
  if (!flags.backward || first === undefined || missing.length !== 1) return false;
  const window = backward.window(first);
  if (window === undefined) return false;
  // Pages that are there already do not count, so the window is full wherever the file allows it.
  const last = Math.max(1, window.position - 2 * window.pageCount);
  const count = Math.min(window.pageCount, limitPages);
  for (let pgno = window.position - 1; pgno >= last && sources.size < count; pgno--) {
    if (pgno !== first && canTake(pgno)) sources.set(pgno, "scan");
  }
  return true;
}

/** Tells whether a parent of a missing page is known: then the predictor is not asked. */
function addSiblings(
  { missing, limitPages, canTake }: DemandFetchInput,
  { structure, scans }: Predictors,
  use: StructureUse,
  sources: Map<number, PageSource>,
): boolean {
  const isOfUse = use.fetched < FREE_SIBLINGS + SIBLINGS_PER_USE * use.used;
  let isKnown = false;
  for (const pgno of missing) {
    const room = limitPages - sources.size;
    const siblings = structure.siblings(pgno, room, (page) => !sources.has(page) && canTake(page));
    if (siblings === undefined) continue;
    isKnown = true;
    if (!isOfUse && siblings.cursor?.confirmations !== CONFIRMED_AFTER) continue;
    for (const sibling of siblings.pgnos) sources.set(sibling, "structure");
    const isFollowed = scans.hasTreeAt(pgno);
    if (siblings.cursor !== undefined && !isFollowed) scans.add(siblings.cursor);
  }
  return isKnown;
}

/** The rest of a row whose first overflow page is missing. */
function addChain(
  { missing, limitPages, canTake, chainAfter }: DemandFetchInput,
  sources: Map<number, PageSource>,
): boolean {
  const [first] = missing;
  const chain = first === undefined ? undefined : chainAfter(first);
  for (const pgno of chain ?? []) {
    if (sources.size < limitPages && canTake(pgno)) sources.set(pgno, "structure");
  }
  return chain !== undefined;
}

function addPredictions(
  { readAhead, missing, dbSizePages, limitPages, canTake }: DemandFetchInput,
  { deltas }: Predictors,
  sources: Map<number, PageSource>,
): number {
  const budget = Math.min(readAhead.budgetPages, limitPages) - missing.length;
  const depth = Math.min(Math.max(0, budget), readAhead.depth);
  let skipped = 0;
  for (const { pgno, source } of deltas.predict(readAhead.seed, depth, dbSizePages)) {
    if (sources.has(pgno)) continue;
    if (canTake(pgno)) sources.set(pgno, source);
    else skipped += 1;
  }
  return skipped;
}
