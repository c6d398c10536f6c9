/** One connection: agrees on a version, turns frames into messages, and notices when it is dead. */

import type { ToEnvoy, ToRivet } from "@barewire/protocol/envoy-protocol";
import * as opening from "@barewire/protocol/opening";
import { attempt, type WireIssue } from "@barewire/runtime";
import type { Connection } from "@barewire/transport";
import type { ClientIssue } from "./client-error.js";
import type { ClientLimits, ClientOptions } from "./client-options.js";

export type Setup = Required<ClientOptions> & { readonly limits: ClientLimits };

/** `ended` is called at most once, and last. */
export type SessionEvents = {
  readonly message: (message: ToEnvoy) => void;
  readonly ended: (issue: ClientIssue) => void;
};

export class Session {
  readonly connection: Connection;
  /** 0 until the server has selected one, and if there is none to select. */
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
    const { namespace, transport } = setup;
    const { VERSIONS } = setup.codec;
    const request = { subprotocols: opening.offerOf(VERSIONS), namespace, actors };
    this.connection = transport.open(request, {
      opened: (subprotocol) => {
        const version = opening.selectedVersion(subprotocol, VERSIONS);
        if (version === null) this.end({ kind: "unknown-subprotocol" });
        else this.version = version;
      },
      frame: (bytes) => this.#receive(bytes),
      closed: (code) => this.end(opening.meaningOfClose(code)),
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
    if (this.version === 0) this.end(issueOf(bytes, codec.VERSIONS));
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

function closeCodeFor({ kind }: ClientIssue): number {
  const { CLOSE_CODES } = opening;
  if (kind === "silent") return CLOSE_CODES.silent;
  const isFault = kind === "malformed" || kind === "protocol-violation";
  return isFault ? CLOSE_CODES.protocolError : CLOSE_CODES.normal;
}

function issueOf(refusal: Uint8Array, versions: readonly number[]): ClientIssue {
  const server = opening.decodeRefusal(refusal);
  return server === null
    ? { kind: "protocol-violation", reason: "a refusal of another layout" }
    : { kind: "version-refused", client: opening.rangeOf(versions), server };
}
