/**
 * Lets small frames that one turn of the event loop gives a socket leave together. A client that
 * has sent several requests gets their answers in few system calls; each call wakes the client up,
 * which takes longer than a small answer does. But it shall not wait for all of them either, and
 * work on the first ones while the server does on the rest.
 */

import type { Writable } from "node:stream";

/** So many bytes do not wait for more. */
const ENOUGH_SIZE = 16_384;

/** Returns what is to be called around the writing of each frame to `stream`. */
export function corkSmallFrames(stream: Writable): (size: number, write: () => void) => void {
  let heldSize = 0;
  let isHeld = false;
  const release = (): void => {
    if (!isHeld) return;
    isHeld = false;
    heldSize = 0;
    stream.uncork();
  };
  return (size, write) => {
    if (!isHeld) {
      isHeld = true;
      stream.cork();
      // After all that has arrived by now is dealt with, and before anything is waited for.
      setImmediate(release);
    }
    write();
    heldSize += size;
    if (heldSize >= ENOUGH_SIZE) release();
  };
}
