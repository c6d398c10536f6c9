/**
 * `Clock`: the time of day, durations and timers, by dependency injection. Code that waits or
 * measures gets its time from a clock that is passed in, so that tests and simulations control
 * time.
 */

export interface Clock {
  /** Milliseconds that never run backwards, since an arbitrary moment; they are for durations. */
  readonly monotonicMs: () => number;
  /**
   * Milliseconds since the Unix epoch; they are for timestamps only, as the time of day may be set.
   */
  readonly epochMs: () => number;
  /** Runs `task` once after `delayMs`, unless the function that it returns is called before. */
  readonly setTimer: (task: () => void, delayMs: number) => () => void;
}

/** Platforms run a timer with a longer delay, such as Infinity, at once. It is 24 days. */
const MAX_DELAY_MS = 2_147_483_647;

/** The clock of the platform. Its timers keep the process alive, as a caller waits for them. */
export const SYSTEM_CLOCK: Clock = {
  monotonicMs: () => performance.now(),
  epochMs: () => Date.now(),
  setTimer: (task, delayMs) => {
    const timer = setTimeout(task, Math.min(delayMs, MAX_DELAY_MS));
    return () => clearTimeout(timer);
  },
};

/**
 * The same clock for background work: its timers do not keep the process alive. In browsers, where
 * no timer keeps a page alive, it does not differ from `SYSTEM_CLOCK`.
 */
export const BACKGROUND_CLOCK: Clock = {
  ...SYSTEM_CLOCK,
  setTimer: (task, delayMs) => {
    const timer = setTimeout(task, Math.min(delayMs, MAX_DELAY_MS));
    // A timer is a number in browsers.
    if (typeof timer === "object") timer.unref();
    return () => clearTimeout(timer);
  },
};

/**
 * Settles as `work` does, or is fulfilled after `delayMs` if that comes first. A later result of
 * `work` is ignored.
 */
export function settledWithin(
  { setTimer }: Pick<Clock, "setTimer">,
  delayMs: number,
  work: Promise<unknown>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = setTimer(resolve, delayMs);
    work.then(() => resolve(), reject).finally(cancel);
  });
}

/** Settles after `delayMs` of `clock`. */
export function sleep({ setTimer }: Pick<Clock, "setTimer">, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimer(resolve, delayMs);
  });
}
