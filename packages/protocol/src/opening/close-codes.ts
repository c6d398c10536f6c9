/** The close codes of a connection, and how a client reacts to each. */

export const CLOSE_CODES = {
  /** Standard: the connection is closed in order. */
  normal: 1000,
  /** Standard: the server stops. */
  goingAway: 1001,
  /** Standard: the connection was lost. This code is never sent. */
  abnormal: 1006,
  /** Standard: the server has failed. */
  internalError: 1011,
  /** Another connection has opened one of the actors. The client must not reconnect. */
  evicted: 4000,
  /** A frame was not a valid message. */
  protocolError: 4001,
  /** The peer sent nothing, or did not read what it was sent, for the idle timeout. */
  idleTimeout: 4002,
  /** The credentials or the origin are not accepted. From here to 4099, reconnecting is useless. */
  unauthorised: 4003,
  /** The namespace or an actor does not exist for this client. */
  notFound: 4004,
  /** The URL has no namespace, or too many actors. */
  invalidUrl: 4005,
} as const;

/** The last of the codes that tell a client not to reconnect. */
const LAST_REJECTION = 4099;

export type CloseMeaning =
  /** The client may reconnect. */
  | { readonly kind: "disconnected"; readonly code: number }
  /** The server does not accept this client, its namespace or one of its actors. */
  | { readonly kind: "rejected"; readonly code: number }
  /** Another connection has opened an actor. */
  | { readonly kind: "evicted" };

/** Classifies the code that the connection of a client was closed with. */
export function classifyClose(code: number): CloseMeaning {
  if (code === CLOSE_CODES.evicted) return { kind: "evicted" };
  const isRejection = code >= CLOSE_CODES.unauthorised && code <= LAST_REJECTION;
  return { kind: isRejection ? "rejected" : "disconnected", code };
}
