/** An idle timeout with one timer, which is not restarted when something is received. */

import type { Clock } from "./clock.js";
import { Timer } from "./timer.js";

export class IdleTimeout {
  readonly #clock: Clock;
  readonly #timer: Timer;
  readonly #onTimeout: (timeoutMs: number) => void;
  #timeoutMs = 0;
  #heardMs = 0;

  /** `onTimeout` is called at most once after each `start`. */
  constructor(clock: Clock, onTimeout: (timeoutMs: number) => void) {
    this.#clock = clock;
    this.#timer = new Timer(clock);
    this.#onTimeout = onTimeout;
  }

  /** Starts or restarts the timeout. */
  start(timeoutMs: number): void {
    this.#timeoutMs = timeoutMs;
    this.heard();
    this.#check();
  }

  /** Is called when something is received. */
  heard(): void {
    this.#heardMs = this.#clock.monotonicMs();
  }

  stop(): void {
    this.#timer.stop();
  }

  /** Runs at the earliest time at which the timeout can have passed, and checks whether it has. */
  #check(): void {
    const restMs = this.#heardMs + this.#timeoutMs - this.#clock.monotonicMs();
    if (restMs <= 0) this.#onTimeout(this.#timeoutMs);
    else this.#timer.start(restMs, () => this.#check());
  }
}
