/**
 * Opening, closing and ownership. Each opening increments the generation, a fencing token, so there
 * is one owner at any time: the previous owner is refused from then on.
 */

import type { SqliteFetchedPage, SqliteStartupData } from "@barewire/protocol/envoy-protocol";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import { type EngineContext, mutate, mutateOrCreate, view } from "../engine/engine-context.js";
import type { DatabaseKeys } from "../format/database-keys.js";
import { requireGeneration, requireOwner } from "../format/fence.js";
import { newMeta, toSqliteMeta } from "../format/meta-record.js";
import { dropUncommitted, mayHaveUncommitted, type Removed } from "./drop-uncommitted.js";
import { readPreloadHints } from "./hint-record.js";
import { choosePreloadPages } from "./preload-choice.js";
import { readPages } from "./read-pages.js";
import { recoverDatabase } from "./recover-database.js";
import { keepsStage, stageExpiryOf } from "./stored-stage.js";

const NOTHING_REMOVED: Removed = { rowCount: 0, size: 0 };

/**
 * Opens the database for a new owner, and creates it if there is none. It takes one transaction
 * after an orderly close, whatever the size; one more reads the pages for the response.
 */
export async function openDatabase(
  context: EngineContext,
  keys: DatabaseKeys,
): Promise<SqliteStartupData> {
  const { clock, observer } = context;
  const startMs = clock.monotonicMs();
  const { meta, removed } = await takeOver(context, keys);
  reportRemoved(context, keys, removed);
  const preloadedPages = await preload(context, keys, meta);
  context.compaction.onCommit(keys, meta, 0);
  const seconds = (clock.monotonicMs() - startMs) / 1_000;
  observer.record("barewire_sqlite_open_duration_seconds", seconds, {});
  return { generation: meta.generation, meta: toSqliteMeta(meta), preloadedPages };
}

/** Throws `fence-mismatch` unless `generation` has the database open. */
export async function ensureOwner(
  context: EngineContext,
  keys: DatabaseKeys,
  generation: bigint,
): Promise<void> {
  await view(context, keys, { name: "ensure_owner" }, async (_, meta) => {
    requireOwner(meta, generation);
  });
}

/** Does nothing if another owner has opened the database since, and nothing when repeated. */
export async function closeDatabase(
  context: EngineContext,
  keys: DatabaseKeys,
  generation: bigint,
): Promise<void> {
  // Closing is idempotent: run again after a commit of unknown outcome, it finds the database
  // closed.
  const options = { name: "close", token: keys.prefix };
  const removed = await mutate(context, keys, options, async (transaction, meta) => {
    if (generation < meta.generation) return undefined;
    requireGeneration(meta, generation);
    if (meta.cleanClose) return NOTHING_REMOVED;
    const isKept = keepsStage(meta, stageExpiryOf(context, keys));
    const removed = mayHaveUncommitted(meta)
      ? await dropUncommitted(transaction, meta, isKept)
      : NOTHING_REMOVED;
    transaction.writeMeta({ ...meta, cleanClose: true });
    return removed;
  });
  if (removed === undefined) return;
  context.compaction.onClose(keys);
  reportRemoved(context, keys, removed);
}

type Opened = { readonly meta: Meta; readonly removed: Removed };

async function takeOver(context: EngineContext, keys: DatabaseKeys): Promise<Opened> {
  const { clock } = context;
  // Run again after a commit of unknown outcome, it opens the database once more, which has the
  // same effect as once.
  const options = { name: "open", token: keys.prefix };
  return await mutateOrCreate(context, keys, options, async (transaction, found) => {
    const meta = found ?? newMeta(clock.epochMs());
    const removed = meta.cleanClose
      ? NOTHING_REMOVED
      : await recoverDatabase(context, transaction, meta);
    const opened = { ...meta, generation: meta.generation + 1n, cleanClose: false };
    return { meta: transaction.writeMeta(opened), removed };
  });
}

async function preload(
  context: EngineContext,
  keys: DatabaseKeys,
  { dbSizePages, generation }: Meta,
): Promise<readonly SqliteFetchedPage[]> {
  if (dbSizePages === 0 || context.flags.startupPreloadMaxSize === 0) return [];
  const pages = await view(context, keys, { name: "preload" }, async (transaction, meta) => {
    requireOwner(meta, generation);
    const hints = await readPreloadHints(context, transaction);
    const chosen = choosePreloadPages(meta, hints, context.flags);
    const pgnos = [...chosen].sort((a, b) => a - b);
    return await readPages(context, transaction, meta, pgnos);
  });
  return [...pages].map(([pgno, bytes]) => ({ pgno, bytes })).sort((a, b) => a.pgno - b.pgno);
}

function reportRemoved(
  { observer }: EngineContext,
  keys: DatabaseKeys,
  { rowCount, size }: Removed,
): void {
  if (rowCount === 0) return;
  observer.record("barewire_sqlite_recovery_orphans_cleaned_total", rowCount, {});
  observer.record("barewire_sqlite_orphan_chunk_bytes_reclaimed_total", size, {});
  observer.onEvent({ kind: "recovered", database: keys.id, rowCount, size });
}
