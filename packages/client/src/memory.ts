/**
 * A transport without a network: a client and a server in one process, joined by two lanes.
 *
 * It behaves as a socket does: nothing is delivered within the call that sends it, order holds, a
 * receiver that is busy holds its lane back, and a link can be cut with frames on the way.
 */

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

/**
 * A transport whose connections end at `serve`. `defer` runs each delivery: a microtask unless a
 * simulation has its own order.
 */
export function linkedTransport(
  serve: LinkedServer,
  defer: (task: () => void) => void = queueMicrotask,
): Transport {
  return {
    open(request, events) {
      const toServer = new Lane(defer);
      const toClient = new Lane(defer);
      let isOpen = true;
      const end = (deliver: (task: () => void, lane: Lane) => void, code: number): void => {
        if (!isOpen) return;
        isOpen = false;
        deliver(() => server.closed(code), toServer);
        deliver(() => events.closed(code), toClient);
      };
      const close = (code: number): void => end((task, lane) => lane.push(0, task), code);
      const server = serve(request, {
        get bufferedSize() {
          return toClient.bufferedSize;
        },
        accept: (subprotocol) => toClient.push(0, () => events.opened(subprotocol)),
        send: (frame) => {
          if (isOpen) toClient.push(frame.length, () => events.frame(frame));
        },
        close,
        sever: () => end((task, lane) => lane.cut(task), 1006),
      });
      return {
        get bufferedSize() {
          return toServer.bufferedSize;
        },
        send: (frame) => {
          if (isOpen) toServer.push(frame.length, () => server.frame(frame));
        },
        close,
      };
    },
  };
}

/** One direction: deliveries, one after another. */
class Lane {
  bufferedSize = 0;
  #waiting: { readonly size: number; readonly deliver: () => void | Promise<void> }[] = [];
  #isBusy = false;
  readonly #defer: (task: () => void) => void;

  constructor(defer: (task: () => void) => void) {
    this.#defer = defer;
  }

  push(size: number, deliver: () => void | Promise<void>): void {
    this.bufferedSize += size;
    this.#waiting.push({ size, deliver });
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#defer(() => void this.#deliverNext());
  }

  cut(task: () => void): void {
    this.#waiting = [];
    this.bufferedSize = 0;
    this.#defer(task);
  }

  async #deliverNext(): Promise<void> {
    const next = this.#waiting.shift();
    if (next !== undefined) {
      this.bufferedSize -= next.size;
      const held = next.deliver();
      if (held !== undefined) await held;
    }
    this.#isBusy = this.#waiting.length > 0;
    if (this.#isBusy) this.#defer(() => void this.#deliverNext());
  }
}
