/**
 * `SqliteStore`: what the request handlers ask of the storage engine.
 *
 * Requests and answers are those of envoy-protocol, handed through as they are: the handlers look
 * at actor and generation alone, every other field is checked here. A request is refused with a
 * `StorageError`; what its kinds are is in `storage-error.ts`.
 */

import type {
  SqliteCommitFinalizeOk,
  SqliteCommitFinalizeRequest,
  SqliteCommitOk,
  SqliteCommitRequest,
  SqliteCommitStageBeginOk,
  SqliteCommitStageBeginRequest,
  SqliteCommitStageOk,
  SqliteCommitStageRequest,
  SqliteGeneration,
  SqliteGetPageRangeOk,
  SqliteGetPageRangeRequest,
  SqliteGetPagesOk,
  SqliteGetPagesRequest,
  SqlitePersistPreloadHintsRequest,
  SqliteStartupData,
} from "@barewire/protocol/envoy-protocol";

/** The id of a database. Rows are keyed by the namespace, a zero byte and the actor id. */
export type DatabaseId = {
  readonly namespace: string;
  readonly actorId: string;
};

export interface SqliteStore {
  /**
   * Opens a database for a new owner, creating it if it does not exist. The generation is
   * incremented, so the previous owner is fenced off. The pages are those that are worth
   * preloading, within a budget.
   */
  open(database: DatabaseId): Promise<SqliteStartupData>;
  /** Ends the ownership of `generation` in order. An older generation is ignored. */
  close(database: DatabaseId, generation: SqliteGeneration): Promise<void>;
  /** Throws `fence-mismatch` unless `generation` still owns the database. */
  ensureOwner(database: DatabaseId, generation: SqliteGeneration): Promise<void>;

  getPages(database: DatabaseId, request: SqliteGetPagesRequest): Promise<SqliteGetPagesOk>;
  getPageRange(
    database: DatabaseId,
    request: SqliteGetPageRangeRequest,
  ): Promise<SqliteGetPageRangeOk>;
  /**
   * When it returns, the commit is durable. It is idempotent: the same request again gives the same
   * answer.
   */
  commit(database: DatabaseId, request: SqliteCommitRequest): Promise<SqliteCommitOk>;
  commitStageBegin(
    database: DatabaseId,
    request: SqliteCommitStageBeginRequest,
  ): Promise<SqliteCommitStageBeginOk>;
  commitStage(
    database: DatabaseId,
    request: SqliteCommitStageRequest,
  ): Promise<SqliteCommitStageOk>;
  commitFinalize(
    database: DatabaseId,
    request: SqliteCommitFinalizeRequest,
  ): Promise<SqliteCommitFinalizeOk>;
  persistPreloadHints(
    database: DatabaseId,
    request: SqlitePersistPreloadHintsRequest,
  ): Promise<void>;
}
