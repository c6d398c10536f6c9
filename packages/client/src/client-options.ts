/** The options, limits and events of a client. */

import type { Clock, Random, WaitLimits } from "@barewire/clock";
import type * as wire from "@barewire/protocol/envoy-protocol";
import type { NamedDatabases } from "@barewire/protocol/opening";
import type { ClientCodec } from "./client-codec.js";
import type { ClientError, ClientIssue } from "./client-error.js";
import type { Transport } from "./transport/transport.js";

/** The options of one request. The timeout runs from the call to the response: 30 s by default. */
export type RequestOptions<Response = unknown> = Partial<WaitLimits> & {
  /**
   * The generation that the request names, instead of that of the present connection. A commit that
   * is sent again names the generation under which it was sent first, so that the server can
   * recognise it.
   */
  readonly generation?: wire.SqliteGeneration;
  /**
   * Is called with the response when it arrives, before the promise settles. The byte arrays of the
   * response are borrowed: they must not be read after the call returns, because the buffer of the
   * frame is released to a pool and the next response may overwrite it. That makes large responses
   * much cheaper. Must not throw.
   */
  onBorrowedResponse?(response: Response): void;
};

/** An actor that the server has started on the present connection. */
export type OpenedActor = {
  readonly actorId: string;
  /** Generation, meta and preloaded pages; null from a server without SQLite (before v2). */
  readonly startup: wire.SqliteStartupData | null;
};

export type ClientEvent =
  /**
   * An actor is open, for the first time or again after a reconnect. Listeners are called before
   * any queued request is sent under the new generation, so a listener that finds itself fenced can
   * abort its requests.
   */
  | ({ readonly kind: "started" } & OpenedActor)
  /** All actors have started on a connection that speaks `version`. */
  | { readonly kind: "connected"; readonly version: number }
  /** The server asks the application to stop the actor: answer with `closeActor`. */
  | {
      readonly kind: "stop-requested";
      readonly actorId: string;
      readonly reason: wire.StopActorReason;
    }
  /**
   * The connection and every generation are lost, or an attempt to connect has failed; the next
   * attempt begins after `retryInMs`.
   */
  | { readonly kind: "disconnected"; readonly issue: ClientIssue; readonly retryInMs: number }
  /** The last event: the client has ended, because of a `TerminalIssue`. */
  | { readonly kind: "ended"; readonly error: ClientError };

/**
 * The options of a client. It opens all `actors` on one connection; when another client opens one
 * of them, this client is evicted and ends.
 */
export type ClientOptions = NamedDatabases & {
  readonly transport: Transport;
  /** Called with every event. Must not throw. */
  readonly onEvent?: (event: ClientEvent) => void;
  /** Called with every tunnel message; without it they are dropped. */
  readonly onTunnelMessage?: (message: wire.ToEnvoyTunnelMessage) => void;
  /** The clock; by default that of the platform. */
  readonly clock?: Clock;
  /** The source of the jitter of reconnects. */
  readonly random?: Pick<Random, "number">;
  /**
   * The codec; by default that of every version of this build. Tests pass those of other builds.
   */
  readonly codec?: ClientCodec;
  readonly limits?: Partial<ClientLimits>;
  /**
   * The treatment of requests while a client that was connected before has no connection: they wait
   * for the next one, which is the default, or fail at once as `offline`.
   */
  readonly whenOffline?: WhenOffline;
};

export type WhenOffline = "wait" | "fail";

export type ClientLimits = Readonly<typeof LIMITS>;

/** The default limits. Sizes are bytes, times milliseconds. */
export const LIMITS = {
  /** The requests that wait to be sent; one more fails with `queue-full`. */
  maxQueuedCount: 4_096,
  /** The estimated heap size of the requests that wait to be sent. */
  maxQueuedSize: 67_108_864,
  /** The requests that were sent and have no response yet; more of them wait in the queue. */
  maxInFlightCount: 1_024,
  /** Request ids run from 1 to this and wrap around. Must exceed `maxInFlightCount`. */
  maxRequestId: 4_294_967_295,
  /** Back-pressure: nothing is sent while the connection has more bytes buffered. */
  maxBufferedSize: 4_194_304,
  /** The time from a call to its response, unless the request has a `timeoutMs` of its own. */
  requestTimeoutMs: 30_000,
  /** The time that a host has, from the attempt to connect, to send its first message. */
  connectTimeoutMs: 10_000,
  /** The time from the first message of the server until it has started every actor. */
  startTimeoutMs: 30_000,
  /**
   * The time for which a client that has not been connected yet repeats attempts that failed
   * because no server is there. If it is 0, the first failure ends the client.
   */
  waitForServerMs: 0,
  /** A server that sends nothing for this time, not even a heartbeat, is considered lost. */
  idleTimeoutMs: 15_000,
  /** Exponential back-off: the first delay. */
  minRetryMs: 100,
  /** Exponential back-off: the longest delay; before the first connection, a second at most. */
  maxRetryMs: 10_000,
  /** The jitter: the largest share of a delay that is taken off at random, from 0 to 1. */
  retryJitter: 0.5,
  /** The attempts that may fail in a row before a client that was connected ends. */
  maxFailureCount: 1_000_000_000,
};
