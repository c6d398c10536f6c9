/** The handlers of one connection, for any server that can send and receive frames. */

export { ServerConnection } from "./connection.js";
export {
  type ConnectionOptions,
  type ConnectionSemaphore,
  type DatabaseFailure,
  type HandlerEvent,
  type HandlerLimits,
  PATH_BUDGET,
  type PathBudget,
  type RequestEvent,
  type RequestFailure,
} from "./connection-options.js";
export { Ownership } from "./ownership.js";
