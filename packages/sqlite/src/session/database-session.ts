/**
 * `DatabaseSession`: the port to the server, for as long as this process owns the database. It may
 * span several connections.
 *
 * It knows the newest commit, tells another owner from a lost connection, and repeats a commit
 * whose response was lost. It rejects with a `DatabaseError`, and after `fenced` it rejects every
 * call.
 */

import type { FetchedPage } from "../cache/fetch-plan.js";
import type { CommitPort } from "../page-store.js";
import type { HintSnapshot } from "../prefetch/recent-pages.js";

/** The state of the database when the session began. */
export interface SessionStart {
  /** The version of the protocol that client and server agreed on. */
  readonly version: number;
  /** 0 for a database without commits. */
  readonly dbSizePages: number;
  readonly pageSize: number;
  /** The most bytes of dirty pages in one commit, and of one staged chunk. */
  readonly maxDeltaBytes: number;
  readonly preloadedPages: readonly FetchedPage[];
}

/** Pages of a response, whose bytes are valid only within the call of `TakePages`. */
export interface PagesResponse {
  readonly pages: readonly FetchedPage[];
  /** False for a response from before the session's newest commit, which must not be cached. */
  readonly isCurrent: boolean;
}

export type TakePages = (answer: PagesResponse) => void;

export interface PageRange {
  readonly startPgno: number;
  readonly pageCount: number;
  /** The limit for the response, which has at least one page all the same. */
  readonly maxBytes: number;
}

export interface DatabaseSession extends CommitPort {
  readonly start: SessionStart;
  /** The URL of the server without credentials and query, for messages; null where it has none. */
  readonly url: string | null;
  /** The present version of the protocol. A reconnect may agree on another one. */
  readonly version: number;
  /** True once another owner has the database: not even the cache may be read any more. */
  readonly isFenced: boolean;
  readonly supportsHints: boolean;
  /** Fetches at most 256 pages, in any order. `take` is called once, unless this fails. */
  getPages(pgnos: readonly number[], take: TakePages): Promise<void>;
  /** Fetches consecutive pages, maybe fewer. If it fails with `refused`, `getPages` may work. */
  getPageRange(range: PageRange, take: TakePages): Promise<void>;
  /** Sends preload hints and waits for the response. Does nothing if they are not supported. */
  saveHints(hints: HintSnapshot, timeoutMs: number): Promise<void>;
  /** Sends preload hints after all earlier requests, and does not wait. */
  postHints(hints: HintSnapshot): void;
  /** Registers a listener, which is called once when another owner takes the database. */
  onFenced(listener: () => void): void;
  /** Closes the database after all earlier requests. It never throws. */
  close(): Promise<void>;
}
