/** What a client is made with, and what it tells. */

import type { Clock, Random, WaitLimits } from "@barewire/clock";
import type * as wire from "@barewire/protocol/envoy-protocol";
import type { NamedDatabases } from "@barewire/protocol/opening";
import type { ClientCodec } from "@barewire/protocol/requests";
import type { ClientError, ClientIssue } from "./client-error.js";
import type { Transport } from "./transport/transport.js";

/** The time-out is from the call to the answer, and 30,000 by default. */
export type RequestOptions<Answer = unknown> = Partial<WaitLimits> & {
  /**
   * The generation that the request names, instead of that of the present connection: for a commit
   * that was sent under an earlier one, so that the server knows it again.
   */
  readonly generation?: wire.SqliteGeneration;
  /**
   * Called with the answer when it arrives, before the promise settles. Its byte arrays must not be
   * looked at after that: the next answer may be in the same memory, which makes large ones much
   * cheaper. Must not throw.
   */
  borrow?(answer: Answer): void;
};

/** An actor that the server has started on the present connection. */
export type OpenedActor = {
  readonly actorId: string;
  /** Generation, meta and preloaded pages; null from a server that knows no SQLite (before v2). */
  readonly startup: wire.SqliteStartupData | null;
};

export type ClientEvent =
  /**
   * An actor is open, for the first time or again after a lost connection. Listeners are called
   * before anything that waits goes out with the new generation, so one that finds itself fenced
   * may abort what it has queued.
   */
  | ({ readonly kind: "started" } & OpenedActor)
  /** All actors have started. */
  | { readonly kind: "connected"; readonly version: number }
  /** The server asks for the actor to be stopped; answered by `closeActor`, soon. */
  | { readonly kind: "stop-asked"; readonly actorId: string; readonly reason: wire.StopActorReason }
  /** The connection is gone, and with it every generation. */
  | { readonly kind: "disconnected"; readonly issue: ClientIssue; readonly retryInMs: number }
  /** The last event: the client has ended, because of a `TerminalIssue`. */
  | { readonly kind: "ended"; readonly error: ClientError };

/** The actors are opened together; losing one of them to another client ends this one. */
export type ClientOptions = NamedDatabases & {
  readonly transport: Transport;
  /** Must not throw. */
  readonly onEvent?: (event: ClientEvent) => void;
  /** Without it, messages of the tunnel are dropped. */
  readonly onTunnelMessage?: (message: wire.ToEnvoyTunnelMessage) => void;
  readonly clock?: Clock;
  /** For the jitter of reconnects. */
  readonly random?: Pick<Random, "number">;
  /** Of every version of this build, unless told otherwise. */
  readonly codec?: ClientCodec;
  readonly limits?: Partial<ClientLimits>;
};

export type ClientLimits = Readonly<typeof LIMITS>;

/** Counts, bytes and milliseconds, as they are unless told otherwise. */
export const LIMITS = {
  /** Requests that wait to be sent, and what they hold, roughly. */
  maxQueuedCount: 4_096,
  maxQueuedSize: 67_108_864,
  /** Requests that were sent and not answered; more of them wait. */
  maxInFlightCount: 1_024,
  /** Requests are numbered from 1 to this, again and again. More than may be in flight. */
  maxRequestId: 4_294_967_295,
  /** Nothing is sent while the connection holds more. */
  maxBufferedSize: 4_194_304,
  requestTimeoutMs: 30_000,
  /** From the attempt to connect until every actor has started. */
  connectTimeoutMs: 30_000,
  /** A server pings every few seconds; one that says nothing for so long is gone. */
  silenceMs: 15_000,
  /** Back-off: doubles from the first to the second; up to half of it is taken off by chance. */
  minRetryMs: 100,
  maxRetryMs: 10_000,
  /** In a row, before the client ends. */
  maxFailureCount: 1_000_000_000,
};
