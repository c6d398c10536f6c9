/**
 * Limits how many lines of one kind are logged, so that a hostile flood cannot fill the disk.
 * Suppressed lines are counted, and the counts are reported in lines of their own.
 */

import { type Clock, Timer, TokenBucket } from "@barewire/clock";

/** Lines of one kind at once, and for each second after that. */
const LINES = { capacity: 50, perSecond: 1 };

/** The time between a line that is suppressed and the report of how many were. */
const REPORT_MS = 10_000;

export type ReportSuppressed = (kind: string, count: number) => void;

type Kind = { readonly bucket: TokenBucket; suppressedCount: number };

export class LogLimit {
  readonly #clock: Clock;
  readonly #report: ReportSuppressed;
  readonly #timer: Timer;
  readonly #kinds: Map<string, Kind> = new Map();

  constructor(clock: Clock, report: ReportSuppressed) {
    this.#clock = clock;
    this.#report = report;
    this.#timer = new Timer(clock);
  }

  /**
   * Tells whether a line of this kind may be logged. There must be few kinds, and all constants.
   */
  admits(kind: string): boolean {
    const known = this.#kinds.get(kind);
    const entry = known ?? { bucket: new TokenBucket(this.#clock, LINES), suppressedCount: 0 };
    if (known === undefined) this.#kinds.set(kind, entry);
    if (entry.bucket.take()) return true;
    entry.suppressedCount += 1;
    if (!this.#timer.isRunning) this.#timer.start(REPORT_MS, () => this.flush());
    return false;
  }

  /** Reports the lines that were suppressed since the last report, if any. */
  flush(): void {
    this.#timer.stop();
    for (const [kind, entry] of this.#kinds) {
      const { suppressedCount } = entry;
      entry.suppressedCount = 0;
      if (suppressedCount > 0) this.#report(kind, suppressedCount);
    }
  }
}
