/**
 * `DatabaseSession`: all that a database asks of its server, for as long as it owns the database.
 *
 * It knows the newest commit, tells a fence from a hiccup, and sends a commit whose answer was lost
 * once more. Everything is refused with a `DatabaseError`; after `fenced` it refuses everything.
 */

import type { FetchedPage } from "../cache/fetch-plan.js";
import type { ChunkPosition, CommitPage, SettledDatabase } from "../page-store.js";
import type { HintSnapshot } from "../prefetch/recent-pages.js";

/** What a session starts with. */
export interface SessionStart {
  /** Version of the protocol that the two agreed on. */
  readonly version: number;
  /** 0 for a database without commits. */
  readonly dbSizePages: number;
  readonly pageSize: number;
  /** Most bytes of dirty pages in one commit, and most bytes in one stage chunk. */
  readonly maxDeltaBytes: number;
  readonly preloadedPages: readonly FetchedPage[];
}

/** The bytes of the pages are only there within the call that hands them over. */
export interface PagesResponse {
  readonly pages: readonly FetchedPage[];
  /** False for an answer from before the session's own newest commit: not to be kept. */
  readonly isCurrent: boolean;
}

export type TakePages = (answer: PagesResponse) => void;

export interface PageRange {
  readonly startPgno: number;
  readonly pageCount: number;
  /** Of the answer; at least one page comes. */
  readonly maxBytes: number;
}

export interface DatabaseSession {
  readonly start: SessionStart;
  /** Changes when a reconnect agrees on another version. */
  readonly version: number;
  /** Whether another owner has the database: nothing may be read any more, not even a cache. */
  readonly isFenced: boolean;
  readonly supportsHints: boolean;
  /** At most 256 pages, in any order. `take` is called once, unless this fails. */
  getPages(pgnos: readonly number[], take: TakePages): Promise<void>;
  /** Consecutive pages, maybe fewer. `refused` where `getPages` may still do. */
  getPageRange(range: PageRange, take: TakePages): Promise<void>;
  /**
   * Durable when it returns. `no-response` with the outcome `unknown` where that could not be found
   * out in time, and `invalid-response`, leave it in doubt: `settle` tells.
   */
  commit(pages: readonly CommitPage[], dbSizePages: number): Promise<void>;
  /**
   * Finds out what has become of the last commit that was left in doubt: to be asked before what
   * follows. `not-committed` where there was none.
   */
  settle(): Promise<SettledDatabase>;
  /** Begins a staged commit; returns its txid. */
  stageBegin(): Promise<bigint>;
  /** Chunks count from 0. */
  stage(
    txid: bigint,
    chunkIndex: number,
    bytes: Uint8Array,
    position: ChunkPosition,
  ): Promise<void>;
  /** Durable when it returns. */
  stageFinalize(txid: bigint, dbSizePages: number): Promise<void>;
  /** Sends hints and waits for the answer. Does nothing where they are not supported. */
  saveHints(hints: HintSnapshot, timeoutMs: number): Promise<void>;
  /** Sends hints, in order with what was sent before, and does not wait. */
  postHints(hints: HintSnapshot): void;
  /** Called once, when the fence is lost. */
  onFenced(listener: () => void): void;
  /** Gives the database back, after all that was asked before. Never throws. */
  close(): Promise<void>;
}
