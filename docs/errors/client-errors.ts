/** The issues of `ClientError`, besides those of `WireError`. */

import type { ClientIssue } from "@barewire/client";
import type { WireIssue } from "@barewire/runtime";
import { CONNECT_ISSUES } from "./connect-errors.js";
import type { ErrorTable } from "./error-entry.js";

export const CLIENT_ISSUES: ErrorTable<Exclude<ClientIssue["kind"], WireIssue["kind"]>> = {
  ...CONNECT_ISSUES,
  "invalid-option": {
    cause: "An option of `createEnvoyClient` is missing, misspelt or not what it must be",
    remedy: "Correct `option` as `reason` says; nothing was sent",
  },
  "connection-lost": {
    cause: "The connection ended before the response arrived",
    remedy:
      "Repeat the request if `outcome` is `not-sent`; else find out first whether it took effect",
  },
  timeout: {
    cause: "The request had no response within its `timeoutMs`",
    remedy: "Repeat it as after `connection-lost`, or give it more time",
  },
  aborted: {
    cause: "The signal of the request was aborted",
    remedy: "Nothing, if that was meant; `outcome` says whether it was sent",
  },
  offline: {
    cause: 'The client has no connection, and its option `whenOffline` is "fail"',
    remedy: "Repeat the request when the client is connected again",
  },
  "queue-full": {
    cause: "More requests wait to be sent than `maxQueuedCount` or `maxQueuedSize` allows",
    remedy: "Wait for responses before more is sent",
  },
  "actor-not-open": {
    cause: "The actor is not among those of the client, or was closed",
    remedy: "Name it when the client is created, and wait until it has started",
  },
  disconnected: {
    cause: "The server or the network closed the connection",
    remedy: "Nothing: the client reconnects. If it happens often, look at the log of the server",
    closes: ["normal", "goingAway", "abnormal", "internalError"],
    logged: "closed",
  },
  "idle-timeout": {
    cause: "The server sent nothing for `timeoutMs`, or took that long to start the actors",
    remedy: "Nothing: the client reconnects. If it happens often, look at network and load",
    closes: ["idleTimeout"],
    logged: "idle-timeout",
  },
  "protocol-violation": {
    cause: "The server sent a valid message where it must not",
    remedy: "Update the server; `reason` says which rule it broke",
    closes: ["protocolError"],
  },
  "version-refused": {
    cause: "Client and server have no version in common",
    remedy: "Update the older of the two; `client` and `server` are their ranges",
    closes: ["normal"],
    logged: "refused, version",
  },
  evicted: {
    cause: "Another connection has opened one of the actors",
    remedy: "Open an actor once, and close it before another process opens it",
    closes: ["evicted"],
    logged: "evicted",
  },
  closed: {
    cause: "`close` was called",
    remedy: "Create another client",
  },
};
