/**
 * The page cache: a segmented LRU (SLRU) with one budget of slots for all databases of a process.
 *
 * A page is in one of these segments, and is evicted in this order, the oldest first:
 *
 *     probationary  pages that were fetched, or read once. Reading does not move them, so that a
 *                   scan evicts what it has read before what it is about to read
 *     protected     pages that were read again after at least 8 others; at most half of all slots
 *     startup       pages of the open, or of the first reads; a bounded count for each database
 *     pinned        page 1 of each database, which is never evicted
 */

import type { CacheShare, PageClass } from "./cache-share.js";
import type { FetchBudget } from "./fetch-budget.js";
import { typeOffset } from "./interior-page.js";
import { createLruLists, type LruList } from "./lru-list.js";
import type { PageSlab } from "./page-slab.js";

/** A cache with fewer slots could not hold the pages of one fetch. */
const MIN_CACHE_SLOTS = 64;

export interface PageCache {
  readonly slab: PageSlab;
  readonly slotCount: number;
  /** The number of slots that hold a page, or that a reader has pinned. */
  readonly usedSlots: number;
  /** Room for prefetches in flight, in pages, of all databases together: half of the slots. */
  readonly prefetchRoom: number;
  /** Takes some of that room, or gives it back with a negative count. */
  takePrefetchRoom(pageCount: number): void;
  open(): CacheShare;
}

/** The number of slots of a cache of so many bytes. */
export function cacheSlotCount(cacheBytes: number, pageSize: number): number {
  return Math.max(MIN_CACHE_SLOTS, Math.floor(cacheBytes / pageSize));
}

type Segment = "probationary" | "protected" | "startup" | "pinned";

const EVICTION_ORDER: readonly Segment[] = ["probationary", "protected", "startup"];

/** An access within this many others counts as the same use: SQLite reads some pages twice. */
export const SAME_USE_DISTANCE = 8;
/** The most pages of a database in the startup segment, half of which may be preloaded. */
const MAX_STARTUP_PAGES = 512;
/** The number of first reads after an open that move a page into the startup segment. */
const MAX_EARLY_TARGETS = 128;

/** The state of one slot. There is one object for each slot, which is reused. */
interface Entry {
  pgno: number;
  /** The type of a b-tree page. It is copied here because every access looks at it. */
  type: number;
  share: Share | undefined;
  segment: Segment;
  budget: FetchBudget | undefined;
  isUsed: boolean;
  lastAccess: number;
}

interface Share {
  readonly databaseId: number;
  slotCount: number;
  accesses: number;
  earlyTargetCount: number;
  startupCount: number;
  preloadedCount: number;
}

/** Creates a cache over all slots of `slab`. */
export function createPageCache(slab: PageSlab): PageCache {
  if (slab.slotCount < MIN_CACHE_SLOTS) {
    throw new RangeError(`slotCount must be at least ${MIN_CACHE_SLOTS}, got ${slab.slotCount}`);
  }
  return new SlruCache(slab);
}

class SlruCache implements PageCache {
  readonly slab: PageSlab;
  readonly slotCount: number;
  prefetchRoom: number;
  readonly #entries: readonly Entry[];
  readonly #segments: Readonly<Record<Segment, LruList>>;
  readonly #free: number[];
  /** Slots whose page was removed while a reader had them pinned. */
  readonly #pinnedSlots = new Set<number>();
  #databases = 0;
  #nextDatabaseId = 1;

  constructor(slab: PageSlab) {
    this.slab = slab;
    this.slotCount = slab.slotCount;
    this.prefetchRoom = Math.floor(slab.slotCount / 2);
    this.#entries = Array.from({ length: slab.slotCount }, newEntry);
    const newList = createLruLists(slab.slotCount);
    this.#segments = {
      probationary: newList(),
      protected: newList(),
      startup: newList(),
      pinned: newList(),
    };
    this.#free = Array.from({ length: slab.slotCount }, (_, i) => slab.slotCount - 1 - i);
  }

  get usedSlots(): number {
    return this.slotCount - this.#free.length;
  }

  takePrefetchRoom(pageCount: number): void {
    this.prefetchRoom -= pageCount;
  }

  open(): CacheShare {
    // Page 1 of each database is pinned, and the other pages need slots as well.
    if (this.#databases >= this.slotCount / 8) {
      throw new RangeError("the page cache is too small for another database");
    }
    this.#databases += 1;
    const share: Share = {
      databaseId: this.#nextDatabaseId++,
      slotCount: 0,
      accesses: 0,
      earlyTargetCount: 0,
      startupCount: 0,
      preloadedCount: 0,
    };
    return this.#shareOf(share);
  }

  #shareOf(share: Share): CacheShare {
    let isOpen = true;
    return {
      databaseId: share.databaseId,
      get pageCount() {
        return share.slotCount;
      },
      slotOf: (pgno) => this.#slotOf(share, pgno),
      typeAt: (slot) => this.#entry(slot).type,
      isUsedAt: (slot) => this.#entry(slot).isUsed,
      recordAccess: (pgno) => this.#recordAccess(share, pgno),
      insert: (pgno, bytes, budget, pageClass) =>
        isOpen ? this.#insert(share, pgno, bytes, budget, pageClass) : undefined,
      remove: (pgno) => this.#remove(share, pgno),
      removeBeyond: (last) => {
        for (const pgno of this.#pagesOf(share)) if (pgno > last) this.#remove(share, pgno);
      },
      clear: () => {
        for (const pgno of this.#pagesOf(share)) if (pgno !== 1) this.#remove(share, pgno);
      },
      close: () => {
        for (const pgno of this.#pagesOf(share)) this.#remove(share, pgno);
        if (isOpen) this.#databases -= 1;
        isOpen = false;
      },
    };
  }

  #slotOf({ databaseId }: Share, pgno: number): number | undefined {
    return this.slab.find(databaseId, pgno);
  }

  #pagesOf(share: Share): readonly number[] {
    return this.#entries.filter((entry) => entry.share === share).map(({ pgno }) => pgno);
  }

  #recordAccess(share: Share, pgno: number): number | undefined {
    const slot = this.#slotOf(share, pgno);
    if (slot === undefined) return undefined;
    const entry = this.#entry(slot);
    const isFirst = !entry.isUsed;
    const distance = share.accesses - entry.lastAccess;
    share.accesses += 1;
    entry.lastAccess = share.accesses;
    if (isFirst) {
      entry.isUsed = true;
      entry.budget?.recordUsed();
    }
    if (entry.segment === "pinned") return slot;
    if (isFirst) this.#admitEarly(share, slot);
    else if (entry.segment === "protected") this.#move(slot, "protected");
    else if (entry.segment === "probationary" && distance > SAME_USE_DISTANCE) this.#promote(slot);
    return slot;
  }

  /** Keeps the first pages that a database reads: roots and schema, which it reads again often. */
  #admitEarly(share: Share, slot: number): void {
    if (share.earlyTargetCount >= MAX_EARLY_TARGETS) return;
    share.earlyTargetCount += 1;
    if (this.#entry(slot).segment === "probationary" && this.#hasStartupRoom(share)) {
      this.#move(slot, "startup");
    }
  }

  #hasStartupRoom(share: Share): boolean {
    return (
      share.startupCount < MAX_STARTUP_PAGES &&
      this.#segments.startup.size < Math.floor(this.slotCount / 4)
    );
  }

  #promote(slot: number): void {
    this.#move(slot, "protected");
    const { oldest } = this.#segments.protected;
    if (this.#segments.protected.size > this.slotCount / 2 && oldest !== undefined) {
      this.#move(oldest, "probationary");
    }
  }

  #insert(
    share: Share,
    pgno: number,
    bytes: Uint8Array | null,
    budget: FetchBudget | undefined,
    pageClass: PageClass,
  ): number | undefined {
    const wasUsed = this.#replace(share, pgno);
    const slot = this.#takeSlot();
    if (slot === undefined) return undefined;
    this.slab.fill(slot, bytes);
    const entry = this.#entry(slot);
    entry.pgno = pgno;
    entry.type = bytes?.[typeOffset(pgno)] ?? 0;
    entry.share = share;
    entry.budget = budget;
    entry.isUsed = wasUsed || budget === undefined;
    entry.lastAccess = share.accesses;
    entry.segment = this.#segmentFor(share, pgno, pageClass);
    if (entry.segment === "startup") {
      share.startupCount += 1;
      share.preloadedCount += 1;
    }
    this.#segments[entry.segment].add(slot);
    share.slotCount += 1;
    this.slab.publish(share.databaseId, pgno, slot);
    return slot;
  }

  #segmentFor(share: Share, pgno: number, pageClass: PageClass): Segment {
    if (pgno === 1) return "pinned";
    if (pageClass !== "startup") return "probationary";
    const isRoom = share.preloadedCount < MAX_STARTUP_PAGES / 2 && this.#hasStartupRoom(share);
    return isRoom ? "startup" : "probationary";
  }

  /** Removes a page to insert a newer copy, and returns whether it had been used. */
  #replace(share: Share, pgno: number): boolean {
    const slot = this.#slotOf(share, pgno);
    if (slot === undefined) return false;
    const wasUsed = this.#entry(slot).isUsed;
    this.#release(slot);
    return wasUsed;
  }

  #remove(share: Share, pgno: number): void {
    const slot = this.#slotOf(share, pgno);
    if (slot === undefined) return;
    const { isUsed, budget } = this.#entry(slot);
    this.#release(slot);
    if (!isUsed) budget?.recordWasted();
  }

  #takeSlot(): number | undefined {
    if (this.#free.length === 0) this.#sweepPinned();
    // Each round takes a page out of its segment, which frees its slot unless a reader has it.
    while (this.#free.length === 0) if (!this.#evict()) return undefined;
    return this.#free.pop();
  }

  /** Evicts the oldest page of the first segment that has one. False if there is none. */
  #evict(): boolean {
    for (const segment of EVICTION_ORDER) {
      const { oldest } = this.#segments[segment];
      if (oldest === undefined) continue;
      const { share, pgno } = this.#entry(oldest);
      if (share !== undefined) this.#remove(share, pgno);
      return true;
    }
    return false;
  }

  #sweepPinned(): void {
    for (const slot of this.#pinnedSlots) {
      if (this.slab.isPinned(slot)) continue;
      this.#pinnedSlots.delete(slot);
      this.#free.push(slot);
    }
  }

  #release(slot: number): void {
    const entry = this.#entry(slot);
    const { share, pgno } = entry;
    if (share === undefined) return;
    this.#segments[entry.segment].remove(slot);
    if (entry.segment === "startup") share.startupCount -= 1;
    share.slotCount -= 1;
    entry.share = undefined;
    entry.budget = undefined;
    if (this.slab.unpublish(share.databaseId, pgno, slot)) this.#free.push(slot);
    else this.#pinnedSlots.add(slot);
  }

  #move(slot: number, segment: Segment): void {
    const entry = this.#entry(slot);
    this.#segments[entry.segment].remove(slot);
    if (entry.share !== undefined) {
      if (entry.segment === "startup") entry.share.startupCount -= 1;
      if (segment === "startup") entry.share.startupCount += 1;
    }
    entry.segment = segment;
    this.#segments[segment].add(slot);
  }

  #entry(slot: number): Entry {
    const entry = this.#entries[slot];
    if (entry === undefined) throw new RangeError("no such slot");
    return entry;
  }
}

function newEntry(): Entry {
  return {
    pgno: 0,
    type: 0,
    share: undefined,
    segment: "probationary",
    budget: undefined,
    isUsed: false,
    lastAccess: 0,
  };
}
