/** One task that is due some time: starting it anew forgets the one before. */

import type { World } from "./clock.js";

export class Timer {
  readonly #world: World;
  #cancel: (() => void) | null = null;

  constructor(world: World) {
    this.#world = world;
  }

  get isRunning(): boolean {
    return this.#cancel !== null;
  }

  start(delayMs: number, task: () => void): void {
    this.stop();
    this.#cancel = this.#world.schedule(() => {
      this.#cancel = null;
      task();
    }, delayMs);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
