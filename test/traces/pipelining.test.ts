/**
 * Tests the preset `modern` on the recorded scans: calls, time over a slow network, waste.
 */

import { expect, test } from "vitest";
import { DEFAULT_PAGE_FLAGS, type PageFlags } from "../../packages/sqlite/src/cache/page-flags.js";
import type { PageResolver } from "../../packages/sqlite/src/prefetch/page-resolver.js";
import { readRecordedHints, readTraces, type TraceName } from "./recorded-trace.js";
import { replay } from "./replay.js";
import { interiorPage, leafPage } from "./tree-bytes.js";
import { LOCAL_MODEL, runVirtual, type VirtualRun } from "./virtual-wire.js";

const TRACES = readTraces();
const MODERN = DEFAULT_PAGE_FLAGS;
const NOT_PIPELINED: PageFlags = { ...MODERN, pipelineMaxBytes: 0 };
const HINTS = readRecordedHints();

/** The table of the forward traces: its root is page 40, with a leaf before each 32 of overflow. */
const FIRST_LEAF = 41;
const LEAF_DISTANCE = 33;
const FORWARD_SIZE = 13_203;
const ROOT = 40;

function forwardTree(): (pgno: number) => Uint8Array {
  const leaves = [FIRST_LEAF];
  for (let pgno = 74; pgno <= FORWARD_SIZE; pgno += LEAF_DISTANCE) leaves.push(pgno);
  const root = interiorPage(leaves);
  const other = new Uint8Array(4096);
  const isLeaf = new Set(leaves);
  return (pgno) => {
    if (pgno === ROOT) return root;
    if (!isLeaf.has(pgno)) return other;
    // The overflow of the first leaf begins right after the schema.
    const overflow = pgno === FIRST_LEAF ? 4 : pgno + 1;
    return leafPage(
      [0, 1, 2, 3, 4, 5, 6, 7].map((row) => overflow + 4 * row),
      16_400,
    );
  };
}

function scan(name: TraceName, rttMs: number, flags: PageFlags = MODERN): VirtualRun {
  const bytesOf = name === "true_reverse" ? undefined : forwardTree();
  return runVirtual(TRACES[name], { flags }, { ...LOCAL_MODEL, rttMs }, bytesOf);
}

const CALLS = new Map<string, number>();

/** The calls of a replay without hints, with which several tests compare. */
function callsWithoutHints(name: TraceName, flags: PageFlags): number {
  const key = `${name} ${flags.pipelineMaxBytes}`;
  const calls = CALLS.get(key) ?? replay(TRACES[name], { flags }).counters.calls;
  CALLS.set(key, calls);
  return calls;
}

function wastedPages({ counters }: PageResolver): number {
  return Object.values(counters.sources).reduce((sum, { wasted }) => sum + wasted, 0);
}

test.each([
  ["two_session.s2", 0],
  ["two_session.s2", 20],
  ["two_session.s2", 50],
  ["forward_db.s3", 0],
  ["forward_db.s3", 20],
  ["forward_db.s3", 50],
  ["true_reverse", 0],
  ["true_reverse", 20],
  ["true_reverse", 50],
] as const)(
  "a cold scan of %s at an RTT of %i ms stays within 2 x hot + 8 x RTT",
  (name, rttMs) => {
    const { totalMs, hotMs } = scan(name, rttMs);
    expect(totalMs).toBeLessThanOrEqual(2 * hotMs + 8 * rttMs);
  },
);

test("without pipelining, every window of a scan is waited for", () => {
  const run = scan("two_session.s2", 50, NOT_PIPELINED);
  expect(run.totalMs).toBeGreaterThan(50 * 50);
  expect(run.resolver.counters.prefetchCalls).toBe(0);
});

test("what is in flight stays within its budget", () => {
  const pipelineMaxBytes = 4 * 1024 * 1024;
  const run = scan("two_session.s2", 50, { ...MODERN, pipelineMaxBytes });
  expect(run.mostAheadPages).toBeGreaterThan(512);
  expect(run.mostAheadPages).toBeLessThanOrEqual(1024);
});

test("a scan fetches each page once, and no other", () => {
  const { resolver } = scan("two_session.s2", 20);
  resolver.close();
  expect(resolver.counters.pagesFetched).toBe(13_201);
  expect(wastedPages(resolver)).toBe(0);
});

test("a scan that stops leaves less behind than it has read, and a window", () => {
  const pages = TRACES["two_session.s2"].pages.slice(0, 2000);
  const trace = { dbPagesAtStart: FORWARD_SIZE, pages };
  const { resolver } = runVirtual(trace, { flags: MODERN }, { ...LOCAL_MODEL, rttMs: 20 });
  resolver.close();
  const { pagesFetched } = resolver.counters;
  const read = new Set(pages.map(Math.abs)).size;
  expect(pagesFetched - read).toBeLessThanOrEqual(MODERN.pipelineMaxBytes / 4096 + 256);
});

test.each([
  ["pipelined", MODERN, 25],
  ["not pipelined", NOT_PIPELINED, 27],
] as const)("a true reverse scan, %s, is few calls", (_name, flags, calls) => {
  const { counters } = replay(TRACES.true_reverse, { flags });
  expect(counters.calls).toBeLessThanOrEqual(calls);
  expect(counters.requested).toBe(4418);
});

test.each([
  ["two_session.s1", "two_session.s2"],
  ["two_session.s2", "two_session.s2"],
  ["forward_db.s1", "forward_db.s3"],
  ["forward_db.s2", "forward_db.s3"],
  ["forward_db.s3", "forward_db.s3"],
  ["forward_db.s4", "forward_db.s3"],
  ["true_reverse", "true_reverse"],
] as const)("hints of %s spare the scan of %s calls, and cost it none", (before, after) => {
  for (const flags of [MODERN, NOT_PIPELINED]) {
    const hints = replay(TRACES[before], { flags }).hints();
    const without = callsWithoutHints(after, flags);
    const withHints = replay(TRACES[after], { flags, hints }).counters.calls;
    expect(withHints).toBeLessThan(without);
  }
});

test.each(Object.keys(HINTS))("hints as the design of old kept them, %s, cost no calls", (name) => {
  const trace = name.startsWith("two") ? "two_session.s2" : "forward_db.s3";
  const { counters } = replay(TRACES[trace], { flags: MODERN, hints: HINTS[name] });
  expect(counters.calls).toBeLessThanOrEqual(callsWithoutHints(trace, MODERN));
});
