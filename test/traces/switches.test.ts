/**
 * The ablation of prefetching: every switch changes the calls of the workload that is made for it,
 * and nothing that is fetched in vain is left uncounted.
 */

import { expect, test } from "vitest";
import { DEFAULT_PAGE_FLAGS, type PageFlags } from "../../packages/sqlite/src/cache/page-flags.js";
import { randomNumbers } from "../contract/seeded-random.js";
import { readTraces, type Trace } from "./recorded-trace.js";
import { emptyLeaf, interiorPage } from "./tree-bytes.js";
import { LOCAL_MODEL, runVirtual, type VirtualRun } from "./virtual-wire.js";

type Workload = { readonly trace: Trace; readonly bytesOf: (pgno: number) => Uint8Array };

const ROOT = 2;
const LEAVES_PER_PARENT = 250;
const PARENTS = 32;
const DB_SIZE = 9_000;
const LEAF = emptyLeaf();
const TRACES = readTraces();

const PARENT_PGNOS = Array.from({ length: PARENTS }, (_, index) => 10 + 3 * index);
const LEAF_PGNOS = shuffled(PARENTS * LEAVES_PER_PARENT, 7).map((index) => 200 + index);

function shuffled(count: number, seed: number): readonly number[] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, (_, index) => ({ index, rank: random(2 ** 30) }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ index }) => index);
}

/** A table whose leaves are scattered over the file. */
const INTERIOR_PAGES = new Map<number, Uint8Array>([
  [ROOT, interiorPage(PARENT_PGNOS)],
  ...PARENT_PGNOS.map((pgno, index): [number, Uint8Array] => {
    const first = index * LEAVES_PER_PARENT;
    return [pgno, interiorPage(LEAF_PGNOS.slice(first, first + LEAVES_PER_PARENT))];
  }),
]);

function tableBytes(pgno: number): Uint8Array {
  return INTERIOR_PAGES.get(pgno) ?? LEAF;
}

/** The reads of look-ups of rows, by the numbers of their leaves in key order. */
function lookUps(leaves: readonly number[]): readonly number[] {
  let lastParent: number | undefined;
  return leaves.flatMap((leaf) => {
    const parent = PARENT_PGNOS[Math.floor(leaf / LEAVES_PER_PARENT)] ?? 0;
    // SQLite's own cache has the pages that it has just read.
    const path = parent === lastParent ? [] : [parent];
    lastParent = parent;
    return [...path, LEAF_PGNOS[leaf] ?? 0];
  });
}

const inOrder = Array.from({ length: LEAF_PGNOS.length }, (_, index) => index);

function workload(pages: readonly number[], bytesOf = tableBytes, size = DB_SIZE): Workload {
  return { trace: { dbPagesAtStart: size, pages }, bytesOf };
}

function zigzag(): Workload {
  const pages: number[] = [];
  for (let pgno = 100; pages.length < 3000; pgno += 19) pages.push(pgno, pgno + 50);
  return workload(pages, () => new Uint8Array(4096), 40_000);
}

const WORKLOADS = {
  keyOrder: workload([ROOT, ...lookUps(inOrder)]),
  backwards: workload([ROOT, ...lookUps(inOrder.toReversed())]),
  random: workload([ROOT, ...lookUps(shuffled(inOrder.length, 3).slice(0, 1000))]),
  zigzag: zigzag(),
  scan: { trace: TRACES["two_session.s2"], bytesOf: () => LEAF },
  descending: { trace: TRACES.true_reverse, bytesOf: () => LEAF },
} satisfies { readonly [name: string]: Workload };

function run(name: keyof typeof WORKLOADS, flags: Partial<PageFlags>, rttMs = 20): VirtualRun {
  const { trace, bytesOf } = WORKLOADS[name];
  const all = { ...DEFAULT_PAGE_FLAGS, hints: false, ...flags };
  return runVirtual(trace, { flags: all }, { ...LOCAL_MODEL, rttMs }, bytesOf);
}

/** Checks how many times as much a counter is without a mechanism. */
function check(
  name: keyof typeof WORKLOADS,
  off: Partial<PageFlags>,
  count: (run: VirtualRun) => number,
  factor: number,
): void {
  expect(count(run(name, off))).toBeGreaterThan(factor * count(run(name, {})));
}

const callsOf = ({ resolver }: VirtualRun): number => resolver.counters.calls;
const pagesOf = ({ resolver }: VirtualRun): number => resolver.counters.pagesFetched;

test("readAhead: without it each page of a scan is a call", () => {
  check("scan", { readAhead: false }, callsOf, 200);
});

test("structure: without it scattered leaves are fetched one by one", () => {
  check("keyOrder", { structure: false }, callsOf, 50);
  check("backwards", { structure: false }, callsOf, 50);
});

test("markov: without it a pattern of distances is not seen", () => {
  check("zigzag", { markov: false }, callsOf, 40);
});

test("pipelineMaxBytes: without it each window of a scan is waited for", () => {
  check("scan", { pipelineMaxBytes: 0 }, ({ totalMs }) => totalMs, 4);
});

test("rangeReads: without them each request lists its pages", () => {
  const rangesOf = ({ resolver }: VirtualRun): number => resolver.counters.rangeCalls;
  expect(rangesOf(run("descending", {}))).toBeGreaterThan(10);
  expect(rangesOf(run("descending", { rangeReads: false }))).toBe(0);
});

test("random rows cost at most 1.05 of what they cost without read-ahead", () => {
  const [on, off] = [run("random", {}), run("random", { readAhead: false })];
  expect(pagesOf(on)).toBeLessThanOrEqual(1.05 * pagesOf(off));
  expect(on.totalMs).toBeLessThanOrEqual(1.05 * off.totalMs);
});

test("everything that was fetched in vain is counted before it is evicted", () => {
  const { resolver } = run("random", {});
  for (const { fetched, used, wasted } of Object.values(resolver.counters.sources)) {
    expect(fetched - used - wasted).toBeLessThanOrEqual(12);
  }
});

test("scans over a tree fetch no page in vain", () => {
  for (const name of ["keyOrder", "backwards"] as const) {
    const { resolver } = run(name, {});
    const { structure } = resolver.counters.sources;
    expect(structure.fetched - structure.used).toBe(0);
  }
});
