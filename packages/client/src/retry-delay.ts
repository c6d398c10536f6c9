/**
 * Decides whether and when a client connects again: exponential back-off with jitter.
 *
 * A client that has been connected has requests that wait, and repeats its attempts for ever. One
 * that has not may have a wrong URL, so it repeats them only for `waitForServerMs`, and only while
 * the server may still come.
 */

import type { ClientIssue } from "./client-error.js";
import type { ClientLimits } from "./client-options.js";
import { isConnectIssue, mayPass } from "./connect-issue.js";

export type RetryState = {
  /** The attempts that have failed in a row. */
  readonly failureCount: number;
  /** The time that is left of `waitForServerMs`; null for a client that has been connected. */
  readonly openingLeftMs: number | null;
  /** A random number from 0 to 1. */
  readonly random: number;
};

/** A server that is awaited is asked for at least this often. */
const MAX_OPENING_RETRY_MS = 1_000;

/** The time until the next attempt to connect; null if there is to be none. */
export function retryDelayMs(
  issue: ClientIssue,
  { minRetryMs, maxRetryMs, retryJitter, maxFailureCount }: ClientLimits,
  { failureCount, openingLeftMs, random }: RetryState,
): number | null {
  if (FINAL.includes(issue.kind) || failureCount >= maxFailureCount) return null;
  const ceilingMs = Math.min(maxRetryMs, minRetryMs * 2 ** (failureCount - 1));
  // Jitter keeps clients that were disconnected together from reconnecting together.
  const delayMs = ceilingMs * (1 - retryJitter * random);
  if (openingLeftMs === null) return delayMs;
  const isHopeless = isConnectIssue(issue) && !mayPass(issue);
  if (openingLeftMs <= 0 || isHopeless) return null;
  return Math.min(delayMs, openingLeftMs, MAX_OPENING_RETRY_MS);
}

/**
 * The refusals by a server of the client or of its database, after which a reconnect is useless.
 */
const FINAL: readonly string[] = [
  "version-refused",
  "unauthorised",
  "foreign-origin",
  "no-such-namespace",
  "invalid-name",
  "corrupt",
  "newer-record",
  "rejected",
  "closed",
  "evicted",
] satisfies readonly ClientIssue["kind"][];
