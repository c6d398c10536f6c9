/** Notices that a peer has stopped reading: what was sent does not leave, for too long. */

import type { Clock } from "@barewire/clock";

/** Durations only: the watch has no use for the time of day. */
type StallClock = Pick<Clock, "monotonicMs" | "setTimer">;

export class WriteTimeout {
  readonly #clock: StallClock;
  readonly #stalledAfterMs: number;
  readonly #stalled: () => void;
  #waitingCount = 0;
  /** When something has left, or began to wait after all had left. */
  #progressMs = 0;
  #stopTimer: (() => void) | null = null;
  #isOver = false;

  /** `stalled` is called once, when nothing has left for `stalledAfterMs` and something waits. */
  constructor(clock: StallClock, stalledAfterMs: number, stalled: () => void) {
    this.#clock = clock;
    this.#stalledAfterMs = stalledAfterMs;
    this.#stalled = stalled;
  }

  /** Something begins to wait. */
  begin(): void {
    if (this.#waitingCount === 0) this.#progressMs = this.#clock.monotonicMs();
    this.#waitingCount += 1;
    if (this.#stopTimer === null) this.#lookIn(this.#stalledAfterMs);
  }

  /** Something has left. */
  end(): void {
    this.#waitingCount -= 1;
    this.#progressMs = this.#clock.monotonicMs();
  }

  stop(): void {
    this.#isOver = true;
    this.#stopTimer?.();
  }

  /** One timer at a time, that outlives the sending: most frames leave at once. */
  #lookIn(delayMs: number): void {
    if (this.#isOver) return;
    this.#stopTimer = this.#clock.setTimer(() => {
      this.#stopTimer = null;
      if (this.#waitingCount === 0) return;
      const restMs = this.#progressMs + this.#stalledAfterMs - this.#clock.monotonicMs();
      if (restMs > 0) {
        this.#lookIn(restMs);
      } else {
        this.stop();
        this.#stalled();
      }
    }, delayMs);
  }
}
