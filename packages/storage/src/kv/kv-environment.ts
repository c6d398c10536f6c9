/** `KvEnvironment`: time and chance, which a simulation replaces. */

export type KvEnvironment = {
  /** Milliseconds since any moment; for durations. */
  readonly elapsedMs: () => number;
  /** Calls `callback` once after `delayMs`, unless what it returns is called before. */
  readonly startTimer: (delayMs: number, callback: () => void) => () => void;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
};

export const SYSTEM_ENVIRONMENT: KvEnvironment = {
  elapsedMs: () => performance.now(),
  startTimer: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

export function pause(
  { startTimer }: Pick<KvEnvironment, "startTimer">,
  ms: number,
): Promise<void> {
  return new Promise((resolve) => {
    startTimer(ms, resolve);
  });
}
