/**
 * One scan that goes on: where it is, which pages come next, and how far it was run ahead of.
 *
 * Places are counted from where the scan began: `pageAt(tip)` is the farthest page that SQLite
 * asked for, `pageAt(frontier)` the first that the server was not asked for.
 */

import type { ScanMode } from "../cache/fetch-plan.js";

export interface ScanCursor {
  readonly mode: ScanMode;
  readonly source: "scan" | "stride" | "structure";
  readonly position: number;
  prefetchedUpTo: number;
  /** Places from where it began to its tip. */
  readonly length: number;
  /** Pages that SQLite asked for, of those that make the scan sure. */
  readonly confirmations: number;
  /** The page at a offset, or undefined where the scan is known to end before. */
  pageAt(offset: number): number | undefined;
  /** The place of a page that is the next of the scan, or near its tip; undefined elsewhere. */
  offsetOf(pgno: number): number | undefined;
  /** SQLite asks for the page at the place. */
  advance(offset: number): void;
}

/** So many pages of a run make it sure enough: chance seldom gives them. */
export const CONFIRMED_AFTER = 4;

const MAX_GAP = 8;

/** A run of steps of 1 or -1 with small gaps, or of one and the same larger distance. */
export function createRunCursor(
  origin: number,
  step: number,
  offset: number,
  confirmations: number,
): ScanCursor {
  return new RunCursor(origin, step, offset, confirmations);
}

class RunCursor implements ScanCursor {
  readonly mode: ScanMode;
  readonly source: "scan" | "stride";
  prefetchedUpTo: number;
  position: number;
  confirmations: number;
  readonly #origin: number;
  readonly #step: number;

  constructor(origin: number, step: number, offset: number, confirmations: number) {
    this.mode = step === 1 ? "forward" : step === -1 ? "backward" : "bounded";
    this.source = Math.abs(step) === 1 ? "scan" : "stride";
    this.#origin = origin;
    this.#step = step;
    this.position = offset;
    this.prefetchedUpTo = offset + 1;
    this.confirmations = confirmations;
  }

  get length(): number {
    return this.position;
  }

  pageAt(offset: number): number {
    return this.#origin + offset * this.#step;
  }

  offsetOf(pgno: number): number | undefined {
    const offset = (pgno - this.#origin) / this.#step;
    const distance = offset - this.position;
    const isOwn =
      this.source === "scan" ? Math.abs(distance) <= MAX_GAP : distance === 0 || distance === 1;
    return isOwn ? offset : undefined;
  }

  advance(offset: number): void {
    if (offset <= this.position) return;
    this.position = offset;
    this.prefetchedUpTo = Math.max(this.prefetchedUpTo, offset + 1);
    this.confirmations += 1;
  }
}

/** What comes after the children of a parent: the next parent, and its children if known. */
export interface FollowingPages {
  readonly parent: number;
  readonly children: readonly number[] | undefined;
}

export interface TreeScan {
  /** The children of `parent`, in the direction of the scan, and where in them it is. */
  readonly pages: readonly number[];
  readonly offset: number;
  readonly parent: number;
  readonly confirmations: number;
  /** What comes after the children of a parent, in the direction of the scan. */
  following(parent: number): FollowingPages | undefined;
}

/** The leaves of a tree in key order, from parent to parent. */
export function createTreeCursor(scan: TreeScan): ScanCursor {
  return new TreeCursor(scan);
}

/** Parents that a scan is followed over: the pages before them are forgotten with the head. */
const MAX_TREE_PAGES = 65_536;

class TreeCursor implements ScanCursor {
  readonly mode = "bounded";
  readonly source = "structure";
  prefetchedUpTo: number;
  position: number;
  confirmations: number;
  readonly #pages: number[] = [];
  readonly #offsets = new Map<number, number>();
  readonly #scan: TreeScan;
  #parent: number;
  #isParentListed = false;

  constructor(scan: TreeScan) {
    this.#scan = scan;
    this.#parent = scan.parent;
    this.confirmations = scan.confirmations;
    this.position = scan.offset;
    this.prefetchedUpTo = scan.offset + 1;
    this.#append(scan.pages);
  }

  get length(): number {
    return this.position - this.#scan.offset;
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

  advance(offset: number): void {
    if (offset <= this.position) return;
    this.position = offset;
    this.prefetchedUpTo = Math.max(this.prefetchedUpTo, offset + 1);
    this.confirmations += 1;
  }

  /** The next parent is listed first, and its children when its bytes are known. */
  #extend(): void {
    const next = this.#scan.following(this.#parent);
    if (next === undefined || this.#pages.length >= MAX_TREE_PAGES) return;
    if (!this.#isParentListed) this.#append([next.parent]);
    this.#isParentListed = next.children === undefined;
    if (next.children === undefined) return;
    this.#append(next.children);
    this.#parent = next.parent;
  }

  #append(pages: readonly number[]): void {
    for (const pgno of pages) {
      this.#offsets.set(pgno, this.#pages.length);
      this.#pages.push(pgno);
    }
  }
}
