/** `ClientError`: why a request has no response, or why a client has ended. */

import type { VersionRange } from "@barewire/protocol/envoy-protocol/negotiation";
import type { WireIssue } from "@barewire/runtime";
import { type ConnectIssue, describeConnectIssue, isConnectIssue } from "./connect-issue.js";
import type { OptionFault } from "./options.js";

/**
 * The reason why a request, a connection or the client failed. A request fails with a `WireIssue`
 * if it cannot be encoded: `not-representable` if the server is too old for it, `unencodable` if
 * the value is not of its type. A connection ends with `malformed` if the server sent an invalid
 * message.
 */
export type ClientIssue = RequestIssue | TerminalIssue | OptionIssue;

/** `createEnvoyClient` throws it, and nothing was sent. */
export type OptionIssue = { readonly kind: "invalid-option" } & OptionFault;

/** The reason why a request failed, while the client carries on. */
export type RequestIssue =
  /** The connection ended before the response arrived. */
  | { readonly kind: "connection-lost"; readonly outcome: RequestOutcome }
  | { readonly kind: "timeout" | "aborted"; readonly outcome: RequestOutcome }
  /** The client has no connection, and its option `whenOffline` is "fail". */
  | { readonly kind: "offline"; readonly outcome: "not-sent" }
  /** The queue holds `count` requests, of about `size` bytes on the heap. */
  | { readonly kind: "queue-full"; readonly count: number; readonly size: number }
  /** The actor is not among those of the client, or was closed. */
  | { readonly kind: "actor-not-open" };

/** Tells whether the request may have taken effect: `unknown` means that it was sent. */
export type RequestOutcome = "not-sent" | "unknown";

/** The reason why a connection has ended. A client that has been connected before reconnects. */
export type DisconnectIssue =
  | ConnectIssue
  | WireIssue
  /** The server or the network closed the open connection with this WebSocket close code. */
  | { readonly kind: "disconnected"; readonly code: number }
  /** The server sent nothing for `timeoutMs`, or took that long to start the actors. */
  | { readonly kind: "idle-timeout"; readonly timeoutMs: number }
  /** The server sent a valid message where it must not; `reason` is a constant text. */
  | { readonly kind: "protocol-violation"; readonly reason: string };

/**
 * The reason why the client has ended. It never connects again, and every request fails with this
 * issue. A client that could not connect in the first place ends with the `DisconnectIssue` of its
 * last attempt.
 */
export type TerminalIssue =
  | DisconnectIssue
  /** No version in common: one of the two has to be updated. */
  | {
      readonly kind: "version-refused";
      readonly client: VersionRange;
      readonly server: VersionRange;
    }
  /** Another connection opened an actor; `close` was called. */
  | { readonly kind: "evicted" | "closed" };

/**
 * The error of every failed request. Branch on `issue.kind`, never on the message. Neither holds
 * anything that was sent or received, so both can be logged. `cause` is what the platform said, or
 * for a request the error of the connection.
 */
export class ClientError extends Error {
  override readonly name = "ClientError";
  readonly issue: ClientIssue;

  constructor(issue: ClientIssue, cause?: unknown) {
    const text = describe(issue);
    super(
      cause instanceof ClientError ? `${text}; ${cause.message}` : text,
      cause === undefined ? {} : { cause },
    );
    this.issue = issue;
  }
}

const OUTCOMES: { readonly [Kind in RequestOutcome]: string } = {
  "not-sent": "it was not sent",
  unknown: "it was sent and may have taken effect",
};

function describe(issue: ClientIssue): string {
  if (isConnectIssue(issue)) return describeConnectIssue(issue);
  switch (issue.kind) {
    case "connection-lost":
      return `the connection was lost before the response arrived; ${OUTCOMES[issue.outcome]}`;
    case "timeout":
      return `the request had no response within its timeoutMs; ${OUTCOMES[issue.outcome]}`;
    case "aborted":
      return `the signal of the request was aborted; ${OUTCOMES[issue.outcome]}`;
    case "offline":
      return 'the client has no connection and whenOffline is "fail"; the request was not sent';
    case "queue-full":
      return (
        `${issue.count} requests of about ${issue.size} bytes wait to be sent, more than ` +
        "maxQueuedCount or maxQueuedSize; wait for responses before sending more"
      );
    case "actor-not-open":
      return "the actor is not open: it is not one of the client's actors, or was closed";
    case "disconnected":
      return `the connection was closed with code ${issue.code}`;
    case "idle-timeout":
      return (
        `the server sent nothing for ${issue.timeoutMs} ms (idleTimeoutMs), or did not start all ` +
        "actors in that time (startTimeoutMs)"
      );
    case "protocol-violation":
      return `the server violated the protocol: ${issue.reason}`;
    case "version-refused":
      return describeRefusal(issue.client, issue.server);
    case "invalid-option":
      return `${issue.option}: ${issue.reason}`;
    case "evicted":
      return "another client has opened one of the actors; this client has ended";
    case "closed":
      return "the client was closed";
    default:
      return describeWireIssue(issue);
  }
}

function describeRefusal(client: VersionRange, server: VersionRange): string {
  const [own, theirs] = [rangeText(client), rangeText(server)];
  // A version that was withdrawn leaves a gap in the range of the server.
  const isGap = client.minVersion > server.minVersion && client.maxVersion < server.maxVersion;
  return isGap
    ? `no version in common: this client speaks ${own}, which the server does not among its ` +
        `versions from ${theirs}; update the client`
    : `no version in common: this client speaks ${own} and the server ${theirs}; update the ` +
        "older of the two";
}

function describeWireIssue(issue: WireIssue): string {
  const schema = `${issue.protocol} v${issue.version}`;
  if (issue.kind !== "unsupported-version") {
    return `${issue.kind} message of ${schema}: ${issue.path}: ${issue.reason}`;
  }
  const { minVersion, maxVersion } = issue;
  const range = rangeText({ minVersion, maxVersion });
  const isWithin = issue.version > minVersion && issue.version < maxVersion;
  const expected = isWithin ? `another version from ${range}` : range;
  return `${schema} is not supported; expected ${expected}`;
}

function rangeText({ minVersion, maxVersion }: VersionRange): string {
  return minVersion === maxVersion ? `v${minVersion}` : `v${minVersion} to v${maxVersion}`;
}
