/**
 * The `Transport` port: how frames reach a server, and nothing about what is in them.
 *
 * A connection delivers frames whole, in order and at most once. It calls `opened` at most once,
 * before any frame, and `closed` exactly once, last. None of the events is called from within
 * `open`, `send` or `close`.
 */

import type { NamedDatabases } from "@barewire/protocol/opening";

export interface Transport {
  /** Begins to connect. Never throws: what goes wrong arrives as `closed`. */
  open(request: OpenRequest, events: ConnectionEvents): Connection;
}

export type OpenRequest = NamedDatabases & {
  /** Offered to the server, the preferred one first; it selects one of them. */
  readonly subprotocols: readonly string[];
};

export type ConnectionEvents = {
  /** The connection is up; `subprotocol` is what the server selected, or empty. */
  opened(subprotocol: string): void;
  /**
   * The bytes are the receiver's, but for a frame that it calls `done`: it has kept nothing of it,
   * and its memory may be used again. A promise holds back the next frame, where that is possible.
   */
  frame(bytes: Uint8Array): void | "done" | Promise<void>;
  /** The code is that of the WebSocket protocol: 1006 if the connection broke. */
  closed(code: number): void;
};

export interface Connection {
  /** Bytes that were given to `send` and have not left yet. */
  bufferedSize(): number;
  /** Must not be called before `opened`; does nothing once the connection closes. */
  send(frame: Uint8Array): void;
  /** Frames sent before still arrive, unless the other side is gone. May be called at any time. */
  close(code: number): void;
}
