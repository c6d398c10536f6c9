/** The codes that a connection is closed with, and what they mean for a client. */

export const CLOSE_CODES = {
  /** Of the WebSocket protocol: all is well, ... */
  normal: 1000,
  /** ... the server stops, ... */
  goingAway: 1001,
  /** ... the connection broke; this one is never sent, ... */
  abnormal: 1006,
  /** ... or the server has failed. */
  internalError: 1011,
  /** Another connection has opened one of the actors; the client does not return. */
  evicted: 4000,
  /** A frame was no message. */
  protocolError: 4001,
  /** The other side said nothing for too long. */
  silent: 4002,
  /** From here to 4099 it is no use to return: bad credentials, a page of a foreign origin, ... */
  unauthorised: 4003,
  /** ... no such namespace or actor for this client, ... */
  notFound: 4004,
  /** ... or a URL without namespace, or with too many actors. */
  invalidUrl: 4005,
} as const;

/** With what a connection is closed that is at fault; for anything else it is `normal`. */
export function closeCodeOf(fault: string): number {
  switch (fault) {
    case "silent":
      return CLOSE_CODES.silent;
    case "malformed":
    case "protocol-violation":
      return CLOSE_CODES.protocolError;
    default:
      return CLOSE_CODES.normal;
  }
}

/** The last of the codes that tell a client not to return. */
const LAST_REJECTION = 4099;

export type CloseMeaning =
  /** The client may return. */
  | { readonly kind: "disconnected"; readonly code: number }
  /** The server will not have this client: bad credentials, or no such namespace or actor. */
  | { readonly kind: "rejected"; readonly code: number }
  /** Another connection has opened an actor. */
  | { readonly kind: "evicted" };

/** What a client makes of the code that its connection was closed with. */
export function meaningOfClose(code: number): CloseMeaning {
  if (code === CLOSE_CODES.evicted) return { kind: "evicted" };
  const isRejection = code >= CLOSE_CODES.unauthorised && code <= LAST_REJECTION;
  return { kind: isRejection ? "rejected" : "disconnected", code };
}
