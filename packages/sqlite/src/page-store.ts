/**
 * `PageStore`: the port through which SQLite's file system reads and commits pages, whichever
 * thread holds them.
 *
 * A method that has to wait either blocks its thread or returns a promise, depending on the build
 * of SQLite. Failures are `DatabaseError`s, which are thrown or reject the promise.
 */

import type { MaybePromise } from "@barewire/clock";
import type { StatementRun } from "./plan/query-plan.js";

/** Returns SQLite's heap. Callers ask again for each use, because memory that grows moves. */
export type HeapView = () => Uint8Array;

/** `exact` fetches the missing page and nothing else: it is meant for writes of part of a page. */
export type PrefetchSwitch = "prefetch" | "exact";

/** A whole page as a commit writes it. */
export interface CommitPage {
  readonly pgno: number;
  readonly bytes: Uint8Array;
}

/** Tells whether more chunks of a staged commit follow. */
export type ChunkPosition = "middle" | "last";

/** The outcome of a commit that was in doubt, and the size of the database after it. */
export interface SettledDatabase {
  readonly outcome: "committed" | "not-committed";
  readonly dbSizePages: number;
}

/** Commits to a database: in one message, or staged in chunks. */
export interface CommitPort {
  /**
   * Commits in one message. The commit is durable when this returns. After `no-response` with the
   * outcome `unknown`, and after `invalid-response`, it is in doubt until `settle` returns.
   */
  commit(pages: readonly CommitPage[], dbSizePages: number): Promise<void>;
  /**
   * Finds out the outcome of the last commit that was left in doubt, or `not-committed` if there is
   * none. It comes before any other request.
   */
  settle(): Promise<SettledDatabase>;
  /** Begins a staged commit, and returns its txid. */
  stageBegin(): Promise<bigint>;
  /** Sends one chunk. Chunks are numbered from 0 and sent in order. */
  stage(
    txid: bigint,
    chunkIndex: number,
    bytes: Uint8Array<ArrayBuffer>,
    position: ChunkPosition,
  ): Promise<void>;
  /** Commits what was staged. The commit is durable when this returns. */
  stageFinalize(txid: bigint, dbSizePages: number): Promise<void>;
}

/** The methods of a port, of which each may also have its result at once. */
type MaybeAtOnce<Port> = {
  [Name in keyof Port]: Port[Name] extends (...args: infer Args) => Promise<infer Value>
    ? (...args: Args) => MaybePromise<Value>
    : never;
};

export interface PageStore extends MaybeAtOnce<CommitPort> {
  /** True once another owner has the database: nothing may be read any more. */
  readonly isFenced: boolean;
  /** Copies the bytes `from` up to `until` of a committed page to `offset` of the heap. */
  copy(
    pgno: number,
    from: number,
    until: number,
    heap: HeapView,
    offset: number,
    prefetch: PrefetchSwitch,
  ): MaybePromise<void>;
  /** Takes the statement whose pages are read next; null for one whose plan is not known. */
  followStatement(run: StatementRun | null): void;
  /** Copies a committed page if it is cached, and returns false if it would have to be fetched. */
  readCached(pgno: number, target: Uint8Array): boolean;
  /** Puts pages of a staged commit that is durable into the cache. */
  install(pages: readonly CommitPage[], dbSizePages: number): MaybePromise<void>;
  /** Drops cached pages because the file was truncated, which is not committed yet. */
  truncate(): MaybePromise<void>;
}
