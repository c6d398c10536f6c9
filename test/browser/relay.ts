/** An address that stays while the server behind it is another one, as a load balancer has it. */

import { type AddressInfo, createConnection, createServer, type Socket } from "node:net";

export type Relay = {
  readonly url: string;
  /** Forwards new connections to the server at `url` from now on. */
  lead(url: string): void;
  close(): Promise<void>;
};

export async function startRelay(): Promise<Relay> {
  let target = { host: "", port: 0 };
  const sockets = new Set<Socket>();
  const listener = createServer((client) => {
    const server = createConnection(target);
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  // It listens on a port.
  const { port } = listener.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}`,
    lead: (url) => {
      const { hostname, port } = new URL(url);
      target = { host: hostname, port: Number(port) };
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
