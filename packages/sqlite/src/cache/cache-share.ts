/** `CacheShare`: the part of the shared page cache that one database sees. */

import type { PageSource } from "./fetch-plan.js";

/**
 * The reason why a page is cached. A flag can switch each class off; its pages are then transient.
 */
export type PageClass = "target" | "prefetched" | "startup";

/** Learns which pages of one database were used. */
export interface CacheObserver {
  /** SQLite has read the page for the first time since it was inserted. */
  used(source: PageSource, pgno: number): void;
  /** The page was removed before SQLite read it. */
  wasted(source: PageSource, pgno: number): void;
}

export interface CacheShare {
  readonly databaseId: number;
  slotOf(pgno: number): number | undefined;
  /** The type byte of a b-tree page. Other pages have any value there. */
  typeAt(slot: number): number;
  /** Records an access, and returns the slot of the page if it is cached. */
  recordAccess(pgno: number): number | undefined;
  /**
   * Inserts a page, or replaces it. Null bytes stand for zeros. Pages without a source were not
   * fetched, and are counted neither as used nor as wasted. Returns undefined if the class is not
   * cached and SQLite does not wait for the page, or if every slot is pinned.
   */
  insert(
    pgno: number,
    bytes: Uint8Array | null,
    source: PageSource | undefined,
    pageClass: PageClass,
  ): number | undefined;
  remove(pgno: number): void;
  /** Removes all pages after this one, in time proportional to the cache. */
  removeBeyond(pgno: number): void;
  /** Removes the pages of classes that are not cached. */
  dropTransient(): void;
  /** Removes all pages except for page 1. */
  clear(): void;
  /** Removes all pages, and gives the share back. */
  close(): void;
  readonly pageCount: number;
}
