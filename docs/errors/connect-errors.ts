/** The issues of an opening that has failed, which `ClientError` and `DatabaseError` share. */

import type { ConnectIssue } from "@barewire/client/connect-issue";
import type { ErrorTable } from "./error-entry.js";

export const CONNECT_ISSUES: ErrorTable<ConnectIssue["kind"]> = {
  unreachable: {
    cause: "No server has answered; `reason` and `code` say what the system or TLS reports",
    remedy: "Start the server, or correct scheme, host and port of `url`; the message says which",
  },
  "not-a-barewire-server": {
    cause: "Something else has answered: another HTTP server, protocol or WebSocket",
    remedy: "Correct host, port and path of `url`, or let the proxy pass WebSockets on",
    closes: ["protocolError"],
  },
  "server-unavailable": {
    cause: "The server or a proxy cannot serve now; `status` is that of HTTP, or a close code",
    remedy: "Try again later, or set `waitForServerMs`; look at the log of the server",
    closes: ["goingAway", "internalError"],
    logged: "drained; open-failed",
  },
  rejected: {
    cause: "The server rejected the client with a close code that this version does not know",
    remedy: "Update the client",
  },
  unauthorised: {
    cause: "The token is missing, or the server does not know it",
    remedy: "Check the option `token`, and `--token` or `--tokens-file` of the server",
    closes: ["unauthorised"],
    logged: "refused, token-missing or token-wrong",
  },
  "foreign-origin": {
    cause: "The page belongs to an origin that the server does not allow",
    remedy: "Add the origin of the page to `--origins` of the server",
    closes: ["foreignOrigin"],
    logged: "refused, origin",
  },
  "no-such-namespace": {
    cause: "The namespace does not exist for this token",
    remedy: "Check the namespace, and the namespaces of the token in `--tokens-file`",
    closes: ["notFound"],
    logged: "refused, namespace",
  },
  "invalid-name": {
    cause: "The namespace or an actor has an invalid name, or there are too many actors",
    remedy: "Correct the names; the log says which rule was broken",
    closes: ["invalidUrl"],
    logged: "refused, name",
  },
  corrupt: {
    cause: "The stored database contradicts itself, so it cannot be opened",
    remedy: "Examine it with `barewire-storage verify`, and restore it from a copy",
    closes: ["corrupt"],
    logged: "open-failed, corrupt",
  },
  "newer-record": {
    cause: "The stored database was written by a newer version of the server",
    remedy: "Update the server",
    closes: ["newerRecord"],
    logged: "open-failed, unsupported-record",
  },
};
