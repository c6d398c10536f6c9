/**
 * A transport without a network, for a client and a server in one process: for tests, simulations
 * and examples.
 *
 * It behaves like a socket: frames are delivered asynchronously and in order, a receiver that is
 * busy exerts back-pressure, and a connection can be cut while frames are in flight.
 */

import { CLOSE_CODES } from "@barewire/protocol/opening";
import type { Connection, ConnectionEvents, OpenRequest, Transport } from "./transport.js";

/** The end of the connection that the server holds. */
export interface LinkedConnection extends Connection {
  /** Opens the connection with the selected subprotocol. It is called before anything else. */
  accept(subprotocol: string): void;
  /** Cuts the connection: frames in flight are lost, and both ends are closed with code 1006. */
  sever(): void;
}

/** Accepts a connection, and returns the server's handlers of its events. */
export type LinkedServer = (
  request: OpenRequest,
  connection: LinkedConnection,
) => Pick<ConnectionEvents, "frame" | "closed">;

/** Creates a transport that passes every connection to `serve`. */
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

/** One direction of a connection: delivers frames one after another. */
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
