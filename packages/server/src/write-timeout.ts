/** Detects a peer that has stopped reading: no frame has left the send buffer for too long. */

import type { Clock } from "@barewire/clock";

type TimeoutClock = Pick<Clock, "monotonicMs" | "setTimer">;

export class WriteTimeout {
  readonly #clock: TimeoutClock;
  readonly #timeoutMs: number;
  readonly #onTimeout: () => void;
  #pendingCount = 0;
  /** When a frame has left, or was sent while the buffer was empty. */
  #progressMs = 0;
  #stopTimer: (() => void) | null = null;
  #isOver = false;

  /** `onTimeout` is called once, when frames wait and none has left for `timeoutMs`. */
  constructor(clock: TimeoutClock, timeoutMs: number, onTimeout: () => void) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#onTimeout = onTimeout;
  }

  /** To be called when a frame is sent. */
  onWrite(): void {
    if (this.#pendingCount === 0) this.#progressMs = this.#clock.monotonicMs();
    this.#pendingCount += 1;
    if (this.#stopTimer === null) this.#checkIn(this.#timeoutMs);
  }

  /** To be called when a frame has left. */
  onWritten(): void {
    this.#pendingCount -= 1;
    this.#progressMs = this.#clock.monotonicMs();
  }

  stop(): void {
    this.#isOver = true;
    this.#stopTimer?.();
  }

  /** One timer serves many frames, because most of them leave at once. */
  #checkIn(delayMs: number): void {
    if (this.#isOver) return;
    this.#stopTimer = this.#clock.setTimer(() => {
      this.#stopTimer = null;
      if (this.#pendingCount === 0) return;
      const restMs = this.#progressMs + this.#timeoutMs - this.#clock.monotonicMs();
      if (restMs > 0) {
        this.#checkIn(restMs);
      } else {
        this.stop();
        this.#onTimeout();
      }
    }, delayMs);
  }
}
