/** What lies between a client and the world outside: frames, and time and chance. */

export type { Connection, ConnectionEvents, OpenRequest, Transport } from "./transport.js";
export { REAL_WORLD, type World } from "./world.js";
