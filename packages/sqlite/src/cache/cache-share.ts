/** `CacheShare`: the part of the shared page cache that one database sees. */

import type { FetchBudget } from "./fetch-budget.js";

/** `startup`: the page came with the open. `target`: SQLite waits for it, or has written it. */
export type PageClass = "target" | "prefetched" | "startup";

export interface CacheShare {
  readonly databaseId: number;
  slotOf(pgno: number): number | undefined;
  /** The type byte of a b-tree page. Other pages have any value there. */
  typeAt(slot: number): number;
  /** Tells whether SQLite has read the page in the slot, or has written it. */
  isUsedAt(slot: number): boolean;
  /** Records an access, and returns the slot of the page if it is cached. */
  recordAccess(pgno: number): number | undefined;
  /**
   * Inserts a page, or replaces it. Null bytes stand for zeros. The first read or the eviction of
   * a page is counted in its budget; pages that were not fetched have none. Returns undefined if
   * every slot is pinned.
   */
  insert(
    pgno: number,
    bytes: Uint8Array | null,
    budget: FetchBudget | undefined,
    pageClass: PageClass,
  ): number | undefined;
  remove(pgno: number): void;
  /** Removes all pages after this one, in time proportional to the cache. */
  removeBeyond(pgno: number): void;
  /** Removes all pages except for page 1. */
  clear(): void;
  /** Removes all pages, and gives the share back. */
  close(): void;
  readonly pageCount: number;
}
