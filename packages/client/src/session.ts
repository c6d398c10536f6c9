/** One connection: agrees on a version, turns frames into messages, and notices when it is dead. */

import type { ToEnvoy, ToRivet } from "@barewire/protocol/envoy-protocol";
import { attempt, type WireIssue } from "@barewire/runtime";
import type { ClientIssue } from "./client-error.js";
import type { ClientLimits, ClientOptions } from "./client-options.js";
import type { Connection } from "./transport.js";

const SUBPROTOCOL = "envoy-protocol.v";
const REFUSED = "envoy-protocol.refused";

/** `"BWRF"`, before the first and the last version of the server: u16, little-endian. */
const REFUSAL_MAGIC = 0x4652_5742;

/**
 * Codes beyond those of the WebSocket protocol. A server closes with `evicted` when another
 * connection opens one of the actors, and with one from 4003 to 4099 when it is no use to return.
 */
const CLOSE = { normal: 1000, evicted: 4000, protocolError: 4001, silent: 4002 } as const;

export type Setup = Required<ClientOptions> & { readonly limits: ClientLimits };

/** `ended` is called at most once, and last. */
export type SessionEvents = {
  readonly message: (message: ToEnvoy) => void;
  readonly ended: (issue: ClientIssue) => void;
};

export class Session {
  readonly connection: Connection;
  /** 0 until the server has selected one. */
  version = 0;
  isReady = false;
  readonly #setup: Setup;
  readonly #events: SessionEvents;
  #stopWatching: () => void = () => undefined;
  #heardMs: number;
  #isOver = false;

  constructor(setup: Setup, actors: readonly string[], events: SessionEvents) {
    this.#setup = setup;
    this.#events = events;
    this.#heardMs = setup.world.now();
    const versions = setup.codec.VERSIONS.map((version) => SUBPROTOCOL + version).reverse();
    const subprotocols = [...versions, REFUSED];
    const request = { subprotocols, namespace: setup.namespace, actors };
    this.connection = setup.transport.open(request, {
      opened: (subprotocol) => {
        if (!subprotocols.includes(subprotocol)) this.end({ kind: "unknown-subprotocol" });
        if (subprotocol !== REFUSED) this.version = Number(subprotocol.slice(SUBPROTOCOL.length));
      },
      frame: (bytes) => this.#receive(bytes),
      closed: (code) => this.end(whyClosed(code)),
    });
    this.#watch();
  }

  /** All actors have started: from now on the server must not be silent. */
  ready(): void {
    this.isReady = true;
    this.#heardMs = this.#setup.world.now();
    this.#stopWatching();
    this.#watch();
  }

  /** Returns why the message cannot be sent, or null if it was. */
  send(message: ToRivet): WireIssue | null {
    const frame = attempt(() => this.#setup.codec.encodeToRivet(message, this.version));
    if (!frame.ok) return frame.issue;
    this.connection.send(frame.value);
    return null;
  }

  end(issue: ClientIssue): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#stopWatching();
    this.connection.close(closeCodeFor(issue));
    this.#events.ended(issue);
  }

  #receive(bytes: Uint8Array): void {
    if (this.#isOver) return;
    const { codec, world } = this.#setup;
    if (this.isReady) this.#heardMs = world.now();
    if (this.version === 0) this.end(readRefusal(bytes, codec.VERSIONS));
    else {
      const message = attempt(() => codec.decodeToEnvoy(bytes, this.version));
      if (message.ok) this.#events.message(message.value);
      else this.end(message.issue);
    }
  }

  /** Wakes up when there could have been silence for too long, and looks whether there was. */
  #watch(): void {
    const { world, limits } = this.#setup;
    const silenceMs = this.isReady ? limits.silenceMs : limits.connectTimeoutMs;
    const restMs = this.#heardMs + silenceMs - world.now();
    if (restMs <= 0) this.end({ kind: "silent", silenceMs });
    else this.#stopWatching = world.schedule(() => this.#watch(), restMs);
  }
}

function whyClosed(code: number): ClientIssue {
  if (code === CLOSE.evicted) return { kind: "evicted" };
  return { kind: code > CLOSE.silent && code < 4100 ? "rejected" : "disconnected", code };
}

function closeCodeFor({ kind }: ClientIssue): number {
  if (kind === "silent") return CLOSE.silent;
  return kind === "malformed" || kind === "protocol-violation" ? CLOSE.protocolError : CLOSE.normal;
}

function readRefusal(bytes: Uint8Array, versions: readonly number[]): ClientIssue {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength !== 8 || view.getUint32(0, true) !== REFUSAL_MAGIC) {
    return { kind: "protocol-violation", reason: "a refusal of another layout" };
  }
  const client = { minVersion: Math.min(...versions), maxVersion: Math.max(...versions) };
  const server = { minVersion: view.getUint16(4, true), maxVersion: view.getUint16(6, true) };
  return { kind: "version-refused", client, server };
}
