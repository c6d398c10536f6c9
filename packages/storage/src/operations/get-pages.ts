/**
 * The two read requests: pages by number, and a range of pages. Each takes one transaction.
 */

import type {
  SqliteFetchedPage,
  SqliteGetPageRangeOk,
  SqliteGetPageRangeRequest,
  SqliteGetPagesOk,
  SqliteGetPagesRequest,
} from "@barewire/protocol/envoy-protocol";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import {
  type EngineContext,
  newTransaction,
  requireDatabase,
  view,
} from "../engine/engine-context.js";
import { pageIndexEntriesOf } from "../engine/page-index.js";
import type { DatabaseKeys } from "../format/database-keys.js";
import { requireOwner } from "../format/fence.js";
import { metaKey, pageIndexKey } from "../format/logical-key.js";
import { decodeHeader } from "../format/logical-value.js";
import { toSqliteMeta } from "../format/meta-record.js";
import { MAX_PGNO, MAX_READ_PAGES, MAX_READ_SIZE } from "../format/sizes.js";
import { invalidRequest } from "../storage-error.js";
import { cachedPages, readPages } from "./read-pages.js";

type Snapshot = { readonly meta: Meta; readonly pages: ReadonlyMap<number, Uint8Array> };

const GET_PAGES = { name: "get_pages" };

/** The most rows of the page index that are read together with META, whether they exist or not. */
const MAX_ROWS_WITH_META = 32;

/** Throws `invalid-request`, `fence-mismatch`, `corrupt` or what the store throws. */
export async function getPages(
  context: EngineContext,
  keys: DatabaseKeys,
  request: SqliteGetPagesRequest,
): Promise<SqliteGetPagesOk> {
  const { pgnos } = request;
  if (pgnos.length > MAX_READ_PAGES) {
    throw invalidRequest(`pgnos has ${pgnos.length} pages, the limit is ${MAX_READ_PAGES}`);
  }
  for (const pgno of pgnos) checkPgno(pgno);
  const wanted = pgnos.length === 1 ? pgnos : [...new Set(pgnos)].sort((a, b) => a - b);
  const startMs = context.clock.monotonicMs();
  const { meta, pages } = await readSnapshot(context, keys, request.generation, wanted);
  observe(context, startMs, pgnos.length);
  return {
    pages: pgnos.map((pgno) => fetchedPage(pgno, pages)),
    meta: toSqliteMeta(meta),
  };
}

/**
 * Reads at most 256 pages or 1 MiB, whatever the request says, but at least one page. Throws what
 * `getPages` throws.
 */
export async function getPageRange(
  context: EngineContext,
  keys: DatabaseKeys,
  request: SqliteGetPageRangeRequest,
): Promise<SqliteGetPageRangeOk> {
  const { startPgno, maxPages, maxBytes } = request;
  if (!context.flags.rangeReads) {
    throw invalidRequest("range reads are switched off by BAREWIRE_SQLITE_OPT_RANGE_READS");
  }
  checkPgno(startPgno);
  if (maxPages < 1 || maxBytes < 1n)
    throw invalidRequest(
      `maxPages and maxBytes must be at least 1, got ${maxPages} and ${maxBytes}`,
    );
  const maxSize = maxBytes > BigInt(MAX_READ_SIZE) ? MAX_READ_SIZE : Number(maxBytes);
  const countBySize = Math.max(1, Math.floor(maxSize / PAGE_SIZE));
  const count = Math.min(maxPages, MAX_READ_PAGES, countBySize, MAX_PGNO - startPgno + 1);
  const pgnos = Array.from({ length: count }, (_, index) => startPgno + index);
  const startMs = context.clock.monotonicMs();
  const { meta, pages } = await readSnapshot(context, keys, request.generation, pgnos);
  observe(context, startMs, count);
  return {
    startPgno,
    pages: pgnos.map((pgno) => fetchedPage(pgno, pages)),
    meta: toSqliteMeta(meta),
  };
}

/** Reads pages for the owner. `pgnos` ascend without repeats, and may be beyond the end. */
function readSnapshot(
  context: EngineContext,
  keys: DatabaseKeys,
  generation: bigint,
  pgnos: readonly number[],
): Promise<Snapshot> {
  const name = context.metas.nameOf(keys);
  const isKnown = name !== undefined && context.pageIndex.hasAll(name, pgnos);
  const isFew = pgnos.length <= MAX_ROWS_WITH_META && !isKnown;
  const snapshot = isFew
    ? readWithMeta(context, keys, generation, pgnos)
    : readAfterMeta(context, keys, generation, pgnos);
  if (context.flags.dedupGetPagesMeta) return snapshot;
  return snapshot.then((read) => readMetaAgain(context, keys, generation).then(() => read));
}

/** Reads META, and then the pages. */
function readAfterMeta(
  context: EngineContext,
  keys: DatabaseKeys,
  generation: bigint,
  pgnos: readonly number[],
): Promise<Snapshot> {
  return view(context, keys, GET_PAGES, (transaction, meta) => {
    requireOwner(meta, generation);
    const inside = pgnos.filter((pgno) => pgno <= meta.dbSizePages);
    const cached = cachedPages(context, transaction, meta, inside);
    if (cached !== undefined) return { meta, pages: cached };
    return readPages(context, transaction, meta, inside).then((pages) => ({ meta, pages }));
  });
}

/** Reads META and the rows of the page index together. */
function readWithMeta(
  context: EngineContext,
  keys: DatabaseKeys,
  generation: bigint,
  pgnos: readonly number[],
): Promise<Snapshot> {
  const indexKeys = pgnos.map((pgno) => pageIndexKey(keys, pgno));
  const rowKeys = [metaKey(keys), ...indexKeys].map(({ bytes }) => bytes);
  return context.kv.run(
    GET_PAGES.name,
    async (kv) => {
      const transaction = newTransaction(context, keys, kv);
      const [metaRow, ...rows] = await kv.getMany(rowKeys);
      const meta = requireDatabase(transaction.decodeMetaRow(metaRow));
      requireOwner(meta, generation);
      const inside = pgnos.filter((pgno) => pgno <= meta.dbSizePages);
      const headers = indexKeys.slice(0, inside.length).flatMap((key, index) => {
        const row = rows[index];
        return row === undefined ? [] : [decodeHeader(key, row)];
      });
      const pages = await readPages(
        context,
        transaction,
        meta,
        inside,
        pageIndexEntriesOf(headers),
      );
      return { meta, pages };
    },
    { readOnly: true },
  );
}

/**
 * Reads META once more, only to measure what that costs: the response has what was read together
 * with the pages.
 */
async function readMetaAgain(
  context: EngineContext,
  keys: DatabaseKeys,
  generation: bigint,
): Promise<void> {
  await view(context, keys, { name: "get_pages_meta" }, async (_, meta) => {
    requireOwner(meta, generation);
  });
}

function observe({ observer, clock }: EngineContext, startMs: number, count: number): void {
  const seconds = (clock.monotonicMs() - startMs) / 1_000;
  observer.record("barewire_sqlite_get_pages_duration_seconds", seconds, {});
  observer.record("barewire_sqlite_get_pages_count", count, {});
}

function fetchedPage(pgno: number, pages: Snapshot["pages"]): SqliteFetchedPage {
  return { pgno, bytes: pages.get(pgno) ?? null };
}

function checkPgno(pgno: number): void {
  if (!Number.isInteger(pgno) || pgno < 1 || pgno > MAX_PGNO) {
    throw invalidRequest(`a page number must be between 1 and ${MAX_PGNO}, got ${pgno}`);
  }
}
