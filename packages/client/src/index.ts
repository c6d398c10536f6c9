/** The client: requests and responses over any transport. */

export type { ClientCodec } from "./client-codec.js";
export type { OptionIssue, RequestIssue, RequestOutcome, TerminalIssue } from "./client-error.js";
export { ClientError, type ClientIssue, type DisconnectIssue } from "./client-error.js";
export type {
  ClientEvent,
  ClientLimits,
  ClientOptions,
  OpenedActor,
  RequestOptions,
  WhenOffline,
} from "./client-options.js";
export type {
  ConnectIssue,
  ForeignAnswer,
  RefusalKind,
  UnreachableReason,
} from "./connect-issue.js";
export { createEnvoyClient } from "./create-envoy-client.js";
export type { EnvoyClient } from "./envoy-client.js";
export type {
  ConnectFailure,
  Connection,
  ConnectionEvents,
  OpenRequest,
  Transport,
} from "./transport/transport.js";
