/**
 * A commit in one message: one transaction writes a DELTA, a row of the page index for each page,
 * and META.
 */

import type {
  SqliteCommitOk,
  SqliteCommitRequest,
  SqliteDirtyPage,
} from "@barewire/protocol/envoy-protocol";
import type { LastCommit, Meta } from "@barewire/protocol/sqlite-storage";
import type { DatabaseTransaction } from "../engine/database-transaction.js";
import { type EngineContext, mutate } from "../engine/engine-context.js";
import { databaseNameOf } from "../engine/meta-cache.js";
import { readPageIndex, writePageIndexEntry } from "../engine/page-index.js";
import type { DatabaseKeys } from "../format/database-keys.js";
import { requireHead, requireOwner } from "../format/fence.js";
import { deltaKey } from "../format/logical-key.js";
import { encodeDelta } from "../format/ltx-blob.js";
import { toSqliteMeta } from "../format/meta-record.js";
import { checkCommit } from "./check-commit.js";
import { dropUncommitted, mayHaveUncommitted } from "./drop-uncommitted.js";
import { enforceQuota, retryAfterCompaction } from "./enforce-quota.js";
import { idempotencyTokenOfPages, repeatedCommit } from "./idempotency-token.js";
import { resizeDatabase } from "./resize-database.js";

/** The largest txid: no commit can follow it, so a request that expects this head is fenced off. */
const MAX_TXID: bigint = 2n ** 64n - 1n;

/** A checked request, and what is computed of it once for all attempts. */
type Commit = {
  readonly request: SqliteCommitRequest;
  /** The pages in ascending order. */
  readonly pages: readonly SqliteDirtyPage[];
  readonly pgnos: readonly number[];
  readonly token: Uint8Array;
  /** Encodes the blob under this txid. */
  readonly blobOf: (txid: bigint) => Uint8Array;
};

/** The result of one attempt. */
type Outcome = {
  readonly meta: Meta;
  readonly txid: bigint;
  /** Nothing was written in this attempt, as an earlier one had written it. */
  readonly isRepeated: boolean;
  readonly isShorter: boolean;
  readonly attempt: number;
};

/**
 * Throws `invalid-request`, `commit-too-large`, `fence-mismatch`, `quota-exceeded`, `overloaded` or
 * what the store throws; then nothing was written, except that the outcome is unknown after
 * `kv-unknown-result`. The commit is idempotent: the same request gives the same answer again, also
 * after the database was opened again, as long as no other commit has followed.
 */
export async function commitPages(
  context: EngineContext,
  keys: DatabaseKeys,
  request: SqliteCommitRequest,
): Promise<SqliteCommitOk> {
  const startMs = context.clock.monotonicMs();
  const commit = prepare(context, request);
  const encodedMs = context.clock.monotonicMs();
  const { token } = commit;
  await context.compaction.throttle(keys);
  const outcome = await retryAfterCompaction(context, keys, () => {
    return mutate(context, keys, { name: "commit", token }, (transaction, meta) => {
      return attemptCommit(context, transaction, meta, commit);
    });
  });
  if (!outcome.isRepeated) afterCommit(context, keys, commit, outcome);
  observe(context, commit, outcome, { startMs, encodedMs });
  return { newHeadTxid: outcome.txid, meta: toSqliteMeta(outcome.meta) };
}

function prepare({ clock }: EngineContext, request: SqliteCommitRequest): Commit {
  const pages = checkCommit(request);
  const dbSizePages = request.newDbSizePages;
  const timestampMs = BigInt(Math.trunc(clock.epochMs()));
  let encoded: { readonly txid: bigint; readonly blob: Uint8Array } | undefined;
  const blobOf = (txid: bigint) => {
    if (encoded?.txid !== txid) {
      encoded = { txid, blob: encodeDelta({ txid, dbSizePages, timestampMs }, pages) };
    }
    return encoded.blob;
  };
  // If nothing was staged, which is nearly always so, this is the txid that the commit gets; so the
  // pages are compressed while no transaction waits for it.
  if (request.expectedHeadTxid < MAX_TXID) blobOf(request.expectedHeadTxid + 1n);
  const pgnos = pages.map(({ pgno }) => pgno);
  return { request, pages, pgnos, token: idempotencyTokenOfPages(request, pages), blobOf };
}

async function attemptCommit(
  context: EngineContext,
  transaction: DatabaseTransaction,
  meta: Meta,
  commit: Commit,
): Promise<Outcome> {
  const { request, pgnos, token } = commit;
  const { attempt } = transaction.kv;
  // The token contains the generation, so the sender made this commit: as the owner that it still
  // is, or under the generation that it had before its connection was lost.
  const repeated = repeatedCommit(meta, request, token);
  if (repeated !== undefined) {
    return { meta, txid: repeated.txid, isRepeated: true, isShorter: false, attempt };
  }
  requireOwner(meta, request.generation);
  requireHead(meta, request.expectedHeadTxid);
  context.compaction.rejectIfOverloaded(transaction.keys, meta);
  const txid = meta.nextTxid;
  const { newDbSizePages, expectedHeadTxid } = request;
  if (mayHaveUncommitted(meta)) await dropUncommitted(transaction, meta, () => false);
  await resizeDatabase(transaction, { meta, txid, newDbSizePages, pgnos });
  const oldEntries = await readPageIndex(transaction, pgnos);
  if (pgnos.length > 0) {
    transaction.insert(deltaKey(transaction.keys, txid, 0), commit.blobOf(txid));
  }
  for (const pgno of pgnos) {
    writePageIndexEntry(transaction, pgno, txid, oldEntries.has(pgno) ? "replaced" : "new");
  }
  const lastCommit: LastCommit = { token, expectedHeadTxid, txid, dbSizePages: newDbSizePages };
  const after: Meta = {
    ...meta,
    headTxid: txid,
    nextTxid: txid + 1n,
    dbSizePages: newDbSizePages,
    lastCommit,
  };
  const readPageOne = async () => commit.pages.find(({ pgno }) => pgno === 1)?.bytes;
  await enforceQuota(context, transaction, { before: meta, after, oldEntries, readPageOne });
  const written = transaction.writeMeta(after);
  const isShorter = newDbSizePages < meta.dbSizePages;
  return { meta: written, txid, isRepeated: false, isShorter, attempt };
}

function afterCommit(
  { pageIndex, compaction }: EngineContext,
  keys: DatabaseKeys,
  { request, pgnos, blobOf }: Commit,
  { meta, txid, isShorter }: Outcome,
): void {
  pageIndex.advance(databaseNameOf(keys, meta), {
    fromTxid: request.expectedHeadTxid,
    headTxid: txid,
    entries: new Map(pgnos.map((pgno) => [pgno, txid])),
    size: isShorter ? "smaller" : "same-or-larger",
  });
  compaction.onCommit(keys, meta, blobOf(txid).length);
}

function observe(
  { observer, clock }: EngineContext,
  { pages }: Commit,
  { meta, attempt }: Outcome,
  { startMs, encodedMs }: { readonly startMs: number; readonly encodedMs: number },
): void {
  const path = "fast";
  const endMs = clock.monotonicMs();
  const size = pages.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const seconds = (ms: number) => ms / 1_000;
  const phase = "barewire_sqlite_commit_phase_duration_seconds";
  observer.record(phase, seconds(encodedMs - startMs), { phase: "ltx_encode", path });
  observer.record(phase, seconds(endMs - encodedMs), { phase: "kv_write", path });
  observer.record("barewire_sqlite_commit_duration_seconds", seconds(endMs - startMs), { path });
  observer.record("barewire_sqlite_commit_dirty_page_count", pages.length, { path });
  observer.record("barewire_sqlite_commit_dirty_bytes", size, { path });
  observer.record("barewire_sqlite_commit_pages", pages.length, { path });
  observer.record("barewire_sqlite_kv_ops_per_commit", attempt, { path });
  observer.record("barewire_sqlite_commit_total", 1, {});
  const deltaCount = Number(meta.headTxid - meta.materializedTxid);
  observer.record("barewire_sqlite_delta_count", deltaCount, {});
}
