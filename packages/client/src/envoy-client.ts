/**
 * The client: one connection at a time, made again when it is lost; requests and their answers.
 *
 * The types follow the names of the protocol, so a new pair of messages needs no line here: the
 * answer to `ToRivet…Request` is `ToEnvoy…Response`.
 */

import type * as wire from "@barewire/protocol/envoy-protocol";
import { ClientError, type ClientIssue, type TerminalIssue } from "./client-error.js";
import type * as api from "./client-options.js";
import { Session, type Setup } from "./session.js";

type Start = api.StartedActor & Pick<wire.CommandWrapper, "checkpoint">;

type Call = {
  /** Null if it is about no actor. */
  readonly actorId: string | null;
  /** Null if its turn is all that it waits for. */
  readonly message: (start: Start | undefined, requestId: number) => wire.ToRivet | null;
  /** Null if there is no answer. */
  readonly answerTag: string | null;
  readonly size: number;
  /** What its answer names: the request, or the actor that is being closed; 0 until it is sent. */
  key: number | string;
  readonly resolve: (answer: unknown) => void;
  readonly fail: (issue: ClientIssue) => void;
};

/** How soon to look again whether the connection has taken what it was given. */
const DRAIN_POLL_MS = 4;

const ACK_EVENTS = "ToEnvoyAckEvents";

/** The index of an actor's last event: applications count theirs from the other end. */
const LAST_INDEX = 2n ** 63n - 1n;

export class EnvoyClient {
  readonly #setup: Setup;
  readonly #actors: Set<string>;
  /** Of the present connection. */
  readonly #starts: Map<string, Start> = new Map();
  /** In the order in which they are sent. */
  readonly #waiting: Set<Call> = new Set();
  readonly #inFlight: Map<number | string, Call> = new Map();
  #waitingSize = 0;
  #lastId = 0;
  #session: Session | null = null;
  #end: TerminalIssue | null = null;
  #version = 0;
  #failureCount = 0;
  #droppedCount = 0;
  #stopTimer: (() => void) | null = null;

  /** Connects at once. Use `createEnvoyClient`. */
  constructor(setup: Setup) {
    this.#setup = setup;
    this.#actors = new Set(setup.actors);
    this.#connect();
  }

  /** Of the present connection, or else of the last; 0 before the first. */
  get version(): number {
    return this.#version;
  }

  /** Messages of the tunnel that nobody wanted. */
  get droppedCount(): number {
    return this.#droppedCount;
  }

  /** Whether a server of `version` knows the request. False before the first connection. */
  supports(tag: api.RequestTag): boolean {
    return this.#setup.codec.supports(this.#version, `ToRivet.${tag}`);
  }

  /**
   * The actor as it was started on the present connection, or else on the next one. Waits and
   * throws as a request does, and takes its turn among them.
   */
  started(actorId: string, options?: api.RequestOptions): Promise<api.StartedActor> {
    return this.#enqueue({ actorId, message: () => null, answerTag: null }, options);
  }

  /**
   * Sends a request and waits for its answer, which may be a refusal: the failures that the
   * protocol has variants for are answers. Requests are sent in the order of the calls.
   *
   * `data` is encoded when it is sent, at once or after a reconnect, so it must not be changed
   * until then: best, not before the promise has settled. The byte arrays of an answer are views of
   * its frame and the caller's own.
   *
   * Throws a `ClientError`: a `RequestIssue`, a `TerminalIssue`, `not-representable` if the server
   * is too old for the request, or `unencodable`.
   */
  request<Tag extends api.RequestTag>(
    actorId: string,
    tag: Tag,
    data: api.RequestData<Tag>,
    options?: api.RequestOptions,
  ): Promise<api.ResponseData<Tag>> {
    const answerTag = `ToEnvoy${tag.slice("ToRivet".length, -"Request".length)}Response`;
    const message = (start: Start | undefined, requestId: number): wire.ToRivet => {
      const generation = start?.startup?.generation ?? 0n;
      // What has variants names its actor outside; everything else has actor and generation inside.
      const isUnion = "tag" in data;
      const val = isUnion
        ? { actorId, requestId, data }
        : { requestId, data: { ...data, actorId, generation } };
      // The signature has seen to it that `data` is what belongs to `tag`, but for what was added.
      return { tag, val } as wire.ToRivet;
    };
    return this.#enqueue({ actorId, message, answerTag }, options, data);
  }

  /** Sends a request whose answer nobody waits for. Never throws; what fails is forgotten. */
  post<Tag extends api.RequestTag>(actorId: string, tag: Tag, data: api.RequestData<Tag>): void {
    this.request(actorId, tag, data).catch(() => undefined);
  }

  /** Sends a message that has no answer, in its turn. What fails is forgotten. */
  notify(notice: api.Notice): void {
    const call = { actorId: null, message: () => notice, answerTag: null };
    this.#enqueue(call, {}, notice.val).catch(() => undefined);
  }

  /**
   * Closes the database of an actor after all that was asked before, and waits until the server has
   * done so. A connection that is lost closes it too, so this never throws. When the last actor is
   * closed the client still has to be.
   */
  async closeActor(actorId: string): Promise<void> {
    const start = this.#starts.get(actorId);
    if (this.#actors.delete(actorId) && start !== undefined) await this.#stop(start);
  }

  async #stop({ actorId, checkpoint }: Start): Promise<void> {
    const state = { tag: "ActorStateStopped", val: { code: "OK", message: null } } as const;
    const inner = { tag: "EventActorStateUpdate", val: { state } } as const;
    const event = { checkpoint: { ...checkpoint, index: LAST_INDEX }, inner };
    const message = { tag: "ToRivetEvents", val: [event] } as const;
    const call = { actorId, message: () => message, answerTag: ACK_EVENTS };
    await this.#enqueue(call).catch(() => undefined);
  }

  /**
   * Ends the client at once: what was sent still leaves, but its answers are `connection-lost`;
   * what waits fails with `closed`.
   */
  close(): void {
    if (this.#session === null) this.#finish({ kind: "closed" });
    else this.#session.end({ kind: "closed" });
  }

  #connect(): void {
    this.#session = new Session(this.#setup, [...this.#actors], {
      message: (message) => this.#receive(message),
      ended: (issue) => this.#lose(issue),
    });
  }

  #enqueue<Answer>(
    sending: Pick<Call, "actorId" | "message" | "answerTag">,
    { timeoutMs = this.#setup.limits.requestTimeoutMs, signal }: api.RequestOptions = {},
    data: unknown = null,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const size = data === null ? 0 : sizeOf(data);
      const settle = (): void => {
        stopTimer();
        signal?.removeEventListener("abort", onAbort);
        this.#dequeue(call);
        this.#inFlight.delete(call.key);
      };
      const fail = (issue: ClientIssue): void => {
        settle();
        reject(new ClientError(issue));
      };
      const stop = (kind: "timeout" | "aborted"): void =>
        fail({ kind, outcome: call.key === 0 ? "not-sent" : "unknown" });
      const onAbort = (): void => stop("aborted");
      const stopTimer = this.#setup.world.schedule(() => stop("timeout"), timeoutMs);
      const resolveWith = (answer: unknown): void => {
        settle();
        // What the answer's tag is has been compared by then.
        resolve(answer as Answer);
      };
      const call: Call = { ...sending, size, key: 0, resolve: resolveWith, fail };
      this.#waiting.add(call);
      this.#waitingSize += size;
      const refusal = signal?.aborted ? null : this.#refusal(call);
      signal?.addEventListener("abort", onAbort);
      if (signal?.aborted) onAbort();
      else if (refusal !== null) fail(refusal);
      else this.#pump();
    });
  }

  #refusal({ actorId, answerTag, size }: Call): ClientIssue | null {
    const { maxQueuedCount, maxQueuedSize } = this.#setup.limits;
    if (this.#end !== null) return this.#end;
    if (answerTag !== ACK_EVENTS && actorId !== null && !this.#actors.has(actorId)) {
      return { kind: "actor-not-open" };
    }
    // What has no data is small, and has a place even in a full queue.
    if (size === 0) return null;
    if (this.#waiting.size > maxQueuedCount) {
      return { kind: "queue-full", what: "count", max: maxQueuedCount };
    }
    if (this.#waitingSize <= maxQueuedSize) return null;
    return { kind: "queue-full", what: "size", max: maxQueuedSize };
  }

  #dequeue(call: Call): void {
    if (this.#waiting.delete(call)) this.#waitingSize -= call.size;
  }

  /** Sends what waits, as long as the connection takes it. */
  #pump(): void {
    const { maxBufferedSize, maxInFlightCount } = this.#setup.limits;
    const session = this.#session;
    if (session === null || !session.isReady || this.#stopTimer !== null) return;
    for (const call of this.#waiting) {
      if (this.#inFlight.size >= maxInFlightCount) return;
      if (session.bufferedSize > maxBufferedSize) {
        this.#later(DRAIN_POLL_MS, () => this.#pump());
        return;
      }
      this.#send(session, call);
    }
  }

  /** There is one timer: without a connection it is for the next, with one for its backlog. */
  #later(delayMs: number, task: () => void): void {
    this.#stopTimer = this.#setup.world.schedule(() => {
      this.#stopTimer = null;
      task();
    }, delayMs);
  }

  #send(session: Session, call: Call): void {
    const start = this.#starts.get(call.actorId ?? "");
    if (call.actorId !== null && start === undefined) {
      call.fail({ kind: "actor-not-open" });
      return;
    }
    const requestId = this.#nextId();
    const message = call.message(start, requestId);
    const issue = message && session.send(message);
    if (issue !== null) call.fail(issue);
    else if (call.answerTag === null) call.resolve(start);
    else {
      this.#dequeue(call);
      call.key = call.answerTag === ACK_EVENTS ? (call.actorId ?? "") : requestId;
      this.#inFlight.set(call.key, call);
    }
  }

  /** One that no request in flight has. */
  #nextId(): number {
    do this.#lastId = (this.#lastId % this.#setup.limits.maxRequestId) + 1;
    while (this.#inFlight.has(this.#lastId));
    return this.#lastId;
  }

  #receive(message: wire.ToEnvoy): void {
    this.#version = this.#session?.version ?? 0;
    switch (message.tag) {
      case "ToEnvoyInit":
        break;
      case "ToEnvoyCommands":
        this.#obey(message.val);
        break;
      case "ToEnvoyAckEvents":
        for (const { actorId, index } of message.val.lastEventCheckpoints) {
          if (index === LAST_INDEX) this.#inFlight.get(actorId)?.resolve(null);
        }
        break;
      case "ToEnvoyPing":
        this.#session?.send({ tag: "ToRivetPong", val: message.val });
        break;
      case "ToEnvoyTunnelMessage":
        if (this.#setup.onTunnelMessage === undefined) this.#droppedCount += 1;
        else this.#setup.onTunnelMessage(message.val);
        break;
      default:
        this.#answer(message);
    }
    this.#readyIfStarted();
    this.#pump();
  }

  #answer({ tag, val }: Extract<wire.ToEnvoy, { val: { requestId: number } }>): void {
    const call = this.#inFlight.get(val.requestId);
    const reason = "the answer to another kind of request";
    if (call?.answerTag === tag) call.resolve(val.data);
    // Nobody waits any more for an answer that comes too late.
    else if (call !== undefined) this.#session?.end({ kind: "protocol-violation", reason });
  }

  #obey(commands: readonly wire.CommandWrapper[]): void {
    const checkpoints = new Map(commands.map(({ checkpoint }) => [checkpoint.actorId, checkpoint]));
    const lastCommandCheckpoints = [...checkpoints.values()];
    this.#session?.send({ tag: "ToRivetAckCommands", val: { lastCommandCheckpoints } });
    for (const { checkpoint, inner } of commands) {
      const { actorId } = checkpoint;
      if (inner.tag === "CommandStopActor") {
        this.#emit({ kind: "stop-asked", actorId, reason: inner.val.reason });
        continue;
      }
      const startup = inner.val.sqliteStartupData;
      const start = { actorId, startup, checkpoint };
      this.#starts.set(actorId, start);
      if (this.#actors.has(actorId)) this.#emit({ kind: "started", actorId, startup });
      else void this.#stop(start);
    }
  }

  #readyIfStarted(): void {
    const session = this.#session;
    if (session === null || session.isReady) return;
    if (![...this.#actors].every((actorId) => this.#starts.has(actorId))) return;
    this.#failureCount = 0;
    session.ready();
    this.#emit({ kind: "connected", version: session.version });
  }

  #lose(issue: ClientIssue): void {
    this.#session = null;
    this.#stopTimer?.();
    this.#stopTimer = null;
    this.#starts.clear();
    for (const call of this.#inFlight.values()) {
      call.fail({ kind: "connection-lost", outcome: "unknown" });
    }
    for (const call of this.#waiting) {
      const isOver = call.actorId !== null && !this.#actors.has(call.actorId);
      if (isOver) call.fail({ kind: "actor-not-open" });
    }
    if (isTerminal(issue)) this.#finish(issue);
    else this.#retryAfter(issue);
  }

  #retryAfter(issue: ClientIssue): void {
    const { world, limits } = this.#setup;
    this.#failureCount += 1;
    const failureCount = this.#failureCount;
    const ceilingMs = Math.min(limits.maxRetryMs, limits.minRetryMs * 2 ** (failureCount - 1));
    const retryInMs = ceilingMs * (1 - world.random() / 2);
    if (failureCount < limits.maxFailureCount) {
      this.#later(retryInMs, () => this.#connect());
      this.#emit({ kind: "disconnected", issue, retryInMs });
    } else this.#finish({ kind: "unreachable", failureCount });
  }

  #finish(end: TerminalIssue): void {
    if (this.#end !== null) return;
    this.#end = end;
    this.#stopTimer?.();
    for (const call of this.#waiting) call.fail(end);
    this.#emit({ kind: "ended", error: new ClientError(end) });
  }

  #emit(event: api.ClientEvent): void {
    this.#setup.onEvent?.(event);
  }
}

const TERMINAL: readonly string[] = [
  "version-refused",
  "unknown-subprotocol",
  "rejected",
  "evicted",
  "closed",
];

function isTerminal(issue: ClientIssue): issue is TerminalIssue {
  return TERMINAL.includes(issue.kind);
}

/** Roughly the bytes that a value keeps alive, whatever its fields are called. */
function sizeOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 8;
  const parts: readonly unknown[] = value instanceof Map ? [...value] : Object.values(value);
  return parts.reduce((sum: number, part) => sum + sizeOf(part), 16);
}
