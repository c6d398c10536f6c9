/** All predictors of one database, which learn from its page accesses in one place. */

import { isInteriorPage } from "../cache/interior-page.js";
import type { PageFlags } from "../cache/page-flags.js";
import { type BackwardScan, createBackwardScan } from "./backward-scan.js";
import { createDeltaPredictor, type DeltaPredictor } from "./delta-predictor.js";
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
  /** Takes a page that SQLite asks for. `isMissing`: SQLite has to wait for it. */
  record(pgno: number, isMissing: boolean): ReadAheadPlan;
  /** Takes a page that SQLite has read from the slab without asking. */
  recordHit(pgno: number): void;
  /** Takes the bytes of a page that may be an interior page of a b-tree. */
  recordInterior(pgno: number, bytes: Uint8Array, dbSizePages: number): void;
  /** Takes a page that is not an interior page. */
  recordLeaf(pgno: number): void;
  /** Takes the bytes of any page. */
  recordBytes(pgno: number, bytes: Uint8Array, dbSizePages: number): void;
}

export function createPredictors(flags: PageFlags): Predictors {
  const { stride, markov, markovDeltas: maxDeltas } = flags;
  const deltas = createDeltaPredictor({ stride, markov, maxDeltas });
  const readAhead = createReadAhead(flags.readAhead);
  const backward = createBackwardScan();
  const scans = createScanTracker();
  const structure = createStructurePrefetch();
  const recent = createRecentPages(flags);

  const recordPage = (pgno: number, doesTrain: boolean, isMissing: boolean): void => {
    if (doesTrain) deltas.record(pgno);
    if (flags.backward) backward.record(pgno);
    if (flags.pipelining) scans.record(pgno, isMissing);
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
    record: (pgno, isMissing) => {
      recordPage(pgno, flags.trainOnHits || isMissing, isMissing);
      return readAhead.plan(pgno);
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
