/** All that learns from the pages that SQLite asks for, fed in one place. */

import { isInteriorPage } from "../cache/interior-page.js";
import type { PageFlags } from "../cache/page-flags.js";
import { type BackwardScan, createBackwardScan } from "./backward-scan.js";
import { createDeltaPredictor, type DeltaPredictor, type TiePolicy } from "./delta-predictor.js";
import { createReadAhead, type ReadAhead, type ReadAheadPlan } from "./read-ahead.js";
import { createRecentPages, type RecentPages } from "./recent-pages.js";
import { createScanTracker, type ScanTracker } from "./scan-tracker.js";
import { createStructurePrefetch, type StructurePrefetch } from "./structure-prefetch.js";

export interface Predictors {
  readonly deltas: DeltaPredictor;
  readonly readAhead: ReadAhead;
  readonly backward: BackwardScan;
  readonly scans: ScanTracker;
  readonly structure: StructurePrefetch;
  readonly recent: RecentPages;
  /** The pages of one question, in order, and those of them that SQLite has to wait for. */
  record(targets: readonly number[], waits: ReadonlySet<number>): ReadAheadPlan;
  /** As `record`, for one page that SQLite has read without asking. */
  recordHit(pgno: number): void;
  /** The bytes of what may be an interior page of a tree. */
  recordInterior(pgno: number, bytes: Uint8Array, dbSizePages: number): void;
  /** SQLite has read a page that is none. */
  recordLeaf(pgno: number): void;
  /** The bytes of any page. */
  recordBytes(pgno: number, bytes: Uint8Array, dbSizePages: number): void;
}

export function createPredictors(flags: PageFlags, tiePolicy: TiePolicy): Predictors {
  const { stride, markov, markovDeltas: maxDeltas } = flags;
  const deltas = createDeltaPredictor({ stride, markov, maxDeltas, tiePolicy });
  const readAhead = createReadAhead(flags.readAhead);
  const backward = createBackwardScan();
  const scans = createScanTracker();
  const structure = createStructurePrefetch();
  const recent = createRecentPages(flags);

  const recordPage = (pgno: number, doesTrain: boolean, isWait: boolean): void => {
    if (doesTrain) deltas.record(pgno);
    if (flags.backward) backward.record(pgno);
    if (flags.pipelining) scans.record(pgno, isWait);
    recent.record(pgno);
  };

  const recordInterior = (pgno: number, bytes: Uint8Array, dbSizePages: number): void => {
    if (flags.structure) structure.learnInterior(pgno, bytes, dbSizePages);
    if (flags.hints) recent.recordInterior(pgno);
  };

  const recordLeaf = (pgno: number): void => {
    if (flags.structure) structure.learnLeaf(pgno);
  };

  return {
    deltas,
    readAhead,
    backward,
    scans,
    structure,
    recent,
    record: (targets, waits) => {
      const doesTrain = flags.trainOnHits || waits.size > 0;
      for (const pgno of targets) recordPage(pgno, doesTrain, waits.has(pgno));
      return readAhead.plan(targets);
    },
    recordHit: (pgno) => {
      recordPage(pgno, flags.trainOnHits, false);
      readAhead.follow(pgno);
    },
    recordInterior,
    recordLeaf,
    recordBytes: (pgno, bytes, dbSizePages) => {
      if (isInteriorPage(pgno, bytes)) recordInterior(pgno, bytes, dbSizePages);
      else recordLeaf(pgno);
    },
  };
}
