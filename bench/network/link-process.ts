/**
 * The process of a link: a TCP proxy that delays every byte between its clients and one server, in
 * each direction, as a network with the given conditions would. It is a process of its own, so that
 * its timers wait neither for SQLite nor for the server.
 *
 * It takes one message `LinkStart` from its parent and answers with the port that it listens on.
 */

import { type AddressInfo, createConnection, createServer, type Socket } from "node:net";
import { SYSTEM_CLOCK } from "@barewire/clock";
import { seededRandom } from "@barewire/clock/testing";
import { DelayLine, type LineConditions } from "./delay-line.js";

/** The conditions of a link, and the port of the server on this machine. */
export type LinkStart = {
  readonly port: number;
  readonly rttMs: number;
  readonly jitterMs: number;
  /** Null for a link without a limit. */
  readonly megabitsPerSecond: number | null;
  readonly seed: number;
};

/** A sender is paused while so much of it is on its way, as it would be by TCP's own window. */
const MAX_WAITING_SIZE = 16 * 1024 * 1024;
const BYTES_PER_MS_OF_A_MEGABIT = 125;

process.once("message", (start: LinkStart) => {
  const { port, rttMs, jitterMs, megabitsPerSecond, seed } = start;
  const bytesPerMs =
    megabitsPerSecond === null
      ? Number.POSITIVE_INFINITY
      : megabitsPerSecond * BYTES_PER_MS_OF_A_MEGABIT;
  const conditions: LineConditions = { delayMs: rttMs / 2, jitterMs: jitterMs / 2, bytesPerMs };
  let connectionCount = 0;
  const listener = createServer((client) => {
    const server = createConnection({ host: "127.0.0.1", port });
    connectionCount += 1;
    const random = seededRandom(seed + connectionCount);
    const options = { conditions, clock: SYSTEM_CLOCK, random };
    // A connection begins with the handshake of TCP, which takes a round trip.
    forward(client, server, new DelayLine(options, rttMs));
    forward(server, client, new DelayLine(options));
  });
  listener.listen(0, "127.0.0.1", () => {
    // It listens on a port, so its address is not a path.
    process.send?.((listener.address() as AddressInfo).port);
  });
});
process.on("disconnect", () => process.exit());

function forward(from: Socket, to: Socket, line: DelayLine): void {
  from.setNoDelay(true);
  from.on("data", (bytes) => {
    line.push(bytes.length, () => {
      to.write(bytes);
      if (from.isPaused() && line.waitingSize < MAX_WAITING_SIZE) from.resume();
    });
    if (line.waitingSize >= MAX_WAITING_SIZE) from.pause();
  });
  from.on("end", () => line.push(0, () => to.end()));
  from.on("error", () => line.push(0, () => to.destroy()));
  from.on("close", () => line.push(0, () => to.end()));
}
