/** The implementation of the page resolver, which joins cache, predictors and fetches in flight. */

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
import type { CommitPage, PrefetchSwitch } from "../page-store.js";
import { planDemandFetch } from "./demand-fetch-plan.js";
import { createInFlight, type InFlight, type InFlightFetch } from "./in-flight.js";
import { chainAfter, isTableLeafType } from "./overflow-chain.js";
import type {
  PageResolver,
  PageResolverOptions,
  PreloadReason,
  Resolution,
} from "./page-resolver.js";
import { createPredictors, type Predictors } from "./predictors.js";
import { nextPrefetchWindow } from "./prefetch-window.js";
import type { HintSnapshot } from "./recent-pages.js";
import { chooseRequestShape } from "./request-shape.js";
import type { ScanCursor } from "./scan-cursor.js";

/** Creates a resolver over an empty share of the cache. */
export function createPageResolver(options: PageResolverOptions): PageResolver {
  return new Resolver(options);
}

class Resolver implements PageResolver {
  readonly counters: PageCounters = newPageCounters();
  dbSizePages: number;
  readonly #flags: PageFlags;
  readonly #cache: PageCache;
  readonly #share: CacheShare;
  readonly #predictors: Predictors;
  readonly #inFlight: InFlight = createInFlight();
  /** Missing pages that SQLite waits for. */
  readonly #awaited = new Set<number>();
  /** The most pages that one fetch requests. */
  readonly #maxFetchPages: number;
  #wireVersion: number;
  /** False once the server has refused a range request. */
  #hasRanges = true;
  #isFenced = false;
  #nextFetchId = 1;
  /** The table leaf that SQLite read last: overflow pages of its rows may follow. */
  #lastLeaf = 0;

  constructor({ flags, cache, dbSizePages, wireVersion }: PageResolverOptions) {
    this.#flags = flags;
    this.#cache = cache;
    this.dbSizePages = dbSizePages;
    this.#wireVersion = wireVersion;
    this.#predictors = createPredictors(flags);
    // A window must not evict the pages of the window before it.
    this.#maxFetchPages = Math.min(MAX_FETCH_PAGES, Math.floor(cache.slotCount / 4));
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

  resolve(pgno: number, prefetch: PrefetchSwitch): Resolution {
    if (this.#isFenced) return { kind: "fenced" };
    this.#share.dropTransient();
    const isMissing = !this.#isReadable(pgno);
    this.#count(isMissing ? "misses" : "hits");
    const readAhead = this.#predictors.record(pgno, isMissing);
    if (!isMissing) {
      this.#recordUse(pgno);
      return { kind: "ready" };
    }
    if (this.#inFlight.has(pgno)) this.counters.inFlightMisses += 1;
    else if (prefetch === "prefetch") {
      this.#awaited.add(pgno);
      const { mode, sources, skipped } = planDemandFetch(
        {
          pgno,
          readAhead,
          dbSizePages: this.dbSizePages,
          maxFetchPages: this.#maxFetchPages,
          canTake: (other) =>
            other !== pgno && (!this.#flags.skipCached || this.#isWorthFetching(other)),
          chainAfter: (first) => this.#chainAfter(first),
        },
        this.#predictors,
        this.#flags,
        this.counters.sources.structure,
      );
      this.counters.predictionsSkipped += skipped;
      const fetch = this.#sendDemand(mode, sources);
      return { kind: "wait", fetch, fetchId: fetch.id };
    }
    return this.#waitFor(pgno);
  }

  recordAccess(pgno: number): void {
    if (this.#isFenced) return;
    this.#count("hits");
    this.#predictors.recordHit(pgno);
    this.#recordUse(pgno);
  }

  retry(pgno: number): Resolution {
    if (this.#isFenced) return { kind: "fenced" };
    return this.#isReadable(pgno) ? { kind: "ready" } : this.#waitFor(pgno);
  }

  takePrefetches(): readonly FetchPlan[] {
    if (this.#isFenced || !this.#flags.pipelining || this.#flags.readAhead === "none") return [];
    const plans: FetchPlan[] = [];
    for (const cursor of this.#predictors.scans.confirmed) {
      if (cursor.mode === "backward" && !this.#flags.backward) continue;
      let plan = this.#planPrefetch(cursor);
      // Each plan takes some of the room for prefetches, so this ends.
      while (plan !== undefined) {
        plans.push(plan);
        plan = this.#planPrefetch(cursor);
      }
    }
    for (const id of this.#predictors.scans.takeEnded()) {
      if (this.#inFlight.get(id) !== undefined) this.counters.orphanedPrefetches += 1;
    }
    return plans;
  }

  complete(fetchId: number, pages: readonly FetchedPage[]): void {
    const fetch = this.#inFlight.get(fetchId);
    if (fetch === undefined) return;
    if (!this.#isFenced) this.#take(fetch, pages);
    this.#remove(fetchId);
  }

  #take(fetch: InFlightFetch, pages: readonly FetchedPage[]): void {
    const awaited: FetchedPage[] = [];
    for (const page of pages) {
      const { pgno } = page;
      const isRequested = this.#inFlight.fetchOf(pgno) === fetch.plan.id;
      // Pages that SQLite waits for are inserted last, so that the others cannot evict them.
      if (isRequested && this.#awaited.size > 0 && this.#awaited.has(pgno)) awaited.push(page);
      else if (isRequested) this.#keep(page, fetch.sourceOf(pgno), "prefetched");
      // The page was written or requested again after this fetch was sent, so this copy is old.
      else if (fetch.plan.pgnos.includes(pgno)) this.#countWasted(fetch.sourceOf(pgno));
    }
    for (const page of awaited) this.#keep(page, fetch.sourceOf(page.pgno), "target");
  }

  reject(fetchId: number): void {
    this.#remove(fetchId);
  }

  asList(fetchId: number): FetchPlan | undefined {
    const fetch = this.#inFlight.get(fetchId);
    if (fetch?.plan.shape.kind !== "range") return undefined;
    this.#hasRanges = false;
    this.counters.rangeFallbacks += 1;
    return { ...fetch.plan, shape: { kind: "list", pgnos: fetch.plan.pgnos } };
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

  commit(pages: Iterable<CommitPage>, dbSizePages: number): void {
    if (dbSizePages < this.dbSizePages) {
      // Both take time by what is cached or in flight, not by the size that a server has named.
      this.#share.removeBeyond(dbSizePages);
      this.#inFlight.invalidateBeyond(dbSizePages);
    }
    this.dbSizePages = dbSizePages;
    for (const { pgno, bytes } of pages) {
      this.#inFlight.invalidate(pgno);
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

  #count(result: "hits" | "misses"): void {
    this.counters.resolves += 1;
    this.counters.requested += 1;
    this.counters[result] += 1;
  }

  #countWasted(source: PageSource): void {
    this.counters.sources[source].wasted += 1;
  }

  /** Tells whether the page can be read now. A page beyond the end of the file reads as zeros. */
  #isReadable(pgno: number): boolean {
    const isOutside = pgno < 1 || pgno > this.dbSizePages;
    return isOutside || this.#share.slotOf(pgno) !== undefined;
  }

  #isWorthFetching(pgno: number): boolean {
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

  #chainAfter(first: number): readonly number[] | undefined {
    const slot = this.#share.slotOf(this.#lastLeaf);
    if (slot === undefined) return undefined;
    const leaf = this.#cache.slab.view(slot);
    return chainAfter(first, this.#lastLeaf, leaf, this.dbSizePages);
  }

  /** Waits for the fetch that brings the page, which is a new one of this page alone if need be. */
  #waitFor(pgno: number): Resolution {
    this.#awaited.add(pgno);
    const fetchId = this.#inFlight.fetchOf(pgno);
    if (fetchId !== undefined) return { kind: "wait", fetch: undefined, fetchId };
    const fetch = this.#sendDemand("bounded", new Map([[pgno, "target"]]));
    return { kind: "wait", fetch, fetchId: fetch.id };
  }

  #planPrefetch(cursor: ScanCursor): FetchPlan | undefined {
    const { pageSize } = this.#cache.slab;
    const budget = Math.floor(this.#flags.pipelineMaxBytes / pageSize);
    const room = Math.min(budget - this.#inFlight.prefetchPages, this.#cache.prefetchRoom);
    const maxPages = Math.min(this.#maxFetchPages, budget);
    if (room < maxPages || maxPages === 0) return undefined;
    const pgnos = nextPrefetchWindow(cursor, {
      dbSizePages: this.dbSizePages,
      maxPages,
      lookahead: Math.min(this.#predictors.scans.lookaheadOf(cursor), budget),
      canTake: (pgno) => this.#isWorthFetching(pgno),
    });
    if (pgnos.length === 0) return undefined;
    const plan = this.#send("prefetch", cursor.mode, pgnos, () => cursor.source);
    this.#predictors.scans.recordFetch(cursor, plan.id);
    return plan;
  }

  #sendDemand(mode: ScanMode, sources: ReadonlyMap<number, PageSource>): FetchPlan {
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

  /** Takes a fetch out of those in flight. */
  #remove(fetchId: number): void {
    const plan = this.#inFlight.remove(fetchId)?.plan;
    if (plan?.purpose === "prefetch") this.#cache.takePrefetchRoom(-plan.pgnos.length);
  }

  /** Puts a fetched page into the cache, as a `target` if SQLite waits for it. */
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
    // The next parents of a tree scan continue it before SQLite asks for them.
    else if (source === "structure") this.#predictors.recordBytes(pgno, bytes, this.dbSizePages);
    const slot = this.#share.insert(pgno, bytes, source, pageClass);
    if (slot === undefined) this.#countWasted(source);
    if (!isAwaited || slot === undefined) return;
    this.#awaited.delete(pgno);
    this.#recordUse(pgno);
  }
}
