/**
 * `MarkovPredictor`: a first-order Markov chain over the distances (deltas) between the pages that
 * SQLite reads. It predicts what no scan explains: patterns that return, such as two scans over
 * records of equal size by turns.
 */

import { Guesses } from "./guesses.js";
import type { DatabasePages, Observation, Prediction, Predictor } from "./predictor.js";

/** The deltas of which the table knows the successors, and the successors of each. */
const MAX_DELTAS = 64;
const MAX_SUCCESSORS = 4;
const UPDATES_BETWEEN_HALVINGS = 256;
/** The most pages that are followed from one miss. */
const MAX_STEPS = 64;
const INITIAL_CREDIT = 8;

interface Successor {
  readonly delta: number;
  count: number;
  seenAt: number;
}

/** The deltas that followed another one, and how often one did. */
interface Row {
  readonly successors: Successor[];
  total: number;
}

export function createMarkovPredictor(pages: DatabasePages): Predictor {
  return new MarkovPredictor(pages);
}

class MarkovPredictor implements Predictor {
  readonly #pages: DatabasePages;
  readonly #guesses: Guesses;
  readonly #table = new Map<number, Row>();
  #lastPgno: number | undefined;
  #lastDelta: number | undefined;
  #updates = 0;

  constructor(pages: DatabasePages) {
    this.#pages = pages;
    this.#guesses = new Guesses(pages, "markov", INITIAL_CREDIT);
  }

  observe(observation: Observation): void {
    if (observation.kind !== "read") return;
    const { pgno, outcome } = observation;
    this.#guesses.observeRead(outcome);
    if (this.#lastPgno !== undefined) {
      const delta = pgno - this.#lastPgno;
      if (this.#lastDelta !== undefined) this.#learn(this.#lastDelta, delta);
      this.#lastDelta = delta;
    }
    this.#lastPgno = pgno;
  }

  onMiss(missing: number): Prediction | undefined {
    const maxPages = Math.min(this.#guesses.credit, this.#pages.maxFetchPages - 1);
    const pgnos = new Set<number>();
    let pgno = missing;
    let delta = this.#lastDelta;
    for (let step = 0; step < MAX_STEPS && pgnos.size < maxPages; step++) {
      delta = delta === undefined ? undefined : this.#likeliestAfter(delta);
      if (delta === undefined) break;
      pgno += delta;
      if (pgno < 1 || pgno > this.#pages.dbSizePages) break;
      if (pgno !== missing && this.#pages.isFetchable(pgno)) pgnos.add(pgno);
    }
    if (pgnos.size === 0) return undefined;
    return { pgnos: [...pgnos], mode: "bounded", budget: this.#guesses.pay(pgnos.size) };
  }

  takePrefetches(): Iterable<Prediction> {
    return [];
  }

  /** The delta that mostly followed another one; undefined where it was seen too seldom to tell. */
  #likeliestAfter(delta: number): number | undefined {
    const row = this.#table.get(delta);
    if (row === undefined || row.total < 2) return undefined;
    let best: Successor | undefined;
    for (const successor of row.successors) {
      if (best === undefined || isBetter(successor, best)) best = successor;
    }
    const isTrusted = best !== undefined && best.count >= 2 && best.count * 2 >= row.total;
    return isTrusted ? best?.delta : undefined;
  }

  #learn(previous: number, delta: number): void {
    this.#updates += 1;
    const row = this.#rowOf(previous);
    const { successors } = row;
    row.total += 1;
    const successor = successors.find((known) => known.delta === delta);
    if (successor === undefined) {
      if (successors.length >= MAX_SUCCESSORS) row.total -= dropWorst(successors);
      successors.push({ delta, count: 1, seenAt: this.#updates });
    } else {
      successor.count += 1;
      successor.seenAt = this.#updates;
    }
    if (this.#updates % UPDATES_BETWEEN_HALVINGS === 0) this.#halve();
  }

  #rowOf(delta: number): Row {
    const known = this.#table.get(delta);
    if (known !== undefined) return known;
    if (this.#table.size >= MAX_DELTAS) this.#dropRarest();
    const row: Row = { successors: [], total: 0 };
    this.#table.set(delta, row);
    return row;
  }

  #dropRarest(): void {
    let rarest: number | undefined;
    let fewest = Number.POSITIVE_INFINITY;
    for (const [delta, { total }] of this.#table) {
      if (total >= fewest) continue;
      fewest = total;
      rarest = delta;
      // No row has a lower total, and where reads are at random one of the first has it.
      if (total <= 1) break;
    }
    if (rarest !== undefined) this.#table.delete(rarest);
  }

  /** Halves all counts, so that what returns no longer is forgotten. */
  #halve(): void {
    for (const [delta, row] of this.#table) {
      const successors = row.successors
        .map((successor) => ({ ...successor, count: successor.count >> 1 }))
        .filter(({ count }) => count > 0);
      const total = successors.reduce((sum, { count }) => sum + count, 0);
      if (total > 0) this.#table.set(delta, { successors, total });
      else this.#table.delete(delta);
    }
  }
}

/** Tells whether one successor is better: it is more frequent, or as frequent and nearer. */
function isBetter(one: Successor, other: Successor): boolean {
  if (one.count !== other.count) return one.count > other.count;
  return distanceRank(one.delta) < distanceRank(other.delta);
}

/** Ranks deltas in the order 0, 1, -1, 2, -2, and so on. */
function distanceRank(delta: number): number {
  return Math.abs(delta) * 2 + (delta < 0 ? 1 : 0);
}

/** Drops the worst successor, and returns its count. */
function dropWorst(successors: Successor[]): number {
  const worst = successors.reduce((one, other) => (isWorse(other, one) ? other : one));
  successors.splice(successors.indexOf(worst), 1);
  return worst.count;
}

function isWorse(one: Successor, other: Successor): boolean {
  return one.count === other.count ? one.seenAt < other.seenAt : one.count < other.count;
}
