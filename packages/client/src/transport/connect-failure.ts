/**
 * Finds out why a WebSocket could not be opened, from the errors of Node, TLS, the library or a
 * browser.
 */

import type { ConnectIssue, ForeignAnswer, UnreachableReason } from "../connect-issue.js";
import type { ConnectFailure } from "./transport.js";

/** The URL as messages show it; null if it cannot be parsed, because it may hold anything then. */
export function redactedUrl(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname === "/" ? "" : pathname}`;
}

/** Node, TLS or the library `ws` failed with `error` before the WebSocket was open. */
export function failureOfNode(error: unknown, url: string | null): ConnectFailure {
  const { code, message } = partsOf(error);
  if (code?.startsWith("HPE_")) {
    // The error of the parser holds the bytes that it received, so it is not passed on.
    const cause = Object.assign(new Error(message), { code });
    const issue = beginsTls(error)
      ? unreachable(url, "needs-wss", code)
      : foreign(url, "not-http", null);
    return { issue, cause };
  }
  // The library refuses a response that is not a valid handshake, and its errors have no code.
  if (code === null) return { issue: foreign(url, "handshake", null), cause: error };
  return { issue: unreachable(url, reasonOf(code, message), code), cause: error };
}

/** A browser reports no reason, except for what it does not even try. */
export function failureOfBrowser(error: unknown, url: string | null): ConnectFailure {
  const name = error instanceof Error ? error.name : null;
  const reasons: { readonly [Name in string]?: UnreachableReason } = {
    // A page of https: may not use ws:.
    SecurityError: "needs-wss",
    SyntaxError: "invalid-url",
  };
  const reason = name === null ? "hidden" : (reasons[name] ?? "system");
  return {
    issue: unreachable(url, reason, name),
    ...(error === undefined ? {} : { cause: error }),
  };
}

export function invalidUrl(url: string | null): ConnectFailure {
  return { issue: unreachable(url, "invalid-url", null) };
}

/** HTTP statuses of servers and proxies that cannot serve at present. */
const UNAVAILABLE_STATUSES: readonly number[] = [429, 500, 502, 503, 504];

/** The peer answered the upgrade with an HTTP status. */
export function failureOfStatus(status: number, url: string | null): ConnectFailure {
  const cause = new Error(`the upgrade was answered with HTTP status ${status}`);
  if (UNAVAILABLE_STATUSES.includes(status)) {
    return { issue: { kind: "server-unavailable", url, status }, cause };
  }
  if (status === 401) return { issue: { kind: "unauthorised", url }, cause };
  return { issue: foreign(url, "http-status", status), cause };
}

/** The library `ws` failed after the WebSocket was open and before a frame had arrived. */
export function failureOfFirstFrame(error: unknown, url: string | null): ConnectFailure {
  const { code, message } = partsOf(error);
  if (code === null || code.startsWith("WS_ERR")) return foreignFirstFrame(url);
  return { issue: unreachable(url, reasonOf(code, message), code), cause: error };
}

/** The first frame of the peer is a text, or violates the WebSocket protocol. */
export function foreignFirstFrame(url: string | null): ConnectFailure {
  const cause = new Error("the first frame was a text, or violated the WebSocket protocol");
  return { issue: foreign(url, "first-frame", null), cause };
}

function unreachable(
  url: string | null,
  reason: UnreachableReason,
  code: string | null,
): ConnectIssue {
  return { kind: "unreachable", url, reason, code };
}

function foreign(url: string | null, answer: ForeignAnswer, status: number | null): ConnectIssue {
  return { kind: "not-a-barewire-server", url, answer, status };
}

/** A host with several addresses fails with the errors of all of them. */
function partsOf(error: unknown): { readonly code: string | null; readonly message: string } {
  if (!(error instanceof Error)) return { code: null, message: "unknown failure" };
  const own = "code" in error && typeof error.code === "string" ? error.code : null;
  if (own !== null || !(error instanceof AggregateError)) {
    return { code: own, message: error.message };
  }
  return partsOf(error.errors[0]);
}

function reasonOf(code: string, message: string): UnreachableReason {
  if (code === "ECONNREFUSED") return "refused";
  if (code === "ENOTFOUND" || code.startsWith("EAI_")) return "unknown-host";
  if (["ECONNRESET", "ECONNABORTED", "EPIPE"].includes(code)) return "cut";
  const text = `${code} ${message}`;
  if (/wrong.version.number|packet.length.too.long|http.request/i.test(text)) return "needs-ws";
  if (/CERT|CRL|SELF_SIGNED|LEAF_SIGNATURE|ERR_SSL|ERR_TLS|EPROTO/.test(code)) return "certificate";
  return "system";
}

/**
 * Tells whether the bytes that the HTTP parser could not read begin an alert or a handshake of TLS.
 */
function beginsTls(error: unknown): boolean {
  if (!(error instanceof Error) || !("rawPacket" in error)) return false;
  const { rawPacket: packet } = error;
  if (!(packet instanceof Uint8Array)) return false;
  return (packet[0] === 0x15 || packet[0] === 0x16) && packet[1] === 0x03;
}
