/**
 * Measures the turns of the event loop: by the clock, and by the CPU time of the thread.
 */

import { readFileSync } from "node:fs";

export type LongestTurn = {
  /** The longest time for which no other task got a turn in this thread. */
  readonly blockedMs: number;
  /**
   * The longest CPU time of one turn, which no other process lengthens; NaN if the system does not
   * report it.
   */
  readonly busyMs: number;
};

const INTERVAL_MS = 1;

/**
 * Samples about once a millisecond while the work runs. Sampling takes time of its own, so the same
 * run must not be timed.
 */
export async function longestTurn(work: () => Promise<void>): Promise<LongestTurn> {
  const stop = startProbe();
  try {
    await work();
  } finally {
    stop();
  }
  return stop();
}

function startProbe(): () => LongestTurn {
  let [blockedMs, busyMs] = [0, 0];
  let [at, computed] = [performance.now(), computedMs()];
  const look = (): void => {
    const [now, nowComputed] = [performance.now(), computedMs()];
    blockedMs = Math.max(blockedMs, now - at - INTERVAL_MS);
    busyMs = Math.max(busyMs, nowComputed - computed);
    [at, computed] = [now, nowComputed];
  };
  const timer = setInterval(look, INTERVAL_MS);
  return () => {
    clearInterval(timer);
    return { blockedMs, busyMs };
  };
}

/** The CPU time of the main thread since it began. */
function computedMs(): number {
  try {
    const [nanoseconds] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(
      " ",
    );
    return Number(nanoseconds) / 1e6;
  } catch {
    return Number.NaN;
  }
}
