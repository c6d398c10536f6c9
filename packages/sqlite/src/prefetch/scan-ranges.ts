/**
 * Records which ranges of the file were read in sequence, for hints: runs up or down with gaps of
 * up to 8 pages and excursions to elsewhere. The beginning of each is kept, since the next scan of
 * the same table begins there; of the runs, the longest 16.
 */

import { MAX_GAP } from "./scan-cursor.js";

export interface HintRange {
  readonly startPgno: number;
  readonly pageCount: number;
}

export interface ScanRanges {
  record(pgno: number): void;
  /** Disjoint ranges, those to be preloaded first in front. The present run is among them. */
  snapshot(): readonly HintRange[];
}

const MAX_RANGES = 16;
const MIN_RUN_PAGES = 8;
/** An excursion of more pages than this ends a run. */
const MAX_EXCURSION_PAGES = 8;
/** The pages of a run that are worth preloading: more arrive while SQLite reads them. */
const START_PAGES = 64;

interface Span {
  readonly first: number;
  readonly last: number;
}

interface Run {
  /** The page that the run began with, and the one that it is at. */
  readonly start: number;
  position: number;
  pageCount: number;
  excursion: number;
}

/** Runs up or down with gaps and excursions; the head of each is kept. */
export function createScanRanges(): ScanRanges {
  let finished: Run[] = [];
  let active: Run | undefined;

  const finish = (): void => {
    if (active === undefined || active.pageCount < MIN_RUN_PAGES) return;
    // A scan of the same table again is the same run: the longer one speaks for both.
    const { start } = active;
    const again = finished.find((run) => Math.abs(run.start - start) <= MAX_GAP);
    if (again !== undefined && again.pageCount >= active.pageCount) return;
    finished = finished.filter((run) => run !== again);
    finished.push(active);
    finished.sort((one, other) => other.pageCount - one.pageCount);
    finished = finished.slice(0, MAX_RANGES);
  };

  return {
    record: (pgno) => {
      if (active !== undefined && follow(active, pgno)) return;
      if (active !== undefined && active.pageCount >= MIN_RUN_PAGES) {
        active.excursion += 1;
        if (active.excursion <= MAX_EXCURSION_PAGES) return;
      }
      finish();
      active = { start: pgno, position: pgno, pageCount: 1, excursion: 0 };
    },
    snapshot: () => {
      const isRun = active !== undefined && active.pageCount >= MIN_RUN_PAGES;
      const runs = isRun && active !== undefined ? [...finished, active] : finished;
      const longestFirst = [...runs].sort((one, other) => other.pageCount - one.pageCount);
      const starts = longestFirst.slice(0, MAX_RANGES).map(startOf);
      return starts
        .reduce<Span[]>((spans, start) => mergeSpan(spans, start, MAX_GAP), [])
        .map(rangeOf);
    },
  };
}

/** Takes the page into the run where it is near its position; false where it is elsewhere. */
function follow(run: Run, pgno: number): boolean {
  const distance = Math.abs(pgno - run.position);
  if (distance > MAX_GAP) return false;
  run.excursion = 0;
  const isDown = run.position < run.start;
  const isOnward = run.pageCount === 1 || (isDown ? pgno < run.position : pgno > run.position);
  if (distance === 0 || !isOnward) return true;
  run.pageCount += 1;
  run.position = pgno;
  return true;
}

function startOf({ start, position }: Run): Span {
  if (position < start) return { first: Math.max(position, start - START_PAGES + 1), last: start };
  return { first: start, last: Math.min(position, start + START_PAGES - 1) };
}

/** The spans with one more at the end, which takes in those that overlap or nearly meet it. */
function mergeSpan(spans: readonly Span[], added: Span, maxGap: number): Span[] {
  let { first, last } = added;
  const apart: Span[] = [];
  for (const span of spans) {
    if (span.first > last + 1 + maxGap || span.last < first - 1 - maxGap) {
      apart.push(span);
      continue;
    }
    first = Math.min(first, span.first);
    last = Math.max(last, span.last);
  }
  apart.push({ first, last });
  return apart;
}

function rangeOf({ first, last }: Span): HintRange {
  return { startPgno: first, pageCount: last - first + 1 };
}
