/**
 * The `Transport` port: how frames reach a server, whatever they contain.
 *
 * A connection delivers whole frames, in order and at most once. It calls `opened` at most once,
 * before any frame, and `closed` exactly once, last. It never calls an event synchronously from
 * `open`, `send` or `close`.
 */

import type { NamedDatabases } from "@barewire/protocol/opening";
import type { ConnectIssue } from "../connect-issue.js";

export interface Transport {
  /** The URL of the server without credentials and query, for messages. */
  readonly url?: string;
  /** Starts to connect. Never throws: every failure arrives as `closed`. */
  open(request: OpenRequest, events: ConnectionEvents): Connection;
}

export type OpenRequest = NamedDatabases & {
  /** The subprotocols that are offered to the server, the preferred one first. */
  readonly subprotocols: readonly string[];
};

export type ConnectionEvents = {
  /** The connection is open. `subprotocol` is the one that the server selected, or empty. */
  opened(subprotocol: string): void;
  /**
   * A frame has arrived. Its buffer belongs to the receiver, unless the receiver returns `release`:
   * then it refers to no part of the buffer any more, and the transport may overwrite it. While a
   * promise that is returned is pending, transports that can do so hold back the next frame.
   */
  frame(bytes: Uint8Array): void | "release" | Promise<void>;
  /**
   * The connection is closed with a WebSocket close code; 1006 means that it was lost. `failure` is
   * what the transport knows besides, such as why the connection could not be opened.
   */
  closed(code: number, failure?: ConnectFailure): void;
};

export type ConnectFailure = {
  readonly issue: ConnectIssue;
  /** The error of the platform. It contains neither the token nor anything that was received. */
  readonly cause?: unknown;
};

export interface Connection {
  /** The bytes that were passed to `send` and have not left yet. */
  bufferedSize(): number;
  /**
   * Sends a frame. It is called only after `opened`, and has no effect once the connection closes.
   */
  send(frame: Uint8Array): void;
  /** Closes the connection after the frames that were sent. May be called at any time. */
  close(code: number): void;
}
