/**
 * The client: holds one connection at a time, reconnects with exponential back-off and jitter when
 * it is lost, queues requests with back-pressure, and matches responses to requests by their ids.
 */

import { Timer, withTimeout } from "@barewire/clock";
import { acknowledgeCommands, closedActors, stoppedEvent } from "@barewire/protocol/actors";
import type * as wire from "@barewire/protocol/envoy-protocol";
import type { Notice, RequestData, RequestTag, ResponseData } from "@barewire/protocol/requests";
import * as requests from "@barewire/protocol/requests";
import { ClientError, type ClientIssue } from "./client-error.js";
import type * as api from "./client-options.js";
import { estimateHeapSize } from "./heap-size.js";
import { retryDelayMs } from "./retry-delay.js";
import { Session, type SessionOptions } from "./session.js";

/** An actor with the checkpoint of the command that started it. */
type ActorState = api.OpenedActor & Pick<wire.CommandWrapper, "checkpoint">;

type QueuedMessage = api.RequestOptions & {
  /** Null for a message that is not about an actor. */
  readonly actorId: string | null;
  /** Builds the message when it is sent; null if the caller only waits for its turn. */
  readonly message: (actor: ActorState | undefined, requestId: number) => wire.ToRivet | null;
  /** Absent for a message without a response. */
  readonly responseTag?: string;
  /** The estimated heap size. A message of size 0 is queued even if the queue is full. */
  readonly size?: number;
};

type PendingCall = QueuedMessage & {
  readonly size: number;
  /** 0 in the queue; in flight the request id, or the id of the actor that is being closed. */
  key: number | string;
  /** Rejects the promise of the call with an error, or resolves it with the response. */
  readonly settle: (error: ClientError | null, response?: unknown) => void;
};

/** WebSockets of browsers do not tell when their buffer has drained, so it is polled. */
const DRAIN_POLL_MS = 4;

const OFFLINE = { kind: "offline", outcome: "not-sent" } as const;

const ACK_EVENTS = "ToEnvoyAckEvents";

export class EnvoyClient {
  /** The version of the present or else the last connection; 0 before the first. Read-only. */
  version = 0;
  readonly #options: SessionOptions;
  /** Waits for the next attempt to connect, or on a connection for its buffer to drain. */
  readonly #timer: Timer;
  /** The actors that are to be open: all of the options but those that were closed. */
  readonly #actors: Set<string>;
  /** The actors that the server has started on the present connection. */
  readonly #startedActors: Map<string, ActorState> = new Map();
  /** Messages that were not sent yet, in the order of the calls. */
  readonly #queue: Set<PendingCall> = new Set();
  readonly #inFlight: Map<number | string, PendingCall> = new Map();
  #queuedSize = 0;
  #lastRequestId = 0;
  #session: Session | null = null;
  #connectionError: ClientError | null = null;
  /** The reason why the client has ended; null before. */
  #end: ClientError | null = null;
  #hasConnected = false;
  #failureCount = 0;
  /** The time until which a client that was not connected yet repeats its attempts. */
  readonly #openingEndMs: number;

  /** Connects at once. Applications use `createEnvoyClient`, which adds the defaults. */
  constructor(options: SessionOptions) {
    this.#options = options;
    this.#timer = new Timer(options.clock);
    this.#actors = new Set(options.actors);
    this.#openingEndMs = options.clock.monotonicMs() + options.limits.waitForServerMs;
    this.#connect();
  }

  /**
   * The reason why there is no connection: the error of the last one, or of the last attempt. It is
   * null while there is a connection, and before the first attempt has failed.
   */
  get connectionError(): ClientError | null {
    return this.#connectionError;
  }

  /**
   * Tells whether the version of the connection has the request. It is false before the first
   * connection.
   */
  supports(tag: RequestTag): boolean {
    return this.#options.codec.supports(this.version, `ToRivet.${tag}`);
  }

  /**
   * Resolves with the actor as it was started on the present connection, or else on the next one.
   * Queues behind earlier requests, and throws the same errors as a request.
   */
  started(actorId: string, options?: api.RequestOptions): Promise<api.OpenedActor> {
    return this.#enqueue({ ...options, actorId, message: () => null });
  }

  /**
   * Sends a request and resolves with its response, which may be a rejection: failures that the
   * protocol has variants for are responses. Requests are sent in the order of the calls.
   *
   * `data` is encoded when it is sent, at once or after a reconnect, so it must not change before
   * the promise settles. The byte arrays of a response are views of its frame. They belong to the
   * caller, unless it passes `onBorrowedResponse`.
   *
   * Throws a `ClientError`: a `RequestIssue`, a `TerminalIssue`, `not-representable` if the server
   * is too old for the request, or `unencodable`.
   */
  request<Tag extends RequestTag>(
    actorId: string,
    tag: Tag,
    data: RequestData<Tag>,
    options?: api.RequestOptions<ResponseData<Tag>>,
  ): Promise<ResponseData<Tag>> {
    const message = (actor: ActorState | undefined, requestId: number): wire.ToRivet => {
      const generation = options?.generation ?? actor?.startup?.generation ?? 0n;
      return requests.requestOf(tag, data, { actorId, generation, requestId });
    };
    const responseTag = requests.responseTagOf(tag);
    return this.#enqueue({
      ...options,
      actorId,
      message,
      responseTag,
      size: estimateHeapSize(data),
    });
  }

  /** Sends a request and ignores its response and every failure. Never throws. */
  post<Tag extends RequestTag>(actorId: string, tag: Tag, data: RequestData<Tag>): void {
    this.request(actorId, tag, data).catch(() => undefined);
  }

  /** Sends a message that has no response, in the order of the calls. Never throws. */
  notify(notice: Notice): void {
    const size = estimateHeapSize(notice);
    this.#enqueue({ actorId: null, message: () => notice, size }).catch(() => undefined);
  }

  /**
   * Closes the database of an actor behind all earlier requests, and resolves when the server has
   * acknowledged it. Losing the connection closes the database as well, so this never throws. The
   * client itself stays open even without actors: call `close`.
   */
  async closeActor(actorId: string): Promise<void> {
    const actor = this.#startedActors.get(actorId);
    if (this.#actors.delete(actorId) && actor !== undefined) await this.#sendStopped(actor);
  }

  async #sendStopped({ actorId, checkpoint }: ActorState): Promise<void> {
    const message = (): wire.ToRivet => stoppedEvent(checkpoint);
    const call = { actorId, message, responseTag: ACK_EVENTS };
    await this.#enqueue(call).catch(() => undefined);
  }

  /**
   * Ends the client at once. Requests in flight were sent, but fail with `connection-lost`; queued
   * ones fail with `closed`.
   */
  close(): void {
    if (this.#session === null) this.#terminate(new ClientError({ kind: "closed" }));
    else this.#session.end({ kind: "closed" });
  }

  #connect(): void {
    this.#session = new Session(this.#options, [...this.#actors], {
      onMessage: (message) => this.#onMessage(message),
      onEnd: (error) => this.#onDisconnect(error),
    });
  }

  #enqueue<Response>(message: QueuedMessage): Promise<Response> {
    const { timeoutMs = this.#options.limits.requestTimeoutMs, signal, size = 0 } = message;
    return new Promise((resolve, reject) => {
      const settle: PendingCall["settle"] = (error, response) => {
        stopWaiting();
        this.#dequeue(call);
        this.#inFlight.delete(call.key);
        // `#onResponse` has compared the tag, so the response is of the type that the caller
        // expects.
        if (error === null) message.onBorrowedResponse?.(response);
        if (error === null) resolve(response as Response);
        else reject(error);
      };
      const call: PendingCall = { ...message, size, key: 0, settle };
      const stopWaiting = withTimeout(this.#options.clock, { timeoutMs, signal }, (kind) =>
        settle(this.#errorOf({ kind, outcome: call.key === 0 ? "not-sent" : "unknown" })),
      );
      this.#queue.add(call);
      this.#queuedSize += size;
      const rejection = this.#rejectionOf(call);
      if (rejection !== null) settle(rejection);
      else this.#sendQueued();
    });
  }

  /** The reason why a call that has just been queued fails at once; null if it does not. */
  #rejectionOf({ actorId, responseTag, signal, size }: PendingCall): ClientError | null {
    const { maxQueuedCount, maxQueuedSize } = this.#options.limits;
    if (signal?.aborted) return this.#errorOf({ kind: "aborted", outcome: "not-sent" });
    if (this.#end !== null) return this.#errorOf(this.#end.issue);
    const isOpen = actorId === null || responseTag === ACK_EVENTS || this.#actors.has(actorId);
    if (!isOpen) return new ClientError({ kind: "actor-not-open" });
    if (this.#failsOffline()) return this.#errorOf(OFFLINE);
    const count = this.#queue.size;
    const isFull = count > maxQueuedCount || this.#queuedSize > maxQueuedSize;
    if (size === 0 || !isFull) return null;
    return this.#errorOf({ kind: "queue-full", count, size: this.#queuedSize });
  }

  /** The error of one request. Its stack is its own, and its cause that of the connection. */
  #errorOf(issue: ClientIssue): ClientError {
    if (this.#end !== null && issue === this.#end.issue)
      return new ClientError(issue, this.#end.cause);
    return new ClientError(issue, this.#connectionError ?? undefined);
  }

  /**
   * Tells whether requests fail because there is no connection: it was lost and is not back yet.
   */
  #failsOffline(): boolean {
    const isOffline = this.#hasConnected && this.#connectionError !== null;
    return isOffline && this.#options.whenOffline === "fail";
  }

  #dequeue(call: PendingCall): void {
    if (this.#queue.delete(call)) this.#queuedSize -= call.size;
  }

  /** Sends queued messages until the limits of back-pressure are reached. */
  #sendQueued(): void {
    const { maxBufferedSize, maxInFlightCount } = this.#options.limits;
    const session = this.#session;
    if (session === null || !session.isReady || this.#timer.isRunning) return;
    for (const call of this.#queue) {
      if (this.#inFlight.size >= maxInFlightCount) return;
      if (session.connection.bufferedSize() > maxBufferedSize) {
        this.#timer.start(DRAIN_POLL_MS, () => this.#sendQueued());
        return;
      }
      this.#send(session, call);
    }
  }

  #send(session: Session, call: PendingCall): void {
    const actor = this.#startedActors.get(call.actorId ?? "");
    const requestId = this.#nextRequestId();
    const message = call.message(actor, requestId);
    const isClosed = call.actorId !== null && actor === undefined;
    const issue = isClosed
      ? ({ kind: "actor-not-open" } as const)
      : message && session.send(message);
    if (issue !== null || call.responseTag === undefined) {
      call.settle(issue && new ClientError(issue), actor);
      return;
    }
    this.#dequeue(call);
    call.key = call.responseTag === ACK_EVENTS ? (call.actorId ?? "") : requestId;
    this.#inFlight.set(call.key, call);
  }

  /** The next id that is not in flight. Ids wrap around, so an old request may still have one. */
  #nextRequestId(): number {
    do this.#lastRequestId = (this.#lastRequestId % this.#options.limits.maxRequestId) + 1;
    while (this.#inFlight.has(this.#lastRequestId));
    return this.#lastRequestId;
  }

  #onMessage(message: wire.ToEnvoy): "release" | undefined {
    this.version = this.#session?.version ?? 0;
    let use: "release" | undefined;
    switch (message.tag) {
      case "ToEnvoyInit":
        break;
      case "ToEnvoyCommands":
        this.#applyCommands(message.val);
        break;
      case "ToEnvoyAckEvents":
        for (const actorId of closedActors(message.val)) this.#inFlight.get(actorId)?.settle(null);
        break;
      case "ToEnvoyPing":
        this.#session?.send({ tag: "ToRivetPong", val: message.val });
        break;
      case "ToEnvoyTunnelMessage":
        this.#options.onTunnelMessage(message.val);
        break;
      default:
        use = this.#onResponse(message);
    }
    this.#markReadyIfAllStarted();
    this.#sendQueued();
    return use;
  }

  /** Returns `release` if nothing refers to the buffer of the frame any more. */
  #onResponse({ tag, val }: requests.Response): "release" | undefined {
    const call = this.#inFlight.get(val.requestId);
    const reason = "the response type does not match the request";
    if (call?.responseTag === tag) call.settle(null, val.data);
    // A response without a call came too late: its request has timed out or was aborted.
    else if (call !== undefined) this.#session?.end({ kind: "protocol-violation", reason });
    if (call === undefined || call.onBorrowedResponse !== undefined) return "release";
    return undefined;
  }

  #applyCommands(commands: readonly wire.CommandWrapper[]): void {
    this.#session?.send(acknowledgeCommands(commands));
    for (const { checkpoint, inner } of commands) {
      const { actorId } = checkpoint;
      // A correct server sends commands to the actors that this client has named only.
      if (!this.#options.actors.includes(actorId)) continue;
      if (inner.tag === "CommandStopActor") {
        // The server cannot start this actor, so the others become ready without it.
        if (inner.val.reason === "LOST" && !this.#startedActors.has(actorId))
          this.#actors.delete(actorId);
        this.#options.onEvent({ kind: "stop-requested", actorId, reason: inner.val.reason });
        continue;
      }
      const startup = inner.val.sqliteStartupData;
      this.#startedActors.set(actorId, { actorId, startup, checkpoint });
      if (this.#actors.has(actorId)) this.#options.onEvent({ kind: "started", actorId, startup });
      else void this.#sendStopped({ actorId, startup, checkpoint });
    }
  }

  #markReadyIfAllStarted(): void {
    const session = this.#session;
    if (session === null || session.isReady) return;
    if (![...this.#actors].every((actorId) => this.#startedActors.has(actorId))) return;
    this.#failureCount = 0;
    this.#hasConnected = true;
    this.#connectionError = null;
    session.ready();
    this.#options.onEvent({ kind: "connected", version: session.version });
  }

  #onDisconnect(error: ClientError): void {
    this.#session = null;
    this.#timer.stop();
    this.#startedActors.clear();
    this.#connectionError = error;
    const lost = { kind: "connection-lost", outcome: "unknown" } as const;
    for (const call of this.#inFlight.values()) call.settle(this.#errorOf(lost));
    for (const call of this.#queue) {
      const isOpen = call.actorId === null || this.#actors.has(call.actorId);
      if (!isOpen) call.settle(new ClientError({ kind: "actor-not-open" }));
      else if (this.#failsOffline()) call.settle(this.#errorOf(OFFLINE));
    }
    const { random, limits, clock } = this.#options;
    this.#failureCount += 1;
    const retryInMs = retryDelayMs(error.issue, limits, {
      failureCount: this.#failureCount,
      openingLeftMs: this.#hasConnected ? null : this.#openingEndMs - clock.monotonicMs(),
      random: random.number(),
    });
    if (retryInMs === null) {
      this.#terminate(error);
      return;
    }
    this.#timer.start(retryInMs, () => this.#connect());
    this.#options.onEvent({ kind: "disconnected", issue: error.issue, retryInMs });
  }

  #terminate(error: ClientError): void {
    if (this.#end !== null) return;
    this.#end = error;
    this.#timer.stop();
    for (const call of this.#queue) call.settle(this.#errorOf(error.issue));
    this.#options.onEvent({ kind: "ended", error });
  }
}
