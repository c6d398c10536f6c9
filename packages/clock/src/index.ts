/** Clocks and random numbers as they are passed in, and the helpers that wait by them. */

export { BACKGROUND_CLOCK, type Clock, SYSTEM_CLOCK, settledWithin, sleep } from "./clock.js";
export { IdleTimeout } from "./idle-timeout.js";
export { type Random, randomBytes, SYSTEM_RANDOM } from "./random.js";
export { Timer } from "./timer.js";
export { type WaitLimits, withTimeout } from "./with-timeout.js";
