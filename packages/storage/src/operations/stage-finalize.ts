/**
 * Finalizes a staged commit: one transaction makes all of its pages visible. The chunks stay in
 * their rows, which are the DELTA of the commit from now on.
 */

import type {
  SqliteCommitFinalizeOk,
  SqliteCommitFinalizeRequest,
} from "@barewire/protocol/envoy-protocol";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { DatabaseTransaction } from "../engine/database-transaction.js";
import { type EngineContext, mutate } from "../engine/engine-context.js";
import { databaseNameOf } from "../engine/meta-cache.js";
import { readPageIndex, writePageIndexEntry } from "../engine/page-index.js";
import type { CachedStage, VerifiedFile } from "../engine/staging-cache.js";
import { deltaBlob, firstDeltaChunkKeys, readBlobPages } from "../engine/stored-blob.js";
import type { DatabaseKeys } from "../format/database-keys.js";
import { requireHead, requireOwner } from "../format/fence.js";
import { toSqliteMeta } from "../format/meta-record.js";
import { invalidRequest } from "../storage-error.js";
import { checkNewDbSizePages } from "./check-commit.js";
import { enforceQuota, retryAfterCompaction } from "./enforce-quota.js";
import { idempotencyTokenOfFile } from "./idempotency-token.js";
import { resizeDatabase } from "./resize-database.js";
import { maxStagedPages } from "./stage-limits.js";
import type { StageRecord } from "./stage-record.js";
import { findStage, stageExpiryOf, stageNotFound } from "./stored-stage.js";
import { verifyStoredFile } from "./verify-stored-file.js";

/**
 * The time-out is longer than that of other transactions, as tens of thousands of rows are written.
 */
const TIMEOUT_MS = 30_000;

/**
 * Finalizes a stage. It is idempotent: a txid is that of one file, so a head with this txid is this
 * commit. It takes one transaction, or a few more to read the chunks again in a process that has
 * not received them.
 */
export async function finalizeStage(
  context: EngineContext,
  keys: DatabaseKeys,
  request: SqliteCommitFinalizeRequest,
): Promise<SqliteCommitFinalizeOk> {
  const { newDbSizePages, txid } = request;
  checkNewDbSizePages(newDbSizePages);
  await context.compaction.throttle(keys);
  const stage = context.stages.getOrCreate(keys, request, maxStagedPages(keys));
  return await stage.runSerially(async () => {
    if (stage.failure !== undefined) throw stage.failure;
    const startMs = context.clock.monotonicMs();
    const first = await tryFinalize(context, keys, request, stage.file);
    const outcome =
      first.kind === "unverified" ? await verifyAndFinalize(context, keys, request, stage) : first;
    if (outcome.kind === "unverified") throw stageNotFound(txid);
    if (outcome.kind === "committed") committed(context, keys, outcome, startMs);
    return { newHeadTxid: txid, meta: toSqliteMeta(outcome.meta) };
  });
}

type Outcome =
  | { readonly kind: "committed"; readonly meta: Meta; readonly commit: Commit }
  | { readonly kind: "committed-before"; readonly meta: Meta }
  /** This process has not verified the stored chunks. */
  | { readonly kind: "unverified" };

type Commit = {
  readonly fromTxid: bigint;
  readonly oldSize: number;
  readonly pgnos: readonly number[];
  readonly fileSize: number;
};

async function verifyAndFinalize(
  context: EngineContext,
  keys: DatabaseKeys,
  request: SqliteCommitFinalizeRequest,
  stage: CachedStage,
): Promise<Outcome> {
  stage.file = await verifyStoredFile(context, keys, request.txid);
  return await tryFinalize(context, keys, request, stage.file);
}

async function tryFinalize(
  context: EngineContext,
  keys: DatabaseKeys,
  request: SqliteCommitFinalizeRequest,
  file: VerifiedFile | undefined,
): Promise<Outcome> {
  const { txid, generation, expectedHeadTxid } = request;
  const options = { name: "stage_finalize", token: keys.prefix, timeoutMs: TIMEOUT_MS };
  const attempt = async (transaction: DatabaseTransaction, meta: Meta): Promise<Outcome> => {
    requireOwner(meta, generation);
    if (isCommitted(meta, request)) return { kind: "committed-before", meta };
    requireHead(meta, expectedHeadTxid);
    const stored = await findStage(transaction, meta, txid, stageExpiryOf(context, keys));
    if (stored === undefined || stored.record.state === "open") throw stageNotFound(txid);
    if (file === undefined || !isSameFile(file, stored.record)) return { kind: "unverified" };
    checkFile(file, request);
    context.compaction.rejectIfOverloaded(keys, meta);
    transaction.remove(stored.header);
    return await commit(context, transaction, meta, { request, file, record: stored.record });
  };
  return await retryAfterCompaction(context, keys, () => mutate(context, keys, options, attempt));
}

function isCommitted({ headTxid, lastCommit }: Meta, request: SqliteCommitFinalizeRequest) {
  return (
    headTxid === request.txid &&
    lastCommit?.expectedHeadTxid === request.expectedHeadTxid &&
    lastCommit.dbSizePages === request.newDbSizePages
  );
}

function isSameFile({ digests }: VerifiedFile, record: StageRecord): boolean {
  return (
    digests.length === record.digests.length &&
    digests.every((digest, index) => digest === record.digests[index])
  );
}

/** The verifier has checked everything else: pages above the size, their order, their checksum. */
function checkFile({ header }: VerifiedFile, request: SqliteCommitFinalizeRequest): void {
  const { txid, newDbSizePages } = request;
  if (header.pageSize !== PAGE_SIZE)
    throw invalidRequest(
      `pages of the staged LTX file must have ${PAGE_SIZE} bytes, got ${header.pageSize}`,
    );
  if (header.minTxid !== txid || header.maxTxid !== txid) {
    throw invalidRequest("the staged LTX file is not for the txid of the request");
  }
  if (header.commit !== newDbSizePages) {
    throw invalidRequest(
      `newDbSizePages is ${newDbSizePages}, and ${header.commit} in the staged LTX file`,
    );
  }
}

type StagedCommit = {
  readonly request: SqliteCommitFinalizeRequest;
  readonly file: VerifiedFile;
  readonly record: StageRecord;
};

async function commit(
  context: EngineContext,
  transaction: DatabaseTransaction,
  meta: Meta,
  { request, file, record }: StagedCommit,
): Promise<Outcome> {
  const { txid, expectedHeadTxid, newDbSizePages } = request;
  const pgnos = file.frames.map(({ pgno }) => pgno);
  const entries = await readPageIndex(transaction, pgnos);
  await resizeDatabase(transaction, { meta, txid, newDbSizePages, pgnos });
  for (const pgno of pgnos) {
    writePageIndexEntry(transaction, pgno, txid, entries.has(pgno) ? "replaced" : "new");
  }
  const token = idempotencyTokenOfFile(request, record.digests);
  const lastCommit = { token, expectedHeadTxid, txid, dbSizePages: newDbSizePages };
  const after: Meta = { ...meta, headTxid: txid, dbSizePages: newDbSizePages, lastCommit };
  const readPageOne = async (): Promise<Uint8Array | undefined> => {
    return pgnos[0] === 1 ? await readStagedPage(context, transaction, txid, 1) : undefined;
  };
  // The bytes of the chunks were counted when they were staged, and belong to this commit.
  const sqliteStorageUsed = meta.sqliteStorageUsed - BigInt(record.fileSize);
  const before = { ...meta, sqliteStorageUsed };
  await enforceQuota(context, transaction, { before, after, oldEntries: entries, readPageOne });
  const written = transaction.writeMeta(after);
  const { headTxid: fromTxid, dbSizePages: oldSize } = meta;
  const { fileSize } = record;
  return { kind: "committed", meta: written, commit: { fromTxid, oldSize, pgnos, fileSize } };
}

async function readStagedPage(
  context: EngineContext,
  transaction: DatabaseTransaction,
  txid: bigint,
  pgno: number,
): Promise<Uint8Array | undefined> {
  const [first, second] = await transaction.headers(firstDeltaChunkKeys(transaction, txid));
  if (first === undefined) return undefined;
  const blob = await deltaBlob(transaction, txid, first, second);
  return (await readBlobPages(context, transaction, blob, [pgno])).get(pgno);
}

/** Updates the caches and signals of this process after the commit is durable. */
function committed(
  context: EngineContext,
  keys: DatabaseKeys,
  { meta, commit: { fromTxid, oldSize, pgnos, fileSize } }: Outcome & { kind: "committed" },
  startMs: number,
): void {
  const { observer, clock } = context;
  context.stages.forget(keys, meta.headTxid);
  context.pageIndex.advance(databaseNameOf(keys, meta), {
    fromTxid,
    headTxid: meta.headTxid,
    entries: new Map(pgnos.map((pgno) => [pgno, meta.headTxid])),
    size: meta.dbSizePages < oldSize ? "smaller" : "same-or-larger",
  });
  context.compaction.onCommit(keys, meta, fileSize);
  const labels = { path: "slow" };
  const seconds = (clock.monotonicMs() - startMs) / 1_000;
  observer.record("barewire_sqlite_commit_duration_seconds", seconds, labels);
  observer.record("barewire_sqlite_commit_dirty_page_count", pgnos.length, labels);
  observer.record("barewire_sqlite_commit_dirty_bytes", pgnos.length * PAGE_SIZE, labels);
  observer.record("barewire_sqlite_commit_pages", pgnos.length, labels);
  observer.record("barewire_sqlite_commit_total", 1, {});
}
