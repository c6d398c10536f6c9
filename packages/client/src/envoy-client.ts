/** The client: one connection at a time, made again when it is lost; requests and their answers. */

import { Timer, withTimeout } from "@barewire/clock";
import { acknowledgeCommands, closedActors, stoppedEvent } from "@barewire/protocol/actors";
import type * as wire from "@barewire/protocol/envoy-protocol";
import type { Notice, RequestData, RequestTag, ResponseData } from "@barewire/protocol/requests";
import * as requests from "@barewire/protocol/requests";
import { ClientError, type ClientIssue, type TerminalIssue } from "./client-error.js";
import type * as api from "./client-options.js";
import { Session, type Setup } from "./session.js";

type Start = api.OpenedActor & Pick<wire.CommandWrapper, "checkpoint">;

type Asked = api.RequestOptions & {
  /** Null if it is about no actor. */
  readonly actorId: string | null;
  /** Null if its turn is all that it waits for. */
  readonly message: (start: Start | undefined, requestId: number) => wire.ToRivet | null;
  /** Absent if there is no answer. */
  readonly answerTag?: string;
  /** Roughly what it keeps alive while it waits. With 0 it has a place even in a full queue. */
  readonly size?: number;
};

type Call = Asked & {
  readonly size: number;
  /** What its answer names: the request, or the actor that is being closed; 0 until it is sent. */
  key: number | string;
  /** Takes why it failed, or null and the answer. */
  readonly settle: (issue: ClientIssue | null, answer?: unknown) => void;
};

/** How soon to look again whether the connection has taken what it was given. */
const DRAIN_POLL_MS = 4;

const ACK_EVENTS = "ToEnvoyAckEvents";

export class EnvoyClient {
  /** Of the present connection, or else of the last; 0 before the first. Not to be set. */
  version = 0;
  readonly #setup: Setup;
  /** Without a connection it is for the next, with one for its backlog. */
  readonly #timer: Timer;
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
  #failureCount = 0;

  /** Connects at once. Use `createEnvoyClient`. */
  constructor(setup: Setup) {
    this.#setup = setup;
    this.#timer = new Timer(setup.clock);
    this.#actors = new Set(setup.actors);
    this.#connect();
  }

  /** Whether a server of `version` knows the request. False before the first connection. */
  supports(tag: RequestTag): boolean {
    return this.#setup.codec.supports(this.version, `ToRivet.${tag}`);
  }

  /**
   * The actor as it was started on the present connection, or else on the next one. Waits and
   * throws as a request does, and takes its turn among them.
   */
  started(actorId: string, options?: api.RequestOptions): Promise<api.OpenedActor> {
    return this.#ask({ ...options, actorId, message: () => null });
  }

  /**
   * Sends a request and waits for its answer, which may be a refusal: the failures that the
   * protocol has variants for are answers. Requests are sent in the order of the calls.
   *
   * `data` is encoded when it is sent, at once or after a reconnect, so it must not be changed
   * until then: best, not before the promise has settled. The byte arrays of an answer are views of
   * its frame and the caller's own, unless it borrows them.
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
    const message = (start: Start | undefined, requestId: number): wire.ToRivet => {
      const generation = options?.generation ?? start?.startup?.generation ?? 0n;
      return requests.requestOf(tag, data, { actorId, generation, requestId });
    };
    const answerTag = requests.responseTagOf(tag);
    return this.#ask({ ...options, actorId, message, answerTag, size: requests.sizeOf(data) });
  }

  /** Sends a request whose answer nobody waits for. Never throws; what fails is forgotten. */
  post<Tag extends RequestTag>(actorId: string, tag: Tag, data: RequestData<Tag>): void {
    this.request(actorId, tag, data).catch(() => undefined);
  }

  /** Sends a message that has no answer, in its turn. What fails is forgotten. */
  notify(notice: Notice): void {
    const size = requests.sizeOf(notice);
    this.#ask({ actorId: null, message: () => notice, size }).catch(() => undefined);
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
    const message = (): wire.ToRivet => stoppedEvent(checkpoint);
    await this.#ask({ actorId, message, answerTag: ACK_EVENTS }).catch(() => undefined);
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

  #ask<Answer>(asked: Asked): Promise<Answer> {
    const { timeoutMs = this.#setup.limits.requestTimeoutMs, signal, size = 0 } = asked;
    return new Promise((resolve, reject) => {
      const settle = (issue: ClientIssue | null, answer?: unknown): void => {
        stopWaiting();
        this.#dequeue(call);
        this.#inFlight.delete(call.key);
        // The tag of the answer has been compared by then.
        if (issue === null) asked.borrow?.(answer);
        if (issue === null) resolve(answer as Answer);
        else reject(new ClientError(issue));
      };
      const call: Call = { ...asked, size, key: 0, settle };
      const stopWaiting = withTimeout(this.#setup.clock, { timeoutMs, signal }, (kind) =>
        settle({ kind, outcome: call.key === 0 ? "not-sent" : "unknown" }),
      );
      this.#waiting.add(call);
      this.#waitingSize += size;
      const refusal = this.#refusal(call);
      if (refusal !== null) settle(refusal);
      else this.#pump();
    });
  }

  #refusal({ actorId, answerTag, signal, size }: Call): ClientIssue | null {
    const { maxQueuedCount, maxQueuedSize } = this.#setup.limits;
    if (signal?.aborted) return { kind: "aborted", outcome: "not-sent" };
    const isOpen = actorId === null || answerTag === ACK_EVENTS || this.#actors.has(actorId);
    if (this.#end !== null || !isOpen) return this.#end ?? { kind: "actor-not-open" };
    const count = this.#waiting.size;
    const isFull = count > maxQueuedCount || this.#waitingSize > maxQueuedSize;
    return size > 0 && isFull ? { kind: "queue-full", count, size: this.#waitingSize } : null;
  }

  #dequeue(call: Call): void {
    if (this.#waiting.delete(call)) this.#waitingSize -= call.size;
  }

  /** Sends what waits, as long as the connection takes it. */
  #pump(): void {
    const { maxBufferedSize, maxInFlightCount } = this.#setup.limits;
    const session = this.#session;
    if (session === null || !session.isReady || this.#timer.isRunning) return;
    for (const call of this.#waiting) {
      if (this.#inFlight.size >= maxInFlightCount) return;
      if (session.connection.bufferedSize() > maxBufferedSize) {
        this.#timer.start(DRAIN_POLL_MS, () => this.#pump());
        return;
      }
      this.#send(session, call);
    }
  }

  #send(session: Session, call: Call): void {
    const start = this.#starts.get(call.actorId ?? "");
    const requestId = this.#nextId();
    const message = call.message(start, requestId);
    const isClosed = call.actorId !== null && start === undefined;
    const issue = isClosed
      ? ({ kind: "actor-not-open" } as const)
      : message && session.send(message);
    if (issue !== null || call.answerTag === undefined) {
      call.settle(issue, start);
      return;
    }
    this.#dequeue(call);
    call.key = call.answerTag === ACK_EVENTS ? (call.actorId ?? "") : requestId;
    this.#inFlight.set(call.key, call);
  }

  /** One that no request in flight has. */
  #nextId(): number {
    do this.#lastId = (this.#lastId % this.#setup.limits.maxRequestId) + 1;
    while (this.#inFlight.has(this.#lastId));
    return this.#lastId;
  }

  #receive(message: wire.ToEnvoy): "done" | undefined {
    this.version = this.#session?.version ?? 0;
    let use: "done" | undefined;
    switch (message.tag) {
      case "ToEnvoyInit":
        break;
      case "ToEnvoyCommands":
        this.#obey(message.val);
        break;
      case "ToEnvoyAckEvents":
        for (const actorId of closedActors(message.val)) this.#inFlight.get(actorId)?.settle(null);
        break;
      case "ToEnvoyPing":
        this.#session?.send({ tag: "ToRivetPong", val: message.val });
        break;
      case "ToEnvoyTunnelMessage":
        this.#setup.onTunnelMessage(message.val);
        break;
      default:
        use = this.#answer(message);
    }
    this.#readyIfStarted();
    this.#pump();
    return use;
  }

  /** `done` where nothing of the answer is kept. */
  #answer({ tag, val }: requests.Response): "done" | undefined {
    const call = this.#inFlight.get(val.requestId);
    const reason = "the answer to another kind of request";
    if (call?.answerTag === tag) call.settle(null, val.data);
    // Nobody waits any more for an answer that comes too late.
    else if (call !== undefined) this.#session?.end({ kind: "protocol-violation", reason });
    return call === undefined || call.borrow !== undefined ? "done" : undefined;
  }

  #obey(commands: readonly wire.CommandWrapper[]): void {
    this.#session?.send(acknowledgeCommands(commands));
    for (const { checkpoint, inner } of commands) {
      const { actorId } = checkpoint;
      // Only a server that is wrong has others.
      if (!this.#setup.actors.includes(actorId)) continue;
      if (inner.tag === "CommandStopActor") {
        // The server cannot start it, and the others must not wait for it.
        if (inner.val.reason === "LOST" && !this.#starts.has(actorId)) this.#actors.delete(actorId);
        this.#setup.onEvent({ kind: "stop-asked", actorId, reason: inner.val.reason });
        continue;
      }
      const startup = inner.val.sqliteStartupData;
      this.#starts.set(actorId, { actorId, startup, checkpoint });
      if (this.#actors.has(actorId)) this.#setup.onEvent({ kind: "started", actorId, startup });
      else void this.#stop({ actorId, startup, checkpoint });
    }
  }

  #readyIfStarted(): void {
    const session = this.#session;
    if (session === null || session.isReady) return;
    if (![...this.#actors].every((actorId) => this.#starts.has(actorId))) return;
    this.#failureCount = 0;
    session.ready();
    this.#setup.onEvent({ kind: "connected", version: session.version });
  }

  #lose(issue: ClientIssue): void {
    this.#session = null;
    this.#timer.stop();
    this.#starts.clear();
    const lost = { kind: "connection-lost", outcome: "unknown" } as const;
    for (const call of this.#inFlight.values()) call.settle(lost);
    for (const call of this.#waiting) {
      const isOpen = call.actorId === null || this.#actors.has(call.actorId);
      if (!isOpen) call.settle({ kind: "actor-not-open" });
    }
    if (isTerminal(issue)) this.#finish(issue);
    else this.#retryAfter(issue);
  }

  #retryAfter(issue: ClientIssue): void {
    const { random, limits } = this.#setup;
    const failureCount = ++this.#failureCount;
    const ceilingMs = Math.min(limits.maxRetryMs, limits.minRetryMs * 2 ** (failureCount - 1));
    const retryInMs = ceilingMs * (1 - random.number() / 2);
    if (failureCount < limits.maxFailureCount) {
      this.#timer.start(retryInMs, () => this.#connect());
      this.#setup.onEvent({ kind: "disconnected", issue, retryInMs });
    } else this.#finish({ kind: "unreachable", failureCount });
  }

  #finish(end: TerminalIssue): void {
    if (this.#end !== null) return;
    this.#end = end;
    this.#timer.stop();
    for (const call of this.#waiting) call.settle(end);
    this.#setup.onEvent({ kind: "ended", error: new ClientError(end) });
  }
}

const TERMINAL = ["version-refused", "unknown-subprotocol", "rejected", "evicted", "closed"];

function isTerminal(issue: ClientIssue): issue is TerminalIssue {
  return TERMINAL.includes(issue.kind);
}
