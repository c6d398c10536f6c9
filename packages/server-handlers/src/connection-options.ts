/** The options, limits and events of a connection. */

import type { Clock, TokenBucketOptions } from "@barewire/clock";
import type * as wire from "@barewire/protocol/envoy-protocol";
import type { NamedDatabases } from "@barewire/protocol/opening";
import type { RequestTag } from "@barewire/protocol/requests";
import type { EncodeOptions } from "@barewire/runtime";
import type { DatabaseId, SqliteStore, StorageIssue } from "@barewire/sqlite-storage";
import type { Ownership } from "./ownership.js";
import type { ServerCodec } from "./server-codec.js";

/** The caller has checked that the client may use the namespace, and names no actor twice. */
export type ConnectionOptions = NamedDatabases & {
  /** The version that was negotiated. */
  readonly version: number;
  readonly store: SqliteStore;
  /** Shared by all connections of the process. */
  readonly ownership: Ownership;
  /** Limits the memory of requests in progress; while it is full, the socket is paused. */
  readonly semaphore: ConnectionSemaphore;
  /**
   * Sends one frame. Returns a promise if the send buffer is full (back-pressure): it settles when
   * the buffer has drained or the socket is closed, and later responses of the actor wait for it.
   */
  readonly send: (frame: Uint8Array) => Promise<void> | undefined;
  /** Allocates frames from a pool, so that their buffers can be reused when they have left. */
  readonly encoding?: Pick<EncodeOptions, "allocate">;
  /** Closes the socket behind the frames that were sent. Called at most once. */
  readonly close: (code: number) => void;
  /** Called with every event, for logs and metrics. Must not throw. */
  readonly observe: (event: HandlerEvent) => void;
  readonly clock: Clock;
  /**
   * The budget for decoding damaged frames once more to find the path of the fault. All connections
   * of the process share one, because a damaged frame ends its connection. By default every
   * connection has a budget of its own.
   */
  readonly pathBudget?: PathBudget;
  readonly limits?: Partial<HandlerLimits>;
  /** Handles requests to the key-value store; without it they fail. May throw. */
  readonly onKvRequest?: (
    database: DatabaseId,
    request: wire.KvRequestData,
  ) => Promise<wire.KvResponseData>;
  /** Called with every message of a tunnel; without it they are counted and dropped. */
  readonly onTunnelMessage?: (message: wire.ToRivetTunnelMessage) => void;
  /** The configuration that an actor is started with; by default only the name `database`. */
  readonly configOf?: (database: DatabaseId) => wire.ActorConfig;
  /**
   * The codec; by default that of every version of this build. Tests pass those of other builds.
   */
  readonly codec?: ServerCodec;
};

/** Such as a `TokenBucket` with `PATH_BUDGET`. */
export type PathBudget = {
  /** Tells whether a frame of `size` bytes may be decoded once more. */
  take(size: number): boolean;
};

/** Enough for every frame of clients in good faith; a larger frame may exceed it once. */
export const PATH_BUDGET: TokenBucketOptions = { capacity: 1_048_576, perSecond: 262_144 };

/** A semaphore of bytes and of requests. It may be exceeded by the request that fills it. */
export type ConnectionSemaphore = {
  acquire(size: number): void;
  release(size: number): void;
  /** Undefined if the semaphore is not full; else resolves when it is not full any more. */
  available(): Promise<void> | undefined;
};

/**
 * Events carry kinds, ids, counts and times, never the contents of a message. The names of a
 * database are for the observer, which must not log them: `databaseHash` is for logs.
 */
export type HandlerEvent =
  | { readonly kind: "opened"; readonly actorCount: number; readonly version: number }
  /** The socket and every actor are closed. */
  | { readonly kind: "closed" }
  /** Reasons for which the server closes the socket. */
  | { readonly kind: "evicted" | "idle-timeout" | "drained" }
  /** The store does not know whether a commit took effect, so the request has no response. */
  | { readonly kind: "outcome-unknown" }
  | ({ readonly kind: "open-failed" } & DatabaseFailure)
  /** `offset` is null where the frame is a message that this version cannot take. */
  | {
      readonly kind: "malformed-frame";
      readonly size: number;
      readonly reason: string;
      readonly path: string;
      readonly offset: number | null;
    }
  | { readonly kind: "tunnel-message-dropped" }
  | ({ readonly kind: "close-failed" } & DatabaseFailure)
  | RequestEvent;

/** A database could not be opened or closed. */
export type DatabaseFailure = {
  readonly database: DatabaseId;
  /** The kind of the failure; `failed` for an error that is none of the store. */
  readonly reason: StorageIssue["kind"] | "failed";
  /** The SQLSTATE, the errno or the name of the error behind it, if there is one. */
  readonly code?: string;
};

/**
 * The reason why a request has failed. The messages of the store's issues are sent to the client.
 */
export type RequestFailure =
  | StorageIssue["kind"]
  /** The actor does not exist, or another connection has it. */
  | "actor-missing"
  /** The host has no key-value store for actors. */
  | "kv-missing"
  | "response-too-large"
  /** An error that is none of the store, such as a bug; nothing of it is sent. */
  | "failed";

/**
 * A request is finished. It waited in the queue of its actor for `waitMs`, was handled in
 * `handleMs`, and its response was sent in `sendMs`. `outcome` is `ok` or the kind of the failure.
 */
export type RequestEvent = {
  readonly kind: "request";
  readonly tag: RequestTag;
  readonly requestId: number;
  readonly outcome: "ok" | RequestFailure;
  /** Undefined if the actor of the request is not open on this connection. */
  readonly database?: DatabaseId;
  /** The SQLSTATE, the errno or the name of the error behind a failure, if there is one. */
  readonly code?: string;
  readonly waitMs: number;
  readonly handleMs: number;
  readonly sendMs: number;
};

export type HandlerLimits = Readonly<typeof LIMITS>;

/** The default limits. Sizes are bytes, times milliseconds. */
export const LIMITS = {
  /** The databases that one connection opens concurrently. */
  maxOpeningCount: 8,
  /** A larger response is replaced by an error. */
  maxResponseSize: 33_554_432,
  /** The interval of heartbeats. */
  pingIntervalMs: 3_000,
  /** A client that sends nothing for this time, not even a pong, is disconnected. */
  idleTimeoutMs: 15_000,
  /** The time that an actor has to stop after a stop command. */
  actorStopMs: 30_000,
};
