/**
 * One connection of a client: agrees on a version, decodes and encodes frames, and ends when the
 * server has sent nothing for too long, not even a heartbeat.
 */

import { IdleTimeout } from "@barewire/clock";
import type { ToEnvoy, ToRivet } from "@barewire/protocol/envoy-protocol";
import * as opening from "@barewire/protocol/opening";
import { attempt, type WireIssue } from "@barewire/runtime";
import type { ClientIssue } from "./client-error.js";
import type { ClientLimits, ClientOptions } from "./client-options.js";
import type { Connection } from "./transport/transport.js";

/** The options of a client with all defaults filled in. */
export type SessionOptions = Required<ClientOptions> & { readonly limits: ClientLimits };

export type SessionEvents = {
  /** Returns `release` if nothing refers to the buffer of the frame after the call. */
  readonly onMessage: (message: ToEnvoy) => "release" | undefined;
  /** Called once, after every message. */
  readonly onEnd: (issue: ClientIssue) => void;
};

export class Session {
  readonly connection: Connection;
  /** 0 before the server has selected a version, and if there is none in common. */
  version = 0;
  /** Whether all actors have started, so that requests may be sent. */
  isReady = false;
  readonly #options: SessionOptions;
  readonly #events: SessionEvents;
  readonly #idleTimeout: IdleTimeout;
  #isOver = false;

  constructor(options: SessionOptions, actors: readonly string[], events: SessionEvents) {
    this.#options = options;
    this.#events = events;
    const onTimeout = (timeoutMs: number): void => this.end({ kind: "idle-timeout", timeoutMs });
    this.#idleTimeout = new IdleTimeout(options.clock, onTimeout);
    const { codec, limits, namespace, transport } = options;
    const subprotocols = opening.offeredSubprotocols(codec.VERSIONS);
    const request = { subprotocols, namespace, actors };
    this.connection = transport.open(request, {
      opened: (subprotocol) => {
        const version = opening.selectedVersion(subprotocol, codec.VERSIONS);
        if (version === null) this.end({ kind: "unknown-subprotocol" });
        else this.version = version;
      },
      frame: (bytes) => this.#receive(bytes),
      closed: (code) => this.end(opening.classifyClose(code)),
    });
    this.#idleTimeout.start(limits.connectTimeoutMs);
  }

  /** To be called when all actors have started: the idle timeout replaces the connect timeout. */
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
  end(issue: ClientIssue): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#idleTimeout.stop();
    this.connection.close(closeCodeFor(issue));
    this.#events.onEnd(issue);
  }

  #receive(bytes: Uint8Array): "release" | undefined {
    if (this.#isOver) return undefined;
    const { codec } = this.#options;
    if (this.isReady) this.#idleTimeout.heard();
    if (this.version === 0) this.end(opening.decodeVersionRefusal(bytes, codec.VERSIONS));
    else {
      const message = attempt(() => codec.decodeToEnvoy(bytes, this.version));
      if (message.ok) return this.#events.onMessage(message.value);
      this.end(message.issue);
    }
    return undefined;
  }
}

/** Tells the server of a fault of the connection; to it, any other reason is a normal close. */
function closeCodeFor({ kind }: ClientIssue): number {
  switch (kind) {
    case "idle-timeout":
      return opening.CLOSE_CODES.idleTimeout;
    case "malformed":
    case "protocol-violation":
      return opening.CLOSE_CODES.protocolError;
    default:
      return opening.CLOSE_CODES.normal;
  }
}
