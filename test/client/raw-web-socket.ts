/**
 * A server that writes to the socket behind a WebSocket itself, and cuts its bytes anywhere.
 */

import { createHash } from "node:crypto";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** The suffix that every server appends to the key of a client: RFC 6455, 1.3. */
const KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

export const OPCODES = { next: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export type RawServer = { readonly port: number; readonly stop: () => Promise<void> };

/** Calls `talk` for each client, with the answer to its upgrade, which has not been written yet. */
export async function serveRaw(
  talk: (socket: Socket, upgrade: Buffer) => void | Promise<void>,
): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    // A client that goes away is not a failure of the server.
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    // Requests are short, so one read has all of it; later data is ignored.
    socket.once("data", (request) => {
      socket.resume();
      void talk(socket, upgradeOf(request.toString()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server on a port has an address that is not a path.
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port, stop };
}

function upgradeOf(request: string): Buffer {
  const key = /^sec-websocket-key: (\S+)\r$/im.exec(request)?.[1] ?? "";
  const accept = createHash("sha1").update(`${key}${KEY_SUFFIX}`).digest("base64");
  const lines = [
    "HTTP/1.1 101 Switching Protocols",
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Accept: ${accept}`,
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n`);
}

/**
 * Encodes a fragment of a message, or a control frame. `more` tells that further fragments of the
 * message follow.
 */
export function pieceOf(
  opcode: number,
  payload: Uint8Array,
  more: "more" | "last" = "last",
): Buffer {
  const first = opcode | (more === "last" ? 0x80 : 0);
  return Buffer.concat([headerOf(first, payload.length), payload]);
}

export function headerOf(first: number, size: number): Buffer {
  if (size < 126) return Buffer.from([first, size]);
  const header = Buffer.alloc(size < 65_536 ? 4 : 10);
  header[0] = first;
  header[1] = size < 65_536 ? 126 : 127;
  if (size < 65_536) header.writeUInt16BE(size, 2);
  else header.writeBigUInt64BE(BigInt(size), 2);
  return header;
}

/** Writes each fragment by a write of its own, and waits if the socket's buffer is full. */
export async function writeAll(socket: Socket, pieces: Iterable<Uint8Array>): Promise<void> {
  for (const piece of pieces) {
    if (socket.destroyed) return;
    if (socket.write(piece)) continue;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        socket.off("drain", go);
        socket.off("close", go);
        resolve();
      };
      socket.once("drain", go);
      socket.once("close", go);
    });
  }
}
