/** Notices that nothing was heard for too long, with one timer however much is heard. */

import type { Clock } from "./clock.js";
import { Timer } from "./timer.js";

export class IdleTimeout {
  readonly #clock: Clock;
  readonly #timer: Timer;
  readonly #silent: (silenceMs: number) => void;
  #limitMs = 0;
  #heardMs = 0;

  /** `silent` is called when nothing was heard for so long, at most once, and stops the watch. */
  constructor(clock: Clock, silent: (silenceMs: number) => void) {
    this.#clock = clock;
    this.#timer = new Timer(clock);
    this.#silent = silent;
  }

  /** Begins to watch, or begins anew: from now on, silence may last `limitMs`. */
  start(limitMs: number): void {
    this.#limitMs = limitMs;
    this.heard();
    this.#look();
  }

  heard(): void {
    this.#heardMs = this.#clock.monotonicMs();
  }

  stop(): void {
    this.#timer.stop();
  }

  /** Wakes up when there could have been silence for too long, and looks whether there was. */
  #look(): void {
    const restMs = this.#heardMs + this.#limitMs - this.#clock.monotonicMs();
    if (restMs <= 0) this.#silent(this.#limitMs);
    else this.#timer.start(restMs, () => this.#look());
  }
}
