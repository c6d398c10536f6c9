/**
 * Tests properties that hold for any reads and writes: bounds, budgets, and determinism for a seed.
 */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { expect, test } from "vitest";
import type { FetchPlan } from "../../packages/sqlite/src/cache/fetch-plan.js";
import { createPageCache, type PageCache } from "../../packages/sqlite/src/cache/page-cache.js";
import { DEFAULT_PAGE_FLAGS, type PageFlags } from "../../packages/sqlite/src/cache/page-flags.js";
import type { PageResolver } from "../../packages/sqlite/src/prefetch/page-resolver.js";
import { createPageResolver } from "../../packages/sqlite/src/prefetch/resolve-pages.js";
import {
  countFrom,
  pick,
  type Random,
  randomNumbers,
  withSeed,
} from "../contract/seeded-random.js";
import { createBorrowingSlab } from "./replay.js";
import { emptyLeaf, interiorPage, leafPage } from "./tree-bytes.js";

const ROUNDS = countFrom("BAREWIRE_TEST_VALUES", 8);
const STEPS = 400;

/**
 * One database that is read, written, truncated and committed at random, over an unreliable server.
 */
class RandomSession {
  readonly resolver: PageResolver;
  readonly dirty = new Set<number>();
  readonly log: string[] = [];
  readonly #random: Random;
  readonly #flags: PageFlags;
  #pending: FetchPlan[] = [];
  #place = 1;
  /** The pages of fetches without a response, which the session keeps for itself. */
  #onTheirWay = new Set<number>();

  constructor(random: Random, cache: PageCache, flags: PageFlags) {
    this.#random = random;
    this.#flags = flags;
    this.resolver = createPageResolver({
      flags,
      cache,
      dbSizePages: 1 + random(5000),
      wireVersion: 2 + random(2),
    });
    this.resolver.preload([{ pgno: 1, bytes: this.#bytesOf(1) }], "first");
  }

  step(): void {
    switch (this.#random(20)) {
      case 0:
        this.#write();
        break;
      case 1:
        this.#commit();
        break;
      case 2:
        if (this.#random(10) === 0) this.#truncate();
        break;
      case 3:
        if (this.#pending.length > 0) this.#reject(pick(this.#random, this.#pending).id);
        break;
      default:
        this.#read(this.#nextPage());
    }
    this.#check();
  }

  /** The accesses are runs, strides, backward runs, and jumps. */
  #nextPage(): number {
    const step = pick(this.#random, [1, 1, 1, 1, 1, -1, -1, 33, 0, 4]);
    if (this.#random(12) === 0) this.#place = this.#random(this.resolver.dbSizePages);
    this.#place += step;
    return Math.max(1, Math.min(this.#place, this.resolver.dbSizePages + 2));
  }

  #read(pgno: number): void {
    // SQLite reads a dirty page from its file, and never asks the resolver for it.
    if (this.dirty.has(pgno)) return;
    let resolution = this.resolver.resolve(pgno, this.#random(9) === 0 ? "exact" : "prefetch");
    for (let round = 0; round < 20 && resolution.kind === "wait"; round++) {
      if (resolution.fetch !== undefined) this.#take(resolution.fetch);
      for (const plan of this.resolver.takePrefetches()) this.#take(plan);
      this.#settle(resolution.fetchId);
      resolution = this.resolver.retry(pgno);
    }
    expect(resolution.kind).toBe("ready");
    const isInside = pgno <= this.resolver.dbSizePages;
    if (isInside) expect(this.resolver.slotOf(pgno)).toBeDefined();
    for (const plan of this.resolver.takePrefetches()) this.#take(plan);
    if (this.#random(3) === 0 && this.#pending.length > 0) {
      this.#settle(pick(this.#random, this.#pending).id);
    }
  }

  /** Checks the properties of every plan. */
  #take(plan: FetchPlan): void {
    const { pgnos, shape: transport } = plan;
    this.log.push(`${plan.purpose} ${transport.kind} ${pgnos.join(",")}`);
    expect(pgnos.length).toBeGreaterThan(0);
    expect(pgnos.length).toBeLessThanOrEqual(256);
    expect(plan.maxBytes).toBeLessThanOrEqual(1024 * 1024);
    expect(new Set(pgnos).size).toBe(pgnos.length);
    for (const pgno of pgnos) {
      const isOutside = pgno < 1 || pgno > this.resolver.dbSizePages;
      const isThere = this.resolver.slotOf(pgno) !== undefined;
      if (isOutside || isThere || this.#onTheirWay.has(pgno)) {
        throw new Error(`page ${pgno} was asked for without need`);
      }
    }
    if (transport.kind === "range") {
      const { startPgno, pageCount } = transport;
      const range = Array.from({ length: pageCount }, (_, index) => startPgno + index);
      expect([...pgnos].sort((one, other) => one - other)).toEqual(range);
    } else {
      expect(transport.pgnos).toEqual(pgnos);
    }
    for (const pgno of pgnos) this.#onTheirWay.add(pgno);
    this.#pending.push(plan);
  }

  /** The server mostly answers; at times it fails, refuses a range, or truncates a response. */
  #settle(id: number): void {
    const plan = this.#pending.find((pending) => pending.id === id);
    if (plan === undefined) return;
    const fate = this.#random(12);
    if (fate === 0) {
      this.#reject(id);
      return;
    }
    if (fate === 1) this.resolver.asList(id);
    const count = fate === 2 ? 1 + this.#random(plan.pgnos.length) : plan.pgnos.length;
    const pages = plan.pgnos.slice(0, count);
    this.#forget(plan);
    this.resolver.complete(
      id,
      pages.map((pgno) => ({ pgno, bytes: this.#bytesOf(pgno) })),
    );
  }

  #reject(id: number): void {
    const plan = this.#pending.find((pending) => pending.id === id);
    if (plan !== undefined) this.#forget(plan);
    this.resolver.reject(id);
  }

  #forget(plan: FetchPlan): void {
    this.#pending = this.#pending.filter((pending) => pending !== plan);
    for (const pgno of plan.pgnos) this.#onTheirWay.delete(pgno);
  }

  #write(): void {
    this.dirty.add(1 + this.#random(this.resolver.dbSizePages + 3));
  }

  #commit(): void {
    const size = Math.max(this.resolver.dbSizePages, ...this.dirty);
    const pages = [...this.dirty].map((pgno) => ({ pgno, bytes: this.#bytesOf(pgno) }));
    this.dirty.clear();
    for (const { pgno } of pages) this.#onTheirWay.delete(pgno);
    this.resolver.commit(pages, size);
  }

  #truncate(): void {
    const size = Math.max(1, this.#random(this.resolver.dbSizePages));
    this.resolver.truncate();
    this.#onTheirWay.clear();
    for (const pgno of this.dirty) if (pgno > size) this.dirty.delete(pgno);
    this.resolver.commit([], size);
  }

  #check(): void {
    expect(this.resolver.slotOf(1)).toBeDefined();
    const { counters } = this.resolver;
    expect(counters.hits + counters.misses).toBe(counters.requested);
    if (this.#flags.pipelineMaxBytes === 0) expect(counters.prefetchCalls).toBe(0);
    for (const { fetched, used, wasted } of Object.values(counters.sources)) {
      expect(used + wasted).toBeLessThanOrEqual(fetched);
    }
  }

  /** The pages are leaves, parents of random pages, and overflow pages. */
  #bytesOf(pgno: number): Uint8Array {
    if (pgno % 7 === 0) return leafPage([pgno + 1, pgno + 3], 9000);
    if (pgno % 50 !== 3) return emptyLeaf();
    const random = randomNumbers(pgno);
    const children = new Set(Array.from({ length: 40 }, () => 2 + random(3000)));
    return interiorPage([...children]);
  }
}

/** Three databases share one small cache, step by step in turn. */
function runSessions(random: Random, flags: PageFlags): readonly string[] {
  const slots = 128 + random(2000);
  const cache = createPageCache(createBorrowingSlab(slots));
  const sessions = [0, 1, 2].map(() => new RandomSession(random, cache, flags));
  for (let step = 0; step < STEPS; step++) {
    pick(random, sessions).step();
    if (cache.usedSlots > slots) throw new Error("the cache is over its budget");
  }
  for (const { resolver } of sessions) resolver.close();
  expect(cache.usedSlots).toBe(0);
  expect(cache.prefetchRoom).toBe(Math.floor(slots / 2));
  return sessions.flatMap(({ log }) => log);
}

/** Each flag of the modern preset off by itself, since each is a path of its own. */
function randomFlags(random: Random): PageFlags {
  const modern = DEFAULT_PAGE_FLAGS;
  const pipelineMaxBytes = (1 + random(8)) * 256 * PAGE_SIZE;
  return pick(random, [
    modern,
    { ...modern, pipelineMaxBytes },
    { ...modern, pipelineMaxBytes: 0 },
    { ...modern, structure: false },
    { ...modern, markov: false },
    { ...modern, readAhead: false },
  ]);
}

test("no session asks for too much, or for what it has, and page 1 is always there", () =>
  withSeed((random) => {
    for (let round = 0; round < ROUNDS; round++) runSessions(random, randomFlags(random));
  }));

test("the same reads ask the same again", () =>
  withSeed((random) => {
    const seed = random(2 ** 30);
    const flags = DEFAULT_PAGE_FLAGS;
    const first = runSessions(randomNumbers(seed), flags);
    expect(runSessions(randomNumbers(seed), flags)).toEqual(first);
    expect(first.length).toBeGreaterThan(20);
  }));
