/**
 * The server's side of one connection: opens its actors, handles its requests, sends heartbeats,
 * and closes its actors at the end.
 *
 * Every actor has a serial queue; actors do not wait for each other. The first task of a queue
 * opens the actor, so a request that arrives early waits for that.
 *
 * A request is checked in this order: the frame is a valid message; the actor is open on this
 * connection; the generation is the one that this connection was given. The store then validates
 * the content, and checks the generation (a fencing token) in the transaction that does the work,
 * so a check before the transaction would add nothing. A request with another generation comes from
 * an earlier owner or is forged, and the store says which generation owns the database now. An
 * actor that is open on another connection only is reported as missing.
 */

import { Timer, TokenBucket } from "@barewire/clock";
import * as actorMessages from "@barewire/protocol/actors";
import type * as wire from "@barewire/protocol/envoy-protocol";
import { CLOSE_CODES, initMessage } from "@barewire/protocol/opening";
import * as requests from "@barewire/protocol/requests";
import { attempt, type WireIssue } from "@barewire/runtime";
import { failureCodeOf, StorageError } from "@barewire/sqlite-storage";
import * as api from "./connection-options.js";
import { errorResponse, handleRequest, type Response } from "./handle-request.js";
import { OpenActor } from "./open-actor.js";
import { SERVER_CODEC, type ServerCodec } from "./server-codec.js";

/** The protocol allows longer lists than any request needs; decoding them would take long. */
const DECODE_LIMITS = { maxItems: 65_536 };

/** Finds no path: that costs as much as decoding, and a hostile client may send any number. */
const DECODE_ONCE = { ...DECODE_LIMITS, locateError: () => null };

/** The cost of a damaged frame in the budget, in addition to its size. */
const PATH_BASE_SIZE = 4_096;

export class ServerConnection {
  readonly #options: api.ConnectionOptions;
  readonly #limits: api.HandlerLimits;
  readonly #codec: ServerCodec;
  readonly #pathBudget: api.PathBudget;
  /** The actors of this connection that were not closed. */
  readonly #actors: Map<string, OpenActor> = new Map();
  #state: "open" | "draining" | "over" = "open";
  #lastReceivedMs: number;
  /** While the socket is not read, the client cannot be considered idle. */
  #isPaused = false;
  readonly #heartbeat: Timer;
  #closed: Promise<void> | null = null;

  /** Sends the terms of the connection, and starts to open the actors. */
  constructor(options: api.ConnectionOptions) {
    const { actors, namespace, version } = options;
    this.#options = options;
    this.#limits = { ...api.LIMITS, ...options.limits };
    this.#codec = options.codec ?? SERVER_CODEC;
    this.#pathBudget = options.pathBudget ?? new TokenBucket(options.clock, api.PATH_BUDGET);
    this.#lastReceivedMs = options.clock.monotonicMs();
    this.#heartbeat = new Timer(options.clock);
    options.observe({ kind: "opened", actorCount: actors.length, version });
    void this.#send(initMessage(this.#limits));
    for (const actorId of actors) {
      const evict = (): void => this.#closeSocket(CLOSE_CODES.evicted, { kind: "evicted" });
      this.#actors.set(actorId, new OpenActor({ namespace, actorId }, evict));
    }
    this.#openAllActors();
    this.#sendHeartbeat();
  }

  /**
   * Handles a frame. Returns a promise if the socket must be paused (back-pressure); reading may
   * resume when it settles.
   */
  receive(frame: Uint8Array): Promise<void> | undefined {
    const { semaphore, version, clock } = this.#options;
    if (this.#state !== "open") return undefined;
    const message = attempt(() => this.#codec.decodeToRivet(frame, version, DECODE_ONCE));
    if (!message.ok) {
      // The id of the request is unreadable, so it cannot be answered with an error.
      const event = malformedFrame(frame, this.#locate(frame, message.issue));
      this.#closeSocket(CLOSE_CODES.protocolError, event);
      return undefined;
    }
    this.#lastReceivedMs = clock.monotonicMs();
    const done = this.#dispatch(message.value);
    if (done === undefined) return undefined;
    semaphore.acquire(frame.length);
    // The promise never rejects, because every failure of a request becomes a response.
    void done.then(() => semaphore.release(frame.length));
    return this.#pauseUntil(semaphore.available());
  }

  /** Decodes a damaged frame once more, which finds the path of its fault, within the budget. */
  #locate(frame: Uint8Array, issue: WireIssue): WireIssue {
    if (!this.#pathBudget.take(frame.length + PATH_BASE_SIZE)) return issue;
    const { version } = this.#options;
    const located = attempt(() => this.#codec.decodeToRivet(frame, version, DECODE_LIMITS));
    return located.ok ? issue : located.issue;
  }

  /** Sends a message of a tunnel, for the host that connects it. */
  sendTunnelMessage(val: wire.ToEnvoyTunnelMessage): void {
    void this.#send({ tag: "ToEnvoyTunnelMessage", val });
  }

  /** Is called when the socket has closed. Resolves when every actor has been closed. */
  ended(): Promise<void> {
    this.#state = "over";
    this.#heartbeat.stop();
    this.#closed ??= this.#closeAllActors();
    return this.#closed;
  }

  /** Accepts no more requests, finishes those in progress, and closes the actors and the socket. */
  async drain(): Promise<void> {
    if (this.#state === "open") this.#state = "draining";
    const queues = [...this.#actors.values()].map((actor) => actor.serialQueue);
    await Promise.all(queues.map((queue) => queue.run(async () => {})));
    this.#closeSocket(CLOSE_CODES.goingAway, { kind: "drained" });
    await this.ended();
  }

  #openAllActors(): void {
    const actors = [...this.#actors.values()];
    for (const [index, actor] of actors.entries()) {
      const before = actors[index - this.#limits.maxOpeningCount];
      actor.opened = actor.serialQueue.run(() => this.#openActor(actor, before));
    }
  }

  async #openActor(actor: OpenActor, before: OpenActor | undefined): Promise<void> {
    const { configOf, ownership, store, version, clock } = this.#options;
    await before?.opened;
    if (this.#isOver()) return;
    // The last owner must be the last to open the database: every opening fences off earlier ones.
    await ownership.claim(actor)?.opened;
    if (this.#isOver()) return;
    try {
      // A version without SQLite has no message for a generation, and must not fence off others.
      const hasSqlite = this.#codec.supports(version, "CommandStartActor.sqliteStartupData");
      const startup = hasSqlite ? await store.open(actor.database) : null;
      actor.generation = startup?.generation ?? null;
      const { minimalActorConfig, startCommand } = actorMessages;
      const config = configOf?.(actor.database) ?? minimalActorConfig("database", clock.epochMs());
      const sent = this.#send(startCommand(actor.nextCheckpoint(), config, startup));
      // Requests wait until the command has left the socket; the next owner of the actor does not.
      void actor.serialQueue.run(async () => sent);
    } catch (error) {
      const event = { kind: "open-failed", ...databaseFailure(actor, error) } as const;
      // If one database is damaged, the others on the connection stay open.
      const isOver = this.#actors.size === 1 || !isDatabaseFault(error);
      if (isOver) return this.#closeSocket(openFailureCode(error), event);
      this.#options.observe(event);
      this.#stopActors([actor], "LOST");
      void this.#closeActor(actor);
    }
  }

  #stopActors(actors: readonly OpenActor[], reason: wire.StopActorReason): void {
    const { stopCommand } = actorMessages;
    const commands = actors.map((actor) => stopCommand(actor.nextCheckpoint(), reason));
    if (commands.length > 0) void this.#send({ tag: "ToEnvoyCommands", val: commands });
  }

  /** Returns a promise for work that the message has started; undefined if it is done. */
  #dispatch(message: wire.ToRivet): Promise<void> | undefined {
    const { observe, onTunnelMessage } = this.#options;
    switch (message.tag) {
      case "ToRivetMetadata":
      case "ToRivetAckCommands":
      case "ToRivetPong":
        return undefined;
      case "ToRivetStopping":
        this.#stopActors([...this.#actors.values()], "GOING_AWAY");
        return undefined;
      case "ToRivetTunnelMessage":
        if (onTunnelMessage === undefined) observe({ kind: "tunnel-message-dropped" });
        else onTunnelMessage(message.val);
        return undefined;
      case "ToRivetEvents":
        return this.#applyEvents(message.val);
      default:
        return this.#handleRequest(message);
    }
  }

  async #applyEvents(events: readonly wire.EventWrapper[]): Promise<void> {
    const closings: Promise<void>[] = [];
    for (const event of events) {
      const { actorId, generation } = event.checkpoint;
      const actor = this.#actors.get(actorId);
      if (actor?.runId !== generation) continue;
      const action = actorMessages.requestedAction(event);
      if (action === "close") closings.push(this.#closeActor(actor));
      else if (action !== null) this.#stopActors([actor], action);
    }
    await Promise.all(closings);
    await this.#send(actorMessages.acknowledgeEvents(events));
  }

  #handleRequest(request: requests.Request): Promise<void> {
    const { observe, clock } = this.#options;
    const { tag, val } = request;
    const actor = this.#actors.get(requests.actorIdOf(request));
    const receivedMs = this.#lastReceivedMs;
    const serve = async (): Promise<void> => {
      if (this.#isOver()) return;
      const begunMs = clock.monotonicMs();
      const response = await handleRequest(this.#options, request, actor);
      const handledMs = clock.monotonicMs();
      if (response.outcome !== "kv-unknown-result") await this.#sendResponse(request, response);
      // Neither success nor failure is known. The client finds out when it reopens the database.
      else this.#closeSocket(CLOSE_CODES.internalError, { kind: "outcome-unknown" });
      observe({
        kind: "request",
        tag,
        requestId: val.requestId,
        outcome: response.outcome,
        ...(actor !== undefined && { database: actor.database }),
        ...(response.code !== undefined && { code: response.code }),
        waitMs: begunMs - receivedMs,
        handleMs: handledMs - begunMs,
        sendMs: clock.monotonicMs() - handledMs,
      });
    };
    return actor === undefined ? serve() : actor.serialQueue.run(serve);
  }

  #sendResponse(request: requests.Request, response: Response): Promise<void> | undefined {
    const frame = this.#encode(requests.responseTo(request, response.variant));
    const { maxResponseSize } = this.#limits;
    if (frame.length <= maxResponseSize) return this.#options.send(frame);
    const message =
      `the response has ${frame.length} bytes, and the limit maxResponseSize is ` +
      `${maxResponseSize}; request fewer pages`;
    const tooLarge = errorResponse(request, "response-too-large", message);
    return this.#options.send(this.#encode(requests.responseTo(request, tooLarge.variant)));
  }

  #closeActor(actor: OpenActor): Promise<void> {
    const { observe, ownership, store } = this.#options;
    const { database } = actor;
    this.#actors.delete(database.actorId);
    return actor.serialQueue.run(async () => {
      try {
        if (actor.generation !== null) await store.close(database, actor.generation);
      } catch (error) {
        // The database is fenced off already, or the next opening recovers it.
        observe({ kind: "close-failed", ...databaseFailure(actor, error) });
      }
      ownership.release(actor);
    });
  }

  async #closeAllActors(): Promise<void> {
    await Promise.all([...this.#actors.values()].map((actor) => this.#closeActor(actor)));
    this.#options.observe({ kind: "closed" });
  }

  #closeSocket(code: number, event: api.HandlerEvent): void {
    if (this.#isOver()) return;
    this.#options.observe(event);
    this.#options.close(code);
    void this.ended();
  }

  /**
   * Sends a ping periodically, or closes the socket of a client that has been idle for too long.
   */
  #sendHeartbeat(): void {
    const { clock } = this.#options;
    const idleMs = clock.monotonicMs() - this.#lastReceivedMs;
    if (idleMs >= this.#limits.idleTimeoutMs && !this.#isPaused) {
      this.#closeSocket(CLOSE_CODES.idleTimeout, { kind: "idle-timeout" });
      return;
    }
    void this.#send({ tag: "ToEnvoyPing", val: { ts: BigInt(Math.floor(clock.epochMs())) } });
    this.#heartbeat.start(this.#limits.pingIntervalMs, () => this.#sendHeartbeat());
  }

  /** Returns the promise, and suspends the idle timeout until it has settled. */
  #pauseUntil(available: Promise<void> | undefined): Promise<void> | undefined {
    this.#isPaused = available !== undefined;
    return available?.then(() => {
      this.#isPaused = false;
      this.#lastReceivedMs = this.#options.clock.monotonicMs();
    });
  }

  #send(message: wire.ToEnvoy): Promise<void> | undefined {
    return this.#isOver() ? undefined : this.#options.send(this.#encode(message));
  }

  #encode(message: wire.ToEnvoy): Uint8Array {
    return this.#codec.encodeToEnvoy(message, this.#options.version, this.#options.encoding);
  }

  /** A method, because TypeScript would not expect the state to change during an `await`. */
  #isOver(): boolean {
    return this.#state === "over";
  }
}

/** The path of a fault names types and fields, and the reason is a constant text. */
function malformedFrame(frame: Uint8Array, issue: WireIssue): api.HandlerEvent {
  const { kind } = issue;
  return {
    kind: "malformed-frame",
    size: frame.length,
    reason: kind === "malformed" ? issue.reason : kind,
    path: kind === "unsupported-version" ? "" : issue.path,
    offset: kind === "malformed" ? issue.offset : null,
  };
}

/** The failure for observers; the text of an unknown error may contain anything. */
function databaseFailure({ database }: OpenActor, error: unknown): api.DatabaseFailure {
  const code = failureCodeOf(error);
  const reason = error instanceof StorageError ? error.issue.kind : "failed";
  return { database, reason, ...(code !== undefined && { code }) };
}

/** A damaged database stays damaged, and a client must not ask for it again and again. */
function openFailureCode(error: unknown): number {
  if (!(error instanceof StorageError)) return CLOSE_CODES.internalError;
  switch (error.issue.kind) {
    case "corrupt":
      return CLOSE_CODES.corrupt;
    case "unsupported-record":
      return CLOSE_CODES.newerRecord;
    case "invalid-request":
      return CLOSE_CODES.invalidUrl;
    default:
      return CLOSE_CODES.internalError;
  }
}

/** Tells whether the failure concerns the stored data of one database, and not the store. */
function isDatabaseFault(error: unknown): boolean {
  if (!(error instanceof StorageError)) return false;
  return error.issue.kind === "corrupt" || error.issue.kind === "unsupported-record";
}
