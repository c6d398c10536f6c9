/** The handlers of one connection, for any server that can send and receive frames. */

export { ServerConnection } from "./connection.js";
export type {
  ConnectionOptions,
  ConnectionSemaphore,
  HandlerEvent,
  HandlerLimits,
  RequestEvent,
} from "./connection-options.js";
export { Ownership } from "./ownership.js";
