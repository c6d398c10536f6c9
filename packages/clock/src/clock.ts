/** Time and chance, which are passed in, so that whoever uses them can be simulated. */

export type World = {
  /** Milliseconds that never run backwards. */
  readonly now: () => number;
  /** Runs `task` later, unless what it returns is called before. */
  readonly schedule: (task: () => void, delayMs: number) => () => void;
  /** From 0 up to, but not including, 1. */
  readonly random: () => number;
};

/** The time of the platform, and its chance. */
export const REAL_WORLD: World = {
  now: () => performance.now(),
  schedule: (task, delayMs) => {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};
