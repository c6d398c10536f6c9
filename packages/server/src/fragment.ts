/**
 * Sends a large frame as a message of several pieces. A receiver reads about as much as a piece at
 * a time; of a message in one piece it would have to keep all that it has read until the end, and
 * then find fresh memory for the whole, which takes longer than the reading.
 */

import type { WebSocket } from "ws";

/** With its header of 4 bytes, what Node reads of a socket at once. */
const PIECE_SIZE = 65_532;

/** `sent` is called when all of it has left, or never will. */
export function sendFragmented(socket: WebSocket, frame: Uint8Array, sent: () => void): void {
  let start = 0;
  for (; frame.length - start > PIECE_SIZE; start += PIECE_SIZE) {
    socket.send(frame.subarray(start, start + PIECE_SIZE), { fin: false });
  }
  socket.send(start === 0 ? frame : frame.subarray(start), sent);
}
