/** How long somebody waits: until a time-out, or until a signal says that it is enough. */

import type { Clock } from "./clock.js";

export type WaitLimits = {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Calls `end` once, later, with what came first; never, once the function that it returns has been
 * called. A signal that is aborted already is for the caller to see.
 */
export function withTimeout(
  clock: Clock,
  { timeoutMs, signal }: WaitLimits,
  end: (kind: "timeout" | "aborted") => void,
): () => void {
  const stop = (): void => {
    stopTimer();
    signal?.removeEventListener("abort", abort);
  };
  const endWith = (kind: "timeout" | "aborted"): void => {
    stop();
    end(kind);
  };
  const abort = (): void => endWith("aborted");
  const stopTimer = clock.setTimer(() => endWith("timeout"), timeoutMs);
  signal?.addEventListener("abort", abort);
  return stop;
}
