/**
 * The yardstick: a WebSocket server of the same library that answers every request with bytes that
 * it has in memory, and knows nothing.
 *
 * Started with a message `{ answers }` from its parent: the answer to the request of each size.
 */

import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";

type Start = { readonly answers: readonly (readonly [requestSize: number, answer: Uint8Array])[] };

process.once("message", ({ answers }: Start) => {
  const bySize = new Map(answers);
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
  server.on("connection", (socket, request) => {
    request.socket.setNoDelay(true);
    socket.on("message", (data: Buffer) => {
      const answer = bySize.get(data.length);
      if (answer !== undefined) socket.send(answer);
    });
  });
  server.on("listening", () => {
    // Listening on a port, not on a pipe.
    process.send?.((server.address() as AddressInfo).port);
  });
});
process.on("disconnect", () => process.exit());
