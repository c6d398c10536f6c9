/**
 * `Refusal`: what the server has refused or failed at. Each is logged once and counted, under its
 * event and its kind, which are constants: the metrics have one counter for each pair.
 */

import type {
  DatabaseFailure,
  HandlerEvent,
  RequestEvent,
  RequestFailure,
} from "@barewire/server-handlers";
import { databaseHash } from "@barewire/sqlite-storage";

/** The refusals of a server before it has read a message, or because of a frame. */
export type RefusalKind =
  /** The target of the HTTP request is not a URL. */
  | "invalid-url"
  | "wrong-path"
  /** A request of plain HTTP that is answered with a status from 400 on. */
  | "plain-http"
  /** The bytes are not a request of HTTP. */
  | "malformed-http"
  | "tls-handshake"
  /** The upgrade is not that of a WebSocket. */
  | "websocket-handshake"
  | "foreign-subprotocol"
  | "version"
  | "origin"
  | "token-missing"
  | "token-wrong"
  /** The names of the databases break a rule. */
  | "name"
  /** The token does not open the namespace. */
  | "namespace"
  | "connection-limit"
  | "socket-limit"
  | "half-open"
  | "stopping"
  | "malformed-frame"
  | "text-frame"
  | "frame-too-large"
  /** The bytes of a frame violate the WebSocket protocol. */
  | "websocket-violation";

/** The event of the log, which is the `msg` of its line. */
export type RefusalEvent = "refused" | "request-failed" | "open-failed" | "close-failed";

export type RefusalLevel = "info" | "warn" | "error";

/** Constants, counts, codes and hashes, never what a client has named or sent. */
export type RefusalFacts = Readonly<Record<string, string | number>>;

export type Refusal = {
  readonly event: RefusalEvent;
  readonly kind: RefusalKind | RequestFailure;
  readonly level: RefusalLevel;
  readonly facts: RefusalFacts;
};

export function refused(kind: RefusalKind, facts: RefusalFacts = {}): Refusal {
  return { event: "refused", kind, level: "warn", facts };
}

/** The refusal that an event of a connection reports; null if the event is not a refusal. */
export function refusalOf(event: HandlerEvent): Refusal | null {
  switch (event.kind) {
    case "request":
      return event.outcome === "ok" ? null : requestFailure(event.outcome, event);
    case "open-failed":
    case "close-failed":
      return databaseFailure(event.kind, event);
    case "malformed-frame": {
      const { size, path, offset, reason } = event;
      return refused(event.kind, { size, path, ...(offset !== null && { offset }), reason });
    }
    // The request that it belongs to has failed, and is logged.
    case "outcome-unknown":
    case "opened":
    case "closed":
    case "evicted":
    case "idle-timeout":
    case "drained":
    case "tunnel-message-dropped":
      return null;
    default:
      return event satisfies never;
  }
}

function requestFailure(
  outcome: RequestFailure,
  { tag, requestId, database, code }: RequestEvent,
): Refusal {
  const facts = {
    tag,
    requestId,
    ...(database !== undefined && { database: databaseHash(database) }),
    ...(code !== undefined && { code }),
  };
  return { event: "request-failed", kind: outcome, level: levelOf(outcome), facts };
}

function databaseFailure(
  event: "open-failed" | "close-failed",
  { reason, database, code }: DatabaseFailure,
): Refusal {
  const facts = { database: databaseHash(database), ...(code !== undefined && { code }) };
  return { event, kind: reason, level: levelOf(reason), facts };
}

/** The failures that the operator has to repair: the store, the stored data, or a bug. */
const OUR_FAILURES: ReadonlySet<RequestFailure> = new Set([
  "corrupt",
  "failed",
  "kv-closed",
  "kv-failed",
  "kv-full",
  "kv-unavailable",
  "kv-unusable",
  "unsupported-record",
]);

/** The failures that are expected, such as when a database changes its owner. */
const EXPECTED_FAILURES: ReadonlySet<RequestFailure> = new Set([
  "actor-missing",
  "commit-too-large",
  "fence-mismatch",
  "stage-not-found",
]);

function levelOf(kind: RequestFailure): RefusalLevel {
  if (OUR_FAILURES.has(kind)) return "error";
  return EXPECTED_FAILURES.has(kind) ? "info" : "warn";
}
