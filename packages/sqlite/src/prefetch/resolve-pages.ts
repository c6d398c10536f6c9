/** The page resolver, out of its parts: what is missing, what to ask for, and what came. */

import type { CacheShare } from "../cache/cache-share.js";
import {
  type FetchedPage,
  type FetchPlan,
  MAX_FETCH_PAGES,
  type PageSource,
  type ScanMode,
} from "../cache/fetch-plan.js";
import { isInteriorType } from "../cache/interior-page.js";
import type { PageCache } from "../cache/page-cache.js";
import { countFetch, newPageCounters, type PageCounters } from "../cache/page-counters.js";
import type { PageFlags } from "../cache/page-flags.js";
import { planDemandFetch } from "./demand-fetch-plan.js";
import { createInFlight, type InFlight, type InFlightFetch } from "./in-flight.js";
import { chainAfter, isTableLeafType } from "./overflow-chain.js";
import type {
  DirtyLookup,
  PageResolver,
  PageResolverOptions,
  PrefetchSwitch,
  PreloadReason,
  Resolution,
} from "./page-resolver.js";
import { createPredictors, type Predictors } from "./predictors.js";
import { nextPrefetchWindow } from "./prefetch-window.js";
import type { HintSnapshot } from "./recent-pages.js";
import { chooseRequestShape } from "./request-shape.js";
import type { ScanCursor } from "./scan-cursor.js";

/** A resolver over an empty share of the cache. */
export function createPageResolver(options: PageResolverOptions): PageResolver {
  return new Resolver(options);
}

const NO_WAITS: ReadonlySet<number> = new Set();

class Resolver implements PageResolver {
  readonly counters: PageCounters = newPageCounters();
  dbSizePages: number;
  readonly #flags: PageFlags;
  readonly #cache: PageCache;
  readonly #share: CacheShare;
  readonly #dirty: DirtyLookup;
  readonly #predictors: Predictors;
  readonly #inFlight: InFlight = createInFlight();
  /** Missing pages that SQLite waits for. */
  readonly #awaited = new Set<number>();
  readonly #limitPages: number;
  #cancelled: number[] = [];
  #wireVersion: number;
  #hasRanges = true;
  #isFenced = false;
  #nextFetchId = 1;
  /** The table leaf that SQLite asked for last: its rows may go on elsewhere. */
  #lastLeaf = 0;

  constructor(options: PageResolverOptions) {
    const { flags, cache, dirty, dbSizePages, wireVersion, tiePolicy = "smallest" } = options;
    this.#flags = flags;
    this.#cache = cache;
    this.#dirty = dirty;
    this.dbSizePages = dbSizePages;
    this.#wireVersion = wireVersion;
    this.#predictors = createPredictors(flags, tiePolicy);
    // A window must not throw out what the window before it brought.
    this.#limitPages = Math.min(MAX_FETCH_PAGES, Math.floor(cache.slotCount / 4));
    this.#share = cache.open({
      used: (source) => {
        this.counters.sources[source].used += 1;
      },
      wasted: (source) => this.#countWasted(source),
    });
  }

  get databaseId(): number {
    return this.#share.databaseId;
  }

  get leadPages(): number {
    const leads = this.#predictors.scans.confirmed.map(
      ({ prefetchedUpTo, position }) => prefetchedUpTo - position - 1,
    );
    return leads.length === 0 ? 0 : Math.min(...leads);
  }

  resolve(targets: readonly number[], prefetch: PrefetchSwitch): Resolution {
    if (this.#isFenced) return { kind: "fenced" };
    this.#share.dropTransient();
    const distinct = [...new Set(targets)];
    const missing = distinct.filter((pgno) => !this.#isReadable(pgno));
    const waits = missing.length === 0 ? NO_WAITS : new Set(missing);
    this.#count(distinct.length, missing.length);
    const readAhead = this.#predictors.record(targets, waits);
    for (const pgno of distinct) if (!waits.has(pgno)) this.#recordUse(pgno);
    if (missing.length === 0) return { kind: "ready" };
    for (const pgno of missing) this.#awaited.add(pgno);

    const unasked = missing.filter((pgno) => !this.#inFlight.has(pgno));
    this.counters.inFlightMisses += missing.length - unasked.length;
    if (unasked.length === 0 || prefetch === "exact") return this.#wait(missing, unasked);
    const resolved = new Set(distinct);
    const { mode, sources, skipped } = planDemandFetch(
      {
        missing: unasked,
        readAhead,
        dbSizePages: this.dbSizePages,
        limitPages: this.#limitPages,
        canTake: (pgno) =>
          !resolved.has(pgno) && (!this.#flags.skipCached || this.#isWorthAsking(pgno)),
        chainAfter: (pgno) => this.#chainAfter(pgno),
      },
      this.#predictors,
      this.#flags,
      this.counters.sources.structure,
    );
    this.counters.predictionsSkipped += skipped;
    const fetch = this.#planDemand(mode, sources);
    return { kind: "wait", fetch, waitFor: this.#fetchesOf(missing) };
  }

  recordAccess(pgno: number): void {
    if (this.#isFenced) return;
    this.#count(1, 0);
    this.#predictors.recordHit(pgno);
    this.#recordUse(pgno);
  }

  retry(targets: readonly number[]): Resolution {
    if (this.#isFenced) return { kind: "fenced" };
    const missing = [...new Set(targets)].filter((pgno) => !this.#isReadable(pgno));
    if (missing.length === 0) return { kind: "ready" };
    for (const pgno of missing) this.#awaited.add(pgno);
    return this.#wait(
      missing,
      missing.filter((pgno) => !this.#inFlight.has(pgno)),
    );
  }

  takePrefetches(): readonly FetchPlan[] {
    if (this.#isFenced || !this.#flags.pipelining || this.#flags.readAhead === "none") return [];
    const plans: FetchPlan[] = [];
    for (const cursor of this.#predictors.scans.confirmed) {
      if (cursor.mode === "backward" && !this.#flags.backward) continue;
      let plan = this.#planPrefetch(cursor);
      // Each plan takes room, so this ends.
      while (plan !== undefined) {
        plans.push(plan);
        plan = this.#planPrefetch(cursor);
      }
    }
    for (const id of this.#predictors.scans.takeEnded()) {
      if (this.#inFlight.get(id) === undefined) continue;
      this.counters.prefetchesCancelled += 1;
      this.#cancelled.push(id);
    }
    return plans;
  }

  takeCancelled(): readonly number[] {
    // A page that SQLite has come to wait for is wanted again.
    const cancelled = this.#cancelled.filter((id) => {
      const pgnos = this.#inFlight.get(id)?.plan.pgnos ?? [];
      return pgnos.length > 0 && !pgnos.some((pgno) => this.#awaited.has(pgno));
    });
    this.#cancelled = [];
    return cancelled;
  }

  inFlight(): readonly number[] {
    return this.#inFlight.ids();
  }

  complete(fetchId: number, pages: readonly FetchedPage[]): void {
    const flight = this.#inFlight.get(fetchId);
    if (flight === undefined) return;
    if (!this.#isFenced) this.#take(flight, pages);
    this.#remove(fetchId);
  }

  #take(flight: InFlightFetch, pages: readonly FetchedPage[]): void {
    const awaited: FetchedPage[] = [];
    for (const page of pages) {
      const { pgno } = page;
      const isAsked = this.#inFlight.fetchOf(pgno) === flight.plan.id;
      // What SQLite waits for comes last, so that the others cannot throw it out.
      if (isAsked && this.#awaited.size > 0 && this.#awaited.has(pgno)) awaited.push(page);
      else if (isAsked) this.#keep(page, flight.sourceOf(pgno), "prefetched");
      // It was written since it was asked for, or was asked for again.
      else if (flight.plan.pgnos.includes(pgno)) this.#countWasted(flight.sourceOf(pgno));
    }
    for (const page of awaited) this.#keep(page, flight.sourceOf(page.pgno), "target");
  }

  reject(fetchId: number): void {
    this.#remove(fetchId);
  }

  asList(fetchId: number): FetchPlan | undefined {
    const flight = this.#inFlight.get(fetchId);
    if (flight?.plan.shape.kind !== "range") return undefined;
    this.#hasRanges = false;
    this.counters.rangeFallbacks += 1;
    return { ...flight.plan, shape: { kind: "list", pgnos: flight.plan.pgnos } };
  }

  slotOf(pgno: number): number | undefined {
    return this.#share.slotOf(pgno);
  }

  preload(pages: readonly FetchedPage[], reason: PreloadReason): void {
    for (const { pgno, bytes } of pages) {
      if (bytes === null || bytes.length !== this.#cache.slab.pageSize || this.#isFenced) continue;
      if (this.#isReadable(pgno)) continue;
      this.counters.sources[reason].fetched += 1;
      if (reason === "hint") this.#predictors.recent.recordPreloaded(pgno);
      const slot = this.#share.insert(pgno, bytes, reason, "startup");
      if (slot === undefined) this.#countWasted(reason);
    }
  }

  commit(
    pages: Iterable<{ readonly pgno: number; readonly bytes: Uint8Array }>,
    size: number,
  ): void {
    if (size < this.dbSizePages) {
      // What there is, not what a server may have said that there is.
      this.#share.removeBeyond(size);
      this.#inFlight.invalidateBeyond(size);
    }
    this.dbSizePages = size;
    for (const { pgno, bytes } of pages) {
      this.#inFlight.invalidate([pgno]);
      this.#predictors.structure.forget(pgno);
      if (!this.#isFenced) this.#share.insert(pgno, bytes, undefined, "target");
    }
  }

  truncate(): void {
    this.#share.clear();
    this.#inFlight.invalidateAll();
    this.#predictors.structure.clear();
    this.#predictors.scans.clear();
  }

  restart(dbSizePages: number): void {
    this.truncate();
    this.#share.remove(1);
    this.dbSizePages = dbSizePages;
  }

  setWireVersion(version: number): void {
    this.#wireVersion = version;
    this.#hasRanges = true;
  }

  fence(): void {
    this.#isFenced = true;
    this.#share.close();
  }

  hints(): HintSnapshot {
    return this.#predictors.recent.snapshot();
  }

  close(): void {
    for (const id of this.#inFlight.ids()) this.#remove(id);
    this.fence();
  }

  #count(requested: number, missing: number): void {
    this.counters.resolves += 1;
    this.counters.requested += requested;
    this.counters.hits += requested - missing;
    this.counters.misses += missing;
  }

  #countWasted(source: PageSource): void {
    this.counters.sources[source].wasted += 1;
  }

  /** Whether the page can be read now. Beyond the end of the file there is nothing to wait for. */
  #isReadable(pgno: number): boolean {
    const isOutside = pgno < 1 || pgno > this.dbSizePages;
    return isOutside || this.#share.slotOf(pgno) !== undefined || this.#dirty.has(pgno);
  }

  #isWorthAsking(pgno: number): boolean {
    return !this.#isReadable(pgno) && !this.#inFlight.has(pgno);
  }

  #recordUse(pgno: number): void {
    const slot = this.#share.recordAccess(pgno);
    if (slot === undefined) return;
    const type = this.#share.typeAt(slot);
    if (isInteriorType(type)) {
      if (this.#predictors.structure.knows(pgno)) return;
      this.#predictors.recordInterior(pgno, this.#cache.slab.view(slot), this.dbSizePages);
      return;
    }
    if (isTableLeafType(type)) this.#lastLeaf = pgno;
    this.#predictors.recordLeaf(pgno);
  }

  #chainAfter(pgno: number): readonly number[] | undefined {
    const slot = this.#share.slotOf(this.#lastLeaf);
    if (slot === undefined) return undefined;
    const leaf = this.#cache.slab.view(slot);
    return chainAfter(pgno, this.#lastLeaf, leaf, this.dbSizePages);
  }

  /** Asks for `unasked` without any prediction, and waits for all of `missing`. */
  #wait(missing: readonly number[], unasked: readonly number[]): Resolution {
    const sources = new Map<number, PageSource>();
    for (const pgno of unasked.slice(0, this.#limitPages)) sources.set(pgno, "target");
    const fetch = sources.size === 0 ? undefined : this.#planDemand("bounded", sources);
    return { kind: "wait", fetch, waitFor: this.#fetchesOf(missing) };
  }

  #fetchesOf(pgnos: readonly number[]): readonly number[] {
    const ids = new Set<number>();
    for (const pgno of pgnos) {
      const id = this.#inFlight.fetchOf(pgno);
      if (id !== undefined) ids.add(id);
    }
    return [...ids];
  }

  #planPrefetch(cursor: ScanCursor): FetchPlan | undefined {
    const { pageSize } = this.#cache.slab;
    const budget = Math.floor(this.#flags.pipelineMaxBytes / pageSize);
    const room = Math.min(budget - this.#inFlight.prefetchPages, this.#cache.prefetchRoom);
    const maxPages = Math.min(this.#limitPages, budget);
    if (room < maxPages || maxPages === 0) return undefined;
    const pgnos = nextPrefetchWindow(cursor, {
      dbSizePages: this.dbSizePages,
      maxPages,
      lookahead: Math.min(this.#predictors.scans.lookaheadOf(cursor), budget),
      canTake: (pgno) => this.#isWorthAsking(pgno),
    });
    if (pgnos.length === 0) return undefined;
    const plan = this.#send("prefetch", cursor.mode, pgnos, () => cursor.source);
    this.#predictors.scans.recordFetch(cursor, plan.id);
    return plan;
  }

  #planDemand(mode: ScanMode, sources: ReadonlyMap<number, PageSource>): FetchPlan {
    return this.#send("demand", mode, [...sources.keys()], (pgno) => sources.get(pgno) ?? "target");
  }

  #send(
    purpose: FetchPlan["purpose"],
    mode: ScanMode,
    pgnos: readonly number[],
    sourceOf: (pgno: number) => PageSource,
  ): FetchPlan {
    const shape = chooseRequestShape(pgnos, mode, {
      rangeReads: this.#flags.rangeReads && this.#hasRanges,
      wireVersion: this.#wireVersion,
    });
    const maxBytes = pgnos.length * this.#cache.slab.pageSize;
    const plan = { id: this.#nextFetchId++, purpose, mode, shape, pgnos, maxBytes };
    this.#inFlight.add({ plan, sourceOf });
    if (purpose === "prefetch") this.#cache.takePrefetchRoom(pgnos.length);
    countFetch(this.counters, plan, sourceOf, this.#cache.slab.pageSize);
    return plan;
  }

  /** Takes a fetch out of what is on its way. */
  #remove(fetchId: number): InFlightFetch | undefined {
    const flight = this.#inFlight.remove(fetchId);
    if (flight?.plan.purpose === "prefetch")
      this.#cache.takePrefetchRoom(-flight.plan.pgnos.length);
    return flight;
  }

  /** As `target` if SQLite waits for it. */
  #keep(
    { pgno, bytes }: FetchedPage,
    source: PageSource,
    pageClass: "target" | "prefetched",
  ): void {
    const isAwaited = pageClass === "target";
    const isBroken = bytes === null ? pgno === 1 : bytes.length !== this.#cache.slab.pageSize;
    const isUseless = this.#isReadable(pgno) || (bytes === null && !isAwaited);
    if (isBroken || isUseless) {
      this.#countWasted(source);
      return;
    }
    if (bytes === null) this.counters.absentPages += 1;
    // The next parents of a scan over a tree lead it on before SQLite asks for them.
    else if (source === "structure") this.#predictors.recordBytes(pgno, bytes, this.dbSizePages);
    const slot = this.#share.insert(pgno, bytes, source, pageClass);
    if (slot === undefined) this.#countWasted(source);
    if (!isAwaited || slot === undefined) return;
    this.#awaited.delete(pgno);
    this.#recordUse(pgno);
  }
}
