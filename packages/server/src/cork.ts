/**
 * Corks a socket, so that small frames of one turn of the event loop leave in one system call. A
 * client with several requests in flight then receives their responses together: every call wakes
 * the client up, which takes longer than handling a small response. Above `FLUSH_SIZE` the frames
 * leave at once, so that the client works on the first responses while the server makes the rest.
 */

import type { Writable } from "node:stream";

/** Corked frames of this size together are sent without waiting for more. */
const FLUSH_SIZE = 16_384;

/** Returns a function that writes a frame of `size` bytes to `stream` by calling `write`. */
export function corkSmallFrames(stream: Writable): (size: number, write: () => void) => void {
  let corkedSize = 0;
  let isCorked = false;
  const uncork = (): void => {
    if (!isCorked) return;
    isCorked = false;
    corkedSize = 0;
    stream.uncork();
  };
  return (size, write) => {
    if (!isCorked) {
      isCorked = true;
      stream.cork();
      // Runs when all requests that have arrived were dispatched, before the next wait for I/O.
      setImmediate(uncork);
    }
    write();
    corkedSize += size;
    if (corkedSize >= FLUSH_SIZE) uncork();
  };
}
