/** `TokenBucket`: how often something may happen, on average and at once. */

import type { Clock } from "./clock.js";

export type TokenBucketOptions = {
  /** The tokens that a full bucket has. */
  readonly capacity: number;
  /** The tokens that come back in a second. */
  readonly perSecond: number;
};

/** A bucket that is full at first. */
export class TokenBucket {
  readonly #clock: Pick<Clock, "monotonicMs">;
  readonly #options: TokenBucketOptions;
  #tokens: number;
  #countedMs: number;

  constructor(clock: Pick<Clock, "monotonicMs">, options: TokenBucketOptions) {
    this.#clock = clock;
    this.#options = options;
    this.#tokens = options.capacity;
    this.#countedMs = clock.monotonicMs();
  }

  /**
   * Takes `count` tokens and returns true, or returns false if there is not one. The call that
   * empties the bucket may take more than it has: later calls wait until that is made up for.
   */
  take(count = 1): boolean {
    const { capacity, perSecond } = this.#options;
    const nowMs = this.#clock.monotonicMs();
    const returned = ((nowMs - this.#countedMs) * perSecond) / 1_000;
    this.#tokens = Math.min(capacity, this.#tokens + returned);
    this.#countedMs = nowMs;
    if (this.#tokens < 1) return false;
    this.#tokens -= count;
    return true;
  }
}
