/** Limits a wait by a timeout and by an `AbortSignal`. */

import type { Clock } from "./clock.js";

export type WaitLimits = {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Calls `end` asynchronously and at most once, when the timeout has passed or the signal is
 * aborted. The function that it returns cancels both. Signals that are aborted already are ignored:
 * the caller checks them.
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
