/**
 * Sends a large message as several WebSocket frames (fragmentation, RFC 6455, 5.4). A receiver
 * reads about one fragment at a time and parses it in place. An unfragmented message it would have
 * to buffer and then join in fresh memory, which takes longer than reading it.
 */

import type { WebSocket } from "ws";

/**
 * The fragment and its header of 4 bytes are 64 KiB, which is what Node reads from a socket at
 * once.
 */
const FRAGMENT_SIZE = 65_532;

/** Calls `onSent` when the message has left, or when the socket is closed. */
export function sendFragmented(socket: WebSocket, frame: Uint8Array, onSent: () => void): void {
  let start = 0;
  for (; frame.length - start > FRAGMENT_SIZE; start += FRAGMENT_SIZE) {
    socket.send(frame.subarray(start, start + FRAGMENT_SIZE), { fin: false });
  }
  socket.send(start === 0 ? frame : frame.subarray(start), onSent);
}
