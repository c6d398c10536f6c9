/** Sends a commit to the server: in one message, or staged as an LTX blob in chunks. */

import { chain, type MaybePromise, repeatWhile, rescue } from "@barewire/clock";
import { encodeLtxPieces } from "@barewire/ltx";
import { DatabaseError } from "../database-error.js";
import type { ChunkPosition, CommitPage, PageStore } from "../page-store.js";

export interface CommitLimits {
  readonly pageSize: number;
  /** The most bytes of dirty pages in one message, and of one chunk. */
  readonly maxDeltaBytes: number;
  /** Milliseconds since 1970, which the header of a blob contains. */
  epochMs(): number;
}

/** Encoding a chunk keeps its thread busy, so chunks stay smaller than they might be. */
const MAX_CHUNK_SIZE = 2 * 1024 * 1024;
/** A lost connection, or an owner in between, may discard what was staged. */
const MAX_STAGINGS = 4;
/** The number of pages per call that are installed in the cache after a staged commit. */
const INSTALLED_PAGES = 256;

/** Commits the pages, which are in ascending order. The commit is durable when this returns. */
export function writeCommit(
  store: PageStore,
  limits: CommitLimits,
  pages: readonly CommitPage[],
  dbSizePages: number,
): MaybePromise<void> {
  if (pages.length * limits.pageSize > limits.maxDeltaBytes) {
    return stageCommit(store, limits, pages, dbSizePages);
  }
  const stageInstead = (error: unknown): MaybePromise<void> => {
    const isTooLarge = error instanceof DatabaseError && error.issue.kind === "commit-too-large";
    if (!isTooLarge) throw error;
    return stageCommit(store, limits, pages, dbSizePages);
  };
  return rescue(() => store.commit(pages, dbSizePages), stageInstead);
}

/** Tells whether a commit that failed with `error` may have been carried out. */
export function isOutcomeUnknown(error: unknown): error is DatabaseError {
  if (!(error instanceof DatabaseError)) return false;
  const { issue } = error;
  if (issue.kind === "no-response") return issue.outcome === "unknown";
  return issue.kind === "invalid-response";
}

function stageCommit(
  store: PageStore,
  limits: CommitLimits,
  pages: readonly CommitPage[],
  dbSizePages: number,
): MaybePromise<void> {
  return chain(stageAndFinalize(store, limits, pages, dbSizePages, 1), () =>
    installAll(store, pages, dbSizePages),
  );
}

/** Stages all pages again if they are lost, which is safe: nothing is committed until the end. */
function stageAndFinalize(
  store: PageStore,
  limits: CommitLimits,
  pages: readonly CommitPage[],
  dbSizePages: number,
  staging: number,
): MaybePromise<void> {
  let hasStaged = false;
  const again = (error: unknown): MaybePromise<void> => {
    const kind = error instanceof DatabaseError ? error.issue.kind : null;
    // The session has repeated the last request already. If it has no response, its outcome is
    // unknown.
    const isLost = kind === "stage-lost" || (kind === "no-response" && !hasStaged);
    if (!isLost || staging === MAX_STAGINGS) throw error;
    return stageAndFinalize(store, limits, pages, dbSizePages, staging + 1);
  };
  return rescue(
    () =>
      chain(stageOnce(store, limits, pages, dbSizePages), (txid) => {
        hasStaged = true;
        return store.stageFinalize(txid, dbSizePages);
      }),
    again,
  );
}

function stageOnce(
  store: PageStore,
  limits: CommitLimits,
  pages: readonly CommitPage[],
  dbSizePages: number,
): MaybePromise<bigint> {
  return chain(store.stageBegin(), (txid) => {
    const { pageSize } = limits;
    const timestampMs = BigInt(Math.trunc(limits.epochMs()));
    const header = { pageSize, commit: dbSizePages, minTxid: txid, maxTxid: txid, timestampMs };
    const pieces = encodeLtxPieces(header, pages);
    const chunks = chunksOf(pieces, Math.min(limits.maxDeltaBytes, MAX_CHUNK_SIZE));
    return chain(sendChunks(store, txid, chunks), () => txid);
  });
}

type Chunk = { readonly bytes: Uint8Array<ArrayBuffer>; readonly position: ChunkPosition };

function sendChunks(store: PageStore, txid: bigint, chunks: Iterator<Chunk>): MaybePromise<void> {
  let index = 0;
  return repeatWhile(() => {
    const next = chunks.next();
    if (next.done === true) return false;
    const { bytes, position } = next.value;
    const sent = store.stage(txid, index, bytes, position);
    index += 1;
    return chain(sent, () => true);
  });
}

/** Cuts the encoder's pieces into chunks of `maxSize` bytes. */
function* chunksOf(pieces: Iterable<Uint8Array>, maxSize: number): Generator<Chunk> {
  let chunk = new Uint8Array(maxSize);
  let filled = 0;
  for (const piece of pieces) {
    let taken = 0;
    while (taken < piece.length) {
      if (filled === maxSize) {
        yield { bytes: chunk, position: "middle" };
        chunk = new Uint8Array(maxSize);
        filled = 0;
      }
      const part = piece.subarray(taken, taken + maxSize - filled);
      chunk.set(part, filled);
      filled += part.length;
      taken += part.length;
    }
  }
  yield { bytes: chunk.slice(0, filled), position: "last" };
}

function installAll(
  store: PageStore,
  pages: readonly CommitPage[],
  dbSizePages: number,
): MaybePromise<void> {
  let count = 0;
  return repeatWhile(() => {
    const installed = store.install(pages.slice(count, count + INSTALLED_PAGES), dbSizePages);
    count += INSTALLED_PAGES;
    return chain(installed, () => count < pages.length);
  });
}
