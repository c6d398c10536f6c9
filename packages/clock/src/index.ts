/** Time and randomness as they are passed in, and what waits by them. */

export { REAL_WORLD, type World } from "./clock.js";
export { IdleTimeout } from "./idle-timeout.js";
export { Timer } from "./timer.js";
export { type WaitLimits, withTimeout } from "./with-timeout.js";
