/** `TimeSlice`: the time for which SQLite may keep the host's thread from its other tasks. */

import type { Clock } from "@barewire/clock";
import type { Platform } from "./platform.js";

const MAX_BUSY_MS = 8;

export class TimeSlice {
  readonly #clock: Pick<Clock, "monotonicMs">;
  readonly #giveWay: Platform["giveWay"];
  #startMs: number;

  constructor(clock: Pick<Clock, "monotonicMs">, giveWay: Platform["giveWay"]) {
    this.#clock = clock;
    this.#giveWay = giveWay;
    this.#startMs = clock.monotonicMs();
  }

  get isSpent(): boolean {
    return this.#clock.monotonicMs() - this.#startMs >= MAX_BUSY_MS;
  }

  /** Lets timers, sockets and the screen have the thread, and begins another slice. */
  giveWay(): Promise<void> {
    return new Promise((resolve) => {
      this.#giveWay(() => {
        this.#startMs = this.#clock.monotonicMs();
        resolve();
      });
    });
  }
}
