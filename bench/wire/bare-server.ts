/**
 * The baseline: a WebSocket server of the same library that answers every request with bytes from
 * memory, and decodes nothing.
 *
 * It is started with a message `{ answers }` from its parent: the answer to each request.
 */

import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";

type Start = { readonly answers: readonly (readonly [request: Uint8Array, answer: Uint8Array])[] };

process.once("message", ({ answers }: Start) => {
  const byRequest = new Map(
    answers.map(([request, answer]) => [Buffer.from(request).toString("latin1"), answer]),
  );
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
  server.on("connection", (socket, request) => {
    request.socket.setNoDelay(true);
    socket.on("message", (data: Buffer) => {
      const answer = byRequest.get(data.toString("latin1"));
      if (answer !== undefined) socket.send(answer);
    });
  });
  server.on("listening", () => {
    // The server listens on a port, not on a pipe.
    process.send?.((server.address() as AddressInfo).port);
  });
});
process.on("disconnect", () => process.exit());
