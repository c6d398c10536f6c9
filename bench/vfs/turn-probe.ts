/** How long the turns of the event loop are: by the clock, and by what the thread computed. */

import { readFileSync } from "node:fs";

export type LongestTurn = {
  readonly blockedMs: number;
  /** Of the processor; NaN where the system does not tell. */
  readonly busyMs: number;
};

const INTERVAL_MS = 1;

/** Looks about once a millisecond; the function that it returns ends it. */
export function startTurnProbe(): () => LongestTurn {
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
