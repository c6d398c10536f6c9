/** What lies between a client and the world outside: frames, time and chance. */

export { IdleTimeout } from "./idle-timeout.js";
export { Timer } from "./timer.js";
export type { Connection, ConnectionEvents, OpenRequest, Transport } from "./transport.js";
export { type WaitLimits, withTimeout } from "./with-timeout.js";
export { REAL_WORLD, type World } from "./world.js";
