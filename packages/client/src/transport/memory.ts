/**
 * A transport without a network: a client and a server in one process, joined by two lanes.
 *
 * It behaves as a socket does: nothing is delivered within the call that sends it, order holds, a
 * receiver that is busy holds its lane back, and a link can be cut with frames on the way.
 */

import { CLOSE_CODES } from "@barewire/protocol/opening";
import type { Connection, ConnectionEvents, OpenRequest, Transport } from "./transport.js";

/** The end of a link that a server holds. */
export interface LinkedConnection extends Connection {
  /** Opens the connection with the subprotocol that the server selects. To be called first. */
  accept(subprotocol: string): void;
  /** Cuts the link: frames on the way are lost, and both ends see code 1006. */
  sever(): void;
}

/** Called for each connection; returns what the server does with its frames. */
export type LinkedServer = (
  request: OpenRequest,
  connection: LinkedConnection,
) => Pick<ConnectionEvents, "frame" | "closed">;

/** A transport whose connections end at `serve`. */
export function linkedTransport(serve: LinkedServer): Transport {
  return {
    open(request, events) {
      const toServer = new Lane();
      const toClient = new Lane();
      const end = (code: number, how: "close" | "cut"): void => {
        toServer.end(() => server.closed(code), how);
        toClient.end(() => events.closed(code), how);
      };
      const server = serve(request, {
        bufferedSize: () => toClient.size,
        accept: (subprotocol) => toClient.push(0, () => events.opened(subprotocol)),
        send: (frame) => toClient.push(frame.length, () => events.frame(frame)),
        close: (code) => end(code, "close"),
        sever: () => end(CLOSE_CODES.abnormal, "cut"),
      });
      return {
        bufferedSize: () => toServer.size,
        send: (frame) => toServer.push(frame.length, () => server.frame(frame)),
        close: (code) => end(code, "close"),
      };
    },
  };
}

/** One direction: deliveries, one after another. */
class Lane {
  size = 0;
  #state: "open" | "close" | "cut" = "open";
  #tail: Promise<void> = Promise.resolve();

  push(size: number, deliver: () => ReturnType<ConnectionEvents["frame"]>): void {
    if (this.#state !== "open") return;
    this.size += size;
    this.#tail = this.#tail.then(async () => {
      this.size -= size;
      if (this.#state !== "cut") await deliver();
    });
  }

  end(deliver: () => void, how: "close" | "cut"): void {
    if (this.#state !== "open") return;
    this.#state = how;
    const tail = how === "cut" ? Promise.resolve() : this.#tail;
    void tail.then(deliver);
  }
}
