/**
 * `ScanCursor`: one scan in progress, with its position, its next pages, and how far it has been
 * prefetched.
 *
 * Offsets are counted from the beginning of the scan: `pageAt(position)` is the farthest page that
 * SQLite has read, and `pageAt(prefetchedUpTo)` is the first page that was not requested.
 */

import type { ScanMode } from "../cache/fetch-plan.js";

export interface ScanCursor {
  readonly mode: ScanMode;
  readonly source: "scan" | "structure";
  /** The distance between its pages: in the file, or in key order for a scan over a tree. */
  readonly step: number;
  readonly position: number;
  prefetchedUpTo: number;
  /** The number of pages from the beginning of the scan to its position. */
  readonly length: number;
  /** True if the scan reads at least half of the pages that it passes. */
  readonly isDense: boolean;
  /** The number of reads that followed the scan: `CONFIRMED_AFTER` of them confirm it. */
  readonly confirmations: number;
  /** The page at an offset, or undefined where the scan is known to end before. */
  pageAt(offset: number): number | undefined;
  /** The offset at which the scan is known to end in a file of so many pages, or Infinity. */
  endOffset(dbSizePages: number): number;
  /** The offset of a page at or near the position of the scan; undefined for any other page. */
  offsetOf(pgno: number): number | undefined;
  /** Takes a read of the page at the offset. */
  advance(offset: number): void;
}

/** The number of reads that confirm a scan, because random reads seldom give so many. */
export const CONFIRMED_AFTER = 3;

/** Tells whether a scan that is confirmed is at the page, or so near that it may belong to it. */
export function isConfirmedNear(cursor: ScanCursor, pgno: number): boolean {
  const isConfirmed = cursor.confirmations >= CONFIRMED_AFTER && cursor.isDense;
  return isConfirmed && cursor.offsetOf(pgno) !== undefined;
}

/** Two reads that are at most this many pages apart may belong to one scan. */
export const MAX_GAP = 8;

/**
 * Creates a cursor for steps of 1 or -1 with small gaps, or for equal steps of a larger distance.
 */
export function createRunCursor(
  origin: number,
  step: number,
  offset: number,
  confirmations: number,
): ScanCursor {
  return new RunCursor(origin, step, offset, confirmations);
}

/** The position of a scan, which only ever advances. */
class CursorPosition {
  position: number;
  prefetchedUpTo: number;
  confirmations: number;

  constructor(position: number, confirmations: number) {
    this.position = position;
    this.prefetchedUpTo = position + 1;
    this.confirmations = confirmations;
  }

  advance(offset: number): void {
    if (offset <= this.position) return;
    this.position = offset;
    this.prefetchedUpTo = Math.max(this.prefetchedUpTo, offset + 1);
    this.confirmations += 1;
  }
}

class RunCursor extends CursorPosition implements ScanCursor {
  readonly mode: ScanMode;
  readonly source = "scan";
  readonly step: number;
  readonly #origin: number;

  constructor(origin: number, step: number, offset: number, confirmations: number) {
    super(offset, confirmations);
    this.mode = step === 1 ? "forward" : step === -1 ? "backward" : "bounded";
    this.#origin = origin;
    this.step = step;
  }

  get length(): number {
    return this.position;
  }

  get isDense(): boolean {
    return 2 * this.confirmations >= this.position;
  }

  pageAt(offset: number): number {
    return this.#origin + offset * this.step;
  }

  endOffset(dbSizePages: number): number {
    const pagesLeft = this.step > 0 ? dbSizePages - this.#origin : this.#origin - 1;
    return Math.floor(pagesLeft / Math.abs(this.step)) + 1;
  }

  offsetOf(pgno: number): number | undefined {
    const offset = (pgno - this.#origin) / this.step;
    const distance = offset - this.position;
    const isOwn =
      this.mode === "bounded" ? distance === 0 || distance === 1 : Math.abs(distance) <= MAX_GAP;
    return isOwn ? offset : undefined;
  }
}

/** The next parents of a tree scan, and the children of the first of them if they are known. */
export interface FollowingPages {
  readonly parents: readonly number[];
  readonly children: readonly number[] | undefined;
}

export interface TreeScan {
  readonly step: 1 | -1;
  /** The children of `parent` in the direction of the scan, which is at `offset` of them. */
  readonly pages: readonly number[];
  readonly offset: number;
  readonly parent: number;
  readonly confirmations: number;
  /** The pages after the children of a parent, in the direction of the scan. */
  following(parent: number): FollowingPages | undefined;
}

/** Creates a cursor over the leaves of a tree in key order, from parent to parent. */
export function createTreeCursor(scan: TreeScan): ScanCursor {
  return new TreeCursor(scan);
}

/** The most pages that one tree scan is followed over. */
const MAX_TREE_PAGES = 65_536;

class TreeCursor extends CursorPosition implements ScanCursor {
  readonly mode = "bounded";
  readonly source = "structure";
  readonly step: 1 | -1;
  readonly #pages: number[] = [];
  readonly #offsets = new Map<number, number>();
  readonly #scan: TreeScan;
  #parent: number;
  #isLastParent: boolean;

  constructor(scan: TreeScan) {
    super(scan.offset, scan.confirmations);
    this.#scan = scan;
    this.step = scan.step;
    this.#parent = scan.parent;
    this.#isLastParent = scan.following(scan.parent) === undefined;
    this.#append(scan.pages);
  }

  get length(): number {
    return this.position - this.#scan.offset;
  }

  get isDense(): boolean {
    return 2 * this.confirmations >= this.length;
  }

  pageAt(offset: number): number | undefined {
    if (offset >= this.#pages.length) this.#extend();
    return this.#pages[offset];
  }

  offsetOf(pgno: number): number | undefined {
    const offset = this.#offsets.get(pgno);
    const isNear = offset !== undefined && Math.abs(offset - this.position) <= MAX_GAP;
    return isNear ? offset : undefined;
  }

  endOffset(): number {
    return this.#isLastParent ? this.#pages.length : Number.POSITIVE_INFINITY;
  }

  /** Appends the next parents, and the children of the first one once its bytes are known. */
  #extend(): void {
    const next = this.#scan.following(this.#parent);
    if (next === undefined || this.#pages.length >= MAX_TREE_PAGES) return;
    this.#append(next.parents.filter((pgno) => !this.#offsets.has(pgno)));
    const [parent] = next.parents;
    if (next.children === undefined || parent === undefined) return;
    this.#append(next.children);
    this.#parent = parent;
    this.#isLastParent = this.#scan.following(parent) === undefined;
  }

  #append(pages: readonly number[]): void {
    for (const pgno of pages) {
      this.#offsets.set(pgno, this.#pages.length);
      this.#pages.push(pgno);
    }
  }
}
