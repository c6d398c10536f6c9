/** Agrees on a version over a socket, before the first message. */

import type { Socket } from "node:net";
import {
  encodeOffer,
  FirstFrame,
  type FrameRead,
  type Offer,
  readAnswer,
  readOffer,
  requireVersion,
} from "@barewire/runtime/negotiation";

/** A peer that sends nothing, or one byte at a time, is not waited for any longer. */
const TIMEOUT_MS = 5_000;

/** The side that has connected: returns the version that the peer has selected. */
export async function ask(socket: Socket, own: Offer): Promise<number> {
  socket.write(encodeOffer(own));
  const outcome = await firstFrame(socket, (bytes) => readAnswer(own, bytes));
  if (outcome.kind !== "selected") socket.destroy();
  return requireVersion(outcome);
}

/** The side that was connected to: selects a version, or refuses and closes the socket. */
export async function answer(socket: Socket, own: Offer): Promise<number> {
  const { outcome, frame } = await firstFrame(socket, (bytes) => readOffer(own, bytes));
  if (frame !== null) socket.write(frame);
  if (outcome.kind !== "selected") socket.end();
  return requireVersion(outcome);
}

/** Reads the first frame; the bytes that follow it stay in the socket. */
async function firstFrame<Outcome>(
  socket: Socket,
  read: (bytes: Uint8Array) => FrameRead<Outcome>,
): Promise<Outcome> {
  const first = new FirstFrame(read);
  const timeout = setTimeout(() => socket.destroy(), TIMEOUT_MS);
  try {
    for (;;) {
      const chunk = await nextChunk(socket);
      const found = first.push(chunk);
      if (found === null) continue;
      socket.unshift(found.rest);
      return found.outcome;
    }
  } finally {
    clearTimeout(timeout);
  }
}

function nextChunk(socket: Socket): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const take = (): void => {
      const chunk: Buffer | null = socket.read();
      if (chunk === null) return;
      leave();
      resolve(chunk);
    };
    const fail = (): void => {
      leave();
      reject(new Error("the socket was closed before a version was selected"));
    };
    const leave = (): void => {
      socket.off("readable", take).off("close", fail).off("end", fail).off("error", fail);
    };
    socket.on("readable", take).on("close", fail).on("end", fail).on("error", fail);
    take();
  });
}
