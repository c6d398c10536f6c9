/**
 * One connection of a client: opens its actors, answers its requests, closes what it had open.
 *
 * What concerns one actor happens in order, one after another; actors do not wait for each other.
 * The order begins with the opening, so a request that comes early waits for it.
 *
 * Checks, in this order: the frame is a message; the actor is open on this connection; the
 * generation is the one that was given out here. Then the request goes straight to the store, which
 * sees to its content, and to the fence in the very transaction that does the work: asking for the
 * owner before would gain nothing. A request of another generation comes from an older owner, or is
 * a guess, and the store says whose the database is now. An actor that is not open here does not
 * exist, whatever other connections and namespaces have.
 */

import * as life from "@barewire/protocol/actors";
import type * as wire from "@barewire/protocol/envoy-protocol";
import { CLOSE_CODES, initMessage } from "@barewire/protocol/opening";
import * as requests from "@barewire/protocol/requests";
import { attempt } from "@barewire/runtime";
import { isDatabaseFault, issueKindOf } from "@barewire/sqlite-storage";
import * as api from "./connection-options.js";
import { answerRequest, type Response, refusal } from "./handle-request.js";
import { OpenActor } from "./open-actor.js";

/** In a list of a request; the protocol allows more than any request needs. */
const FRAME_LIMITS = { maxItems: 65_536 };

export class ServerConnection {
  readonly #options: api.ConnectionOptions;
  readonly #limits: api.HandlerLimits;
  readonly #codec: requests.ServerCodec;
  /** Those that were not closed. */
  readonly #actors: Map<string, OpenActor> = new Map();
  #state: "open" | "draining" | "over" = "open";
  #heardMs: number;
  /** The socket is not read for now, so its silence means nothing. */
  #isHeldBack = false;
  #stopPinging: () => void = () => undefined;
  #closed: Promise<void> | null = null;

  /** Opens the actors at once. */
  constructor(options: api.ConnectionOptions) {
    const { actors, namespace, version } = options;
    this.#options = options;
    this.#limits = { ...api.LIMITS, ...options.limits };
    this.#codec = options.codec ?? requests.SERVER_CODEC;
    this.#heardMs = options.clock.monotonicMs();
    options.observe({ kind: "opened", actorCount: actors.length, version });
    void this.#send(initMessage(this.#limits));
    for (const actorId of actors) {
      const evict = (): void => this.#shut(CLOSE_CODES.evicted, { kind: "evicted" });
      this.#actors.set(actorId, new OpenActor({ namespace, actorId }, evict));
    }
    this.#openAll();
    this.#ping();
  }

  /** Takes a frame. The promise, if there is one, settles when the socket may read on. */
  receive(frame: Uint8Array): Promise<void> | undefined {
    const { budget, version, clock } = this.#options;
    if (this.#state !== "open") return undefined;
    const message = attempt(() => this.#codec.decodeToRivet(frame, version, FRAME_LIMITS));
    if (!message.ok) {
      // A request would wait for its answer in vain, and who sent it cannot be read.
      const { kind } = message.issue;
      const reason = kind === "malformed" ? message.issue.reason : kind;
      const event = { kind: "malformed-frame", size: frame.length, reason } as const;
      this.#shut(CLOSE_CODES.protocolError, event);
      return undefined;
    }
    this.#heardMs = clock.monotonicMs();
    const done = this.#handle(message.value);
    if (done === undefined) return undefined;
    budget.acquire(frame.length);
    // It never fails: what goes wrong with a request is its answer.
    void done.then(() => budget.release(frame.length));
    return this.#holdBack(budget.available());
  }

  /** For the host of a tunnel. */
  sendTunnelMessage(val: wire.ToEnvoyTunnelMessage): void {
    void this.#send({ tag: "ToEnvoyTunnelMessage", val });
  }

  /** To be called when the socket has closed. Settles when every actor has been closed. */
  ended(): Promise<void> {
    this.#state = "over";
    this.#stopPinging();
    this.#closed ??= this.#closeAll();
    return this.#closed;
  }

  /** Takes no more requests, answers those that it has, closes the actors and then the socket. */
  async drain(): Promise<void> {
    if (this.#state === "open") this.#state = "draining";
    await Promise.all([...this.#actors.values()].map((actor) => actor.inTurn(async () => {})));
    this.#shut(CLOSE_CODES.goingAway, { kind: "drained" });
    await this.ended();
  }

  #openAll(): void {
    const actors = [...this.#actors.values()];
    for (const [index, actor] of actors.entries()) {
      const before = actors[index - this.#limits.maxOpeningCount];
      actor.opened = actor.inTurn(() => this.#open(actor, before));
    }
  }

  async #open(actor: OpenActor, before: OpenActor | undefined): Promise<void> {
    const { configOf, ownership, store, version, clock } = this.#options;
    await before?.opened;
    if (this.#isOver()) return;
    // The last to claim an actor has to be the last to open it, or the store would fence it off.
    await ownership.claim(actor)?.opened;
    if (this.#isOver()) return;
    try {
      // What cannot be told a generation has no use for a database, and must not fence off others.
      const hasSqlite = this.#codec.supports(version, "CommandStartActor.sqliteStartupData");
      const startup = hasSqlite ? await store.open(actor.database) : null;
      actor.generation = startup?.generation ?? null;
      const config =
        configOf?.(actor.database) ?? life.minimalActorConfig("database", clock.epochMs());
      const started = this.#send(life.startCommand(actor.nextCheckpoint(), config, startup));
      // Requests wait until the client has been told; who takes the actor over does not.
      void actor.inTurn(async () => started);
    } catch (error) {
      const event = { kind: "open-failed", reason: issueKindOf(error) } as const;
      // Where one database is damaged, the others on the connection do not suffer for it.
      const isOver = this.#actors.size === 1 || !isDatabaseFault(error);
      if (isOver) return this.#shut(CLOSE_CODES.internalError, event);
      this.#options.observe(event);
      this.#stopActors([actor], "LOST");
      void this.#close(actor);
    }
  }

  #stopActors(actors: readonly OpenActor[], reason: wire.StopActorReason): void {
    const commands = actors.map((actor) => life.stopCommand(actor.nextCheckpoint(), reason));
    if (commands.length > 0) void this.#send({ tag: "ToEnvoyCommands", val: commands });
  }

  /** What is begun and not done; undefined if the message is dealt with. */
  #handle(message: wire.ToRivet): Promise<void> | undefined {
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
        return this.#takeEvents(message.val);
      default:
        return this.#serve(message);
    }
  }

  async #takeEvents(events: readonly wire.EventWrapper[]): Promise<void> {
    const closings: Promise<void>[] = [];
    for (const event of events) {
      const { actorId, generation } = event.checkpoint;
      const actor = this.#actors.get(actorId);
      if (actor?.run !== generation) continue;
      const wish = life.requestedAction(event);
      if (wish === "close") closings.push(this.#close(actor));
      else if (wish !== null) this.#stopActors([actor], wish);
    }
    await Promise.all(closings);
    await this.#send(life.acknowledgeEvents(events));
  }

  #serve(request: requests.Request): Promise<void> {
    const { observe, clock } = this.#options;
    const { tag, val } = request;
    const actor = this.#actors.get(requests.actorIdOf(request));
    const receivedMs = this.#heardMs;
    const serve = async (): Promise<void> => {
      if (this.#isOver()) return;
      const begunMs = clock.monotonicMs();
      const answer = await answerRequest(this.#options, request, actor);
      const answeredMs = clock.monotonicMs();
      if (answer.outcome !== "kv-unknown-result") await this.#sendAnswer(request, answer);
      // The client finds out when it opens the database again.
      else this.#shut(CLOSE_CODES.internalError, { kind: "fate-unknown" });
      observe({
        kind: "request",
        tag,
        requestId: val.requestId,
        outcome: answer.outcome,
        waitMs: begunMs - receivedMs,
        handleMs: answeredMs - begunMs,
        answerMs: clock.monotonicMs() - answeredMs,
      });
    };
    return actor === undefined ? serve() : actor.inTurn(serve);
  }

  #sendAnswer(request: requests.Request, answer: Response): Promise<void> | undefined {
    const frame = this.#encode(requests.responseTo(request, answer.variant));
    if (frame.length <= this.#limits.maxAnswerSize) return this.#options.send(frame);
    const tooLarge = refusal(request, "answer-too-large", "the answer is too large");
    return this.#options.send(this.#encode(requests.responseTo(request, tooLarge.variant)));
  }

  #close(actor: OpenActor): Promise<void> {
    const { observe, ownership, store } = this.#options;
    const { database } = actor;
    this.#actors.delete(database.actorId);
    return actor.inTurn(async () => {
      try {
        if (actor.generation !== null) await store.close(database, actor.generation);
      } catch (error) {
        // It is fenced off or will be opened again, and that recovers it.
        observe({ kind: "close-failed", reason: issueKindOf(error) });
      }
      ownership.release(actor);
    });
  }

  async #closeAll(): Promise<void> {
    await Promise.all([...this.#actors.values()].map((actor) => this.#close(actor)));
    this.#options.observe({ kind: "closed" });
  }

  #shut(code: number, event: api.HandlerEvent): void {
    if (this.#isOver()) return;
    this.#options.observe(event);
    this.#options.close(code);
    void this.ended();
  }

  #ping(): void {
    const { clock } = this.#options;
    const silenceMs = clock.monotonicMs() - this.#heardMs;
    if (silenceMs >= this.#limits.lostAfterMs && !this.#isHeldBack) {
      this.#shut(CLOSE_CODES.silent, { kind: "silent" });
      return;
    }
    void this.#send({ tag: "ToEnvoyPing", val: { ts: BigInt(Math.floor(clock.epochMs())) } });
    this.#stopPinging = clock.setTimer(() => this.#ping(), this.#limits.pingIntervalMs);
  }

  #holdBack(room: Promise<void> | undefined): Promise<void> | undefined {
    this.#isHeldBack = room !== undefined;
    return room?.then(() => {
      this.#isHeldBack = false;
      this.#heardMs = this.#options.clock.monotonicMs();
    });
  }

  #send(message: wire.ToEnvoy): Promise<void> | undefined {
    return this.#isOver() ? undefined : this.#options.send(this.#encode(message));
  }

  #encode(message: wire.ToEnvoy): Uint8Array {
    return this.#codec.encodeToEnvoy(message, this.#options.version, this.#options.encoding);
  }

  /** A question, because the state changes while others are waited for. */
  #isOver(): boolean {
    return this.#state === "over";
  }
}
