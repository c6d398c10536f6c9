/**
 * What a session knows of its database, and whether what the server says of it agrees.
 *
 * A server may be wrong, or lie. All that it says is compared with what was said before, in time
 * that depends on what came and never on a number in it. Each function throws `invalid-response`.
 */

import type { SqliteMeta, SqliteStartupData } from "@barewire/protocol/envoy-protocol";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { FetchedPage } from "../cache/fetch-plan.js";
import { invalidResponse } from "./check-response.js";

/** Pages of a larger commit are staged, whatever else the server would take in one message. */
const MAX_DELTA_BYTES = 8 * 1024 * 1024;

export class KnownDatabase {
  /** Of the present connection, or of the last one. */
  generation: bigint;
  /** The newest commit that the session made or found at the open. */
  headTxid: bigint;
  /** At that commit. */
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

  /** A start after a reconnect. Its head may be another one: what that means is for the caller. */
  checkRestart(startup: SqliteStartupData): void {
    checkStart(startup);
    if (startup.generation <= this.generation) {
      throw invalidResponse("the generation of a new connection is not above that of the last one");
    }
    this.#checkSame(startup.meta);
  }

  /** The META of an answer on the present connection. */
  checkMeta(meta: SqliteMeta): void {
    checkMetaAlone(meta);
    if (meta.generation !== this.generation) {
      throw invalidResponse("its generation is not that of the connection");
    }
    this.#checkSame(meta);
  }

  /** The answer to a commit, which made the database `dbSizePages` long. */
  checkCommit(newHeadTxid: bigint, meta: SqliteMeta, dbSizePages: number): void {
    checkMetaAlone(meta);
    if (newHeadTxid <= this.headTxid) {
      throw invalidResponse("the txid of a commit is not above that of the commit before");
    }
    if (meta.headTxid !== newHeadTxid)
      throw invalidResponse("the txid of a commit is not the head");
    if (meta.dbSizePages !== dbSizePages) {
      throw invalidResponse("the database has another size than was committed");
    }
    if (meta.generation < this.generation) throw invalidResponse("the generation went back");
    this.#checkSame(meta);
  }

  /** The txid of a staged commit: above the head, and never one that was handed out before. */
  checkStageTxid(txid: bigint): void {
    if (txid <= this.headTxid || txid <= this.#lastStageTxid) {
      throw invalidResponse("the txid of a staged commit is not above all that were there before");
    }
    this.#lastStageTxid = txid;
  }

  #checkSame(meta: SqliteMeta): void {
    if (meta.creationTsMs !== this.#creationTsMs)
      throw invalidResponse("it is of another database");
    if (meta.headTxid === this.headTxid && meta.dbSizePages !== this.dbSizePages) {
      throw invalidResponse("the database has another size at the same commit");
    }
  }
}

/** Most bytes of dirty pages in one message, and in one chunk, as the server says it. */
export function maxDeltaBytesOf({ maxDeltaBytes }: SqliteMeta): number {
  return Number(maxDeltaBytes > MAX_DELTA_BYTES ? MAX_DELTA_BYTES : maxDeltaBytes);
}

function checkStart({ generation, meta }: SqliteStartupData): void {
  checkMetaAlone(meta);
  if (generation < 1n) throw invalidResponse("the generation is 0");
  if (meta.generation !== generation) throw invalidResponse("it names two generations");
  if (meta.maxDeltaBytes < BigInt(PAGE_SIZE)) {
    throw invalidResponse("not even one page fits into maxDeltaBytes");
  }
}

/** What must hold in any META. */
function checkMetaAlone(meta: SqliteMeta): void {
  if (meta.pageSize !== PAGE_SIZE) throw invalidResponse("its page size is not 4,096");
  if (meta.headTxid > 0n && meta.dbSizePages === 0)
    throw invalidResponse("it has commits and no pages");
  if (meta.headTxid === 0n && meta.dbSizePages > 0)
    throw invalidResponse("it has pages and no commits");
  if (meta.materializedTxid > meta.headTxid) {
    throw invalidResponse("more commits are compacted than there are");
  }
}

function checkPreloaded(pages: readonly FetchedPage[], dbSizePages: number): void {
  const seen = new Set<number>();
  for (const { pgno, bytes } of pages) {
    if (pgno < 1 || pgno > dbSizePages)
      throw invalidResponse("a preloaded page is outside the database");
    if (seen.has(pgno)) throw invalidResponse("a page is preloaded twice");
    seen.add(pgno);
    if (bytes === null) throw invalidResponse("a preloaded page inside the database is absent");
    if (bytes.length !== PAGE_SIZE) throw invalidResponse("a preloaded page is not of 4,096 bytes");
  }
}
