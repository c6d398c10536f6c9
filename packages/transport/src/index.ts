/** What lies between a client and the world outside: frames, time and chance. */

export { limitWait, type WaitLimits } from "./limit-wait.js";
export { SilenceWatch } from "./silence-watch.js";
export { Timer } from "./timer.js";
export type { Connection, ConnectionEvents, OpenRequest, Transport } from "./transport.js";
export { REAL_WORLD, type World } from "./world.js";
