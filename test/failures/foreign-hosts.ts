/** Hosts on the loopback address at which there is no Barewire server, with real sockets. */

import { createServer as createHttpServer } from "node:http";
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { WebSocketServer } from "ws";

export class ForeignHosts {
  readonly #servers: Server[] = [];
  readonly #sockets: Set<Socket> = new Set();

  /** The address `host:port` of a port at which nothing listens. */
  async nothing(): Promise<string> {
    const server = createTcpServer();
    const address = await this.#listen(server);
    await new Promise((resolve) => server.close(resolve));
    return address;
  }

  /** Accepts connections, and does nothing more. */
  silent(): Promise<string> {
    return this.tcp(() => undefined);
  }

  /** Speaks a protocol of its own: `talk` has each connection. */
  tcp(talk: (socket: Socket) => void): Promise<string> {
    const server = createTcpServer((socket) => {
      socket.on("error", () => undefined);
      talk(socket);
    });
    return this.#listen(server);
  }

  /** Answers every request, an upgrade too, with an HTTP status. */
  http(status: number): Promise<string> {
    const server = createHttpServer((_request, response) => {
      response.writeHead(status).end("another server\n");
    });
    return this.#listen(server);
  }

  /** Speaks TLS, with this certificate and its key. */
  tls(cert: Buffer, key: Buffer): Promise<string> {
    const server = createTlsServer({ cert, key }, (socket) => {
      socket.on("error", () => undefined);
    });
    server.on("tlsClientError", () => undefined);
    return this.#listen(server);
  }

  /** A WebSocket server that selects `subprotocol`, and sends `first` at once if there is one. */
  webSocket(subprotocol: string | null, first?: string | Uint8Array): Promise<string> {
    const http = createHttpServer();
    const handleProtocols = () => subprotocol ?? false;
    const upgrades = new WebSocketServer({ server: http, handleProtocols });
    upgrades.on("connection", (socket) => {
      socket.on("error", () => undefined);
      if (first !== undefined) socket.send(first);
    });
    return this.#listen(http);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(
      this.#servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))),
    );
  }

  async #listen(server: Server): Promise<string> {
    this.#servers.push(server);
    server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    // It listens on a port and not on a pipe.
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
}
