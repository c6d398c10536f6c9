/**
 * The ways to fetch pages that are compared: that of the product, and those of its peers, each
 * reduced to which pages one request asks for.
 */

import { cacheSlotCount, createPageCache } from "../../packages/sqlite/src/cache/page-cache.js";
import { DEFAULT_PAGE_FLAGS, type PageFlags } from "../../packages/sqlite/src/cache/page-flags.js";
import { createMemorySlab } from "../../packages/sqlite/src/cache/page-slab.js";
import type { StatementRun } from "../../packages/sqlite/src/plan/query-plan.js";
import type { PageResolver } from "../../packages/sqlite/src/prefetch/page-resolver.js";
import { createPageResolver } from "../../packages/sqlite/src/prefetch/resolve-pages.js";
import { PAGE_SIZE, type PageImage } from "./page-image.js";
import { SimulatedWire } from "./simulated-wire.js";

/** One database that has just been opened: page 1 has come with the open. */
export interface ColdPages {
  readonly wire: SimulatedWire;
  followStatement(run: StatementRun | null): void;
  /** Returns the page after SQLite has waited for it, if need be. */
  read(pgno: number): Uint8Array;
}

export interface Strategy {
  readonly name: string;
  open(image: PageImage): ColdPages;
}

/** The product's own resolver, with its default flags or others. */
export function productStrategy(name: string, flags: Partial<PageFlags> = {}): Strategy {
  return { name, open: (image) => new ResolvedPages(image, coldFlags(flags)) };
}

/**
 * The same, where SQLite reads cached pages by itself, as it does in a worker: the resolver learns
 * of these reads, and of the statement that runs, some time later.
 */
export function workerStrategy(name: string, flags: Partial<PageFlags> = {}): Strategy {
  return { name, open: (image) => new LoggedPages(new ResolvedPages(image, coldFlags(flags))) };
}

/** Hints of an earlier open would make a database warm that is to be cold. */
function coldFlags(flags: Partial<PageFlags>): PageFlags {
  return { ...DEFAULT_PAGE_FLAGS, hints: false, hintsOnOpen: false, ...flags };
}

const MAX_ROUNDS = 8;
const NEWEST_VERSION = 3;

class ResolvedPages implements ColdPages {
  readonly wire = new SimulatedWire();
  readonly resolver: PageResolver;
  readonly #image: PageImage;
  readonly #slab: ReturnType<typeof createMemorySlab>;
  #arrivals: { readonly id: number; readonly at: number; readonly pgnos: readonly number[] }[] = [];

  constructor(image: PageImage, flags: PageFlags) {
    this.#image = image;
    this.#slab = createMemorySlab(PAGE_SIZE, cacheSlotCount(flags.cacheBytes, PAGE_SIZE));
    this.resolver = createPageResolver({
      flags,
      cache: createPageCache(this.#slab),
      dbSizePages: image.pageCount,
      wireVersion: NEWEST_VERSION,
    });
    this.resolver.preload([{ pgno: 1, bytes: image.page(1) }], "first");
  }

  followStatement(run: StatementRun | null): void {
    this.resolver.followStatement(run);
  }

  /** The page, if it is cached; the read is not counted. */
  cached(pgno: number): Uint8Array | undefined {
    this.#deliver();
    const slot = this.resolver.slotOf(pgno);
    return slot === undefined ? undefined : this.#slab.view(slot);
  }

  /** Takes reads of cached pages that SQLite has made by itself. */
  recordAccesses(pgnos: readonly number[]): void {
    for (const pgno of pgnos) this.resolver.recordAccess(pgno);
    this.#sendAhead();
  }

  read(pgno: number): Uint8Array {
    this.#deliver();
    let resolution = this.resolver.resolve(pgno, "prefetch");
    for (let round = 0; round < MAX_ROUNDS && resolution.kind === "wait"; round++) {
      const { fetch, fetchId } = resolution;
      if (fetch !== undefined) this.#send(fetch);
      this.#sendAhead();
      const arrival = this.#arrivals.find(({ id }) => id === fetchId);
      this.wire.waitUntil(arrival?.at ?? this.wire.now);
      this.#deliver();
      resolution = this.resolver.retry(pgno);
    }
    this.#sendAhead();
    const slot = this.resolver.slotOf(pgno);
    if (slot === undefined) throw new Error(`page ${pgno} did not come`);
    return this.#slab.view(slot);
  }

  #sendAhead(): void {
    for (const plan of this.resolver.takePrefetches()) this.#send(plan);
  }

  #send({ id, pgnos }: { readonly id: number; readonly pgnos: readonly number[] }): void {
    this.#arrivals.push({ id, at: this.wire.send(pgnos.length), pgnos });
  }

  #deliver(): void {
    const due = this.#arrivals.filter(({ at }) => at <= this.wire.now);
    this.#arrivals = this.#arrivals.filter(({ at }) => at > this.wire.now);
    for (const { id, pgnos } of due) {
      const pages = pgnos.map((pgno) => ({ pgno, bytes: this.#image.page(pgno) }));
      this.resolver.complete(id, pages);
    }
  }
}

/** The reads that a worker logs before it tells the host of them. */
const LOGGED_READS = 32;

class LoggedPages implements ColdPages {
  readonly #pages: ResolvedPages;
  #log: number[] = [];
  #untold: StatementRun | null | undefined;

  constructor(pages: ResolvedPages) {
    this.#pages = pages;
  }

  get wire(): SimulatedWire {
    return this.#pages.wire;
  }

  followStatement(run: StatementRun | null): void {
    this.#untold = run;
  }

  read(pgno: number): Uint8Array {
    const cached = this.#pages.cached(pgno);
    if (cached !== undefined) this.#log.push(pgno);
    if (cached === undefined || this.#log.length >= LOGGED_READS) {
      this.#pages.recordAccesses(this.#log.splice(0));
    }
    if (cached !== undefined) return cached;
    if (this.#untold !== undefined) this.#pages.followStatement(this.#untold);
    this.#untold = undefined;
    return this.#pages.read(pgno);
  }
}

/** A policy of a peer: returns the number of pages, from the missing one on, of one request. */
type PeerPolicy = () => (missing: number, pageCount: number) => number;

function peerStrategy(name: string, newPolicy: PeerPolicy): Strategy {
  return {
    name,
    open: (image) => {
      const wire = new SimulatedWire();
      const cached = new Set([1]);
      const countFrom = newPolicy();
      return {
        wire,
        followStatement: () => undefined,
        read: (pgno) => {
          if (!cached.has(pgno)) {
            const count = countFrom(pgno, image.pageCount);
            for (let offset = 0; offset < count; offset++) cached.add(pgno + offset);
            wire.waitUntil(wire.send(count));
          }
          return image.page(pgno);
        },
      };
    },
  };
}

const READ_AHEAD_PAGES = 16;
const MAX_EXPONENTIAL_PAGES = 64;

export const PEERS: readonly Strategy[] = [
  peerStrategy("one page a request", () => () => 1),
  peerStrategy(
    "16 pages ahead",
    () => (missing, pageCount) => Math.min(READ_AHEAD_PAGES, pageCount - missing + 1),
  ),
  // A request that begins where the last one has ended is twice as long, as in sql.js-httpvfs.
  peerStrategy("exponential", () => {
    let [expected, length] = [0, 1];
    return (missing, pageCount) => {
      length = missing === expected ? Math.min(MAX_EXPONENTIAL_PAGES, length * 2) : 1;
      expected = missing + length;
      return Math.min(length, pageCount - missing + 1);
    };
  }),
];

/** The whole file is fetched when it is opened, in one request. */
export const WHOLE_FILE: Strategy = {
  name: "whole file",
  open: (image) => {
    const wire = new SimulatedWire();
    wire.waitUntil(wire.send(image.pageCount - 1));
    return { wire, followStatement: () => undefined, read: (pgno) => image.page(pgno) };
  },
};
