/** The real handlers on the far end of a linked transport, and a client on the near one. */

import {
  type ClientEvent,
  type ClientOptions,
  createEnvoyClient,
  type EnvoyClient,
  type Transport,
} from "@barewire/client";
import { type LinkedConnection, linkedTransport } from "@barewire/client/memory";
import { ManualClock, ManualRandom } from "@barewire/clock/testing";
import { VERSIONS } from "@barewire/protocol/envoy-protocol";
import { offer, selectSubprotocol } from "@barewire/protocol/envoy-protocol/negotiation";
import { CLOSE_CODES } from "@barewire/protocol/opening";
import {
  type ConnectionOptions,
  type HandlerEvent,
  Ownership,
  ServerConnection,
} from "@barewire/server-handlers";
import { ByteSemaphore } from "../../packages/server/src/byte-semaphore.js";
import { HookedStore, newStore, type StoreKind } from "./hooked-store.js";

const MAX_MEMORY = 64 * 1024 * 1024;

export type LinkedOptions = Partial<ConnectionOptions> & { readonly versions?: readonly number[] };

export class LinkedServer {
  readonly clock: ManualClock = new ManualClock(1_000_000);
  readonly random: ManualRandom = new ManualRandom();
  readonly store: HookedStore;
  readonly ownership: Ownership = new Ownership();
  readonly memory: ByteSemaphore = new ByteSemaphore(MAX_MEMORY, Number.POSITIVE_INFINITY);
  readonly events: HandlerEvent[] = [];
  /** The links of every client that has connected, in order. */
  readonly links: LinkedConnection[] = [];
  readonly connections: ServerConnection[] = [];
  readonly transport: Transport;
  /** The options of connections from now on. */
  options: LinkedOptions;

  constructor(options: LinkedOptions = {}, kind: StoreKind = "engine") {
    this.options = options;
    this.store = new HookedStore(newStore(kind));
    this.transport = linkedTransport((request, link) => {
      this.links.push(link);
      const negotiated = selectSubprotocol(
        offer(this.options.versions ?? VERSIONS),
        request.subprotocols,
      );
      if (negotiated.kind !== "selected") {
        if (negotiated.kind === "refused") {
          link.accept(negotiated.subprotocol);
          link.send(negotiated.frame);
        }
        link.close(CLOSE_CODES.normal);
        return { frame: () => undefined, closed: () => undefined };
      }
      link.accept(negotiated.subprotocol);
      const { namespace, actors } = request;
      const connection = new ServerConnection({
        version: negotiated.version,
        namespace,
        actors,
        store: this.store.hooked,
        ownership: this.ownership,
        semaphore: new ByteSemaphore(MAX_MEMORY, 1_024, this.memory),
        clock: this.clock,
        send: (frame) => {
          link.send(frame);
          return undefined;
        },
        close: (code) => link.close(code),
        observe: (event) => this.events.push(event),
        ...this.options,
      });
      this.connections.push(connection);
      return {
        frame: (bytes) => connection.receive(bytes),
        closed: () => void connection.ended(),
      };
    });
  }

  /** A client whose events are collected. */
  connect(options: Partial<ClientOptions> = {}): Connected {
    const events: ClientEvent[] = [];
    const client = createEnvoyClient({
      transport: this.transport,
      namespace: "tests",
      actors: ["one"],
      clock: this.clock,
      random: this.random,
      onEvent: (event) => events.push(event),
      ...options,
    });
    return { client, events };
  }
}

export type Connected = { readonly client: EnvoyClient; readonly events: readonly ClientEvent[] };
