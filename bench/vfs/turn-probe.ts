/** How long the turns of the event loop are: by the clock, and by what the thread computed. */

import { readFileSync } from "node:fs";

export type LongestTurn = {
  /** The longest time for which nothing else got a turn in this thread, */
  readonly blockedMs: number;
  /**
   * and the longest that it was computing without giving one, which no other process lengthens; NaN
   * where the system does not tell.
   */
  readonly busyMs: number;
};

const INTERVAL_MS = 1;

/**
 * Looks about once a millisecond while the work goes on. That takes time of its own, so the work is
 * not to be timed as well.
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

/** Processor time of the main thread, since it began. */
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
