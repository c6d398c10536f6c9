/** One connection: agrees on a version, turns frames into messages, and notices when it is dead. */

import { IdleTimeout } from "@barewire/clock";
import type { ToEnvoy, ToRivet } from "@barewire/protocol/envoy-protocol";
import * as opening from "@barewire/protocol/opening";
import { attempt, type WireIssue } from "@barewire/runtime";
import type { ClientIssue } from "./client-error.js";
import type { ClientLimits, ClientOptions } from "./client-options.js";
import type { Connection } from "./transport/transport.js";

export type Setup = Required<ClientOptions> & { readonly limits: ClientLimits };

/** `ended` is called at most once, and last. */
export type SessionEvents = {
  /** Says `done` where nothing of the message is kept. */
  readonly message: (message: ToEnvoy) => "done" | undefined;
  readonly ended: (issue: ClientIssue) => void;
};

export class Session {
  readonly connection: Connection;
  /** 0 until the server has selected one, and if there is none to select. */
  version = 0;
  isReady = false;
  readonly #setup: Setup;
  readonly #events: SessionEvents;
  readonly #watch: IdleTimeout;
  #isOver = false;

  constructor(setup: Setup, actors: readonly string[], events: SessionEvents) {
    this.#setup = setup;
    this.#events = events;
    const silent = (silenceMs: number): void => this.end({ kind: "silent", silenceMs });
    this.#watch = new IdleTimeout(setup.clock, silent);
    const { codec, limits, namespace, transport } = setup;
    const request = {
      subprotocols: opening.offeredSubprotocols(codec.VERSIONS),
      namespace,
      actors,
    };
    this.connection = transport.open(request, {
      opened: (subprotocol) => {
        const version = opening.selectedVersion(subprotocol, codec.VERSIONS);
        if (version === null) this.end({ kind: "unknown-subprotocol" });
        else this.version = version;
      },
      frame: (bytes) => this.#receive(bytes),
      closed: (code) => this.end(opening.classifyClose(code)),
    });
    this.#watch.start(limits.connectTimeoutMs);
  }

  /** All actors have started: from now on the server must not be silent. */
  ready(): void {
    this.isReady = true;
    this.#watch.start(this.#setup.limits.silenceMs);
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
    this.#watch.stop();
    this.connection.close(opening.closeCodeFor(issue.kind));
    this.#events.ended(issue);
  }

  #receive(bytes: Uint8Array): "done" | undefined {
    if (this.#isOver) return undefined;
    const { codec } = this.#setup;
    if (this.isReady) this.#watch.heard();
    if (this.version === 0) this.end(opening.decodeVersionRefusal(bytes, codec.VERSIONS));
    else {
      const message = attempt(() => codec.decodeToEnvoy(bytes, this.version));
      if (message.ok) return this.#events.message(message.value);
      this.end(message.issue);
    }
    return undefined;
  }
}
