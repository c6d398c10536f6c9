/**
 * Predicts the next pages from the distances (deltas) between the last ones: a run of equal deltas
 * is extrapolated as a stride, and a first-order Markov chain predicts which delta mostly follows
 * which.
 */

import type { PageSource } from "../cache/fetch-plan.js";

export interface PredictorOptions {
  readonly stride: boolean;
  readonly markov: boolean;
  /**
   * The most deltas that the Markov table holds. 0 means unbounded, and counts then never decay.
   */
  readonly maxDeltas: number;
}

export interface Prediction {
  readonly pgno: number;
  readonly source: Extract<PageSource, "stride" | "markov">;
}

export interface DeltaPredictor {
  record(pgno: number): void;
  /** Predicts up to `depth` distinct pages in 1..`lastPgno`, as if `from` had been read last. */
  predict(from: number, depth: number, lastPgno: number): readonly Prediction[];
  /** The number of times that the last delta came in a row; 0 before there is one. */
  readonly runLength: number;
  readonly lastDelta: number | undefined;
}

const MAX_SUCCESSORS = 4;
const UPDATES_BETWEEN_HALVINGS = 256;

interface Successor {
  readonly delta: number;
  count: number;
  seenAt: number;
}

export function createDeltaPredictor(options: PredictorOptions): DeltaPredictor {
  return new MarkovPredictor(options);
}

class MarkovPredictor implements DeltaPredictor {
  readonly #options: PredictorOptions;
  readonly #table = new Map<number, Map<number, Successor>>();
  #last: number | undefined;
  #updates = 0;
  lastDelta: number | undefined;
  runLength = 0;

  constructor(options: PredictorOptions) {
    this.#options = options;
  }

  record(pgno: number): void {
    if (this.#last !== undefined) {
      const delta = pgno - this.#last;
      if (this.lastDelta !== undefined && this.#options.markov) this.#learn(this.lastDelta, delta);
      this.runLength = delta === this.lastDelta ? this.runLength + 1 : 1;
      this.lastDelta = delta;
    }
    this.#last = pgno;
  }

  predict(from: number, depth: number, lastPgno: number): readonly Prediction[] {
    const predictions: Prediction[] = [];
    if (this.lastDelta === undefined || depth <= 0) return predictions;
    if (this.#options.stride && this.runLength >= 2 && this.lastDelta > 0) {
      let pgno = from + this.lastDelta;
      while (predictions.length < depth && pgno <= lastPgno) {
        predictions.push({ pgno, source: "stride" });
        pgno += this.lastDelta;
      }
    }
    if (predictions.length < depth && this.#options.markov) {
      this.#follow(from, depth, lastPgno, predictions);
    }
    return predictions;
  }

  #follow(from: number, depth: number, lastPgno: number, predictions: Prediction[]): void {
    const known = new Set(predictions.map(({ pgno }) => pgno));
    let pgno = from;
    let delta = this.lastDelta ?? 0;
    // A page that is predicted already consumes a step, so a chain that is a circle ends.
    for (let step = predictions.length; step < depth; step++) {
      const next = this.#mostFrequent(delta);
      if (next === undefined) return;
      delta = next.delta;
      pgno += delta;
      if (pgno < 1 || pgno > lastPgno) return;
      if (known.has(pgno)) continue;
      known.add(pgno);
      predictions.push({ pgno, source: "markov" });
    }
  }

  #mostFrequent(delta: number): Successor | undefined {
    let best: Successor | undefined;
    let total = 0;
    for (const successor of this.#table.get(delta)?.values() ?? []) {
      total += successor.count;
      if (best === undefined || isBetter(successor, best)) best = successor;
    }
    const isTrusted = this.#options.maxDeltas === 0 || isConfident(best, total);
    return isTrusted ? best : undefined;
  }

  #learn(previous: number, delta: number): void {
    this.#updates += 1;
    const successors = this.#successorsOf(previous);
    const successor = successors.get(delta);
    if (successor === undefined) {
      if (this.#options.maxDeltas > 0) dropWorst(successors, MAX_SUCCESSORS - 1);
      successors.set(delta, { delta, count: 1, seenAt: this.#updates });
    } else {
      successor.count += 1;
      successor.seenAt = this.#updates;
    }
    const isBounded = this.#options.maxDeltas > 0;
    if (isBounded && this.#updates % UPDATES_BETWEEN_HALVINGS === 0) this.#halve();
  }

  #successorsOf(delta: number): Map<number, Successor> {
    const known = this.#table.get(delta);
    if (known !== undefined) return known;
    const { maxDeltas } = this.#options;
    if (maxDeltas > 0 && this.#table.size >= maxDeltas) this.#dropRarest();
    const successors = new Map<number, Successor>();
    this.#table.set(delta, successors);
    return successors;
  }

  #dropRarest(): void {
    let rarest: number | undefined;
    let fewest = Number.POSITIVE_INFINITY;
    for (const [delta, successors] of this.#table) {
      let total = 0;
      for (const { count } of successors.values()) total += count;
      if (total < fewest) {
        fewest = total;
        rarest = delta;
      }
    }
    if (rarest !== undefined) this.#table.delete(rarest);
  }

  #halve(): void {
    for (const [delta, successors] of this.#table) {
      for (const successor of successors.values()) {
        successor.count >>= 1;
        if (successor.count === 0) successors.delete(successor.delta);
      }
      if (successors.size === 0) this.#table.delete(delta);
    }
  }
}

/** Tells whether one successor is better: it is more frequent, or as frequent and nearer. */
function isBetter(one: Successor, other: Successor): boolean {
  if (one.count !== other.count) return one.count > other.count;
  return distanceRank(one.delta) < distanceRank(other.delta);
}

/** A successor that was seen once, or in a minority of cases, is not worth a window of pages. */
function isConfident(best: Successor | undefined, total: number): boolean {
  return best !== undefined && best.count >= 2 && best.count * 2 >= total;
}

/** Ranks deltas in the order 0, 1, -1, 2, -2, and so on. */
function distanceRank(delta: number): number {
  return Math.abs(delta) * 2 + (delta < 0 ? 1 : 0);
}

function dropWorst(successors: Map<number, Successor>, keepCount: number): void {
  while (successors.size > keepCount) {
    let worst: Successor | undefined;
    for (const successor of successors.values()) {
      if (worst === undefined || isWorse(successor, worst)) worst = successor;
    }
    if (worst !== undefined) successors.delete(worst.delta);
  }
}

function isWorse(one: Successor, other: Successor): boolean {
  return one.count === other.count ? one.seenAt < other.seenAt : one.count < other.count;
}
