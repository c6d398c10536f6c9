/**
 * Chooses the pages to fetch along with a missing child of an interior b-tree page: its siblings,
 * which are the next pages of a range scan in key order, however they are scattered over the file.
 *
 * The number depends on the past misses of the parent: all siblings if they are interior pages
 * themselves, growing windows if misses follow each other in key order, and the neighbourhood if a
 * good part of the children was missed already.
 */

import { childrenOf } from "../cache/interior-page.js";
import {
  CONFIRMED_AFTER,
  createTreeCursor,
  type FollowingPages,
  type ScanCursor,
} from "./scan-cursor.js";

/** Siblings to fetch along with a missing child. */
export interface Siblings {
  /** Best first. */
  readonly pgnos: readonly number[];
  /** A scan over the children that may have begun here. */
  readonly cursor: ScanCursor | undefined;
}

export interface StructurePrefetch {
  /** SQLite asked for what may be an interior page: learns its children. */
  learnInterior(pgno: number, bytes: Uint8Array, dbSizePages: number): void;
  /** SQLite asked for any other page: learns that the children of its parent are none. */
  learnLeaf(pgno: number): void;
  /** Tells whether the children of the page are known. */
  knows(pgno: number): boolean;
  /** Forgets the page: its bytes have changed. */
  forget(pgno: number): void;
  /**
   * Siblings to fetch along with a missing page, `limit` at most; undefined where no parent is
   * known. `canTake` tells which pages are worth asking for.
   */
  siblings(pgno: number, limit: number, canTake: (pgno: number) => boolean): Siblings | undefined;
  clear(): void;
}

const MAX_PARENTS = 64;
/** The number of siblings to fetch while it is unknown whether the children are interior pages. */
const FIRST_WINDOW = 16;
const EDGE_WINDOW = 64;
const MAX_WINDOW = 256;
/**
 * The number of children of unknown kind that may be fetched at once: the second level of a large
 * tree.
 */
const FEW_CHILDREN = 64;
/** A parent of which one in so many children was missed is worth its neighbourhoods. */
const DENSE_SHARE = 32;
const MIN_DENSE_MISSES = 4;
const NEIGHBOURHOOD = 32;

interface Parent {
  readonly children: readonly number[];
  childKind: "unknown" | "leaf" | "interior";
  misses: number;
  /** Index of the last missed child, and of the last sibling fetched along, in scan direction. */
  lastMiss: number | undefined;
  windowEnd: number;
  window: number;
}

/** Knows no page yet. */
export function createStructurePrefetch(): StructurePrefetch {
  return new Parents();
}

class Parents implements StructurePrefetch {
  /** The parents in the order of use, the least recent first. */
  readonly #parents = new Map<number, Parent>();
  /** Those whose children may be leaves or not. Few at a time: the first child tells. */
  #undecided: readonly Parent[] = [];

  learnLeaf(pgno: number): void {
    this.#decide(pgno, "leaf");
  }

  learnInterior(pgno: number, bytes: Uint8Array, dbSizePages: number): void {
    this.#decide(pgno, "interior");
    const known = this.#parents.get(pgno);
    if (known !== undefined) {
      this.#parents.delete(pgno);
      this.#parents.set(pgno, known);
      return;
    }
    const children = childrenOf(pgno, bytes, dbSizePages);
    if (children === undefined) return;
    const [leastRecent] = this.#parents.keys();
    if (this.#parents.size >= MAX_PARENTS && leastRecent !== undefined) {
      this.forget(leastRecent);
    }
    const parent = newParent(children);
    this.#parents.set(pgno, parent);
    this.#undecided = [...this.#undecided, parent];
  }

  #decide(pgno: number, childKind: "leaf" | "interior"): void {
    if (this.#undecided.length === 0) return;
    const decided = this.#undecided.filter(({ children }) => children.includes(pgno));
    for (const parent of decided) parent.childKind = childKind;
    if (decided.length > 0) {
      this.#undecided = this.#undecided.filter((parent) => !decided.includes(parent));
    }
  }

  knows(pgno: number): boolean {
    return this.#parents.has(pgno);
  }

  forget(pgno: number): void {
    const forgotten = this.#parents.get(pgno);
    if (forgotten === undefined) return;
    this.#parents.delete(pgno);
    this.#undecided = this.#undecided.filter((parent) => parent !== forgotten);
  }

  clear(): void {
    this.#parents.clear();
    this.#undecided = [];
  }

  siblings(pgno: number, limit: number, canTake: (pgno: number) => boolean): Siblings | undefined {
    for (const [parentPgno, parent] of this.#parents) {
      const index = parent.children.indexOf(pgno);
      if (index < 0) continue;
      const { lastMiss } = parent;
      const choice = chooseSiblings(parent, index);
      const { pgnos, end } = take(parent.children, index, choice, limit, canTake);
      parent.misses += 1;
      parent.lastMiss = index;
      parent.window = choice.direction === "both" ? 0 : choice.count;
      parent.windowEnd = end;
      if (choice.direction === "both") return { pgnos, cursor: undefined };
      const confirmations = lastMiss === undefined ? 0 : CONFIRMED_AFTER;
      return {
        pgnos,
        cursor: this.#cursorAt(parentPgno, parent, index, choice.direction, confirmations),
      };
    }
    return undefined;
  }

  #cursorAt(
    parentPgno: number,
    { children }: Parent,
    index: number,
    direction: "up" | "down",
    confirmations: number,
  ): ScanCursor {
    const isUp = direction === "up";
    return createTreeCursor({
      pages: isUp ? children : children.toReversed(),
      offset: isUp ? index : children.length - 1 - index,
      parent: parentPgno,
      confirmations,
      following: (pgno) => this.#following(pgno, isUp ? 1 : -1),
    });
  }

  #following(pgno: number, step: 1 | -1): FollowingPages | undefined {
    for (const { children } of this.#parents.values()) {
      const index = children.indexOf(pgno);
      const parent = index < 0 ? undefined : children[index + step];
      if (parent === undefined) continue;
      const next = this.#parents.get(parent)?.children;
      return { parent, children: step === 1 ? next : next?.toReversed() };
    }
    return undefined;
  }
}

function newParent(children: readonly number[]): Parent {
  return {
    children,
    childKind: "unknown",
    misses: 0,
    lastMiss: undefined,
    windowEnd: -1,
    window: 0,
  };
}

type Direction = "up" | "down" | "both";

interface Choice {
  readonly direction: Direction;
  readonly count: number;
}

/** The direction from the missed child, and the number of siblings. */
function chooseSiblings(parent: Parent, index: number): Choice {
  const { children, childKind, lastMiss, misses, window } = parent;
  const isFew = childKind === "unknown" && children.length <= FEW_CHILDREN;
  if (childKind === "interior" || isFew) return { direction: "both", count: children.length };
  if (lastMiss === undefined) {
    // A descent along the leftmost or rightmost edge mostly continues along the leaves.
    if (index === children.length - 1) return { direction: "down", count: EDGE_WINDOW };
    return { direction: "up", count: index === 0 ? EDGE_WINDOW : FIRST_WINDOW };
  }
  const direction = directionOf(parent, lastMiss, index);
  if (direction !== "both") {
    return { direction, count: Math.min(MAX_WINDOW, Math.max(FIRST_WINDOW, window * 2)) };
  }
  const isDense = misses >= MIN_DENSE_MISSES && misses * DENSE_SHARE >= children.length;
  return { direction, count: isDense ? NEIGHBOURHOOD : 0 };
}

/** The way in which the misses go through the children, or `both` where they jump. */
function directionOf({ windowEnd }: Parent, lastMiss: number, index: number): Direction {
  if (index > lastMiss && (index === windowEnd + 1 || index === lastMiss + 1)) return "up";
  if (index < lastMiss && (index === windowEnd - 1 || index === lastMiss - 1)) return "down";
  return "both";
}

/** Siblings on one side or, alternately, on both; `end` is the farthest index looked at. */
function take(
  children: readonly number[],
  index: number,
  { direction, count }: Choice,
  limit: number,
  canTake: (pgno: number) => boolean,
): { readonly pgnos: readonly number[]; readonly end: number } {
  const pgnos: number[] = [];
  let end = index;
  const visit = (at: number): void => {
    const child = children[at];
    if (child === undefined || pgnos.length >= limit) return;
    if (direction !== "both") end = at;
    if (canTake(child)) pgnos.push(child);
  };
  for (let distance = 1; distance <= count; distance++) {
    if (direction !== "down") visit(index + distance);
    if (direction !== "up") visit(index - distance);
  }
  return { pgnos, end };
}
