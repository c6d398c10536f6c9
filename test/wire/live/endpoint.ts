/**
 * A server on loopback that speaks like a given release, and records the messages that it receives.
 */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SYSTEM_CLOCK } from "@barewire/clock";
import type { ToRivet } from "@barewire/protocol/envoy-protocol";
import { offer, selectSubprotocol } from "@barewire/protocol/envoy-protocol/negotiation";
import { CLOSE_CODES, parseDatabases } from "@barewire/protocol/opening";
import { type HandlerEvent, Ownership, ServerConnection } from "@barewire/server-handlers";
import type { SqliteStore } from "@barewire/sqlite-storage";
import { type WebSocket, WebSocketServer } from "ws";
import { ByteSemaphore } from "../../../packages/server/src/byte-semaphore.js";
import type { Released } from "./released.js";

const MAX_MEMORY = 64 * 1024 * 1024;

export class Endpoint {
  readonly received: ToRivet[] = [];
  readonly events: HandlerEvent[] = [];
  readonly connections: ServerConnection[] = [];
  readonly #release: Released;
  readonly #store: SqliteStore;
  readonly #http = createServer();
  readonly #ownership = new Ownership();

  constructor(release: Released, store: SqliteStore) {
    this.#release = release;
    this.#store = store;
  }

  async listen(): Promise<string> {
    const upgrades = new WebSocketServer({
      server: this.#http,
      perMessageDeflate: false,
      handleProtocols: (offered) => {
        const negotiated = selectSubprotocol(offer(this.#release.versions), offered);
        return negotiated.kind === "foreign" ? false : negotiated.subprotocol;
      },
    });
    upgrades.on("connection", (socket, request) => {
      this.#serve(socket, new URL(request.url ?? "", "ws://server").searchParams);
    });
    await new Promise<void>((resolve) => this.#http.listen(0, "127.0.0.1", resolve));
    // The server listens on a port, not on a pipe.
    return `ws://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await Promise.all(this.connections.map((connection) => connection.drain()));
    await new Promise((resolve) => this.#http.close(resolve));
  }

  #serve(socket: WebSocket, query: URLSearchParams): void {
    const negotiated = selectSubprotocol(offer(this.#release.versions), [socket.protocol]);
    if (negotiated.kind !== "selected") {
      if (negotiated.kind === "refused") socket.send(negotiated.frame);
      socket.close(CLOSE_CODES.normal);
      return;
    }
    const databases = parseDatabases(query);
    if (databases === null) {
      socket.close(CLOSE_CODES.invalidUrl);
      return;
    }
    const connection = new ServerConnection({
      version: negotiated.version,
      ...databases,
      store: this.#store,
      ownership: this.#ownership,
      semaphore: new ByteSemaphore(MAX_MEMORY, 1_024),
      send: (frame) => {
        socket.send(frame);
        return undefined;
      },
      close: (code) => socket.close(code),
      observe: (event) => this.events.push(event),
      onKvRequest: async () => ({ tag: "KvDropResponse", val: null }),
      onTunnelMessage: () => undefined,
      clock: SYSTEM_CLOCK,
      limits: { pingIntervalMs: 20 },
      codec: this.#noting(),
    });
    this.connections.push(connection);
    socket.on("message", (data) => {
      if (data instanceof Uint8Array) void connection.receive(data);
    });
    socket.on("close", () => void connection.ended());
  }

  #noting(): Released["server"] {
    const { server } = this.#release;
    return {
      ...server,
      decodeToRivet: (frame, version, limits) => {
        const message = server.decodeToRivet(frame, version, limits);
        this.received.push(message);
        return message;
      },
    };
  }
}
