/**
 * Chooses the pages that a commit writes, and the size of the database after it: boundaries above
 * all.
 */

import { pick, type Random } from "../contract/seeded-random.js";
import type { CommitIntent } from "./database-model.js";

/** The ends of shards, and the first page. */
const EDGES: readonly number[] = [1, 62, 63, 64, 65, 66, 126, 127, 128, 129];
const MAX_WRITTEN = 70;

export type CommitChoice = {
  readonly random: Random;
  readonly maxSize: number;
  readonly newContent: () => number;
};

/** A commit on a database of `size` pages. */
export function chooseCommit(
  { random, maxSize, newContent }: CommitChoice,
  size: number,
  expectedHeadTxid: bigint,
): CommitIntent {
  const newSize = chooseSize(random, size, maxSize);
  const pgnos = new Set<number>();
  const count = random(5);
  for (let index = 0; index < count; index += 1) pgnos.add(choosePgno(random, newSize));
  // SQLite need not write every page that it adds.
  const addedShare = pick(random, [0, 1, 1, 2]);
  for (let pgno = size + 1; pgno <= newSize && pgnos.size < MAX_WRITTEN; pgno += 1) {
    if (random(2) < addedShare) pgnos.add(pgno);
  }
  const pages = new Map([...pgnos].sort((a, b) => a - b).map((pgno) => [pgno, newContent()]));
  return { expectedHeadTxid, newSize, pages };
}

function chooseSize(random: Random, size: number, maxSize: number): number {
  const edges = EDGES.filter((edge) => edge <= maxSize);
  const chosen = pick(random, [
    () => size,
    () => size,
    () => size,
    () => size + random(4),
    () => size - random(4),
    () => pick(random, edges),
    () => pick(random, edges),
    () => 1 + random(maxSize),
  ])();
  return Math.min(maxSize, Math.max(1, chosen));
}

/** A page of a database of `size` pages. */
export function choosePgno(random: Random, size: number): number {
  const edges = [...EDGES, size, size - 1].filter((pgno) => pgno >= 1 && pgno <= size);
  return random(2) === 0 ? pick(random, edges) : 1 + random(size);
}
