/**
 * Threads whose database has been closed, and that wait for another. To start one takes longer than
 * most of what is asked of it, and what the engine has learned about the code is in the thread.
 */

import type { Platform, Thread } from "../platform/platform.js";

/** A thread that waits holds some megabytes, so few wait, and not for long. */
const MAX_SPARE = 1;
const MAX_REST_MS = 10_000;

type Spare = { readonly thread: Thread; readonly stopTimer: () => void };

/** How a thread comes back: `closed` if its database was closed in order. */
export type ThreadState = "closed" | "unknown";

export class SpareThreads {
  readonly #platform: Pick<Platform, "spawn" | "whileAlive">;
  #spares: Spare[] = [];

  constructor(platform: Pick<Platform, "spawn" | "whileAlive">) {
    this.#platform = platform;
  }

  take(): Thread {
    const spare = this.#spares.pop();
    if (spare === undefined) return this.#platform.spawn();
    spare.stopTimer();
    spare.thread.wake();
    return spare.thread;
  }

  /** Nobody uses the thread any more: it waits, or it is ended at once. */
  giveBack(thread: Thread, state: ThreadState): void {
    if (state === "unknown" || this.#spares.length >= MAX_SPARE) {
      thread.terminate();
      return;
    }
    const end = (): void => {
      stopTimer();
      this.#spares = this.#spares.filter((spare) => spare.thread !== thread);
      thread.terminate();
    };
    const stopTimer = this.#platform.whileAlive(end, MAX_REST_MS);
    // It has nothing to say; but it may be lost like any other.
    thread.listen(() => undefined, end);
    thread.rest();
    this.#spares.push({ thread, stopTimer });
  }
}
