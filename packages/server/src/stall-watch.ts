/** Notices that a peer has stopped reading: what was sent does not leave, for too long. */

import type { HandlerWorld } from "@barewire/server-handlers";

export class StallWatch {
  readonly #world: HandlerWorld;
  readonly #stalledAfterMs: number;
  readonly #stalled: () => void;
  #waitingCount = 0;
  /** When something has left, or began to wait after all had left. */
  #progressMs = 0;
  #stopTimer: (() => void) | null = null;
  #isOver = false;

  /** `stalled` is called once, when nothing has left for `stalledAfterMs` and something waits. */
  constructor(world: HandlerWorld, stalledAfterMs: number, stalled: () => void) {
    this.#world = world;
    this.#stalledAfterMs = stalledAfterMs;
    this.#stalled = stalled;
  }

  /** Something begins to wait. */
  begin(): void {
    if (this.#waitingCount === 0) this.#progressMs = this.#world.now();
    this.#waitingCount += 1;
    if (this.#stopTimer === null) this.#lookIn(this.#stalledAfterMs);
  }

  /** Something has left. */
  end(): void {
    this.#waitingCount -= 1;
    this.#progressMs = this.#world.now();
  }

  stop(): void {
    this.#isOver = true;
    this.#stopTimer?.();
  }

  /** One timer at a time, that outlives the sending: most frames leave at once. */
  #lookIn(delayMs: number): void {
    if (this.#isOver) return;
    this.#stopTimer = this.#world.schedule(() => {
      this.#stopTimer = null;
      if (this.#waitingCount === 0) return;
      const restMs = this.#progressMs + this.#stalledAfterMs - this.#world.now();
      if (restMs > 0) {
        this.#lookIn(restMs);
      } else {
        this.stop();
        this.#stalled();
      }
    }, delayMs);
  }
}
