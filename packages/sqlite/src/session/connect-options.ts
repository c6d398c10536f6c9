/** `ConnectOptions`: how a database gets its connection, and what happens while it has none. */

import type { ClientLimits, WhenOffline } from "@barewire/client";

export interface ConnectOptions {
  /** The time from a request to its response, a reconnect included: 30,000. */
  readonly requestTimeoutMs?: number;
  /** The time in which a host has to send its first message when it is connected to: 10,000. */
  readonly connectTimeoutMs?: number;
  /**
   * The time for which an opening repeats attempts that failed because no server is there, for
   * those who start both at once: 0. An opened database reconnects for ever.
   */
  readonly waitForServerMs?: number;
  /** The delay before the first reconnect, which doubles with every attempt that fails: 100. */
  readonly minRetryMs?: number;
  /** The longest delay before a reconnect: 10,000. */
  readonly maxRetryMs?: number;
  /**
   * The jitter: the largest share of a delay that is taken off at random, from 0 to 1. The default
   * is 0.5.
   */
  readonly retryJitter?: number;
  /**
   * The treatment of statements while a connection that was lost is not back: "wait", the default,
   * for up to `requestTimeoutMs`, or "fail" at once.
   */
  readonly whenOffline?: WhenOffline;
}

const REQUEST_TIMEOUT_MS = 30_000;

export function requestTimeoutOf({ requestTimeoutMs }: ConnectOptions): number {
  return requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
}

/** The options of the client; what is undefined has the client's default. */
export function clientOptionsOf(options: ConnectOptions): {
  readonly limits: Partial<ClientLimits>;
  readonly whenOffline: WhenOffline;
} {
  const { connectTimeoutMs, waitForServerMs, minRetryMs, maxRetryMs, retryJitter } = options;
  const limits = {
    requestTimeoutMs: requestTimeoutOf(options),
    ...(connectTimeoutMs === undefined ? {} : { connectTimeoutMs }),
    ...(waitForServerMs === undefined ? {} : { waitForServerMs }),
    ...(minRetryMs === undefined ? {} : { minRetryMs }),
    ...(maxRetryMs === undefined ? {} : { maxRetryMs }),
    ...(retryJitter === undefined ? {} : { retryJitter }),
  };
  return { limits, whenOffline: options.whenOffline ?? "wait" };
}
