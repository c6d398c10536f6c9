/** How a commit reaches the server: in one message, or staged as an LTX blob in chunks. */

import { encodeLtxPieces, type Lz4Block } from "@barewire/ltx";
import { DatabaseError } from "../database-error.js";
import { type CommitPage, chain, type MaybePromise, type PageStore } from "../page-store.js";

export interface CommitLimits {
  readonly pageSize: number;
  /** Most bytes of dirty pages in one message, and most bytes in one chunk. */
  readonly maxDeltaBytes: number;
  /** Milliseconds since 1970, for the header of a blob. */
  epochMs(): number;
  lz4(): Lz4Block;
}

/** To encode a chunk keeps the host's thread busy, so chunks are not as large as they may be. */
const MAX_CHUNK_SIZE = 2 * 1024 * 1024;
/** A connection that is lost, or an owner in between, may take with it what was staged. */
const MAX_STAGINGS = 4;
/** Pages that are shown to the cache at once after a staged commit. */
const INSTALLED_PAGES = 256;

/** Durable when it returns; the pages ascend. */
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
  try {
    const committed = store.commit(pages, dbSizePages);
    return committed instanceof Promise ? committed.catch(stageInstead) : committed;
  } catch (error) {
    return stageInstead(error);
  }
}

function stageCommit(
  store: PageStore,
  limits: CommitLimits,
  pages: readonly CommitPage[],
  dbSizePages: number,
): MaybePromise<void> {
  return chain(stageAndFinalize(store, limits, pages, dbSizePages, 1), () =>
    installFrom(store, pages, dbSizePages, 0),
  );
}

/** Where the staged pages are lost, all are staged again: nothing is committed until the end. */
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
    // To finalize has been repeated already; without an answer, its fate is unknown.
    const isLost = kind === "stage-lost" || (kind === "no-answer" && !hasStaged);
    if (!isLost || staging === MAX_STAGINGS) throw error;
    return stageAndFinalize(store, limits, pages, dbSizePages, staging + 1);
  };
  try {
    const finalized = chain(stageOnce(store, limits, pages, dbSizePages), (txid) => {
      hasStaged = true;
      return store.stageFinalize(txid, dbSizePages);
    });
    return finalized instanceof Promise ? finalized.catch(again) : finalized;
  } catch (error) {
    return again(error);
  }
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
    const pieces = encodeLtxPieces(limits.lz4(), header, pages);
    const chunks = chunksOf(pieces, Math.min(limits.maxDeltaBytes, MAX_CHUNK_SIZE));
    return chain(sendChunks(store, txid, chunks, 0), () => txid);
  });
}

type Chunk = { readonly bytes: Uint8Array<ArrayBuffer>; readonly position: "middle" | "last" };

/** Sends all chunks that are left. Loops where nothing has to be waited for. */
function sendChunks(
  store: PageStore,
  txid: bigint,
  chunks: Iterator<Chunk>,
  firstIndex: number,
): MaybePromise<void> {
  let index = firstIndex;
  for (let next = chunks.next(); next.done !== true; next = chunks.next()) {
    const { bytes, position } = next.value;
    const sent = store.stage(txid, index, bytes, position);
    index += 1;
    if (sent instanceof Promise) {
      const following = index;
      return sent.then(() => sendChunks(store, txid, chunks, following));
    }
  }
}

/** The pieces put together into chunks of `maxSize`, which pieces may straddle. */
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

function installFrom(
  store: PageStore,
  pages: readonly CommitPage[],
  dbSizePages: number,
  start: number,
): MaybePromise<void> {
  for (let index = start; index < pages.length; index += INSTALLED_PAGES) {
    const following = index + INSTALLED_PAGES;
    const installed = store.install(pages.slice(index, following), dbSizePages);
    if (installed instanceof Promise) {
      return installed.then(() => installFrom(store, pages, dbSizePages, following));
    }
  }
}
