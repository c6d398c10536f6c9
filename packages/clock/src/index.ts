/** Clocks and random numbers as they are passed in, and the helpers that wait. */

export { BACKGROUND_CLOCK, type Clock, SYSTEM_CLOCK, settledWithin, sleep } from "./clock.js";
export { IdleTimeout } from "./idle-timeout.js";
export { chain, type MaybePromise, repeatWhile, rescue } from "./maybe-promise.js";
export { type Random, randomBytes, SYSTEM_RANDOM } from "./random.js";
export { Timer } from "./timer.js";
export { TokenBucket, type TokenBucketOptions } from "./token-bucket.js";
export { type WaitLimits, withTimeout } from "./with-timeout.js";
