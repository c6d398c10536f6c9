/**
 * `ScanTracker`: follows several scans at the same time, and decides how far to prefetch for each.
 *
 * The lookahead grows with the length of the scan, and it doubles each time that SQLite has to wait
 * for the scan. Over a fast connection it stays close to the scan, and over a slow one a few waits
 * fill the prefetch budget. A scan that stops with prefetched pages left halves it again. The pages
 * that a scan leaves behind are bounded by its own length.
 */

import { CONFIRMED_AFTER, createRunCursor, MAX_GAP, type ScanCursor } from "./scan-cursor.js";

export interface ScanTracker {
  /** Takes a page that SQLite asks for. `isWait`: SQLite has to wait for it. */
  record(pgno: number, isWait: boolean): void;
  /** Follows a scan that another predictor has found. */
  add(cursor: ScanCursor): void;
  /** Tells whether a scan over a tree is followed that is at the page. */
  hasTreeAt(pgno: number): boolean;
  /** The cursors of scans that are certain enough to prefetch for. */
  readonly confirmed: readonly ScanCursor[];
  /** The number of pages that `prefetchedUpTo` of the cursor may be ahead of its position. */
  lookaheadOf(cursor: ScanCursor): number;
  clear(): void;
}

const MAX_SCANS = 4;
const MAX_CANDIDATES = 8;
/** A scan that has not advanced for this many accesses has ended. */
const MAX_IDLE = 512;
const IDLE_CHECK_INTERVAL = 64;
/** A scan that has not advanced for this many accesses is not prefetched for any further. */
const MAX_PAUSE = 64;
/**
 * The bounds of the lookahead per page of the scan's length, to which `LENGTH_AT_START` is added.
 */
const MIN_FACTOR = 8;
const MAX_FACTOR = 64;
const LENGTH_AT_START = 16;

interface Tracked {
  readonly cursor: ScanCursor;
  movedAt: number;
}

export function createScanTracker(): ScanTracker {
  return new ActiveScans();
}

class ActiveScans implements ScanTracker {
  #tracked: Tracked[] = [];
  /** Recent pages that belong to no scan, the most recent last. */
  #candidates: number[] = [];
  #time = 0;
  #factor = MIN_FACTOR;
  confirmed: readonly ScanCursor[] = [];

  record(pgno: number, isWait: boolean): void {
    this.#time += 1;
    if (this.#time % IDLE_CHECK_INTERVAL === 0) this.#endIdle();
    for (const tracked of this.#tracked) {
      const offset = tracked.cursor.offsetOf(pgno);
      if (offset === undefined) continue;
      if (isWait && tracked.cursor.confirmations >= CONFIRMED_AFTER) {
        this.#factor = Math.min(MAX_FACTOR, this.#factor * 2);
      }
      tracked.cursor.advance(offset);
      tracked.movedAt = this.#time;
      if (tracked.cursor.confirmations === CONFIRMED_AFTER) this.#listConfirmed();
      return;
    }
    const cursor = this.#cursorFrom(pgno);
    if (cursor !== undefined) {
      this.add(cursor);
      return;
    }
    this.#candidates.push(pgno);
    if (this.#candidates.length > MAX_CANDIDATES) this.#candidates.shift();
  }

  add(cursor: ScanCursor): void {
    this.#tracked.push({ cursor, movedAt: this.#time });
    this.#listConfirmed();
    if (this.#tracked.length > MAX_SCANS) this.#end(this.#leastRecent());
  }

  hasTreeAt(pgno: number): boolean {
    return this.#tracked.some(
      ({ cursor }) => cursor.source === "structure" && cursor.offsetOf(pgno) !== undefined,
    );
  }

  lookaheadOf(cursor: ScanCursor): number {
    const movedAt = this.#tracked.find((tracked) => tracked.cursor === cursor)?.movedAt ?? 0;
    if (this.#time - movedAt > MAX_PAUSE) return 0;
    return (LENGTH_AT_START + cursor.length) * this.#factor;
  }

  clear(): void {
    for (const tracked of this.#tracked) this.#end(tracked);
    this.#candidates = [];
  }

  /** A new cursor, where the page is a step away from pages that belonged to no scan. */
  #cursorFrom(pgno: number): ScanCursor | undefined {
    const near = this.#candidates.findLast((candidate) => Math.abs(pgno - candidate) <= MAX_GAP);
    if (near !== undefined && near !== pgno) {
      this.#candidates = this.#candidates.filter((candidate) => candidate !== near);
      return createRunCursor(near, Math.sign(pgno - near), Math.abs(pgno - near), 2);
    }
    const [last, second, third] = this.#candidates.toReversed();
    if (last === undefined || second === undefined || third === undefined) return undefined;
    const step = pgno - last;
    if (step === 0 || last - second !== step || second - third !== step) return undefined;
    this.#candidates = [];
    return createRunCursor(third, step, 3, CONFIRMED_AFTER);
  }

  #endIdle(): void {
    for (const tracked of this.#tracked) {
      if (this.#time - tracked.movedAt > MAX_IDLE) this.#end(tracked);
    }
  }

  #listConfirmed(): void {
    this.confirmed = this.#tracked
      .map(({ cursor }) => cursor)
      .filter(({ confirmations }) => confirmations >= CONFIRMED_AFTER);
  }

  #leastRecent(): Tracked {
    return this.#tracked.reduce((one, other) => (other.movedAt < one.movedAt ? other : one));
  }

  #end(ended: Tracked): void {
    this.#tracked = this.#tracked.filter((tracked) => tracked !== ended);
    this.#listConfirmed();
    const isWaste = ended.cursor.prefetchedUpTo > ended.cursor.position + LENGTH_AT_START;
    if (isWaste) this.#factor = Math.max(MIN_FACTOR, this.#factor / 2);
  }
}
