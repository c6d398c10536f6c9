/** The codes that a connection is closed with. */

import type { CloseName, ErrorTable } from "./error-entry.js";

export const CLOSES: ErrorTable<CloseName> = {
  normal: {
    cause: "The connection was closed in order, or no version is common and the range was sent",
    remedy: "Nothing, or update the older side",
    logged: "closed; refused, version",
  },
  goingAway: {
    cause: "The server stops",
    remedy: "Nothing: the client reconnects",
    logged: "drained",
  },
  abnormal: {
    cause: "The connection was lost; no peer sends this code",
    remedy: "Nothing: the client reconnects",
    logged: "closed",
  },
  internalError: {
    cause: "The server has failed: a database cannot be opened, or the fate of a commit is unknown",
    remedy: "Look at the log of the server",
    logged: "open-failed; request-failed",
  },
  evicted: {
    cause: "Another connection has opened one of the actors",
    remedy: "Open an actor once, and close it before another process opens it",
    logged: "evicted",
  },
  protocolError: {
    cause: "A frame was not a valid message",
    remedy: "Update the client; the log has path, offset and reason",
    logged: "refused, malformed-frame or text-frame",
  },
  idleTimeout: {
    cause: "The peer sent nothing, or did not read what it was sent, for the idle timeout",
    remedy: "Nothing: the client reconnects. Raise `--idle-timeout` for slow networks",
    logged: "idle-timeout",
  },
  unauthorised: {
    cause: "The token is missing or wrong",
    remedy: "Check the token of the client, and `--token` or `--tokens-file` of the server",
    logged: "refused, token-missing or token-wrong",
  },
  notFound: {
    cause: "The token does not open the namespace",
    remedy: "Check the namespace, and the namespaces of the token in `--tokens-file`",
    logged: "refused, namespace",
  },
  invalidUrl: {
    cause: "The namespace or an actor is missing, empty, too long or named twice, or too many",
    remedy: "Correct the names; the log says which rule was broken",
    logged: "refused, name",
  },
  foreignOrigin: {
    cause: "The origin of the page is not listed",
    remedy: "Add it to `--origins` of the server",
    logged: "refused, origin",
  },
  corrupt: {
    cause: "The stored data of the only actor's database contradicts itself",
    remedy: "Examine it with `barewire-storage verify`, and restore it from a copy",
    logged: "open-failed, corrupt",
  },
  newerRecord: {
    cause: "The only actor's database was written by a newer version of the server",
    remedy: "Update the server",
    logged: "open-failed, unsupported-record",
  },
};
