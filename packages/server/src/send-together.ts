/**
 * Lets the frames that one turn of the event loop gives a socket leave together. A client that has
 * sent several requests gets their answers in one system call; each call wakes the client up, which
 * takes longer than a small answer does.
 */

import type { Writable } from "node:stream";

/** Returns what is to be called before each frame is written to `stream`. */
export function sendTogether(stream: Writable): () => void {
  let isHeld = false;
  return () => {
    if (isHeld) return;
    isHeld = true;
    stream.cork();
    // After all that has arrived by now is dealt with, and before anything is waited for.
    setImmediate(() => {
      isHeld = false;
      stream.uncork();
    });
  };
}
