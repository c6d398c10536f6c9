/**
 * `Clock`: the time of day, durations and timers, as they are passed in. Whatever waits or measures
 * takes its time from a clock that it was given, so that tests and simulations decide when time
 * passes.
 */

export interface Clock {
  /** Milliseconds that never run backwards, since any moment: for durations. */
  readonly monotonicMs: () => number;
  /** Milliseconds since the Unix epoch: for timestamps only, as the time of day may be set. */
  readonly epochMs: () => number;
  /** Runs `task` once after `delayMs`, unless the function that it returns is called before. */
  readonly setTimer: (task: () => void, delayMs: number) => () => void;
}

/** The clock of the platform. Its timers keep the process alive, as a caller waits for them. */
export const SYSTEM_CLOCK: Clock = {
  monotonicMs: () => performance.now(),
  epochMs: () => Date.now(),
  setTimer: (task, delayMs) => {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};

/**
 * The same clock for work in the background: a process that waits for nothing but its timers ends.
 * In browsers, where no timer keeps a page alive, it does not differ from `SYSTEM_CLOCK`.
 */
export const BACKGROUND_CLOCK: Clock = {
  ...SYSTEM_CLOCK,
  setTimer: (task, delayMs) => {
    const timer = setTimeout(task, delayMs);
    // In browsers a timer is a number.
    if (typeof timer === "object") timer.unref();
    return () => clearTimeout(timer);
  },
};

/**
 * Settles as `work` does, or is fulfilled after `delayMs` if that comes first. What `work` does
 * later is ignored.
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
