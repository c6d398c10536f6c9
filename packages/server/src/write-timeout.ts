/** Detects a peer that has stopped reading: no frame has left the send buffer for too long. */

import { type Clock, Timer } from "@barewire/clock";

type TimeoutClock = Pick<Clock, "monotonicMs" | "setTimer">;

export class WriteTimeout {
  readonly #clock: TimeoutClock;
  readonly #timer: Timer;
  readonly #timeoutMs: number;
  readonly #onTimeout: () => void;
  #pendingCount = 0;
  /** When a frame has left, or was sent while the buffer was empty. */
  #progressMs = 0;
  #isOver = false;

  /** `onTimeout` is called once, when frames wait and none has left for `timeoutMs`. */
  constructor(clock: TimeoutClock, timeoutMs: number, onTimeout: () => void) {
    this.#clock = clock;
    this.#timer = new Timer(clock);
    this.#timeoutMs = timeoutMs;
    this.#onTimeout = onTimeout;
  }

  /** Is called when a frame is sent. */
  onWrite(): void {
    if (this.#pendingCount === 0) this.#progressMs = this.#clock.monotonicMs();
    this.#pendingCount += 1;
    if (!this.#timer.isRunning) this.#checkIn(this.#timeoutMs);
  }

  /** Is called when a frame has left. */
  onWritten(): void {
    this.#pendingCount -= 1;
    this.#progressMs = this.#clock.monotonicMs();
  }

  stop(): void {
    this.#isOver = true;
    this.#timer.stop();
  }

  /** One timer serves many frames, because most of them leave at once. */
  #checkIn(delayMs: number): void {
    if (this.#isOver) return;
    this.#timer.start(delayMs, () => {
      if (this.#pendingCount === 0) return;
      const restMs = this.#progressMs + this.#timeoutMs - this.#clock.monotonicMs();
      if (restMs > 0) {
        this.#checkIn(restMs);
      } else {
        this.stop();
        this.#onTimeout();
      }
    });
  }
}
