/** What the handlers of a connection are given, and what they tell. */

import type { Clock } from "@barewire/clock";
import type * as wire from "@barewire/protocol/envoy-protocol";
import type { NamedDatabases } from "@barewire/protocol/opening";
import type { RequestTag, ServerCodec } from "@barewire/protocol/requests";
import type { EncodeOptions } from "@barewire/runtime";
import type { DatabaseId, SqliteStore } from "@barewire/sqlite-storage";
import type { Ownership } from "./ownership.js";

/** The namespace is one that the client may use, and no actor is named twice. */
export type ConnectionOptions = NamedDatabases & {
  /** That was negotiated. */
  readonly version: number;
  readonly store: SqliteStore;
  /** One for all connections of the process. */
  readonly ownership: Ownership;
  /** What the connection may hold in requests and answers that are not done. */
  readonly budget: ConnectionBudget;
  /**
   * Sends one frame. The promise, if there is one, settles when the socket has room for another or
   * is closed; the answers of an actor wait for it.
   */
  readonly send: (frame: Uint8Array) => Promise<void> | undefined;
  /** The memory of large frames, which may be used anew once a frame has been sent. */
  readonly encoding?: Pick<EncodeOptions, "allocate">;
  /** Closes the socket, after what was sent. Called at most once. */
  readonly close: (code: number) => void;
  /** Takes what may be logged, and what is measured. Must not throw. */
  readonly observe: (event: HandlerEvent) => void;
  readonly clock: Clock;
  readonly limits?: Partial<HandlerLimits>;
  /** Answers requests to the key-value store; without it they are refused. May throw. */
  readonly onKvRequest?: (
    database: DatabaseId,
    request: wire.KvRequestData,
  ) => Promise<wire.KvResponseData>;
  /** Without it, messages of the tunnel are counted and dropped. */
  readonly onTunnelMessage?: (message: wire.ToRivetTunnelMessage) => void;
  /** What an actor is started with; the name `database` and nothing else unless told. */
  readonly configOf?: (database: DatabaseId) => wire.ActorConfig;
  /** Of every version of this build, unless told otherwise. */
  readonly codec?: ServerCodec;
};

/** Counts bytes, and how often they were taken. */
export type ConnectionBudget = {
  acquire(size: number): void;
  release(size: number): void;
  /** Settles when there is room again; undefined if there is. */
  available(): Promise<void> | undefined;
};

/** Kinds, ids, counts and times: never what a message holds. */
export type HandlerEvent =
  | { readonly kind: "opened"; readonly actorCount: number; readonly version: number }
  /** The socket is gone and every actor closed. */
  | { readonly kind: "closed" }
  /** Why the handlers close the socket. */
  | { readonly kind: "evicted" | "silent" | "drained" }
  /** The store does not know whether a request was carried out: no answer would be true. */
  | { readonly kind: "fate-unknown" }
  | { readonly kind: "open-failed"; readonly reason: string }
  | { readonly kind: "malformed-frame"; readonly size: number; readonly reason: string }
  | { readonly kind: "tunnel-message-dropped" }
  /** `reason` says what kind of failure kept a database from being closed in order. */
  | { readonly kind: "close-failed"; readonly reason: string }
  | RequestEvent;

/**
 * One request is done: `waitMs` until its turn had come, `handleMs` until there was an answer,
 * `answerMs` until it was sent. `outcome` is the variant of the answer, or the kind of the issue
 * where the variant is that for all others.
 */
export type RequestEvent = {
  readonly kind: "request";
  readonly tag: RequestTag;
  readonly requestId: number;
  readonly outcome: string;
  readonly waitMs: number;
  readonly handleMs: number;
  readonly answerMs: number;
};

export type HandlerLimits = Readonly<typeof LIMITS>;

/** Counts, bytes and milliseconds, as they are unless told otherwise. */
export const LIMITS = {
  /** Databases that one connection opens at the same time. */
  maxOpeningCount: 8,
  /** A larger answer is replaced by a refusal. */
  maxAnswerSize: 33_554_432,
  pingIntervalMs: 3_000,
  lostAfterMs: 15_000,
  actorStopMs: 30_000,
};
