/**
 * `ConnectIssue`: why a client has no connection to a server, and what a person can do about it.
 *
 * An issue is plain data. Its `url` is that of the server without credentials and query, and null
 * for a transport that has none.
 */

export type ConnectIssue =
  /** No server answered. `code` is that of the system or of TLS, such as `ECONNREFUSED`. */
  | {
      readonly kind: "unreachable";
      readonly url: string | null;
      readonly reason: UnreachableReason;
      readonly code: string | null;
    }
  /** The host sent nothing for `timeoutMs`, which is the limit `connectTimeoutMs`. */
  | {
      readonly kind: "unreachable";
      readonly url: string | null;
      readonly reason: "silent";
      readonly timeoutMs: number;
    }
  /** Something else answered. `status` is an HTTP status or a close code, if there was one. */
  | {
      readonly kind: "not-a-barewire-server";
      readonly url: string | null;
      readonly answer: ForeignAnswer;
      readonly status: number | null;
    }
  /** The server or a proxy cannot serve now, by its HTTP status or close code. */
  | { readonly kind: "server-unavailable"; readonly url: string | null; readonly status: number }
  /** The server rejected the client with a close code that this build does not know. */
  | { readonly kind: "rejected"; readonly url: string | null; readonly code: number }
  | { readonly kind: RefusalKind; readonly url: string | null };

export type RefusalKind =
  /** The token is missing or unknown. */
  | "unauthorised"
  /** The page belongs to an origin that the server does not allow. */
  | "foreign-origin"
  /** The namespace does not exist, or not for this token. */
  | "no-such-namespace"
  /** The namespace or an actor has an invalid name, or there are too many actors. */
  | "invalid-name"
  /** The stored database contradicts itself. */
  | "corrupt"
  /** The stored database was written by a newer version of the server. */
  | "newer-record";

export type UnreachableReason =
  /** Nothing listens on the port. */
  | "refused"
  /** The name of the host cannot be resolved. */
  | "unknown-host"
  /** The connection was cut before the databases were open. */
  | "cut"
  /** The platform does not trust the certificate, or it is for another host. */
  | "certificate"
  /** The URL begins with `ws:`, and the server speaks TLS. */
  | "needs-wss"
  /** The URL begins with `wss:`, and the server does not speak TLS. */
  | "needs-ws"
  /** The URL cannot be parsed, or its scheme is neither `ws:` nor `wss:`. */
  | "invalid-url"
  /** Another failure of the system. */
  | "system"
  /** A browser does not tell a page why a WebSocket has failed. */
  | "hidden";

export type ForeignAnswer =
  /** An HTTP server that does not upgrade to a WebSocket. */
  | "http-status"
  /** The peer speaks another protocol than HTTP. */
  | "not-http"
  /** The answer to the upgrade violates the WebSocket protocol, or selects no subprotocol. */
  | "handshake"
  /** A WebSocket with a subprotocol that was not offered. */
  | "subprotocol"
  /** A WebSocket whose first frame is not a message of the protocol. */
  | "first-frame"
  /** A WebSocket that was closed before its first frame. */
  | "close";

const CONNECT_ISSUE_KINDS: readonly string[] = [
  "unreachable",
  "not-a-barewire-server",
  "server-unavailable",
  "rejected",
  "unauthorised",
  "foreign-origin",
  "no-such-namespace",
  "invalid-name",
  "corrupt",
  "newer-record",
] satisfies readonly ConnectIssue["kind"][];

export function isConnectIssue(issue: { readonly kind: string }): issue is ConnectIssue {
  return CONNECT_ISSUE_KINDS.includes(issue.kind);
}

/** Tells whether a client that repeats the attempt may succeed without a change of its options. */
export function mayPass(issue: ConnectIssue): boolean {
  if (issue.kind === "server-unavailable") return true;
  return issue.kind === "unreachable" && !FINAL_REASONS.includes(issue.reason);
}

const FINAL_REASONS: readonly string[] = [
  "certificate",
  "needs-wss",
  "needs-ws",
  "invalid-url",
] satisfies readonly UnreachableReason[];

/** Says what was expected, what came and what to do. */
export function describeConnectIssue(issue: ConnectIssue): string {
  const server = issue.url === null ? "the server" : `the server at ${issue.url}`;
  switch (issue.kind) {
    case "unreachable":
      return `cannot reach ${server}: ${unreachableText(issue)}`;
    case "not-a-barewire-server":
      return (
        `${server} is not a Barewire server: ${foreignText(issue.answer, issue.status)}; ` +
        "check host, port and path of url, and whether a proxy in between passes WebSockets on"
      );
    case "server-unavailable":
      return (
        `${server} cannot serve now: ${unavailableText(issue.status)}; try again later, and look ` +
        "into the log of the server"
      );
    case "rejected":
      return (
        `${server} rejected this client with code ${issue.code}, which this version does not ` +
        "know; update the client"
      );
    default:
      return `${server} ${REFUSALS[issue.kind]}`;
  }
}

const REFUSALS: { readonly [Kind in RefusalKind]: string } = {
  unauthorised:
    "rejected this client: expected a token that it knows, and got none or another one; check the option token, and " +
    "--token or --tokens-file of the server",
  "foreign-origin":
    "rejected this client: expected a page of an allowed origin, and got another one; add the origin of the page to " +
    "--origins of the server",
  "no-such-namespace":
    "rejected this client: the namespace does not exist for this token; check the option namespace, and the namespaces " +
    "of the token in the server's tokens file",
  "invalid-name":
    "rejected this client: expected a namespace and an actor of 1 to 256 characters without NUL, and not more actors " +
    "than its --max-actors; check the options namespace and actor",
  corrupt:
    "cannot read the database, because what is stored of it contradicts itself; examine it with " +
    "`barewire-storage verify`, and restore it from a copy",
  "newer-record":
    "cannot read the database, which a newer version of the server has written; update the server",
};

function unreachableText(issue: Extract<ConnectIssue, { readonly kind: "unreachable" }>): string {
  if (issue.reason === "silent") {
    return (
      `it has sent nothing for ${issue.timeoutMs} ms (connectTimeoutMs); check host and port of ` +
      "url, and whether a firewall is in between"
    );
  }
  const code = issue.code === null ? "" : ` (${issue.code})`;
  switch (issue.reason) {
    case "refused":
      return (
        `the connection was refused${code}, so nothing listens there; start the server, or ` +
        "correct host and port of url"
      );
    case "unknown-host":
      return `the name of the host cannot be resolved${code}; correct the host of url`;
    case "cut":
      return (
        `the connection was cut before the database was open${code}; check the port of url, its ` +
        "scheme (wss: for a server with TLS), and the log of the server"
      );
    case "certificate":
      return (
        `its certificate is not trusted${code}; use one for the host of url by an authority that ` +
        "this platform trusts, or name the authority in NODE_EXTRA_CA_CERTS"
      );
    case "needs-wss":
      return `it speaks TLS, and url begins with ws:${code}; use wss:`;
    case "needs-ws":
      return `it does not speak TLS, and url begins with wss:${code}; use ws:`;
    case "invalid-url":
      return "expected a url that begins with ws: or wss:, such as ws://127.0.0.1:7447";
    case "system":
      return `the connection failed${code}; check host and port of url, and the network`;
    case "hidden":
      return (
        "the browser does not tell a page why a WebSocket failed, and its console may; check that " +
        "a Barewire server listens at url, that a page of https: uses wss: with a trusted " +
        "certificate, and that no Content-Security-Policy or proxy is in the way"
      );
    default:
      return issue satisfies never;
  }
}

function foreignText(answer: ForeignAnswer, status: number | null): string {
  switch (answer) {
    case "http-status":
      return `expected it to upgrade to a WebSocket, and got HTTP status ${status}`;
    case "not-http":
      return "expected an answer of HTTP, and got one of another protocol";
    case "handshake":
      return "expected a WebSocket with a subprotocol of envoy-protocol, and got another answer";
    case "subprotocol":
      return "it selected a subprotocol that was not offered";
    case "first-frame":
      return "its first frame is not a message of envoy-protocol";
    case "close":
      return `it closed the WebSocket with code ${status} before its first message`;
    default:
      return answer satisfies never;
  }
}

/** HTTP statuses have three digits, and close codes four. */
function unavailableText(status: number): string {
  if (status < 1_000) return `HTTP status ${status}`;
  const why = CLOSED_BECAUSE.get(status) ?? "it closed the connection";
  return `${why} (close code ${status})`;
}

const CLOSED_BECAUSE: ReadonlyMap<number, string> = new Map([
  [1001, "it stops"],
  [1011, "it or its store has failed"],
  [1012, "it restarts"],
  [1013, "it has too much to do"],
]);
