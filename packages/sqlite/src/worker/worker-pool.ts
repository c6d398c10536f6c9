/**
 * Threads whose database has been closed, and that wait for another. To start one takes longer than
 * most of what is asked of it, and what the engine has learned about the code is in the thread.
 */

import type { Platform, Thread } from "./platform.js";

/** A thread that waits holds some megabytes, so few wait, and not for long. */
const MAX_IDLE_WORKERS = 1;
const IDLE_TIMEOUT_MS = 10_000;

type IdleWorker = { readonly thread: Thread; readonly stopTimer: () => void };

/** How a thread comes back: `closed` if its database was closed in order. */
export type ThreadState = "closed" | "unknown";

export class WorkerPool {
  readonly #platform: Pick<Platform, "spawn" | "backgroundClock">;
  #spares: IdleWorker[] = [];

  constructor(platform: Pick<Platform, "spawn" | "backgroundClock">) {
    this.#platform = platform;
  }

  acquire(): Thread {
    const spare = this.#spares.pop();
    if (spare === undefined) return this.#platform.spawn();
    spare.stopTimer();
    spare.thread.ref();
    return spare.thread;
  }

  /** Nobody uses the thread any more: it waits, or it is ended at once. */
  release(thread: Thread, state: ThreadState): void {
    if (state === "unknown" || this.#spares.length >= MAX_IDLE_WORKERS) {
      thread.terminate();
      return;
    }
    const end = (): void => {
      stopTimer();
      this.#spares = this.#spares.filter((spare) => spare.thread !== thread);
      thread.terminate();
    };
    const stopTimer = this.#platform.backgroundClock.setTimer(end, IDLE_TIMEOUT_MS);
    // It has nothing to say; but it may be lost like any other.
    thread.listen(() => undefined, end);
    thread.unref();
    this.#spares.push({ thread, stopTimer });
  }
}
