/**
 * The subprotocols of a WebSocket, by which two sides agree on a version.
 *
 * A client offers `envoy-protocol.v3`, `envoy-protocol.v2`, ..., and `envoy-protocol.refused`. The
 * server selects the highest version that it speaks too. With none in common it selects the last,
 * sends one frame that says so, and closes. A token is offered as well, though never selected:
 * browsers cannot set headers, and URLs end up in logs.
 */

import { encodeVersionRefusal } from "./version-refusal.js";

const VERSION_PREFIX = "envoy-protocol.v";
const TOKEN_PREFIX = "envoy-protocol.token.";
const REFUSED = "envoy-protocol.refused";

/** The subprotocols that a client of `versions` offers, the newest version first. */
export function offeredSubprotocols(versions: readonly number[]): readonly string[] {
  const newestFirst = versions.toSorted((a, b) => b - a);
  return [...newestFirst.map((version) => VERSION_PREFIX + version), REFUSED];
}

/**
 * The version that the server has selected: 0 if a version refusal follows, and null if the
 * subprotocol was not offered.
 */
export function selectedVersion(subprotocol: string, versions: readonly number[]): number | null {
  if (subprotocol === REFUSED) return 0;
  return versions.find((version) => VERSION_PREFIX + version === subprotocol) ?? null;
}

export type Negotiated =
  | { readonly kind: "selected"; readonly subprotocol: string; readonly version: number }
  /** `frame` is all that is sent before the connection is closed. */
  | { readonly kind: "refused"; readonly subprotocol: string; readonly frame: Uint8Array }
  /** The client does not speak this protocol at all. */
  | { readonly kind: "foreign" };

/** Selects the highest version that the offer and the `versions` of the server have in common. */
export function negotiate(offered: Iterable<string>, versions: readonly number[]): Negotiated {
  const names = new Set(offered);
  const common = versions.filter((version) => names.has(VERSION_PREFIX + version));
  if (common.length > 0) {
    const version = Math.max(...common);
    return { kind: "selected", subprotocol: VERSION_PREFIX + version, version };
  }
  if (!names.has(REFUSED)) return { kind: "foreign" };
  return { kind: "refused", subprotocol: REFUSED, frame: encodeVersionRefusal(versions) };
}

/** The token as a subprotocol, percent-encoded. */
export function tokenSubprotocol(token: string): string {
  // Parentheses may not stand in the name of a subprotocol.
  const encoded = encodeURIComponent(token).replaceAll("(", "%28").replaceAll(")", "%29");
  return TOKEN_PREFIX + encoded;
}

/** The token that a client shows; null if it shows none. */
export function tokenOf(offered: Iterable<string>): string | null {
  const shown = [...offered].find((name) => name.startsWith(TOKEN_PREFIX));
  try {
    return shown === undefined ? null : decodeURIComponent(shown.slice(TOKEN_PREFIX.length));
  } catch {
    // Percent signs that encode nothing: such a token does not exist.
    return null;
  }
}
