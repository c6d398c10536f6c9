/**
 * What the two sides agree on when a WebSocket opens: the subprotocol, which names the version.
 *
 * A client offers `envoy-protocol.v3`, `envoy-protocol.v2`, ..., and `envoy-protocol.refused`. With
 * no version in common the server selects the last, sends one frame, and closes. The layout of that
 * frame never changes:
 *
 *     0  4 bytes  "BWRF"
 *     4  u16      first version of the server, little-endian
 *     6  u16      last version of the server
 */

import { VERSIONS } from "@barewire/protocol/envoy-protocol";

const PREFIX = "envoy-protocol.v";
const REFUSED = "envoy-protocol.refused";
const TOKEN_PREFIX = "envoy-protocol.token.";

/** Codes that a server closes with, beyond those of the WebSocket protocol. */
export const CLOSE_CODES = {
  /** Another connection has opened one of the actors; the client does not return. */
  evicted: 4000,
  /** A frame was no message. */
  protocolError: 4001,
  /** The client said nothing for too long. */
  silent: 4002,
  /** From here to 4099 it is no use to return: bad credentials, ... */
  unauthorised: 4003,
  /** ... no such namespace or actor for this client, ... */
  notFound: 4004,
  /** ... or a URL without namespace, or with too many actors. */
  invalidUrl: 4005,
} as const;

export type Negotiated =
  | { readonly kind: "selected"; readonly subprotocol: string; readonly version: number }
  /** `frame` is all that is sent before the connection is closed with 1000. */
  | { readonly kind: "refused"; readonly subprotocol: string; readonly frame: Uint8Array }
  /** The client does not speak this protocol at all. */
  | { readonly kind: "foreign" };

/** The highest version that is offered and spoken. */
export function negotiate(
  offered: Iterable<string>,
  versions: readonly number[] = VERSIONS,
): Negotiated {
  const names = new Set(offered);
  const common = versions.filter((version) => names.has(PREFIX + version));
  if (common.length > 0) {
    const version = Math.max(...common);
    return { kind: "selected", subprotocol: PREFIX + version, version };
  }
  if (!names.has(REFUSED)) return { kind: "foreign" };
  const frame = new TextEncoder().encode("BWRF....");
  const view = new DataView(frame.buffer);
  view.setUint16(4, Math.min(...versions), true);
  view.setUint16(6, Math.max(...versions), true);
  return { kind: "refused", subprotocol: REFUSED, frame };
}

/** The token that a client shows as a subprotocol, percent-encoded; null if it shows none. */
export function tokenOf(offered: Iterable<string>): string | null {
  const shown = [...offered].find((name) => name.startsWith(TOKEN_PREFIX));
  try {
    return shown === undefined ? null : decodeURIComponent(shown.slice(TOKEN_PREFIX.length));
  } catch {
    // Percent signs that encode nothing: such a token does not exist.
    return null;
  }
}
