/**
 * The original's predictor of page numbers: a run of equal distances is extrapolated, and a Markov
 * chain over distances fills the rest. Its table has no bound and never decays.
 */

/**
 * The choice between distances that were seen equally often. The original took the order of a hash
 * map, so its counters differ from run to run where this matters.
 *
 *     smallest  the smallest absolute distance, positive before negative
 *     largest   the numerically largest distance
 *     recent    the distance that was seen last
 */
export type TieRule = "smallest" | "largest" | "recent";

type Successor = { count: number; seenAt: number };

export class DeltaChain {
  readonly #tieRule: TieRule;
  readonly #table = new Map<number, Map<number, Successor>>();
  #lastPgno: number | undefined;
  #lastDelta: number | undefined;
  #runLength = 0;
  #time = 0;

  constructor(tieRule: TieRule) {
    this.#tieRule = tieRule;
  }

  record(pgno: number): void {
    if (this.#lastPgno !== undefined) {
      const delta = pgno - this.#lastPgno;
      if (this.#lastDelta !== undefined) this.#count(this.#lastDelta, delta);
      this.#runLength = delta === this.#lastDelta ? this.#runLength + 1 : 1;
      this.#lastDelta = delta;
    }
    this.#lastPgno = pgno;
  }

  /** Up to `depth` distinct pages in 1 to `lastPgno`, as if `from` had been read last. */
  predict(from: number, depth: number, lastPgno: number): readonly number[] {
    const pgnos = new Set<number>();
    const delta = this.#lastDelta;
    if (delta === undefined || depth <= 0) return [];
    if (this.#runLength >= 2 && delta > 0) {
      for (let pgno = from + delta; pgno <= lastPgno && pgnos.size < depth; pgno += delta) {
        pgnos.add(pgno);
      }
    }
    this.#follow(from, delta, depth - pgnos.size, lastPgno, pgnos);
    return [...pgnos];
  }

  /** A page that is predicted already takes a step, too, so a chain that is a circle ends. */
  #follow(
    from: number,
    firstDelta: number,
    steps: number,
    lastPgno: number,
    pgnos: Set<number>,
  ): void {
    let pgno = from;
    let delta = firstDelta;
    for (let step = 0; step < steps; step++) {
      const next = this.#mostFrequentAfter(delta);
      if (next === undefined) return;
      delta = next;
      pgno += delta;
      if (pgno < 1 || pgno > lastPgno) return;
      pgnos.add(pgno);
    }
  }

  #count(previous: number, delta: number): void {
    this.#time += 1;
    const successors = this.#table.get(previous) ?? new Map<number, Successor>();
    this.#table.set(previous, successors);
    const successor = successors.get(delta) ?? { count: 0, seenAt: 0 };
    successors.set(delta, successor);
    successor.count += 1;
    successor.seenAt = this.#time;
  }

  #mostFrequentAfter(delta: number): number | undefined {
    const successors = [...(this.#table.get(delta) ?? [])];
    const [best] = successors.sort(
      ([one, first], [other, second]) =>
        second.count - first.count || this.#compareTied(one, first, other, second),
    );
    return best?.[0];
  }

  #compareTied(one: number, first: Successor, other: number, second: Successor): number {
    switch (this.#tieRule) {
      case "smallest":
        return distanceRank(one) - distanceRank(other);
      case "largest":
        return other - one;
      case "recent":
        return second.seenAt - first.seenAt;
      default:
        return this.#tieRule satisfies never;
    }
  }
}

/** Ranks distances in the order 0, 1, -1, 2, -2, and so on. */
function distanceRank(delta: number): number {
  return Math.abs(delta) * 2 + (delta < 0 ? 1 : 0);
}
