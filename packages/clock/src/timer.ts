/** A timer for one task at a time: starting it again replaces the task. */

import type { Clock } from "./clock.js";

export class Timer {
  readonly #clock: Pick<Clock, "setTimer">;
  #cancel: (() => void) | null = null;

  constructor(clock: Pick<Clock, "setTimer">) {
    this.#clock = clock;
  }

  get isRunning(): boolean {
    return this.#cancel !== null;
  }

  start(delayMs: number, task: () => void): void {
    this.stop();
    this.#cancel = this.#clock.setTimer(() => {
      this.#cancel = null;
      task();
    }, delayMs);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
