/** `ClientError`: everything that can become of a request, or of a client, but an answer. */

import type { DecodedRefusal } from "@barewire/protocol/opening";
import type { WireIssue } from "@barewire/runtime";

/**
 * A `WireIssue` of a request is that it cannot be encoded: `not-representable` if the server is too
 * old for it, `unencodable` if it is none of its type. One of a connection is `malformed`: the
 * server sent something that is no message.
 */
export type ClientIssue = WireIssue | RequestIssue | DisconnectIssue | TerminalIssue;

/** Why a request failed, while the client carries on. */
export type RequestIssue =
  /** The connection ended before the answer came. */
  | { readonly kind: "connection-lost"; readonly outcome: Outcome }
  | { readonly kind: "timeout" | "aborted"; readonly outcome: Outcome }
  /** Too much waits to be sent: so many requests, and so many bytes, roughly. */
  | { readonly kind: "queue-full"; readonly count: number; readonly size: number }
  /** The actor is none of the client's, or was closed. */
  | { readonly kind: "actor-not-open" };

/** What became of the request. `unknown`: it was sent, and may have had its effect. */
export type Outcome = "not-sent" | "unknown";

/** Why a connection has ended, besides `malformed`. */
export type DisconnectIssue =
  | { readonly kind: "disconnected"; readonly code: number }
  /** The server said nothing for so long, or took so long to start the actors. */
  | { readonly kind: "silent"; readonly silenceMs: number }
  /** `reason` is a constant text. */
  | { readonly kind: "protocol-violation"; readonly reason: string };

/** Why the client has ended. It never connects again, and every request fails with this. */
export type TerminalIssue =
  /** No version in common: one of the two has to be updated. */
  | Extract<DecodedRefusal, { readonly kind: "version-refused" }>
  /** The server will not have this client: bad credentials, or no such namespace or actor. */
  | { readonly kind: "rejected"; readonly code: number }
  /** So many attempts in a row have failed. */
  | { readonly kind: "unreachable"; readonly failureCount: number }
  /** Another connection opened an actor; the far end is no such server; `close()` was called. */
  | { readonly kind: "evicted" | "unknown-subprotocol" | "closed" };

/** Branch on `issue.kind`, never on the message. Neither holds what was sent or received. */
export class ClientError extends Error {
  override readonly name = "ClientError";
  readonly issue: ClientIssue;

  constructor(issue: ClientIssue) {
    const { kind, ...details } = issue;
    super(`${kind} ${JSON.stringify(details)}`);
    this.issue = issue;
  }
}
