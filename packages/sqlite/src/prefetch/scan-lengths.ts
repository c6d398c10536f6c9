/**
 * `ScanLengths`: learns at which lengths scans mostly go on, and at which they end. For each power
 * of two there is a saturating counter, as for the branches of a processor: it grows when a scan of
 * that length doubles, and shrinks when one ends there with pages that were fetched in vain.
 */

const LENGTH_CLASSES = 32;
const MAX_COUNT = 3;
/** Below this, scans of the length are not prefetched for. New counters begin with it. */
const TRUSTED_COUNT = 2;

export class ScanLengths {
  readonly #counts = new Uint8Array(LENGTH_CLASSES).fill(TRUSTED_COUNT);

  /** The number of pages that a scan of so many is expected to go on for. */
  expectedAfter(length: number): number {
    for (let at = classOf(length); at < LENGTH_CLASSES; at++) {
      if ((this.#counts[at] ?? 0) < TRUSTED_COUNT) return Math.max(0, 2 ** at - length);
    }
    return Number.POSITIVE_INFINITY;
  }

  /** A scan has grown: it has outlived each class that it has left. */
  observeGrowth(before: number, after: number): void {
    for (let at = classOf(before); at < classOf(after); at++) {
      this.#counts[at] = Math.min(MAX_COUNT, (this.#counts[at] ?? 0) + 1);
    }
  }

  /** A scan of so many pages has ended before it has used what was fetched for it. */
  observeEnd(length: number): void {
    const at = classOf(length);
    this.#counts[at] = Math.max(0, (this.#counts[at] ?? 0) - 1);
  }
}

/** The class of a length: its binary logarithm, rounded down. */
function classOf(length: number): number {
  return Math.max(0, 31 - Math.clz32(length));
}
