/** The handlers of one connection, for any server that can send and receive frames. */

export { Budget } from "./budget.js";
export { ServerConnection } from "./connection.js";
export type {
  ConnectionOptions,
  HandlerCodec,
  HandlerEvent,
  HandlerLimits,
  HandlerWorld,
  RequestEvent,
} from "./connection-options.js";
export { CLOSE_CODES, type Negotiated, negotiate, tokenOf } from "./negotiation.js";
export { type Owner, Ownership } from "./ownership.js";
