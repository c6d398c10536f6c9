/**
 * One connection of a client: agrees on a version, decodes and encodes frames, and ends when the
 * server has sent nothing for too long, not even a heartbeat.
 */

import { IdleTimeout } from "@barewire/clock";
import type { ToEnvoy, ToRivet } from "@barewire/protocol/envoy-protocol";
import {
  decodeRefusal,
  type Offer,
  offer,
  offeredSubprotocols,
  selectedVersion,
} from "@barewire/protocol/envoy-protocol/negotiation";
import * as opening from "@barewire/protocol/opening";
import { attempt, type WireIssue } from "@barewire/runtime";
import {
  ClientError,
  type ClientIssue,
  type DisconnectIssue,
  type TerminalIssue,
} from "./client-error.js";
import type { ClientLimits, ClientOptions } from "./client-options.js";
import type { ConnectIssue, ForeignAnswer } from "./connect-issue.js";
import type { Connection } from "./transport/transport.js";

/** The options of a client with all defaults filled in. */
export type SessionOptions = Required<ClientOptions> & { readonly limits: ClientLimits };

export type SessionEvents = {
  /** Returns `release` if nothing refers to the buffer of the frame after the call. */
  readonly onMessage: (message: ToEnvoy) => "release" | undefined;
  /** Called once, after every message. */
  readonly onEnd: (error: ClientError) => void;
};

/** Standard close codes of a server that cannot serve at present: it stops, fails or is full. */
const UNAVAILABLE_CODES: readonly number[] = [1001, 1011, 1012, 1013];

export class Session {
  readonly connection: Connection;
  /** 0 before the server has selected a version, and if there is none in common. */
  version = 0;
  /** Tells whether all actors have started, so that requests may be sent. */
  isReady = false;
  readonly #options: SessionOptions;
  readonly #events: SessionEvents;
  readonly #offer: Offer;
  readonly #idleTimeout: IdleTimeout;
  /** Tells whether a valid message has arrived, so that the peer is known to be a server. */
  #hasHeard = false;
  #isOver = false;

  constructor(options: SessionOptions, actors: readonly string[], events: SessionEvents) {
    this.#options = options;
    this.#events = events;
    this.#idleTimeout = new IdleTimeout(options.clock, (timeoutMs) => this.#onTimeout(timeoutMs));
    const { codec, limits, namespace, transport } = options;
    this.#offer = offer(codec.VERSIONS);
    const request = { subprotocols: offeredSubprotocols(this.#offer), namespace, actors };
    this.connection = transport.open(request, {
      opened: (subprotocol) => {
        const selected = selectedVersion(this.#offer, subprotocol);
        if (selected.kind === "selected") this.version = selected.version;
        else if (selected.kind !== "refused") this.end(this.#foreign("subprotocol"));
      },
      frame: (bytes) => this.#receive(bytes),
      closed: (code, failure) => {
        if (failure === undefined) this.end(this.#closeIssue(code), closeCause(code));
        else this.end(failure.issue, failure.cause);
      },
    });
    this.#idleTimeout.start(limits.connectTimeoutMs);
  }

  /** Is called when all actors have started: the idle timeout replaces the start timeout. */
  ready(): void {
    this.isReady = true;
    this.#idleTimeout.start(this.#options.limits.idleTimeoutMs);
  }

  /** Returns why the message cannot be encoded, or null if it was sent. */
  send(message: ToRivet): WireIssue | null {
    const frame = attempt(() => this.#options.codec.encodeToRivet(message, this.version));
    if (!frame.ok) return frame.issue;
    this.connection.send(frame.value);
    return null;
  }

  /** Closes the connection. Only the first call has an effect. */
  end(issue: TerminalIssue, cause?: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#idleTimeout.stop();
    this.connection.close(closeCodeFor(issue));
    this.#events.onEnd(new ClientError(issue, cause));
  }

  #receive(bytes: Uint8Array): "release" | undefined {
    if (this.#isOver) return undefined;
    if (this.isReady) this.#idleTimeout.heard();
    if (this.version === 0) this.#receiveRefusal(bytes);
    else {
      const message = attempt(() => this.#options.codec.decodeToEnvoy(bytes, this.version));
      if (message.ok) {
        if (!this.#hasHeard) this.#idleTimeout.start(this.#options.limits.startTimeoutMs);
        this.#hasHeard = true;
        return this.#events.onMessage(message.value);
      }
      this.end(this.#hasHeard ? message.issue : this.#foreign("first-frame"));
    }
    return undefined;
  }

  #receiveRefusal(bytes: Uint8Array): void {
    const refusal = decodeRefusal(this.#offer, bytes);
    if (refusal.kind !== "version-refused") this.end(this.#foreign("first-frame"));
    else this.end({ kind: refusal.kind, client: refusal.own, server: refusal.peer });
  }

  #onTimeout(timeoutMs: number): void {
    const issue = { kind: "unreachable", url: this.#url, reason: "silent", timeoutMs } as const;
    const cause = new Error(`nothing was received for ${timeoutMs} ms`);
    this.end(this.#hasHeard ? { kind: "idle-timeout", timeoutMs } : issue, cause);
  }

  /** The reason why the connection has ended, as far as its close code tells. */
  #closeIssue(code: number): TerminalIssue {
    const meaning = opening.classifyClose(code);
    switch (meaning.kind) {
      case "evicted":
        return meaning;
      case "disconnected":
        return this.isReady ? meaning : this.#issueBeforeReady(code);
      case "rejected":
        return { ...meaning, url: this.#url };
      default:
        return { kind: meaning.kind, url: this.#url };
    }
  }

  #issueBeforeReady(code: number): DisconnectIssue {
    const url = this.#url;
    if (UNAVAILABLE_CODES.includes(code)) return { kind: "server-unavailable", url, status: code };
    if (code === opening.CLOSE_CODES.abnormal)
      return { kind: "unreachable", url, reason: "cut", code: null };
    return this.#hasHeard ? { kind: "disconnected", code } : this.#foreign("close", code);
  }

  #foreign(answer: ForeignAnswer, status: number | null = null): ConnectIssue {
    return { kind: "not-a-barewire-server", url: this.#url, answer, status };
  }

  get #url(): string | null {
    return this.#options.transport.url ?? null;
  }
}

/** The issue behind one of which the transport knows only the code. */
function closeCause(code: number): Error {
  return new Error(`the WebSocket was closed with code ${code}`);
}

/** Tells the server of a fault of the connection; to it, any other reason is a normal close. */
function closeCodeFor({ kind }: ClientIssue): number {
  switch (kind) {
    case "idle-timeout":
      return opening.CLOSE_CODES.idleTimeout;
    case "malformed":
    case "not-a-barewire-server":
    case "protocol-violation":
      return opening.CLOSE_CODES.protocolError;
    default:
      return opening.CLOSE_CODES.normal;
  }
}
