/** Stands between a client and PostgreSQL, and cuts a connection where a test wants it to. */

import type { AddressInfo } from "node:net";
import { createConnection, createServer, type Socket } from "node:net";

export type Cut = {
  /** The text that a message of the client contains at the cut. */
  readonly at: string;
  /**
   * Decides whether the server still receives that message. Its answer never arrives. The client is
   * disconnected after the server has executed a message that is `delivered`, and at once if it is
   * `overtaken`, so that the client may come back before that.
   */
  readonly message: "delivered" | "overtaken" | "lost";
};

export type CuttingProxy = {
  readonly url: string;
  /** Cuts once, at the next message that contains it. */
  arm(cut: Cut): void;
  cutCount(): number;
  close(): Promise<void>;
};

/** The port is a free one by default. */
export async function startCuttingProxy(socketPath: string, port = 0): Promise<CuttingProxy> {
  let armed: Cut | undefined;
  let cutCount = 0;
  const sockets = new Set<Socket>();
  const listener = createServer((client) => {
    const server = createConnection(socketPath);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        // The bytes that were sent to the server are delivered before the connection ends.
        server.end();
      });
    }
    server.on("data", (data) => client.write(data));
    client.on("data", (data) => {
      if (armed === undefined || !data.includes(armed.at)) return server.write(data);
      const { message } = armed;
      armed = undefined;
      cutCount += 1;
      server.removeAllListeners("data").resume();
      if (message !== "lost") server.write(data);
      // The server does all that it was sent before it notices the end, and then closes.
      if (message === "delivered") return server.end();
      return client.destroy();
    });
  });
  await new Promise<void>((resolve) => listener.listen(port, "127.0.0.1", resolve));
  // It listens on a port, so its address is not a path.
  const { port: ownPort } = listener.address() as AddressInfo;
  return {
    url: `postgres://barewire@127.0.0.1:${ownPort}/postgres`,
    arm: (cut) => {
      armed = cut;
    },
    cutCount: () => cutCount,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
