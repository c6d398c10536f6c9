/**
 * Scans that go on at the same time, each with a head that knows how far to run ahead of it.
 *
 * A head is a dense run up or down (steps of up to 8 pages), or a run of one and the same larger
 * distance. How far it runs ahead grows with its length, and grows faster each time that SQLite has
 * to wait for it: over a connection without delay it stays close to the scan, and over a slow one a
 * few waits are enough to have as much on its way as the budget allows. What a scan that stops
 * leaves behind is so bounded by its own length.
 */

export interface ScanHead {
  /** Distance to the next page: 1, -1, or a stride. */
  readonly step: number;
  /** The farthest page that SQLite asked for. */
  readonly tip: number;
  /** Steps from where it began to its tip. */
  readonly length: number;
  /** The page from which on nothing was asked of the server. */
  frontier: number;
  /** How many steps the frontier may be before the tip. */
  readonly reach: number;
  /** Background fetches for this head. */
  readonly fetchIds: Set<number>;
}

export interface ScanHeads {
  /** Takes a page that SQLite asks for; `isWait` where it has to wait for it. */
  record(pgno: number, isWait: boolean): void;
  /** Heads sure enough to run ahead of, the one that moved last first. */
  readonly confirmed: readonly ScanHead[];
  /** Whether the page belongs to such a head. */
  isConfirmed(pgno: number): boolean;
  /** Background fetches of scans that have ended since the last call. */
  takeEnded(): readonly number[];
  clear(): void;
}

const MAX_GAP = 8;
const MAX_HEADS = 4;
const MAX_CANDIDATES = 8;
/** Pages of a head that make it sure enough: chance seldom gives so many. */
const CONFIRMED_MOVES = 4;
/** A head that has not moved for so many pages has ended. */
const MAX_IDLE = 512;
/** Pages ahead of a scan at first, and for each page of its length: before it had to wait, and at most. */
const FIRST_REACH = 64;
const FIRST_FACTOR = 4;
const MAX_FACTOR = 32;

class Head implements ScanHead {
  readonly step: number;
  readonly fetchIds = new Set<number>();
  tip: number;
  length: number;
  frontier: number;
  movedAt: number;
  factor = FIRST_FACTOR;
  #moves: number;

  constructor(step: number, tip: number, length: number, moves: number, movedAt: number) {
    this.#moves = moves;
    this.step = step;
    this.tip = tip;
    this.length = length;
    this.frontier = tip + step;
    this.movedAt = movedAt;
  }

  get isDense(): boolean {
    return Math.abs(this.step) === 1;
  }

  get isConfirmed(): boolean {
    return this.#moves >= CONFIRMED_MOVES;
  }

  get reach(): number {
    return FIRST_REACH + this.factor * this.length;
  }

  /** Whether the page is the next of this scan, or one that it has just been at. */
  owns(pgno: number): boolean {
    const distance = (pgno - this.tip) * Math.sign(this.step);
    if (!this.isDense) return distance === 0 || pgno === this.tip + this.step;
    return distance >= -MAX_GAP && distance <= MAX_GAP;
  }

  advance(pgno: number, time: number): void {
    const distance = (pgno - this.tip) * Math.sign(this.step);
    this.movedAt = time;
    if (distance <= 0) return;
    this.tip = pgno;
    this.#moves += 1;
    this.length += this.isDense ? distance : 1;
    const isPassed = (this.frontier - pgno) * Math.sign(this.step) <= 0;
    if (isPassed) this.frontier = pgno + this.step;
  }
}

/** No scan is known yet. */
export function createScanHeads(): ScanHeads {
  return new Heads();
}

class Heads implements ScanHeads {
  #heads: Head[] = [];
  /** Pages that belong to no scan, the most recent last. */
  #candidates: number[] = [];
  #ended: number[] = [];
  #time = 0;

  record(pgno: number, isWait: boolean): void {
    this.#time += 1;
    const owner = this.#heads.find((head) => head.owns(pgno));
    if (owner !== undefined) {
      if (isWait && owner.isConfirmed) owner.factor = Math.min(MAX_FACTOR, owner.factor * 2);
      owner.advance(pgno, this.#time);
      return;
    }
    const head = this.#headFrom(pgno);
    if (head === undefined) {
      this.#candidates.push(pgno);
      if (this.#candidates.length > MAX_CANDIDATES) this.#candidates.shift();
    } else {
      this.#heads.push(head);
      if (this.#heads.length > MAX_HEADS) this.#end(this.#leastRecent());
    }
  }

  get confirmed(): readonly ScanHead[] {
    for (const head of this.#heads) {
      if (this.#time - head.movedAt > MAX_IDLE) this.#end(head);
    }
    return this.#heads
      .filter((head) => head.isConfirmed)
      .sort((one, other) => other.movedAt - one.movedAt);
  }

  isConfirmed(pgno: number): boolean {
    return this.#heads.some((head) => head.isConfirmed && head.owns(pgno));
  }

  takeEnded(): readonly number[] {
    const ended = this.#ended;
    this.#ended = [];
    return ended;
  }

  clear(): void {
    for (const head of this.#heads) this.#end(head);
    this.#candidates = [];
  }

  /** A new head, where the page is a step away from one that belonged to no scan. */
  #headFrom(pgno: number): Head | undefined {
    const near = this.#candidates.findLast((candidate) => Math.abs(pgno - candidate) <= MAX_GAP);
    if (near !== undefined && near !== pgno) {
      this.#candidates = this.#candidates.filter((candidate) => candidate !== near);
      return new Head(Math.sign(pgno - near), pgno, Math.abs(pgno - near), 2, this.#time);
    }
    const [last, secondLast, thirdLast] = this.#candidates.toReversed();
    if (last === undefined || secondLast === undefined || thirdLast === undefined) return undefined;
    const step = pgno - last;
    if (step === 0 || last - secondLast !== step || secondLast - thirdLast !== step) {
      return undefined;
    }
    this.#candidates = [];
    return new Head(step, pgno, 3, CONFIRMED_MOVES, this.#time);
  }

  #leastRecent(): Head {
    return this.#heads.reduce((one, other) => (other.movedAt < one.movedAt ? other : one));
  }

  #end(ended: Head): void {
    this.#heads = this.#heads.filter((head) => head !== ended);
    this.#ended.push(...ended.fetchIds);
  }
}
