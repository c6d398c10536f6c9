/**
 * Sends a request repeatedly over one socket, and measures.
 */

import type { WebSocket } from "ws";

export type Round = {
  readonly requestsPerSecond: number;
  /** The throughput in bytes of the answers. */
  readonly megabytesPerSecond: number;
  /** Milliseconds from a request to its answer. */
  readonly p50: number;
  readonly p99: number;
};

/** A message, whole or in the fragments that it came in. */
export type Received = Buffer | Buffer[];

function sizeOf(data: Received): number {
  return Array.isArray(data) ? data.reduce((sum, { length }) => sum + length, 0) : data.length;
}

/**
 * Keeps `depth` requests in flight until `count` are answered. Only frames of the size of an answer
 * count, because a server may send pings.
 */
export async function runRound(
  socket: WebSocket,
  request: Uint8Array,
  answerSize: number,
  { count, depth }: { readonly count: number; readonly depth: number },
): Promise<Round> {
  const sentAt: number[] = [];
  const took: number[] = [];
  const send = (): void => {
    sentAt.push(performance.now());
    socket.send(request);
  };
  const start = performance.now();
  await new Promise<void>((resolve, reject) => {
    const closed = (code: number): void => reject(new Error(`the server closed with ${code}`));
    const answered = (data: Received): void => {
      if (sizeOf(data) !== answerSize) return;
      took.push(performance.now() - (sentAt[took.length] ?? 0));
      if (sentAt.length < count) send();
      if (took.length < count) return;
      socket.off("message", answered).off("close", closed);
      resolve();
    };
    socket.on("message", answered).on("close", closed);
    for (let index = 0; index < depth; index++) send();
  });
  const seconds = (performance.now() - start) / 1_000;
  const sorted = took.toSorted((one, other) => one - other);
  return {
    requestsPerSecond: count / seconds,
    megabytesPerSecond: (count * answerSize) / seconds / 1e6,
    p50: sorted[Math.floor(count * 0.5)] ?? 0,
    p99: sorted[Math.floor(count * 0.99)] ?? 0,
  };
}
