/**
 * The token of a client among the subprotocols that it offers, though it is never selected:
 * browsers cannot set headers, and URLs end up in logs.
 */

const TOKEN_PREFIX = "envoy-protocol.token.";

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
