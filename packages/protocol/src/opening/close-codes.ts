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
  /**
   * The token is missing or unknown. With this code and all others up to 4099, reconnecting is
   * useless.
   */
  unauthorised: 4003,
  /** The namespace or an actor does not exist for this client. */
  notFound: 4004,
  /** The namespace or an actor has an invalid name, or there are none, or too many actors. */
  invalidUrl: 4005,
  /** The server does not allow pages of this origin to connect. */
  foreignOrigin: 4006,
  /** The stored data of the only actor's database contradicts itself. */
  corrupt: 4007,
  /** The only actor's database was written by a newer version of the server. */
  newerRecord: 4008,
} as const;

/** The last of the codes that tell a client not to reconnect. */
const LAST_REJECTION = 4099;

/** The reason why a server does not accept a client, its namespace or one of its actors. */
export type Rejection =
  | "unauthorised"
  | "no-such-namespace"
  | "invalid-name"
  | "foreign-origin"
  | "corrupt"
  | "newer-record"
  /** The code is one of a newer server. */
  | "rejected";

export type CloseMeaning =
  /** The client may reconnect. */
  | { readonly kind: "disconnected"; readonly code: number }
  /** Reconnecting is useless. */
  | { readonly kind: Rejection; readonly code: number }
  /** Another connection has opened an actor. */
  | { readonly kind: "evicted" };

const REJECTIONS: ReadonlyMap<number, Rejection> = new Map([
  [CLOSE_CODES.unauthorised, "unauthorised"],
  [CLOSE_CODES.notFound, "no-such-namespace"],
  [CLOSE_CODES.invalidUrl, "invalid-name"],
  [CLOSE_CODES.foreignOrigin, "foreign-origin"],
  [CLOSE_CODES.corrupt, "corrupt"],
  [CLOSE_CODES.newerRecord, "newer-record"],
]);

/** Classifies the code that the connection of a client was closed with. */
export function classifyClose(code: number): CloseMeaning {
  if (code === CLOSE_CODES.evicted) return { kind: "evicted" };
  const isRejection = code >= CLOSE_CODES.unauthorised && code <= LAST_REJECTION;
  return { kind: isRejection ? (REJECTIONS.get(code) ?? "rejected") : "disconnected", code };
}
