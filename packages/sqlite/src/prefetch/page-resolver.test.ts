/** The resolver's behaviour, question by question, over a small cache. */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { expect, test } from "vitest";
import { randomNumbers } from "../../../../test/contract/seeded-random.js";
import { emptyLeaf, interiorPage, leafPage } from "../../../../test/traces/tree-bytes.js";
import type { FetchPlan } from "../cache/fetch-plan.js";
import { createPageCache } from "../cache/page-cache.js";
import { DEFAULT_PAGE_FLAGS, type PageFlags } from "../cache/page-flags.js";
import { createMemorySlab, type MemorySlab } from "../cache/page-slab.js";
import type { PageResolver, Resolution } from "./page-resolver.js";
import type { Observation } from "./predictor.js";
import { createPageResolver } from "./resolve-pages.js";

const MODERN = DEFAULT_PAGE_FLAGS;
const WITHOUT_PIPELINE: Partial<PageFlags> = { pipelineMaxBytes: 0 };

interface Fixture {
  readonly resolver: PageResolver;
  readonly slab: MemorySlab;
}

function fixture(flags: Partial<PageFlags> = {}, dbSizePages = 10_000): Fixture {
  const slab = createMemorySlab(PAGE_SIZE, 2048);
  const all = { ...MODERN, ...flags };
  const cache = createPageCache(slab);
  const resolver = createPageResolver({ flags: all, cache, dbSizePages, wireVersion: 3 });
  return { resolver, slab };
}

function pageOf(pgno: number): Uint8Array {
  return new Uint8Array(PAGE_SIZE).fill(pgno % 251);
}

function answer(resolver: PageResolver, plan: FetchPlan, bytesOf = pageOf): void {
  resolver.complete(
    plan.id,
    plan.pgnos.map((pgno) => ({ pgno, bytes: bytesOf(pgno) })),
  );
}

function fetchOf(resolution: Resolution): FetchPlan | undefined {
  return resolution.kind === "wait" ? resolution.fetch : undefined;
}

/** Reads pages one after the other, each answered at once; gives the pages of each fetch. */
function read(
  { resolver }: Fixture,
  pgnos: readonly number[],
  bytesOf = pageOf,
): readonly (readonly number[])[] {
  return pgnos.flatMap((pgno) => {
    const plan = fetchOf(resolver.resolve(pgno, "prefetch"));
    if (plan !== undefined) answer(resolver, plan, bytesOf);
    expect(resolver.retry(pgno).kind).toBe("ready");
    return plan === undefined ? [] : [plan.pgnos];
  });
}

function run(first: number, count: number, step = 1): readonly number[] {
  return Array.from({ length: count }, (_, index) => first + index * step);
}

/** The pages that a read of `pgno` fetches. */
function check(at: Fixture, pgno: number, expected: readonly number[]): void {
  expect(read(at, [pgno])).toEqual([expected]);
}

test("an isolated read fetches one page", () => {
  check(fixture(), 500, [500]);
});

test("two pages in a row fetch a few more, and the next miss a window", () => {
  const at = fixture(WITHOUT_PIPELINE);
  check(at, 10, [10]);
  check(at, 11, run(11, 9));
  read(at, run(12, 8));
  check(at, 20, run(20, 256));
});

test("a scan of hits triggers the next full window when it leaves them", () => {
  const at = fixture(WITHOUT_PIPELINE);
  const sizes = read(at, run(10, 700)).map(({ length }) => length);
  expect(sizes).toEqual([1, 9, 256, 256, 256]);
});

test("equal steps are followed without the pages between them", () => {
  const at = fixture(WITHOUT_PIPELINE);
  const asked = read(at, run(10, 300, 5)).flat();
  expect(asked.every((pgno) => pgno % 5 === 0)).toBe(true);
  expect(at.resolver.counters.calls).toBeLessThan(10);
});

test("a predictor of the caller's takes the place of ours", () => {
  const slab = createMemorySlab(PAGE_SIZE, 2048);
  const seen: Observation[] = [];
  const resolver = createPageResolver({
    flags: MODERN,
    cache: createPageCache(slab),
    dbSizePages: 20,
    wireVersion: 3,
    createPredictor: (pages) => {
      const budget = pages.openBudget("markov");
      return {
        observe: (observation) => seen.push(observation),
        onMiss: (pgno) => ({ pgnos: [pgno, 3, 3, 0, 21, 7], mode: "bounded", budget }),
        takePrefetches: () => [{ pgnos: [7, 9], mode: "bounded", budget }],
      };
    },
  });
  const plan = fetchOf(resolver.resolve(5, "prefetch"));
  expect(plan?.pgnos).toEqual([5, 3, 7]);
  expect(resolver.takePrefetches().map(({ pgnos }) => pgnos)).toEqual([[9]]);
  expect(resolver.takePrefetches()).toEqual([]);
  if (plan !== undefined) answer(resolver, plan, () => emptyLeaf());
  resolver.commit([{ pgno: 3, bytes: emptyLeaf() }], 20);
  resolver.truncate();
  expect(seen).toEqual([
    { kind: "read", pgno: 5, outcome: "miss", isFirstRead: true },
    { kind: "content", pgno: 3, type: 13, cause: "arrival" },
    { kind: "content", pgno: 7, type: 13, cause: "arrival" },
    { kind: "content", pgno: 5, type: 13, cause: "read" },
    { kind: "changed", pgno: 3 },
    { kind: "truncated" },
  ]);
  expect(resolver.counters.sources.markov).toEqual({ fetched: 3, used: 0, wasted: 1 });
});

test("read-ahead off fetches what is asked for, and nothing else", () => {
  const at = fixture({ readAhead: false });
  expect(read(at, run(10, 50))).toHaveLength(50);
  expect(at.resolver.takePrefetches()).toEqual([]);
});

test("a backward scan fetches windows down to page 1", () => {
  const at = fixture(WITHOUT_PIPELINE);
  const fetches = read(at, run(900, 899, -1));
  expect(fetches.length).toBeLessThan(9);
  expect(fetches.at(-1)?.at(-1)).toBe(1);
});

test("a backward window is a range, from its lowest page", () => {
  const { resolver } = fixture(WITHOUT_PIPELINE);
  for (const pgno of run(900, 33, -1)) {
    const plan = fetchOf(resolver.resolve(pgno, "prefetch"));
    // One page for each, as if the cap of the server cut the answers.
    if (plan !== undefined) resolver.complete(plan.id, [{ pgno, bytes: pageOf(pgno) }]);
  }
  const plan = fetchOf(resolver.resolve(867, "prefetch"));
  expect(plan?.shape).toEqual({ kind: "range", startPgno: 612, pageCount: 256 });
});

test("an exact read fetches the missing page alone", () => {
  const at = fixture(WITHOUT_PIPELINE);
  read(at, run(10, 10));
  expect(fetchOf(at.resolver.resolve(20, "exact"))?.pgnos).toEqual([20]);
});

test("a predicted page that is cached is skipped", () => {
  const at = fixture(WITHOUT_PIPELINE);
  read(at, [15, ...run(10, 2)]);
  const [asked] = read(at, run(12, 9));
  expect(asked?.slice(0, 2)).toEqual([20, 21]);
  expect(at.resolver.counters.pagesFetched).toBe(1 + 1 + 8 + 256);
});

test("a page beyond the end is not asked for", () => {
  const { resolver } = fixture({}, 50);
  expect(resolver.resolve(51, "prefetch").kind).toBe("ready");
  expect(resolver.slotOf(51)).toBeUndefined();
});

test("a scan asks for no page beyond the end, and for each before it once", () => {
  for (const [first, step] of [
    [1, 1],
    [2, 3],
    [3, 40],
  ] as const) {
    const at = fixture(WITHOUT_PIPELINE, 1_000);
    const asked = read(at, run(first, Math.floor((1_000 - first) / step) + 1, step)).flat();
    expect(Math.max(...asked)).toBeLessThanOrEqual(1_000);
    expect(new Set(asked).size).toBe(asked.length);
  }
});

test("a page that is on its way is waited for, not asked for again", () => {
  const { resolver } = fixture();
  const first = resolver.resolve(500, "prefetch");
  const second = resolver.resolve(500, "prefetch");
  expect(fetchOf(second)).toBeUndefined();
  expect(second).toMatchObject({ fetchId: fetchOf(first)?.id });
  expect(resolver.counters.inFlightMisses).toBe(1);
});

test("a fetch that failed leaves its pages missing", () => {
  const { resolver } = fixture();
  const plan = fetchOf(resolver.resolve(500, "prefetch"));
  resolver.reject(plan?.id ?? 0);
  expect(fetchOf(resolver.retry(500))?.pgnos).toEqual([500]);
});

test("a page that the answer left out is asked for again, alone", () => {
  const { resolver } = fixture();
  const plan = fetchOf(resolver.resolve(500, "prefetch"));
  resolver.complete(plan?.id ?? 0, []);
  expect(fetchOf(resolver.retry(500))?.pgnos).toEqual([500]);
});

test("a page that the server does not have reads as zeros; page 1 is asked for again", () => {
  const { resolver, slab } = fixture();
  for (const pgno of [500, 1]) {
    const plan = fetchOf(resolver.resolve(pgno, "prefetch"));
    resolver.complete(plan?.id ?? 0, [{ pgno, bytes: null }]);
  }
  expect(slab.view(resolver.slotOf(500) ?? -1).every((byte) => byte === 0)).toBe(true);
  expect(resolver.counters.absentPages).toBe(1);
  expect(resolver.retry(500).kind).toBe("ready");
  expect(fetchOf(resolver.retry(1))?.pgnos).toEqual([1]);
});

test("pages that nobody asked for, or of a wrong size, are passed over", () => {
  const { resolver } = fixture();
  const plan = fetchOf(resolver.resolve(500, "prefetch"));
  resolver.complete(plan?.id ?? 0, [
    { pgno: 600, bytes: pageOf(600) },
    { pgno: 500, bytes: new Uint8Array(7) },
  ]);
  expect(resolver.slotOf(600)).toBeUndefined();
  expect(resolver.slotOf(500)).toBeUndefined();
});

test("what was on its way before a commit does not take its place", () => {
  const { resolver, slab } = fixture();
  const plan = fetchOf(resolver.resolve(500, "prefetch"));
  resolver.commit([{ pgno: 500, bytes: pageOf(7) }], 10_000);
  if (plan !== undefined) answer(resolver, plan);
  expect(slab.view(resolver.slotOf(500) ?? -1)[0]).toBe(7);
});

test("nor when the committed page has been thrown out before it comes", () => {
  const at = fixture(WITHOUT_PIPELINE);
  const plan = fetchOf(at.resolver.resolve(500, "prefetch"));
  at.resolver.commit([{ pgno: 500, bytes: pageOf(7) }], 10_000);
  read(at, run(1_000, 9_000));
  expect(at.resolver.slotOf(500)).toBeUndefined();
  if (plan !== undefined) answer(at.resolver, plan);
  expect(at.resolver.slotOf(500)).toBeUndefined();
});

test("a commit that shortens the file forgets the pages beyond", () => {
  const at = fixture();
  read(at, [500, 900]);
  at.resolver.commit([], 600);
  expect(at.resolver.slotOf(900)).toBeUndefined();
  expect(at.resolver.slotOf(500)).toBeDefined();
  expect(at.resolver.dbSizePages).toBe(600);
});

test("truncating drops the cache but for page 1, and what is on its way", () => {
  const at = fixture();
  read(at, [1, 500]);
  const plan = fetchOf(at.resolver.resolve(700, "prefetch"));
  at.resolver.truncate();
  if (plan !== undefined) answer(at.resolver, plan);
  expect([1, 500, 700].filter((pgno) => at.resolver.slotOf(pgno) !== undefined)).toEqual([1]);
  read(at, [700]);
  expect(at.slab.view(at.resolver.slotOf(700) ?? -1)).toEqual(pageOf(700));
});

test("after the fence is lost not even the cache is read", () => {
  const at = fixture();
  read(at, [1, 500]);
  at.resolver.fence();
  expect(at.resolver.resolve(1, "prefetch").kind).toBe("fenced");
  expect(at.resolver.retry(500).kind).toBe("fenced");
  expect(at.resolver.slotOf(1)).toBeUndefined();
});

test("a range that is refused is repeated as a list, and is the last", () => {
  const { resolver } = fixture(WITHOUT_PIPELINE);
  const plans = run(10, 400).flatMap((pgno) => {
    const plan = fetchOf(resolver.resolve(pgno, "prefetch"));
    const asked = plan === undefined ? undefined : (resolver.asList(plan.id) ?? plan);
    if (asked !== undefined) answer(resolver, asked);
    return plan === undefined ? [] : [plan];
  });
  expect(plans.filter(({ shape: transport }) => transport.kind === "range")).toHaveLength(1);
  expect(resolver.counters.rangeFallbacks).toBe(1);
});

test("an older version is never asked for a range", () => {
  const { resolver } = fixture();
  resolver.setWireVersion(2);
  for (const pgno of run(10, 400)) {
    const plan = fetchOf(resolver.resolve(pgno, "prefetch"));
    for (const asked of plan === undefined
      ? resolver.takePrefetches()
      : [plan, ...resolver.takePrefetches()]) {
      expect(asked.shape.kind).toBe("list");
      answer(resolver, asked);
    }
  }
  expect(resolver.counters.rangeCalls).toBe(0);
});

test("a scan that is sure has its next windows on their way before it asks", () => {
  const at = fixture();
  read(at, run(10, 5));
  const plans = at.resolver.takePrefetches();
  expect(plans.length).toBeGreaterThan(0);
  expect(plans.every(({ purpose }) => purpose === "prefetch")).toBe(true);
  expect(at.resolver.takePrefetches()).toEqual([]);
});

test.each([1_000, 1_001, 1_127, 1_200])(
  "the last window of a scan over %i pages is on its way before it is asked for, however small",
  (pageCount) => {
    const { resolver } = fixture({}, pageCount);
    let waited = 0;
    for (const pgno of run(1, pageCount)) {
      const resolution = resolver.resolve(pgno, "prefetch");
      const plan = fetchOf(resolution);
      if (plan !== undefined) answer(resolver, plan);
      if (resolution.kind === "wait" && pgno > 600) waited += 1;
      for (const ahead of resolver.takePrefetches()) {
        expect(Math.max(...ahead.pgnos)).toBeLessThanOrEqual(pageCount);
        answer(resolver, ahead);
      }
    }
    expect(waited).toBe(0);
  },
);

test("point reads have nothing on its way", () => {
  const at = fixture();
  read(at, [500, 40, 7000, 300, 9000, 2500, 61, 8000]);
  expect(at.resolver.takePrefetches()).toEqual([]);
});

test("two scans by turns are both run ahead of", () => {
  const at = fixture();
  read(
    at,
    run(10, 5).flatMap((pgno) => [pgno, pgno + 4000]),
  );
  const firsts = at.resolver.takePrefetches().map(({ pgnos }) => pgnos[0] ?? 0);
  expect(firsts.some((pgno) => pgno < 1000)).toBe(true);
  expect(firsts.some((pgno) => pgno > 4000)).toBe(true);
});

/** Leaves that are scattered over the file, under the parent 40. */
const SCATTERED: readonly number[] = scatter();

function scatter(): readonly number[] {
  const random = randomNumbers(5);
  const pgnos = new Set<number>();
  while (pgnos.size < 200) pgnos.add(100 + random(9000));
  return [...pgnos];
}

function treeBytes(pgno: number): Uint8Array {
  return pgno === 40 ? interiorPage(SCATTERED) : emptyLeaf();
}

test("leaves in key order are fetched together, however they are scattered", () => {
  const scan = (structure: boolean): number => {
    const at = fixture({ ...WITHOUT_PIPELINE, structure });
    return read(at, [40, ...SCATTERED], treeBytes).length;
  };
  expect(scan(true)).toBeLessThan(8);
  expect(scan(false)).toBeGreaterThan(100);
});

test("they are on their way before they are asked for", () => {
  const at = fixture();
  const asked = read(at, [40, ...SCATTERED.slice(0, 8)], treeBytes).flat();
  const pgnos = at.resolver.takePrefetches().flatMap((plan) => plan.pgnos);
  expect(new Set([...asked, ...pgnos])).toEqual(new Set([40, ...SCATTERED]));
});

test("interior pages below the root come together", () => {
  const parents = [50, 9000, 700, 3000];
  const bytesOf = (pgno: number): Uint8Array => {
    const index = parents.indexOf(pgno);
    if (pgno === 40) return interiorPage(parents);
    return index < 0 ? emptyLeaf() : interiorPage(SCATTERED.slice(index * 50, index * 50 + 50));
  };
  const at = fixture();
  const asked = read(at, [40, 9000], bytesOf).flat();
  const pgnos = at.resolver.takePrefetches().flatMap((plan) => plan.pgnos);
  expect([...asked, ...pgnos].sort((one, other) => one - other)).toEqual([40, 50, 700, 3000, 9000]);
});

/** A table of `parentCount` x 300 leaves below the root 40; its leaves in random order. */
function randomTable(parentCount: number): {
  readonly leaves: readonly number[];
  readonly bytesOf: (pgno: number) => Uint8Array;
} {
  const parents = run(100, parentCount);
  const root = interiorPage(parents);
  const childrenOf = (index: number): readonly number[] => run(1000 + 300 * index, 300);
  const random = randomNumbers(9);
  const leaves = parents.flatMap((_, index) => childrenOf(index));
  return {
    leaves: leaves
      .map((pgno) => ({ pgno, rank: random(2 ** 30) }))
      .sort((one, other) => one.rank - other.rank)
      .map(({ pgno }) => pgno),
    bytesOf: (pgno) => {
      if (pgno === 40) return root;
      const index = parents.indexOf(pgno);
      return index < 0 ? emptyLeaf() : interiorPage(childrenOf(index));
    },
  };
}

/** Calls for lookups from the root down, each through the parent of its leaf. */
function lookUp(at: Fixture, leaves: readonly number[], bytesOf = pageOf): number {
  const path = leaves.flatMap((leaf) => [40, 100 + Math.floor((leaf - 1000) / 300), leaf]);
  return read(at, path, bytesOf).length;
}

test("random look-ups fetch hardly a page more than they read", () => {
  const { leaves, bytesOf } = randomTable(25);
  const pagesOf = (readAhead: boolean): number => {
    const at = fixture({ readAhead });
    lookUp(at, leaves.slice(0, 800), bytesOf);
    return at.resolver.counters.pagesFetched;
  };
  expect(pagesOf(true)).toBeLessThanOrEqual(pagesOf(false) * 1.05);
});

test("guesses that are right are made more of", () => {
  const { leaves, bytesOf } = randomTable(4);
  const inOrder = leaves.toSorted((one, other) => one - other);
  const ranges = leaves
    .slice(0, 30)
    .flatMap((leaf) => inOrder.slice(inOrder.indexOf(leaf), inOrder.indexOf(leaf) + 6));
  const callsOf = (readAhead: boolean): number => lookUp(fixture({ readAhead }), ranges, bytesOf);
  expect(callsOf(true)).toBeLessThan(callsOf(false) / 2.5);
});

test("the rest of a row comes with its first overflow page", () => {
  const at = fixture(WITHOUT_PIPELINE);
  read(at, [300], () => leafPage([5000, 5100], 16_400));
  check(at, 5100, [5100, 5101, 5102, 5103]);
});

test("what was fetched is counted by why it was, and as used or wasted", () => {
  const at = fixture({ ...WITHOUT_PIPELINE, markov: false });
  at.resolver.preload([{ pgno: 1, bytes: pageOf(1) }], "first");
  at.resolver.preload(
    [2, 3].map((pgno) => ({ pgno, bytes: pageOf(pgno) })),
    "hint",
  );
  read(at, [1, 2, ...run(500, 13)]);
  at.resolver.close();
  const { sources } = at.resolver.counters;
  expect(sources.first).toEqual({ fetched: 1, used: 1, wasted: 0 });
  expect(sources.hint).toEqual({ fetched: 2, used: 1, wasted: 1 });
  expect(sources.target).toEqual({ fetched: 3, used: 3, wasted: 0 });
  expect(sources.scan).toEqual({ fetched: 263, used: 10, wasted: 253 });
});
