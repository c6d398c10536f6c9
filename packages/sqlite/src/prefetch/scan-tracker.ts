/**
 * `ScanTracker`: the predictor that follows scans, several at the same time: forward, backward, at
 * equal steps, and over the leaves of a b-tree in key order.
 *
 * A scan that is confirmed is prefetched. Its lookahead grows with its length, by its third power
 * as long as it may be some rows side by side, and by a factor each time that SQLite has to wait
 * for it: over a fast connection it stays close to the scan, and over a slow one a few waits fill
 * the prefetch budget. The next scan begins with the factor, unless one has ended with prefetched
 * pages left. No scan is followed beyond the lengths at which scans have ended before. Until a
 * scan is confirmed, its next pages are guesses, which pay for themselves.
 */

import type { FetchBudget } from "../cache/fetch-budget.js";
import { isInteriorType } from "../cache/interior-page.js";
import { CHAIN_CREDIT, GUESS_CREDIT, GUESS_PAGES, Guesses } from "./guesses.js";
import { chainsOf, isTableLeafType, type OverflowChain, restOf } from "./overflow-chain.js";
import type { DatabasePages, Observation, Prediction, Predictor } from "./predictor.js";
import {
  CONFIRMED_AFTER,
  createRunCursor,
  createTreeCursor,
  isConfirmedNear,
  MAX_GAP,
  type ScanCursor,
} from "./scan-cursor.js";
import { ScanLengths } from "./scan-lengths.js";
import { TreeMap, type TreeParent } from "./tree-map.js";

export interface ScanTrackerOptions {
  /** True if scans over b-trees are followed, and chains of overflow pages. */
  readonly structure: boolean;
  /** The most pages that may be in flight or cached ahead of a scan; 0 for none. */
  readonly maxAheadPages: number;
}

const MAX_SCANS = 8;
const MAX_CANDIDATES = 8;
/** A scan that has not advanced for this many reads has ended. */
const MAX_IDLE = 512;
const IDLE_CHECK_INTERVAL = 64;
/** The same for a scan that is not confirmed, so that reads at random do not confirm it. */
const MAX_UNCONFIRMED_IDLE = 32;
/** A scan that has not advanced for this many reads is not prefetched for any further. */
const MAX_PAUSE = 64;
/** The bounds of the lookahead per page of the scan's length, and what is added to the length. */
const MIN_FACTOR = 8;
const MAX_FACTOR = 64;
const WAIT_FACTOR = 4;
const LENGTH_AT_START = 16;
const MAX_CHAINS = 4096;
/** The most pages that one window looks at, most of which may be cached already. */
const MAX_STEPS = 4096;

type Read = Extract<Observation, { readonly kind: "read" }>;
type GuessSource = "scan" | "structure" | "overflow";

interface Tracked {
  readonly cursor: ScanCursor;
  readonly budget: FetchBudget;
  movedAt: number;
  /** The lookahead per page of the scan's length. */
  factor: number;
}

export function createScanTracker(options: ScanTrackerOptions, pages: DatabasePages): Predictor {
  return new ScanTracker(options, pages);
}

class ScanTracker implements Predictor {
  readonly #options: ScanTrackerOptions;
  readonly #pages: DatabasePages;
  readonly #guesses: Readonly<Record<GuessSource, Guesses>>;
  readonly #allGuesses: readonly Guesses[];
  readonly #lengths = { scan: new ScanLengths(), structure: new ScanLengths() };
  readonly #trees = new TreeMap();
  #tracked: Tracked[] = [];
  /** Recent pages that belong to no run, the most recent last. */
  #candidates: number[] = [];
  /** Interior pages to fetch, because one of their siblings is an interior page. */
  #siblings: readonly number[] = [];
  /** The overflow chains of rows whose leaf SQLite has read, by their first page. */
  readonly #chains = new Map<number, OverflowChain>();
  #time = 0;
  /** The factor that the next scan begins with. */
  #factor = MIN_FACTOR;

  constructor(options: ScanTrackerOptions, pages: DatabasePages) {
    this.#options = options;
    this.#pages = pages;
    this.#guesses = {
      scan: new Guesses(pages, "scan", GUESS_CREDIT),
      structure: new Guesses(pages, "structure", GUESS_CREDIT),
      overflow: new Guesses(pages, "overflow", CHAIN_CREDIT),
    };
    this.#allGuesses = Object.values(this.#guesses);
  }

  observe(observation: Observation): void {
    switch (observation.kind) {
      case "read":
        this.#observeRead(observation);
        return;
      case "content":
        if (this.#options.structure) this.#observeContent(observation);
        return;
      case "statement":
        return;
      case "changed":
        this.#trees.forget(observation.pgno);
        return;
      case "truncated":
        for (const tracked of this.#tracked) this.#end(tracked);
        this.#trees.clear();
        this.#chains.clear();
        this.#candidates = [];
        this.#siblings = [];
        return;
      default:
        observation satisfies never;
    }
  }

  onMiss(pgno: number): Prediction | undefined {
    const here = this.#tracked.filter(({ cursor }) => cursor.pageAt(cursor.position) === pgno);
    for (const tracked of here) {
      const prediction = this.#window(tracked, this.#pages.maxFetchPages - 1, "miss");
      if (prediction !== undefined) return prediction;
    }
    const cursors = here.map(({ cursor }) => cursor);
    return this.#chain(pgno) ?? this.#guess(pgno, cursors);
  }

  isInScan(pgno: number): boolean {
    return this.#tracked.some(({ cursor }) => isConfirmedNear(cursor, pgno));
  }

  *takePrefetches(roomPages: number): Iterable<Prediction> {
    const { maxAheadPages } = this.#options;
    const maxPages = Math.min(this.#pages.maxFetchPages, maxAheadPages);
    if (maxPages === 0) return;
    let room = roomPages;
    const siblings = this.#takeSiblings(Math.min(room, maxPages));
    if (siblings !== undefined) {
      room -= siblings.pgnos.length;
      yield siblings;
    }
    for (const tracked of this.#tracked) {
      // Each window takes some of the room, so this ends.
      while (room >= maxPages) {
        const window = this.#window(tracked, maxPages, "ahead");
        if (window === undefined) break;
        room -= window.pgnos.length;
        yield window;
      }
    }
  }

  #observeRead({ pgno, outcome, isFirstRead }: Read): void {
    this.#time += 1;
    if (this.#time % IDLE_CHECK_INTERVAL === 0) this.#endIdle();
    for (const guesses of this.#allGuesses) guesses.observeRead(outcome);
    let isInRun = false;
    let isInTree = false;
    for (const tracked of this.#tracked) {
      const { cursor } = tracked;
      const offset = cursor.offsetOf(pgno);
      if (offset === undefined || this.#hasEnded(tracked)) continue;
      if (outcome !== "hit" && cursor.confirmations >= CONFIRMED_AFTER) {
        tracked.factor = Math.min(MAX_FACTOR, tracked.factor * WAIT_FACTOR);
        this.#factor = Math.max(this.#factor, tracked.factor);
      }
      this.#advance(tracked, offset, isFirstRead);
      if (cursor.source === "scan") isInRun = true;
      else isInTree = true;
    }
    // Pages that are read again and again, such as roots, are cached, and are no sign of a scan.
    if (!isFirstRead) return;
    this.#observeChild(pgno, isInTree);
    if (!isInRun) this.#observeApart(pgno);
  }

  #advance(tracked: Tracked, offset: number, isFirstRead: boolean): void {
    const { cursor } = tracked;
    if (!isFirstRead && cursor.confirmations < CONFIRMED_AFTER) return;
    const before = cursor.length;
    cursor.advance(offset);
    tracked.movedAt = this.#time;
    this.#lengths[cursor.source].observeGrowth(before, cursor.length);
  }

  /** Two children in a row, up or down, may be the beginning of a scan over their tree. */
  #observeChild(pgno: number, isInTree: boolean): void {
    const parent = this.#trees.parentOf(pgno);
    if (parent === undefined) return;
    const { lastIndex } = parent;
    const index = parent.children.indexOf(pgno);
    parent.lastIndex = index;
    if (isInTree || lastIndex === undefined || Math.abs(index - lastIndex) !== 1) return;
    this.#follow(this.#treeCursor(parent, index, index > lastIndex ? 1 : -1));
  }

  #observeApart(pgno: number): void {
    const cursor = this.#runCursor(pgno);
    if (cursor !== undefined) {
      this.#follow(cursor);
      return;
    }
    // Page 1 is read all the time, so the page after it is no sign of a scan.
    if (pgno > 1) this.#candidates.push(pgno);
    if (this.#candidates.length > MAX_CANDIDATES) this.#candidates.shift();
  }

  /** A new run, where the page goes on from pages that belonged to none. */
  #runCursor(pgno: number): ScanCursor | undefined {
    const [last, second, third] = this.#candidates.toReversed();
    const neighbour = this.#candidates.findLast((candidate) => Math.abs(pgno - candidate) === 1);
    if (neighbour !== undefined) {
      this.#candidates = this.#candidates.filter((candidate) => candidate !== neighbour);
      return createRunCursor(neighbour, pgno - neighbour, 1, 2);
    }
    if (last === undefined || second === undefined) return undefined;
    const step = pgno - last;
    const before = last - second;
    if (step === 0) return undefined;
    if (step === before) {
      // Equal steps are confirmed by three of them.
      if (third === undefined || second - third !== step) return undefined;
      this.#candidates = [];
      return createRunCursor(third, step, 3, CONFIRMED_AFTER);
    }
    const isNear = Math.abs(step) <= MAX_GAP && Math.abs(before) <= MAX_GAP;
    if (!isNear || Math.sign(step) !== Math.sign(before)) return undefined;
    this.#candidates = [];
    return createRunCursor(second, Math.sign(step), Math.abs(pgno - second), 2);
  }

  #treeCursor({ pgno, children }: TreeParent, index: number, step: 1 | -1): ScanCursor {
    return createTreeCursor({
      step,
      pages: step === 1 ? children : children.toReversed(),
      offset: step === 1 ? index : children.length - 1 - index,
      parent: pgno,
      confirmations: 2,
      following: (parent) => this.#trees.following(parent, step),
    });
  }

  #observeContent({ pgno, type, cause }: Extract<Observation, { readonly kind: "content" }>): void {
    if (cause === "read" && isTableLeafType(type)) this.#learnChains(pgno);
    if (!isInteriorType(type) || this.#trees.recordUse(pgno)) return;
    const bytes = this.#pages.bytesOf(pgno);
    if (bytes === undefined) return;
    this.#trees.learn(pgno, bytes, this.#pages.dbSizePages);
    const siblings = this.#trees.parentOf(pgno)?.children;
    if (cause === "read" && siblings !== undefined) this.#siblings = siblings;
  }

  /** The siblings of an interior page are interior pages too, and most look-ups need one. */
  #takeSiblings(maxPages: number): Prediction | undefined {
    if (this.#siblings.length === 0) return undefined;
    const siblings = this.#siblings.filter((pgno) => this.#pages.isFetchable(pgno));
    this.#siblings = [];
    return this.#buy("structure", siblings, maxPages);
  }

  #learnChains(leaf: number): void {
    const bytes = this.#pages.bytesOf(leaf);
    if (bytes === undefined) return;
    for (const chain of chainsOf(leaf, bytes)) this.#chains.set(chain.first, chain);
    while (this.#chains.size > MAX_CHAINS) {
      const [oldest] = this.#chains.keys();
      if (oldest !== undefined) this.#chains.delete(oldest);
    }
  }

  #chain(pgno: number): Prediction | undefined {
    const chain = this.#chains.get(pgno);
    if (chain === undefined) return undefined;
    const rest = this.#fetchable(restOf(chain, this.#pages.dbSizePages));
    return this.#buy("overflow", rest, this.#pages.maxFetchPages - 1);
  }

  /** The pages that would be next if a scan began here. Those of a tree are known exactly. */
  #guess(pgno: number, cursors: readonly ScanCursor[]): Prediction | undefined {
    const parent = this.#trees.parentOf(pgno);
    if (parent !== undefined) {
      // Reads at random soon use the credit up, and then cost no search either.
      if (this.#guesses.structure.credit <= 0) return undefined;
      const index = parent.children.indexOf(pgno);
      const isLast = index === parent.children.length - 1;
      const isDown =
        isLast || cursors.some(({ source, step }) => source === "structure" && step < 0);
      const next = isDown
        ? parent.children.slice(Math.max(0, index - GUESS_PAGES), index).toReversed()
        : parent.children.slice(index + 1, index + 1 + GUESS_PAGES);
      return this.#buy("structure", this.#fetchable(next), GUESS_PAGES);
    }
    const [cursor] = cursors;
    if (cursor === undefined || cursor.confirmations >= CONFIRMED_AFTER) return undefined;
    const next = Array.from({ length: GUESS_PAGES }, (_, index) =>
      cursor.pageAt(cursor.position + 1 + index),
    );
    return this.#buy(cursor.source, this.#fetchable(next), GUESS_PAGES);
  }

  #fetchable(pgnos: readonly (number | undefined)[]): readonly number[] {
    return pgnos.filter((pgno) => pgno !== undefined && this.#pages.isFetchable(pgno)) as number[];
  }

  /** Pays for as many of the pages as there is credit for. */
  #buy(source: GuessSource, pgnos: readonly number[], maxPages: number): Prediction | undefined {
    const guesses = this.#guesses[source];
    const bought = pgnos.slice(0, Math.max(0, Math.min(maxPages, guesses.credit)));
    if (bought.length === 0) return undefined;
    return { pgnos: bought, mode: "bounded", budget: guesses.pay(bought.length) };
  }

  /**
   * The next pages of a scan. Windows ahead of it are to be few and large, so there is none while
   * less than half of the lookahead is open, and then it only passes pages that are cached already.
   */
  #window(
    { cursor, budget, movedAt, factor }: Tracked,
    maxPages: number,
    reason: "miss" | "ahead",
  ): Prediction | undefined {
    if (cursor.confirmations < CONFIRMED_AFTER || !cursor.isDense) return undefined;
    if (this.#time - movedAt > MAX_PAUSE) return undefined;
    const lookahead = Math.min(
      (LENGTH_AT_START + cursor.length) * factor,
      cursor.length ** 3,
      this.#lengths[cursor.source].expectedAfter(cursor.length),
      Math.max(this.#options.maxAheadPages, maxPages),
    );
    if (lookahead <= 0) return undefined;
    const wanted = reason === "miss" ? 1 : Math.min(maxPages, Math.ceil(lookahead / 2));
    const end = cursor.endOffset(this.#pages.dbSizePages);
    const limit = cursor.position + lookahead + 1;
    // The last pages of a scan are not worth a request of their own.
    const isLast = end <= limit + lookahead / 4;
    // This runs after every page that SQLite reads, so the usual result comes before any search.
    if (!isLast && limit - cursor.prefetchedUpTo < wanted) return undefined;
    // A page that is missing although it was prefetched did not come, nor may those after it have.
    let offset = reason === "miss" ? cursor.position + 1 : cursor.prefetchedUpTo;
    const until = isLast ? end : limit;
    const pgnos: number[] = [];
    for (let step = 0; step < MAX_STEPS && pgnos.length < maxPages && offset < until; step++) {
      const pgno = cursor.pageAt(offset);
      if (pgno === undefined) break;
      offset += 1;
      if (this.#pages.isFetchable(pgno)) pgnos.push(pgno);
      else if (pgnos.length === 0) cursor.prefetchedUpTo = Math.max(cursor.prefetchedUpTo, offset);
    }
    if (pgnos.length === 0 || (pgnos.length < wanted && !isLast)) return undefined;
    cursor.prefetchedUpTo = Math.max(cursor.prefetchedUpTo, offset);
    return { pgnos, mode: cursor.mode, budget };
  }

  #follow(cursor: ScanCursor): void {
    const budget = this.#pages.openBudget(cursor.source);
    if (this.#tracked.length >= MAX_SCANS) this.#end(this.#leastCertain());
    // A scan over a tree knows its next pages exactly, so it comes before a run.
    const tracked = { cursor, budget, movedAt: this.#time, factor: this.#factor };
    this.#tracked =
      cursor.source === "structure" ? [tracked, ...this.#tracked] : [...this.#tracked, tracked];
  }

  #endIdle(): void {
    for (const tracked of this.#tracked) {
      if (this.#hasEnded(tracked)) this.#end(tracked);
      else if (this.#time - tracked.movedAt > MAX_PAUSE) this.#settle(tracked);
    }
  }

  #hasEnded({ cursor, movedAt }: Tracked): boolean {
    const isConfirmed = cursor.confirmations >= CONFIRMED_AFTER;
    return this.#time - movedAt > (isConfirmed ? MAX_IDLE : MAX_UNCONFIRMED_IDLE);
  }

  /** The scan that has not advanced for the longest time; first those that are not confirmed. */
  #leastCertain(): Tracked {
    const rank = ({ cursor, movedAt }: Tracked): number =>
      cursor.confirmations < CONFIRMED_AFTER ? movedAt - this.#time : movedAt;
    return this.#tracked.reduce((one, other) => (rank(other) < rank(one) ? other : one));
  }

  /** Counts what a scan has fetched and not used. It may still go on, and use it after all. */
  #settle({ cursor, budget }: Tracked): void {
    if (budget.openPages > 0) {
      this.#factor = MIN_FACTOR;
      this.#lengths[cursor.source].observeEnd(cursor.length);
    }
    budget.close();
  }

  #end(ended: Tracked): void {
    this.#tracked = this.#tracked.filter((tracked) => tracked !== ended);
    this.#settle(ended);
  }
}
