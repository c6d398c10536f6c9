/** What one database sees of the page cache that all databases share. */

import type { PageSource } from "./fetch-plan.js";

/** Why a page is kept: each class can be switched off, and then its pages only pass. */
export type PageClass = "target" | "prefetched" | "startup";

/** Told what became of the pages of one database. */
export interface CacheObserver {
  /** SQLite asked for the page for the first time since it came. */
  used(source: PageSource, pgno: number): void;
  /** The page went without being asked for. */
  wasted(source: PageSource, pgno: number): void;
}

/** The part of the cache that one database sees. */
export interface CacheShare {
  readonly databaseId: number;
  slotOf(pgno: number): number | undefined;
  /** The byte that says what a page is, if it is one of a b-tree; of zeros it is 0. */
  typeAt(slot: number): number;
  /** Counts a use; the slot of the page, where it is cached. */
  recordAccess(pgno: number): number | undefined;
  /**
   * Puts a page in, in place of what was there; null bytes are zeros. Without a source it did not
   * come from the server, and neither its use nor its waste counts. Undefined where its class is
   * not kept and nobody waits for it, or where every slot is being read.
   */
  insert(
    pgno: number,
    bytes: Uint8Array | null,
    source: PageSource | undefined,
    pageClass: PageClass,
  ): number | undefined;
  remove(pgno: number): void;
  /** Drops all pages after this one. Takes as long as the cache is large. */
  removeBeyond(pgno: number): void;
  /** Drops the pages of classes that are not kept. */
  dropTransient(): void;
  /** Drops everything but page 1. */
  clear(): void;
  /** Drops everything. */
  close(): void;
  readonly pageCount: number;
}
