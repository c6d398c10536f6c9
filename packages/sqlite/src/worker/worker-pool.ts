/**
 * `WorkerPool`: idle workers whose database has been closed, for reuse by the next one. Starting a
 * worker takes longer than most statements, and a warm worker keeps the compiled code of SQLite.
 */

import type { Platform, WorkerThread } from "./platform.js";

/** An idle worker holds some megabytes, so few are kept, and not for long. */
const MAX_IDLE_WORKERS = 1;
const IDLE_TIMEOUT_MS = 10_000;

type IdleWorker = { readonly worker: WorkerThread; readonly stopTimer: () => void };

/** The state of a released worker: `closed` if its database was closed in order. */
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

  /** Takes a worker that is no longer used: it becomes idle, or it is terminated at once. */
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
    // An idle worker sends nothing, but it may die like any other.
    worker.listen(() => undefined, end);
    worker.unref();
    this.#idle.push({ worker, stopTimer });
  }
}
