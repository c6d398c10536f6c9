/**
 * `PageStore`: what the file system below SQLite asks for pages, whichever thread they are in.
 *
 * A method that has to wait does so in its own way: by blocking its thread, or with a promise where
 * SQLite can be suspended. Failures are `DatabaseError`s, thrown or in the promise.
 */

import type { PrefetchSwitch } from "./prefetch/page-resolver.js";
import type { CommitPage, SettledDatabase } from "./session/database-session.js";

export type MaybePromise<Value> = Value | Promise<Value>;

/** Where bytes go: asked for when they are there, because memory that grows moves. */
export type HeapView = () => Uint8Array;

export interface PageStore {
  /** The fence is lost: nothing may be read any more. */
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
  /** Copies a committed page that is at hand; false for one that would have to be fetched. */
  readCached(pgno: number, target: Uint8Array): boolean;
  /** Durable when it returns. */
  commit(pages: readonly CommitPage[], dbSizePages: number): MaybePromise<void>;
  /** Finds out what has become of a commit that failed without an answer. */
  settle(): MaybePromise<SettledDatabase>;
  stageBegin(): MaybePromise<bigint>;
  stage(
    txid: bigint,
    chunkIndex: number,
    bytes: Uint8Array<ArrayBuffer>,
    position: "middle" | "last",
  ): MaybePromise<void>;
  stageFinalize(txid: bigint, dbSizePages: number): MaybePromise<void>;
  /** Shows pages of a staged commit that is durable to the cache. */
  install(pages: readonly CommitPage[], dbSizePages: number): MaybePromise<void>;
  /** The file got shorter, not yet committed: what is cached of its end is not to be trusted. */
  truncate(): MaybePromise<void>;
}

/** Calls `next` with the value: at once if it is there, else when its promise is fulfilled. */
export function chain<Value, Next>(
  value: MaybePromise<Value>,
  next: (value: Value) => MaybePromise<Next>,
): MaybePromise<Next> {
  return value instanceof Promise ? value.then(next) : next(value);
}
