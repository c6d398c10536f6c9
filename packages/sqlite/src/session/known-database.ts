/**
 * `KnownDatabase`: the state of a database as the session knows it, and checks of the server's
 * responses against it.
 *
 * A server may be wrong, or lie. Every response is compared with earlier ones, in time that depends
 * on its length and never on a number in it. Each function throws `invalid-response`.
 */

import type { SqliteMeta, SqliteStartupData } from "@barewire/protocol/envoy-protocol";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { FetchedPage } from "../cache/fetch-plan.js";
import { invalidResponse } from "./check-response.js";

/** Larger commits are staged, even if the server would accept them in one message. */
const MAX_DELTA_BYTES = 8 * 1024 * 1024;

export class KnownDatabase {
  /** The generation of the present connection, or of the last one. */
  generation: bigint;
  /** The newest commit that the session made or found at the open. */
  headTxid: bigint;
  /** The size of the database at `headTxid`. */
  dbSizePages: number;
  readonly #creationTsMs: bigint;
  #lastStageTxid = 0n;

  constructor(startup: SqliteStartupData) {
    checkStart(startup);
    checkPreloaded(startup.preloadedPages, startup.meta.dbSizePages);
    this.generation = startup.generation;
    this.headTxid = startup.meta.headTxid;
    this.dbSizePages = startup.meta.dbSizePages;
    this.#creationTsMs = startup.meta.creationTsMs;
  }

  /** Checks a start after a reconnect. Its head may be another one, which the caller judges. */
  checkRestart(startup: SqliteStartupData): void {
    checkStart(startup);
    if (startup.generation <= this.generation) {
      throw invalidResponse("the generation of a new connection must be above the last one");
    }
    this.#checkSame(startup.meta);
  }

  /** Checks the META of a response on the present connection. */
  checkMeta(meta: SqliteMeta): void {
    checkMetaAlone(meta);
    if (meta.generation !== this.generation) {
      throw invalidResponse("meta.generation is not that of the connection");
    }
    this.#checkSame(meta);
  }

  /** Checks the response to a commit that set the size to `dbSizePages`. */
  checkCommit(newHeadTxid: bigint, meta: SqliteMeta, dbSizePages: number): void {
    checkMetaAlone(meta);
    if (newHeadTxid <= this.headTxid) {
      throw invalidResponse("newHeadTxid must be above the head before the commit");
    }
    if (meta.headTxid !== newHeadTxid)
      throw invalidResponse("newHeadTxid and meta.headTxid differ");
    if (meta.dbSizePages !== dbSizePages) {
      throw invalidResponse("meta.dbSizePages is not the size that was committed");
    }
    if (meta.generation < this.generation)
      throw invalidResponse("meta.generation is lower than before");
    this.#checkSame(meta);
  }

  /** Checks the txid of a staged commit: it is above the head, and was never given out before. */
  checkStageTxid(txid: bigint): void {
    if (txid <= this.headTxid || txid <= this.#lastStageTxid) {
      throw invalidResponse("the txid of a staged commit must be above all before it");
    }
    this.#lastStageTxid = txid;
  }

  #checkSame(meta: SqliteMeta): void {
    if (meta.creationTsMs !== this.#creationTsMs)
      throw invalidResponse("creationTsMs is that of another database");
    if (meta.headTxid === this.headTxid && meta.dbSizePages !== this.dbSizePages) {
      throw invalidResponse("dbSizePages has changed without a commit");
    }
  }
}

/** The most bytes of dirty pages in one message, and of one chunk, as the server limits them. */
export function maxDeltaBytesOf({ maxDeltaBytes }: SqliteMeta): number {
  return Number(maxDeltaBytes > MAX_DELTA_BYTES ? MAX_DELTA_BYTES : maxDeltaBytes);
}

function checkStart({ generation, meta }: SqliteStartupData): void {
  checkMetaAlone(meta);
  if (generation < 1n) throw invalidResponse("generation must be at least 1");
  if (meta.generation !== generation)
    throw invalidResponse("generation and meta.generation differ");
  if (meta.maxDeltaBytes < BigInt(PAGE_SIZE)) {
    throw invalidResponse("maxDeltaBytes is less than one page");
  }
}

/** Checks the relations between fields that hold in every META. */
function checkMetaAlone(meta: SqliteMeta): void {
  if (meta.pageSize !== PAGE_SIZE) throw invalidResponse("pageSize must be 4096");
  if (meta.headTxid > 0n && meta.dbSizePages === 0)
    throw invalidResponse("headTxid is above 0, but dbSizePages is 0");
  if (meta.headTxid === 0n && meta.dbSizePages > 0)
    throw invalidResponse("dbSizePages is above 0, but headTxid is 0");
  if (meta.materializedTxid > meta.headTxid) {
    throw invalidResponse("materializedTxid is greater than headTxid");
  }
}

function checkPreloaded(pages: readonly FetchedPage[], dbSizePages: number): void {
  const seen = new Set<number>();
  for (const { pgno, bytes } of pages) {
    if (pgno < 1 || pgno > dbSizePages)
      throw invalidResponse("a preloaded page is beyond dbSizePages");
    if (seen.has(pgno)) throw invalidResponse("a page is preloaded twice");
    seen.add(pgno);
    if (bytes === null) throw invalidResponse("a preloaded page inside the database is missing");
    if (bytes.length !== PAGE_SIZE)
      throw invalidResponse("a preloaded page does not have 4096 bytes");
  }
}
