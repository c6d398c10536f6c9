/**
 * Tests the hints of the tracker after a session.
 */

import { expect, test } from "vitest";
import { createRecentPages, type HintSnapshot, type RecentPages } from "./recent-pages.js";

function run(first: number, count: number, step = 1): readonly number[] {
  return Array.from({ length: count }, (_, index) => first + index * step);
}

function tracker(pgnos: readonly number[]): RecentPages {
  const recent = createRecentPages({ hints: true });
  for (const pgno of pgnos) recent.record(pgno);
  return recent;
}

function check(pgnos: readonly number[], expected: Partial<HintSnapshot>): void {
  expect(tracker(pgnos).snapshot()).toMatchObject(expected);
}

test("with hints off there are none", () => {
  const recent = createRecentPages({ hints: false });
  for (const pgno of run(5, 100)) recent.record(pgno);
  expect(recent.snapshot()).toEqual({ pgnos: [], ranges: [] });
});

test("the first 64 distinct pages are hinted, in the order of their use", () => {
  const scattered = run(1000, 100, 50);
  check([7, 7, 3, ...scattered], { pgnos: [7, 3, ...scattered.slice(0, 62)] });
});

test("later pages do not push early ones out", () => {
  const hints = tracker([9, 2, ...run(100, 10_000, 20)]).snapshot();
  expect(hints.pgnos.slice(0, 2)).toEqual([9, 2]);
});

test("the head of a long scan is kept, not its tail", () => {
  check(run(100, 5000), { ranges: [{ startPgno: 100, pageCount: 64 }] });
});

test("the head of a descending scan is its upper end", () => {
  check(run(5000, 3000, -1), { ranges: [{ startPgno: 4937, pageCount: 64 }] });
});

test("gaps of up to 8 pages and a few pages elsewhere do not end a run", () => {
  const reads = [...run(100, 20, 8), 9000, 9500, ...run(260, 20, 8)];
  check(reads, { ranges: [{ startPgno: 100, pageCount: 64 }] });
});

test("a run of fewer than 8 pages is no range, a present one of 8 is", () => {
  check(run(100, 7), { ranges: [] });
  check(run(100, 8), { ranges: [{ startPgno: 100, pageCount: 8 }] });
});

test("scans that begin near each other are one range", () => {
  const reads = [...run(100, 20), ...run(5000, 20, 50), ...run(130, 20)];
  const { ranges } = tracker(reads).snapshot();
  expect(ranges).toHaveLength(2);
  const near = [...run(100, 20), ...run(5000, 20, 50), ...run(125, 20)];
  expect(tracker(near).snapshot().ranges).toEqual([{ startPgno: 100, pageCount: 45 }]);
});

test("there are 16 ranges at most, the longest", () => {
  const reads = Array.from({ length: 40 }, (_, index) => run(1000 * (index + 1), 10 + index));
  const spread = reads.flatMap((pages) => [...pages, ...run(500_000, 10, 100)]);
  const { ranges } = tracker(spread).snapshot();
  expect(ranges).toHaveLength(16);
  expect(ranges.every(({ startPgno }) => startPgno > 23_000)).toBe(true);
});

/** The first pages of a session are hinted anyway: hot pages are those after them. */
const EARLY = run(500_000, 64, 100);

/** The hints for hot pages of a session that reads `pgnos`. */
function hotPages(pgnos: readonly number[], interior: readonly number[] = []): readonly number[] {
  const recent = tracker(EARLY);
  for (const pgno of interior) recent.recordInterior(pgno);
  for (const pgno of pgnos) recent.record(pgno);
  return recent.snapshot().pgnos.slice(EARLY.length);
}

test("a page that is used again and again is hot, one that is read twice in a row is not", () => {
  const others = run(1000, 20, 50);
  const twice = run(5, 4).flatMap((pgno) => [pgno * 100, pgno * 100, pgno * 100]);
  expect(hotPages([33, ...others, 33, ...others, 33, ...twice])).toEqual([33]);
});

test("interior pages come before leaves, and need fewer uses", () => {
  const others = run(1000, 20, 50);
  const reads = [33, ...others, 33, 44, ...others, 33, 44];
  expect(hotPages(reads, [44])).toEqual([44, 33]);
});

test("a full scan makes no page hot", () => {
  expect(hotPages([...run(100, 2000, 33), ...run(100, 66_000)])).toEqual([]);
});

test("no page is hinted twice, and there are at most 192 of them", () => {
  const reads = Array.from({ length: 6 }, () => run(50, 400, 30)).flat();
  const { pgnos, ranges } = tracker([...reads, ...run(50, 200)]).snapshot();
  expect(new Set(pgnos).size).toBe(pgnos.length);
  expect(pgnos.length).toBeLessThanOrEqual(64 + 128);
  const isInside = (pgno: number): boolean =>
    ranges.some((range) => pgno >= range.startPgno && pgno < range.startPgno + range.pageCount);
  expect(pgnos.filter(isInside)).toEqual([]);
});

test("a session too short to judge hands on the hints that it was given", () => {
  const recent = tracker([]);
  for (const pgno of [70, 80]) recent.recordPreloaded(pgno);
  for (const pgno of [2, 80]) recent.record(pgno);
  expect(recent.snapshot().pgnos).toEqual([2, 80, 70]);
});

test("a hint that a longer session had no use for dies", () => {
  const recent = tracker([]);
  for (const pgno of [70, 80]) recent.recordPreloaded(pgno);
  for (const pgno of [2, 80, ...run(1000, 100, 50)]) recent.record(pgno);
  const { pgnos } = recent.snapshot();
  expect(pgnos).toContain(80);
  expect(pgnos).not.toContain(70);
});
