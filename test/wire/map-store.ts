/** A `SqliteStore` of plain maps: the second implementation, which the engine is compared with. */

import { decodeLtx } from "@barewire/ltx";
import type * as wire from "@barewire/protocol/envoy-protocol";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { type DatabaseId, type SqliteStore, StorageError } from "@barewire/sqlite-storage";

const MAX_DELTA_SIZE = 8 * 1024 * 1024;
const MAX_RANGE_PAGES = 256;

type Stage = { readonly txid: bigint; readonly chunks: Uint8Array[]; isWhole: boolean };

class Database {
  generation = 0n;
  headTxid = 0n;
  nextTxid = 1n;
  dbSizePages = 0;
  pages: Map<number, Uint8Array> = new Map();
  stage: Stage | null = null;
  hints: wire.SqlitePreloadHints | null = null;

  get meta(): wire.SqliteMeta {
    return {
      generation: this.generation,
      headTxid: this.headTxid,
      materializedTxid: 0n,
      dbSizePages: this.dbSizePages,
      pageSize: PAGE_SIZE,
      creationTsMs: 1_000n,
      maxDeltaBytes: BigInt(MAX_DELTA_SIZE),
    };
  }

  fetch(pgno: number): wire.SqliteFetchedPage {
    if (pgno > this.dbSizePages) return { pgno, bytes: null };
    return { pgno, bytes: this.pages.get(pgno) ?? new Uint8Array(PAGE_SIZE) };
  }

  write(txid: bigint, dbSizePages: number, pages: Iterable<wire.SqliteDirtyPage>): void {
    // Frames are views of memory that their senders own, so they are copied.
    for (const { pgno, bytes } of pages) this.pages.set(pgno, bytes.slice());
    for (const pgno of this.pages.keys()) if (pgno > dbSizePages) this.pages.delete(pgno);
    this.dbSizePages = dbSizePages;
    this.headTxid = txid;
    this.stage = null;
  }
}

export class MapStore implements SqliteStore {
  readonly #databases: Map<string, Database> = new Map();

  async open(id: DatabaseId): Promise<wire.SqliteStartupData> {
    const key = keyOf(id);
    const database = this.#databases.get(key) ?? new Database();
    this.#databases.set(key, database);
    database.generation += 1n;
    database.stage = null;
    const preloadedPages = database.dbSizePages > 0 ? [database.fetch(1)] : [];
    return { generation: database.generation, meta: database.meta, preloadedPages };
  }

  async close(): Promise<void> {}

  async ensureOwner(id: DatabaseId, generation: bigint): Promise<void> {
    this.#owned(id, generation);
  }

  async getPages(
    id: DatabaseId,
    request: wire.SqliteGetPagesRequest,
  ): Promise<wire.SqliteGetPagesOk> {
    if (request.pgnos.length > MAX_RANGE_PAGES) throw invalid("more than 256 pages");
    if (request.pgnos.includes(0)) throw invalid("page 0");
    const database = this.#owned(id, request.generation);
    const pages = Array.from(request.pgnos, (pgno) => database.fetch(pgno));
    return { pages, meta: database.meta };
  }

  async getPageRange(
    id: DatabaseId,
    request: wire.SqliteGetPageRangeRequest,
  ): Promise<wire.SqliteGetPageRangeOk> {
    const { startPgno, maxPages, maxBytes, generation } = request;
    if (startPgno === 0 || maxPages === 0 || maxBytes === 0n) throw invalid("an empty range");
    const database = this.#owned(id, generation);
    const fitting = Math.max(1, Math.min(MAX_RANGE_PAGES, Number(maxBytes / BigInt(PAGE_SIZE))));
    const length = Math.min(maxPages, fitting);
    const pages = Array.from({ length }, (_, index) => database.fetch(startPgno + index));
    return { startPgno, pages, meta: database.meta };
  }

  async commit(id: DatabaseId, request: wire.SqliteCommitRequest): Promise<wire.SqliteCommitOk> {
    const { expectedHeadTxid, dirtyPages, newDbSizePages, generation } = request;
    const actualSize = dirtyPages.reduce((size, { bytes }) => size + bytes.length, 0);
    if (actualSize > MAX_DELTA_SIZE) throw tooLarge(actualSize);
    if (dirtyPages.some(({ bytes }) => bytes.length !== PAGE_SIZE)) throw invalid("a page's size");
    const database = this.#owned(id, generation, expectedHeadTxid);
    const txid = database.nextTxid;
    database.nextTxid += 1n;
    database.write(txid, newDbSizePages, dirtyPages);
    return { newHeadTxid: txid, meta: database.meta };
  }

  async commitStageBegin(
    id: DatabaseId,
    { generation }: wire.SqliteCommitStageBeginRequest,
  ): Promise<wire.SqliteCommitStageBeginOk> {
    const database = this.#owned(id, generation);
    const txid = database.nextTxid;
    database.nextTxid += 1n;
    database.stage = { txid, chunks: [], isWhole: false };
    return { txid };
  }

  async commitStage(
    id: DatabaseId,
    request: wire.SqliteCommitStageRequest,
  ): Promise<wire.SqliteCommitStageOk> {
    const { generation, txid, chunkIdx, bytes, isLast } = request;
    const stage = this.#stageOf(this.#owned(id, generation), txid);
    if (chunkIdx !== stage.chunks.length || stage.isWhole) throw invalid("a chunk out of order");
    stage.chunks.push(bytes.slice());
    stage.isWhole = isLast;
    return { chunkIdxCommitted: chunkIdx };
  }

  async commitFinalize(
    id: DatabaseId,
    request: wire.SqliteCommitFinalizeRequest,
  ): Promise<wire.SqliteCommitFinalizeOk> {
    const { generation, expectedHeadTxid, txid, newDbSizePages } = request;
    const database = this.#owned(id, generation, expectedHeadTxid);
    const { chunks, isWhole } = this.#stageOf(database, txid);
    if (!isWhole) throw stageNotFound(txid);
    const { pages } = decodeLtx(new Uint8Array(Buffer.concat(chunks)));
    database.write(txid, newDbSizePages, pages);
    return { newHeadTxid: txid, meta: database.meta };
  }

  async persistPreloadHints(
    id: DatabaseId,
    { generation, hints }: wire.SqlitePersistPreloadHintsRequest,
  ): Promise<void> {
    this.#owned(id, generation).hints = hints;
  }

  #owned(id: DatabaseId, generation: bigint, expectedHeadTxid?: bigint): Database {
    const database = this.#databases.get(keyOf(id));
    if (database === undefined) throw new StorageError({ kind: "database-missing" });
    const { meta } = database;
    const isExpected = expectedHeadTxid === undefined || expectedHeadTxid === meta.headTxid;
    if (generation === meta.generation && isExpected) return database;
    const reason = generation === meta.generation ? "another head" : "another generation";
    throw new StorageError({ kind: "fence-mismatch", response: { actualMeta: meta, reason } });
  }

  #stageOf({ stage }: Database, txid: bigint): Stage {
    if (stage?.txid !== txid) throw stageNotFound(txid);
    return stage;
  }
}

function keyOf({ namespace, actorId }: DatabaseId): string {
  return `${namespace}\0${actorId}`;
}

function invalid(reason: string): StorageError {
  return new StorageError({ kind: "invalid-request", reason });
}

function stageNotFound(stageId: bigint): StorageError {
  return new StorageError({ kind: "stage-not-found", response: { stageId } });
}

function tooLarge(actualSize: number): StorageError {
  const response = {
    actualSizeBytes: BigInt(actualSize),
    maxSizeBytes: BigInt(MAX_DELTA_SIZE),
  };
  return new StorageError({ kind: "commit-too-large", response });
}
