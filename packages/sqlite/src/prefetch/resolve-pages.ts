/** The implementation of the page resolver, which joins cache, predictors and fetches in flight. */

import type { CacheShare } from "../cache/cache-share.js";
import { FetchBudget } from "../cache/fetch-budget.js";
import {
  type FetchedPage,
  type FetchPlan,
  MAX_FETCH_PAGES,
  PAGE_SOURCES,
  type PageSource,
} from "../cache/fetch-plan.js";
import { isInteriorType } from "../cache/interior-page.js";
import type { PageCache } from "../cache/page-cache.js";
import { countFetch, newPageCounters, type PageCounters } from "../cache/page-counters.js";
import type { PageFlags } from "../cache/page-flags.js";
import type { CommitPage, PrefetchSwitch } from "../page-store.js";
import type { StatementRun } from "../plan/query-plan.js";
import { createInFlight, type InFlight, type InFlightFetch } from "./in-flight.js";
import type {
  PageResolver,
  PageResolverOptions,
  PreloadReason,
  Resolution,
} from "./page-resolver.js";
import type {
  ContentCause,
  DatabasePages,
  Prediction,
  Predictor,
  ReadOutcome,
} from "./predictor.js";
import { createPredictorOf } from "./predictors.js";
import { createRecentPages, type HintSnapshot, type RecentPages } from "./recent-pages.js";
import { chooseRequestShape } from "./request-shape.js";

/** Creates a resolver over an empty share of the cache. */
export function createPageResolver(options: PageResolverOptions): PageResolver {
  return new Resolver(options);
}

/** The sources whose pages run ahead of what SQLite reads. */
const PREDICTED_SOURCES: readonly PageSource[] = PAGE_SOURCES.filter(
  (source) => source !== "target" && source !== "hint" && source !== "first",
);

class Resolver implements PageResolver {
  readonly counters: PageCounters = newPageCounters();
  dbSizePages: number;
  readonly #flags: PageFlags;
  readonly #cache: PageCache;
  readonly #share: CacheShare;
  readonly #predictor: Predictor;
  readonly #recent: RecentPages;
  readonly #inFlight: InFlight = createInFlight();
  readonly #targets = new FetchBudget("target", this.counters.sources.target);
  readonly #preloads = {
    first: new FetchBudget("first", this.counters.sources.first),
    hint: new FetchBudget("hint", this.counters.sources.hint),
  };
  /** Missing pages that SQLite waits for. */
  readonly #awaited = new Set<number>();
  /** The most pages that one fetch requests. */
  readonly #maxFetchPages: number;
  #wireVersion: number;
  /** False once the server has refused a range request. */
  #hasRanges = true;
  #isFenced = false;
  #nextFetchId = 1;

  constructor({ flags, cache, dbSizePages, wireVersion, createPredictor }: PageResolverOptions) {
    this.#flags = flags;
    this.#cache = cache;
    this.dbSizePages = dbSizePages;
    this.#wireVersion = wireVersion;
    // A window must not evict the pages of the window before it.
    this.#maxFetchPages = Math.min(MAX_FETCH_PAGES, Math.floor(cache.slotCount / 4));
    this.#share = cache.open();
    this.#recent = createRecentPages(flags);
    this.#predictor = (createPredictor ?? createPredictorOf(flags))(this.#pages());
  }

  get databaseId(): number {
    return this.#share.databaseId;
  }

  get leadPages(): number {
    let lead = 0;
    for (const source of PREDICTED_SOURCES) {
      const { fetched, used, wasted } = this.counters.sources[source];
      lead += fetched - used - wasted;
    }
    return lead;
  }

  resolve(pgno: number, prefetch: PrefetchSwitch): Resolution {
    if (this.#isFenced) return { kind: "fenced" };
    const outcome = this.#outcomeOf(pgno);
    this.#observeRead(pgno, outcome);
    switch (outcome) {
      case "hit":
        this.#recordUse(pgno);
        return { kind: "ready" };
      case "in-flight":
        this.counters.inFlightMisses += 1;
        return this.#waitFor(pgno);
      case "miss":
        return prefetch === "prefetch" ? this.#fetchWithPrediction(pgno) : this.#waitFor(pgno);
      default:
        return outcome satisfies never;
    }
  }

  followStatement(run: StatementRun | null): void {
    this.#predictor.observe({ kind: "statement", run });
  }

  recordAccess(pgno: number): void {
    if (this.#isFenced) return;
    this.#observeRead(pgno, "hit");
    this.#recordUse(pgno);
  }

  retry(pgno: number): Resolution {
    if (this.#isFenced) return { kind: "fenced" };
    return this.#isReadable(pgno) ? { kind: "ready" } : this.#waitFor(pgno);
  }

  takePrefetches(): readonly FetchPlan[] {
    const budget = Math.floor(this.#flags.pipelineMaxBytes / this.#cache.slab.pageSize);
    const room = Math.min(budget - this.#inFlight.prefetchPages, this.#cache.prefetchRoom);
    if (this.#isFenced || room <= 0) return [];
    const plans: FetchPlan[] = [];
    for (const prediction of this.#predictor.takePrefetches(room)) {
      const pgnos = this.#requestable(prediction, new Set());
      if (pgnos.length > 0) plans.push(this.#send("prefetch", prediction, pgnos));
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
      else if (isRequested) this.#keep(page, fetch.budgetOf(pgno), "prefetched");
      // The page was written or requested again after this fetch was sent, so this copy is old.
      else if (fetch.plan.pgnos.includes(pgno)) fetch.budgetOf(pgno).recordWasted();
    }
    for (const page of awaited) this.#keep(page, fetch.budgetOf(page.pgno), "target");
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
    const budget = this.#preloads[reason];
    for (const { pgno, bytes } of pages) {
      if (bytes === null || bytes.length !== this.#cache.slab.pageSize || this.#isFenced) continue;
      if (this.#isReadable(pgno)) continue;
      budget.recordFetched(1);
      if (reason === "hint") this.#recent.recordPreloaded(pgno);
      const slot = this.#share.insert(pgno, bytes, budget, "startup");
      if (slot === undefined) budget.recordWasted();
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
      this.#predictor.observe({ kind: "changed", pgno });
      if (!this.#isFenced) this.#share.insert(pgno, bytes, undefined, "target");
    }
  }

  truncate(): void {
    this.#share.clear();
    this.#inFlight.invalidateAll();
    this.#predictor.observe({ kind: "truncated" });
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
    return this.#recent.snapshot();
  }

  close(): void {
    for (const id of this.#inFlight.ids()) this.#remove(id);
    this.fence();
  }

  /** The view of the database that the predictor gets. */
  #pages(): DatabasePages {
    const dbSizePages = (): number => this.dbSizePages;
    return {
      get dbSizePages() {
        return dbSizePages();
      },
      maxFetchPages: this.#maxFetchPages,
      isFetchable: (pgno) => !this.#isReadable(pgno) && !this.#inFlight.has(pgno),
      bytesOf: (pgno) => {
        const slot = this.#share.slotOf(pgno);
        return slot === undefined ? undefined : this.#cache.slab.view(slot);
      },
      openBudget: (source) => new FetchBudget(source, this.counters.sources[source]),
    };
  }

  #outcomeOf(pgno: number): ReadOutcome {
    if (this.#isReadable(pgno)) return "hit";
    return this.#inFlight.has(pgno) ? "in-flight" : "miss";
  }

  #observeRead(pgno: number, outcome: ReadOutcome): void {
    this.counters.resolves += 1;
    this.counters.requested += 1;
    this.counters[outcome === "hit" ? "hits" : "misses"] += 1;
    const slot = this.#share.slotOf(pgno);
    const isFirstRead = slot === undefined || !this.#share.isUsedAt(slot);
    this.#predictor.observe({ kind: "read", pgno, outcome, isFirstRead });
    this.#recent.record(pgno);
  }

  /** Tells whether the page can be read now. A page beyond the end of the file reads as zeros. */
  #isReadable(pgno: number): boolean {
    const isOutside = pgno < 1 || pgno > this.dbSizePages;
    return isOutside || this.#share.slotOf(pgno) !== undefined;
  }

  #recordUse(pgno: number): void {
    const slot = this.#share.recordAccess(pgno);
    if (slot !== undefined) this.#observeContent(pgno, slot, "read");
  }

  #observeContent(pgno: number, slot: number, cause: ContentCause): void {
    const type = this.#share.typeAt(slot);
    this.#predictor.observe({ kind: "content", pgno, type, cause });
    if (cause === "read" && isInteriorType(type)) this.#recent.recordInterior(pgno);
  }

  #fetchWithPrediction(pgno: number): Resolution {
    this.#awaited.add(pgno);
    const prediction = this.#predictor.onMiss(pgno);
    const pgnos = prediction === undefined ? [] : this.#requestable(prediction, new Set([pgno]));
    const fetch = this.#send("demand", prediction, [pgno, ...pgnos]);
    return { kind: "wait", fetch, fetchId: fetch.id };
  }

  /** Waits for the fetch that brings the page, which is a new one of this page alone if need be. */
  #waitFor(pgno: number): Resolution {
    this.#awaited.add(pgno);
    const fetchId = this.#inFlight.fetchOf(pgno);
    if (fetchId !== undefined) return { kind: "wait", fetch: undefined, fetchId };
    const fetch = this.#send("demand", undefined, [pgno]);
    return { kind: "wait", fetch, fetchId: fetch.id };
  }

  /** The pages of a prediction that one fetch can request besides `taken`, to which they go. */
  #requestable({ pgnos }: Prediction, taken: Set<number>): readonly number[] {
    const before = taken.size;
    for (const pgno of pgnos) {
      if (taken.size >= this.#maxFetchPages) break;
      const isInside = pgno >= 1 && pgno <= this.dbSizePages;
      if (isInside && !this.#inFlight.has(pgno)) taken.add(pgno);
    }
    return [...taken].slice(before);
  }

  #send(
    purpose: FetchPlan["purpose"],
    prediction: Prediction | undefined,
    pgnos: readonly number[],
  ): FetchPlan {
    const { pageSize } = this.#cache.slab;
    const mode = prediction?.mode ?? "bounded";
    const shape = chooseRequestShape(pgnos, mode, {
      rangeReads: this.#flags.rangeReads && this.#hasRanges,
      wireVersion: this.#wireVersion,
    });
    const maxBytes = pgnos.length * pageSize;
    const plan = { id: this.#nextFetchId++, purpose, mode, shape, pgnos, maxBytes };
    const predictedPages = purpose === "demand" ? pgnos.length - 1 : pgnos.length;
    const target = purpose === "demand" ? pgnos[0] : undefined;
    const predicted = prediction?.budget ?? this.#targets;
    this.#inFlight.add({
      plan,
      budgetOf: (pgno) => (pgno === target ? this.#targets : predicted),
    });
    predicted.recordFetched(predictedPages);
    if (target !== undefined) this.#targets.recordFetched(1);
    if (purpose === "prefetch") this.#cache.takePrefetchRoom(pgnos.length);
    countFetch(this.counters, plan, predictedPages, pageSize);
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
    budget: FetchBudget,
    pageClass: "target" | "prefetched",
  ): void {
    const isAwaited = pageClass === "target";
    const isBroken = bytes === null ? pgno === 1 : bytes.length !== this.#cache.slab.pageSize;
    const isUseless = this.#isReadable(pgno) || (bytes === null && !isAwaited);
    if (isBroken || isUseless) {
      budget.recordWasted();
      return;
    }
    if (bytes === null) this.counters.absentPages += 1;
    const slot = this.#share.insert(pgno, bytes, budget, pageClass);
    if (slot === undefined) {
      budget.recordWasted();
      return;
    }
    if (!isAwaited) {
      this.#observeContent(pgno, slot, "arrival");
      return;
    }
    this.#awaited.delete(pgno);
    this.#recordUse(pgno);
  }
}
