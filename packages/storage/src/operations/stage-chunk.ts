/**
 * Stores one chunk of a staged commit, and verifies it as the next part of the LTX file.
 */

import { LtxError } from "@barewire/ltx";
import type {
  SqliteCommitStageOk,
  SqliteCommitStageRequest,
} from "@barewire/protocol/envoy-protocol";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { DatabaseTransaction } from "../engine/database-transaction.js";
import { type EngineContext, mutate } from "../engine/engine-context.js";
import type { CachedStage } from "../engine/staging-cache.js";
import type { DatabaseKeys } from "../format/database-keys.js";
import { requireOwner } from "../format/fence.js";
import { deltaKey } from "../format/logical-key.js";
import { allowsChunk, quotaExceeded, quotaOf } from "../format/quota.js";
import { MAX_DELTA_SIZE } from "../format/sizes.js";
import { invalidRequest, StorageError } from "../storage-error.js";
import { retryAfterCompaction } from "./enforce-quota.js";
import { MAX_STAGE_CHUNKS, MAX_STAGED_SIZE, maxStagedPages } from "./stage-limits.js";
import { digestChunk, encodeStageRecord, type StageRecord } from "./stage-record.js";
import { findStage, type StoredStage, stageExpiryOf, stageNotFound } from "./stored-stage.js";

/**
 * Stores a chunk.
 *
 * The next chunk may be sent before this one is answered: chunks are stored in order or not at all,
 * so after a failure no later one is, and finalizing finds the file incomplete. A failure of the
 * store may be temporary, and the same chunk may come again; any other failure is remembered and
 * refuses everything that follows, for the same reason.
 *
 * The request is idempotent: a chunk that is stored already is answered as the first time if its
 * bytes are equal, and refused if not.
 */
export async function storeStageChunk(
  context: EngineContext,
  keys: DatabaseKeys,
  request: SqliteCommitStageRequest,
): Promise<SqliteCommitStageOk> {
  const stage = context.stages.getOrCreate(keys, request, maxStagedPages(keys));
  return await stage.runSerially(async () => {
    if (stage.failure !== undefined) throw stage.failure;
    const state = await storeInOrder(context, keys, request, stage).catch((error: unknown) => {
      if (error instanceof StorageError && isFinal(error)) stage.failure = error;
      throw error;
    });
    // The right chunk may still come, so this failure is not remembered.
    if (state === "too early")
      throw invalidRequest(
        "an earlier chunk was not staged yet; send the chunks in the order of chunkIdx",
      );
    return { chunkIdxCommitted: request.chunkIdx };
  });
}

async function storeInOrder(
  context: EngineContext,
  keys: DatabaseKeys,
  request: SqliteCommitStageRequest,
  stage: CachedStage,
): Promise<ChunkState> {
  checkRequest(request);
  const { chunkIdx, bytes, isLast } = request;
  const chunk: Chunk = { index: chunkIdx, bytes, digest: digestChunk(bytes), isLast };
  verify(stage, chunk);
  const options = { name: "stage_chunk", token: Buffer.from(chunk.digest, "hex") };
  const attempt = async (transaction: DatabaseTransaction, meta: Meta): Promise<ChunkState> => {
    requireOwner(meta, request.generation);
    const stored = await findStage(transaction, meta, request.txid, stageExpiryOf(context, keys));
    if (stored === undefined) throw stageNotFound(request.txid);
    const state = chunkStateOf(stored.record, chunk);
    const quota = quotaOf(meta, context.thresholds.maxStorageSize);
    const { txid } = request;
    if (state === "next") writeChunk(transaction, meta, stored, { ...chunk, txid, quota });
    return state;
  };
  return await retryAfterCompaction(context, keys, () => mutate(context, keys, options, attempt));
}

type ChunkState = "stored already" | "next" | "too early";

type Chunk = {
  readonly index: number;
  readonly bytes: Uint8Array;
  readonly digest: string;
  readonly isLast: boolean;
};

function checkRequest({ chunkIdx, bytes }: SqliteCommitStageRequest): void {
  if (bytes.length === 0) throw invalidRequest("a stage chunk must have at least 1 byte, got 0");
  if (bytes.length > MAX_DELTA_SIZE) {
    throw invalidRequest(`a stage chunk has ${bytes.length} bytes, the limit is ${MAX_DELTA_SIZE}`);
  }
  if (!Number.isInteger(chunkIdx) || chunkIdx < 0) {
    throw invalidRequest(`chunkIdx must be an integer from 0, got ${chunkIdx}`);
  }
  if (chunkIdx >= MAX_STAGE_CHUNKS) {
    throw invalidRequest(`chunkIdx must be below ${MAX_STAGE_CHUNKS}, got ${chunkIdx}`);
  }
}

/** A chunk of a file that cannot be valid is not stored. */
function verify(stage: CachedStage, { index, bytes, digest, isLast }: Chunk): void {
  try {
    stage.verify(index, bytes, digest, isLast ? "last" : "followed");
  } catch (cause) {
    throw toInvalidRequest(cause);
  }
}

/** An `LtxError` means that the file is refused; anything else is thrown on as it is. */
export function toInvalidRequest(cause: unknown): unknown {
  if (!(cause instanceof LtxError)) return cause;
  const reason = `the staged LTX file is invalid: ${cause.issue.kind}`;
  return new StorageError({ kind: "invalid-request", reason }, { cause });
}

/** Throws `invalid-request` if another chunk is stored already, or if there can be no more. */
function chunkStateOf({ digests, state }: StageRecord, chunk: Chunk): ChunkState {
  const count = digests.length;
  if (chunk.index < count) {
    const isLast = state === "complete" && chunk.index === count - 1;
    if (digests[chunk.index] === chunk.digest && isLast === chunk.isLast) {
      return "stored already";
    }
    throw invalidRequest(`chunk ${chunk.index} was already staged with different bytes or isLast`);
  }
  if (state === "complete")
    throw invalidRequest("the chunk with isLast was staged already; finalize the commit");
  return chunk.index === count ? "next" : "too early";
}

type ChunkToWrite = Chunk & { readonly txid: bigint; readonly quota: bigint };

function writeChunk(
  transaction: DatabaseTransaction,
  meta: Meta,
  { header, record }: StoredStage,
  { txid, index, bytes, digest, isLast, quota }: ChunkToWrite,
): void {
  const fileSize = record.fileSize + bytes.length;
  if (fileSize > MAX_STAGED_SIZE) {
    throw invalidRequest(`a staged commit has ${fileSize} bytes, the limit is ${MAX_STAGED_SIZE}`);
  }
  transaction.insert(deltaKey(transaction.keys, txid, index), bytes);
  const next = encodeStageRecord({
    ...record,
    fileSize,
    digests: [...record.digests, digest],
    state: isLast ? "complete" : "open",
  });
  transaction.replace(header, header.key, next);
  const change = { before: meta, after: transaction.countedMeta(meta), quota };
  if (!allowsChunk(change, fileSize)) throw quotaExceeded(change);
  transaction.writeMeta(meta);
}

/** Tells whether every later request for the stage has to fail, too. */
function isFinal({ issue }: StorageError): boolean {
  const { kind } = issue;
  return kind === "invalid-request" || kind === "quota-exceeded" || kind === "corrupt";
}
