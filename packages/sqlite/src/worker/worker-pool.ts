/**
 * Threads whose database has been closed, and that wait for another. To start one takes longer than
 * most of what is asked of it, and what the engine has learned about the code is in the worker.
 */

import type { Platform, WorkerThread } from "./platform.js";

/** A thread that waits holds some megabytes, so few wait, and not for long. */
const MAX_IDLE_WORKERS = 1;
const IDLE_TIMEOUT_MS = 10_000;

type IdleWorker = { readonly worker: WorkerThread; readonly stopTimer: () => void };

/** How a thread comes back: `closed` if its database was closed in order. */
export type WorkerState = "closed" | "unknown";

export class WorkerPool {
  readonly #platform: Pick<Platform, "spawnWorker" | "backgroundClock">;
  #idle: IdleWorker[] = [];

  constructor(platform: Pick<Platform, "spawnWorker" | "backgroundClock">) {
    this.#platform = platform;
  }

  acquire(): WorkerThread {
    const idle = this.#idle.pop();
    if (idle === undefined) return this.#platform.spawnWorker();
    idle.stopTimer();
    idle.worker.ref();
    return idle.worker;
  }

  /** Nobody uses the thread any more: it waits, or it is ended at once. */
  release(worker: WorkerThread, state: WorkerState): void {
    if (state === "unknown" || this.#idle.length >= MAX_IDLE_WORKERS) {
      worker.terminate();
      return;
    }
    const end = (): void => {
      stopTimer();
      this.#idle = this.#idle.filter((idle) => idle.worker !== worker);
      worker.terminate();
    };
    const stopTimer = this.#platform.backgroundClock.setTimer(end, IDLE_TIMEOUT_MS);
    // It has nothing to say; but it may be lost like any other.
    worker.listen(() => undefined, end);
    worker.unref();
    this.#idle.push({ worker, stopTimer });
  }
}
