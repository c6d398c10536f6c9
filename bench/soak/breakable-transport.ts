/**
 * A WebSocket transport whose connection can be cut, as a network failure would do it.
 */

import type { ClientOptions } from "@barewire/client";
import { WebSocket } from "ws";

type Transport = ClientOptions["transport"];
type Open = Transport["open"];

export class BreakableTransport implements Transport {
  readonly #url: string;
  #socket: WebSocket | null = null;

  constructor(url: string) {
    this.#url = url;
  }

  open(...[request, events]: Parameters<Open>): ReturnType<Open> {
    const query = new URLSearchParams({ namespace: request.namespace });
    for (const actor of request.actors) query.append("actor", actor);
    const socket = new WebSocket(`${this.#url}/?${query}`, [...request.subprotocols], {
      perMessageDeflate: false,
    });
    this.#socket = socket;
    socket.on("open", () => events.opened(socket.protocol));
    socket.on("message", (data: Buffer) => void events.frame(data));
    socket.on("error", () => undefined);
    socket.on("close", (code) => events.closed(code));
    return {
      bufferedSize: () => socket.bufferedAmount,
      send: (frame: Uint8Array) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(frame);
      },
      close: (code: number) => socket.close(code),
    };
  }

  /** Cuts the connection. Frames that are in flight, in either direction, may arrive or not. */
  cut(): void {
    this.#socket?.terminate();
  }
}
