/**
 * `RecentPages`: the pages that the next open of the database should preload, as preload hints.
 *
 * It keeps three signals apart: the first pages after the open (roots and schema, which SQLite's
 * own cache hides afterwards), pages that are read often, and scans. A page that was preloaded and
 * not read is not hinted again.
 */

import { SAME_USE_DISTANCE } from "../cache/page-cache.js";
import type { PageFlags } from "../cache/page-flags.js";
import { createHotPages, type HotPage } from "./hot-pages.js";
import { createScanRanges, type HintRange } from "./scan-ranges.js";

/** Hints as they are stored, most important first; no page of `pgnos` is inside a range. */
export interface HintSnapshot {
  readonly pgnos: readonly number[];
  readonly ranges: readonly HintRange[];
}

export interface RecentPages {
  /** SQLite asks for a page, whether it is cached or not. */
  record(pgno: number): void;
  /** An interior page of a b-tree: its hint comes before those of leaves. */
  recordInterior(pgno: number): void;
  /** The page came with the open, because of a hint. */
  recordPreloaded(pgno: number): void;
  snapshot(): HintSnapshot;
}

const HOT_PAGES = 128;
const EARLY_PAGES = 64;
/** Pages that are counted, of which the best are hinted. */
const HOT_CANDIDATES = 512;
/** Uses that make a leaf hot, and an interior page, of which a scan uses each once or twice. */
const HOT_LEAF_USES = 3;
const HOT_INTERIOR_USES = 2;
const MAX_INTERIOR_PAGES = 1024;
/** Fewer reads than this do not show which hints are useless. */
const JUDGING_PAGES = 64;
/** The most pages that an open preloads. */
const MAX_CARRIED_PAGES = 256;

/** Creates a tracker, which records nothing if hints are off. */
export function createRecentPages({ hints }: Pick<PageFlags, "hints">): RecentPages {
  return hints ? createTracker() : OFF;
}

const OFF: RecentPages = {
  record: () => {},
  recordInterior: () => {},
  recordPreloaded: () => {},
  snapshot: () => ({ pgnos: [], ranges: [] }),
};

function createTracker(): RecentPages {
  const early = new Set<number>();
  const interior = new Set<number>();
  const hot = createHotPages(HOT_CANDIDATES, SAME_USE_DISTANCE);
  const runs = createScanRanges();
  const unusedPreloads = new Set<number>();
  const usedPreloads = new Set<number>();
  let uses = 0;

  const isHot = ({ pgno, count }: HotPage): boolean =>
    count >= (interior.has(pgno) ? HOT_INTERIOR_USES : HOT_LEAF_USES);

  /** Preloaded pages that are hinted again, because too few pages were read to judge them. */
  const carried = (): Iterable<number> => {
    if (uses >= JUDGING_PAGES) return [];
    return [...usedPreloads, ...unusedPreloads];
  };

  return {
    record: (pgno) => {
      if (early.size < EARLY_PAGES) early.add(pgno);
      hot.record(pgno);
      runs.record(pgno);
      if (unusedPreloads.size > 0 && unusedPreloads.delete(pgno)) usedPreloads.add(pgno);
      uses += 1;
    },
    recordInterior: (pgno) => {
      if (interior.size < MAX_INTERIOR_PAGES) interior.add(pgno);
    },
    recordPreloaded: (pgno) => {
      if (unusedPreloads.size < MAX_CARRIED_PAGES) unusedPreloads.add(pgno);
    },
    snapshot: () => {
      const ranges = runs.snapshot();
      const hottest = hot.ranked().filter(isHot).slice(0, HOT_PAGES);
      const inOrder = [
        ...early,
        ...hottest.map(({ pgno }) => pgno).filter((pgno) => interior.has(pgno)),
        ...hottest.map(({ pgno }) => pgno).filter((pgno) => !interior.has(pgno)),
        ...carried(),
      ];
      return { pgnos: [...new Set(inOrder)].filter((p) => !isInside(p, ranges)), ranges };
    },
  };
}

function isInside(pgno: number, ranges: readonly HintRange[]): boolean {
  return ranges.some(
    ({ startPgno, pageCount }) => pgno >= startPgno && pgno < startPgno + pageCount,
  );
}
