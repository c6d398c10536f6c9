/**
 * `TreeMap`: the b-trees as far as their interior pages have been seen. It knows the parent of a
 * page and the pages that follow it in key order, however they are scattered over the file.
 */

import { childrenOf } from "../cache/interior-page.js";
import type { FollowingPages } from "./scan-cursor.js";

/** An interior page that is known. */
export interface TreeParent {
  readonly pgno: number;
  /** The children in key order. */
  readonly children: readonly number[];
  /** The index of the child that SQLite has read last. */
  lastIndex: number | undefined;
}

const MAX_PARENTS = 64;
/** The parents of leaves that a scan comes to next, which are fetched before their leaves. */
const PARENTS_AHEAD = 8;

export class TreeMap {
  /** The parents in the order of use, the least recent first. */
  readonly #parents = new Map<number, TreeParent>();
  readonly #parentOf = new Map<number, TreeParent>();

  /** Takes the bytes of what may be an interior page; other pages are ignored. */
  learn(pgno: number, bytes: Uint8Array, dbSizePages: number): void {
    const children = childrenOf(pgno, bytes, dbSizePages);
    if (children === undefined) return;
    const [leastRecent] = this.#parents.keys();
    if (this.#parents.size >= MAX_PARENTS && leastRecent !== undefined) this.forget(leastRecent);
    const parent: TreeParent = { pgno, children, lastIndex: undefined };
    this.#parents.set(pgno, parent);
    for (const child of children) this.#parentOf.set(child, parent);
  }

  /** Tells whether the children of a page are known, and counts that as a use. */
  recordUse(pgno: number): boolean {
    const parent = this.#parents.get(pgno);
    if (parent === undefined) return false;
    this.#parents.delete(pgno);
    this.#parents.set(pgno, parent);
    return true;
  }

  /** Forgets the children of a page whose bytes have changed. */
  forget(pgno: number): void {
    const forgotten = this.#parents.get(pgno);
    if (forgotten === undefined) return;
    this.#parents.delete(pgno);
    for (const child of forgotten.children) {
      if (this.#parentOf.get(child) === forgotten) this.#parentOf.delete(child);
    }
  }

  clear(): void {
    this.#parents.clear();
    this.#parentOf.clear();
  }

  parentOf(pgno: number): TreeParent | undefined {
    return this.#parentOf.get(pgno);
  }

  /** The pages after the children of a parent: `step` is 1 in key order and -1 against it. */
  following(pgno: number, step: 1 | -1): FollowingPages | undefined {
    const siblings = this.#parentOf.get(pgno)?.children;
    if (siblings === undefined) return undefined;
    const index = siblings.indexOf(pgno);
    const parents: number[] = [];
    for (let distance = 1; distance <= PARENTS_AHEAD; distance++) {
      const parent = siblings[index + distance * step];
      if (parent !== undefined) parents.push(parent);
    }
    const [next] = parents;
    if (next === undefined) return undefined;
    const children = this.#parents.get(next)?.children;
    return { parents, children: step === 1 ? children : children?.toReversed() };
  }
}
