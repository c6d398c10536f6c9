/**
 * Which pages to fetch along with a missing child of an interior b-tree page: its siblings, which
 * are the next pages of a range scan in key order, however they are scattered over the file.
 *
 * How many depends on what was seen of the parent: all siblings where they are interior pages
 * themselves, growing windows where misses follow each other in key order, and the neighbourhood
 * where a good part of the children was missed already.
 */

import { childrenOf, isInteriorPage } from "./interior-page.js";

export interface StructurePrefetch {
  /** Learns the children of a page that SQLite asked for, and what kind its parent's are. */
  learn(pgno: number, bytes: Uint8Array, databasePages: number): void;
  /** Whether the children of the page are known. */
  knows(pgno: number): boolean;
  /** Forgets the page: its bytes have changed. */
  forget(pgno: number): void;
  /**
   * Siblings to fetch along with a missing page, best first, `limit` at most; undefined where no
   * parent is known. `canTake` tells which pages are worth asking for.
   */
  siblings(
    pgno: number,
    limit: number,
    canTake: (pgno: number) => boolean,
  ): readonly number[] | undefined;
  clear(): void;
}

const MAX_PARENTS = 64;
/** What is fetched along before it is known whether the children are interior pages. */
const FIRST_WINDOW = 16;
const MAX_WINDOW = 256;
/** Of children of unknown kind, so many may be fetched at once: the second level of a large tree. */
const FEW_CHILDREN = 64;
/** A parent of which one in so many children was missed is worth its neighbourhoods. */
const DENSE_SHARE = 8;
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
  // In order of use, the least recent first.
  const parents = new Map<number, Parent>();

  const learn = (pgno: number, bytes: Uint8Array, databasePages: number): void => {
    const isInterior = isInteriorPage(pgno, bytes);
    for (const parent of parents.values()) {
      if (parent.childKind !== "unknown" || !parent.children.includes(pgno)) continue;
      parent.childKind = isInterior ? "interior" : "leaf";
    }
    if (!isInterior) return;
    const known = parents.get(pgno);
    if (known !== undefined) {
      parents.delete(pgno);
      parents.set(pgno, known);
      return;
    }
    const children = childrenOf(pgno, bytes, databasePages);
    if (children === undefined) return;
    const [leastRecent] = parents.keys();
    if (parents.size >= MAX_PARENTS && leastRecent !== undefined) parents.delete(leastRecent);
    parents.set(pgno, newParent(children));
  };

  return {
    learn,
    knows: (pgno) => parents.has(pgno),
    forget: (pgno) => {
      parents.delete(pgno);
    },
    clear: () => parents.clear(),
    siblings: (pgno, limit, canTake) => {
      for (const parent of parents.values()) {
        const index = parent.children.indexOf(pgno);
        if (index >= 0) return siblingsOf(parent, index, limit, canTake);
      }
      return undefined;
    },
  };
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

function siblingsOf(
  parent: Parent,
  index: number,
  limit: number,
  canTake: (pgno: number) => boolean,
): readonly number[] {
  const { children, lastMiss } = parent;
  parent.misses += 1;
  parent.lastMiss = index;
  if (parent.childKind === "interior" || isSmallUnknown(parent)) {
    return take(children, index, "both", children.length, limit, canTake).pgnos;
  }
  const direction = directionOf(parent, lastMiss, index);
  if (direction !== "both") {
    parent.window = Math.min(MAX_WINDOW, Math.max(FIRST_WINDOW, parent.window * 2));
    const taken = take(children, index, direction, parent.window, limit, canTake);
    parent.windowEnd = taken.end;
    return taken.pgnos;
  }
  parent.window = 0;
  parent.windowEnd = index;
  if (lastMiss === undefined) {
    const taken = take(children, index, "up", FIRST_WINDOW, limit, canTake);
    parent.window = FIRST_WINDOW;
    parent.windowEnd = taken.end;
    return taken.pgnos;
  }
  const isDense =
    parent.misses >= MIN_DENSE_MISSES && parent.misses * DENSE_SHARE >= children.length;
  return isDense ? take(children, index, "both", NEIGHBOURHOOD, limit, canTake).pgnos : [];
}

function isSmallUnknown({ childKind, children }: Parent): boolean {
  return childKind === "unknown" && children.length <= FEW_CHILDREN;
}

/** The way in which the misses go through the children, or `both` where they jump. */
function directionOf(
  { windowEnd }: Parent,
  lastMiss: number | undefined,
  index: number,
): "up" | "down" | "both" {
  if (lastMiss === undefined) return "both";
  if (index > lastMiss && (index === windowEnd + 1 || index === lastMiss + 1)) return "up";
  if (index < lastMiss && (index === windowEnd - 1 || index === lastMiss - 1)) return "down";
  return "both";
}

/** Up to `count` siblings on one side or, alternately, on both; `end` is the farthest index seen. */
function take(
  children: readonly number[],
  index: number,
  direction: "up" | "down" | "both",
  count: number,
  limit: number,
  canTake: (pgno: number) => boolean,
): { readonly pgnos: readonly number[]; readonly end: number } {
  const pgnos: number[] = [];
  let end = index;
  const visit = (at: number): void => {
    const child = children[at];
    if (child === undefined || pgnos.length >= limit) return;
    end = at;
    if (canTake(child)) pgnos.push(child);
  };
  for (let distance = 1; distance <= count; distance++) {
    if (direction !== "down") visit(index + distance);
    if (direction !== "up") visit(index - distance);
  }
  return { pgnos, end };
}
