/**
 * The dependency depth of a query: the round trips that it takes if every page is asked for as soon
 * as the pages that name it, or that have the key to look it up by, are there.
 *
 * The roots of all b-trees are named by the schema. A page below is named by its parent. A leaf
 * that is looked up by a value of another row also depends on the leaf of that row, which is the
 * last one of that b-tree that was read before.
 */

import { isInteriorPage } from "../../packages/sqlite/src/cache/interior-page.js";
import type { KeyTerm, QueryPlan } from "../../packages/sqlite/src/plan/query-plan.js";
import type { PageImage } from "./page-image.js";

export function dependencyDepth(
  image: PageImage,
  reads: readonly number[],
  plan: QueryPlan,
): number {
  const sources = keySources(plan);
  const depths = new Map<number, number>([[1, 0]]);
  const lastLeaves = new Map<number, number>();
  let schemaDepth = 0;
  for (const pgno of reads) {
    const root = rootOf(image, pgno);
    const isLeaf = !isInteriorPage(pgno, image.page(pgno));
    if (!depths.has(pgno)) {
      const named = pgno === root ? schemaDepth : (depths.get(image.parentOf(pgno) ?? 1) ?? 0);
      const keys = isLeaf ? (sources.get(root) ?? []) : [];
      const found = keys.map((source) => depths.get(lastLeaves.get(source) ?? 1) ?? 0);
      depths.set(pgno, 1 + Math.max(named, ...found));
    }
    if (root === 1) schemaDepth = Math.max(schemaDepth, depths.get(pgno) ?? 0);
    if (isLeaf) lastLeaves.set(root, pgno);
  }
  return Math.max(...depths.values());
}

function rootOf(image: PageImage, pgno: number): number {
  let at = pgno;
  for (let parent: number | undefined = at; parent !== undefined; parent = image.parentOf(at)) {
    at = parent;
    if (image.roots.has(at)) return at;
  }
  return at;
}

/**
 * Maps each b-tree to those that the keys of its look-ups come from. Of several ways to use a tree
 * the one with the fewest counts.
 */
function keySources(plan: QueryPlan): ReadonlyMap<number, readonly number[]> {
  const rootOfCursor = new Map(plan.cursors.map(({ cursor, rootPgno }) => [cursor, rootPgno]));
  const sources = new Map<number, readonly number[]>();
  for (const { cursor, key } of plan.accesses) {
    const root = rootOfCursor.get(cursor) ?? 0;
    const roots = key.flatMap((term) => rootOfCursor.get(cursorOf(term) ?? -1) ?? []);
    const known = sources.get(root);
    if (known === undefined || roots.length < known.length) sources.set(root, roots);
  }
  return sources;
}

function cursorOf(term: KeyTerm): number | undefined {
  return term.kind === "column" || term.kind === "rowid" ? term.cursor : undefined;
}
