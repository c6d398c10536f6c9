/** `createSqliteStore`: the engine as request handlers see it, put together from its operations. */

import { BACKGROUND_CLOCK, type Clock, type Random, SYSTEM_RANDOM } from "@barewire/clock";
import { Compactor } from "./compaction/compactor.js";
import type { EngineContext } from "./engine/engine-context.js";
import { type EngineObserver, NOOP_OBSERVER } from "./engine/engine-observer.js";
import { DEFAULT_STORAGE_FLAGS, type StorageFlags } from "./engine/flags.js";
import { MetaCache } from "./engine/meta-cache.js";
import { PageCache } from "./engine/page-cache.js";
import { PageIndexCache } from "./engine/page-index-cache.js";
import { StageAges } from "./engine/stage-ages.js";
import { StagingCache } from "./engine/staging-cache.js";
import { DEFAULT_THRESHOLDS, type EngineThresholds } from "./engine/thresholds.js";
import { type DatabaseKeys, databaseKeys } from "./format/database-keys.js";
import { inspectDatabase, readDatabaseRows } from "./inspect/inspect-database.js";
import type { Inspection } from "./inspect/inspection.js";
import type { Kv } from "./kv/kv.js";
import { commitPages } from "./operations/commit-pages.js";
import { getPageRange, getPages } from "./operations/get-pages.js";
import { closeDatabase, ensureOwner, openDatabase } from "./operations/open-database.js";
import { persistHints } from "./operations/persist-hints.js";
import { beginStage } from "./operations/stage-begin.js";
import { storeStageChunk } from "./operations/stage-chunk.js";
import { finalizeStage } from "./operations/stage-finalize.js";
import type { DatabaseId, SqliteStore } from "./sqlite-store.js";
import { StorageError } from "./storage-error.js";

export type EngineOptions = {
  /** The caller closes it, after the engine was stopped. */
  readonly kv: Kv;
  /** By default, its timers do not keep the process alive. */
  readonly clock?: Clock;
  readonly random?: Pick<Random, "number">;
  readonly flags?: StorageFlags;
  readonly thresholds?: Partial<EngineThresholds>;
  readonly observer?: EngineObserver;
};

export interface SqliteEngine extends SqliteStore {
  /** Compacts all that can be compacted now, whatever the thresholds are. */
  compact(database: DatabaseId): Promise<void>;
  /** Checks everything that is stored of a database, which has to fit into memory. */
  inspect(database: DatabaseId): Promise<Inspection>;
  /**
   * Stops background work. Nothing needs to be flushed: every commit is durable when it is
   * answered.
   */
  stop(): Promise<void>;
}

export function createSqliteStore(options: EngineOptions): SqliteEngine {
  const thresholds = { ...DEFAULT_THRESHOLDS, ...options.thresholds };
  const clock = options.clock ?? BACKGROUND_CLOCK;
  const base = {
    kv: options.kv,
    clock,
    flags: options.flags ?? DEFAULT_STORAGE_FLAGS,
    thresholds,
    observer: options.observer ?? NOOP_OBSERVER,
    metas: new MetaCache(),
    pageIndex: new PageIndexCache(thresholds.pageIndexCacheCount),
    pages: new PageCache(thresholds.pageCacheSize),
    stageAges: new StageAges(clock),
  };
  const compactor = new Compactor(base, options.random ?? SYSTEM_RANDOM);
  return new Engine({ ...base, compaction: compactor, stages: new StagingCache() }, compactor);
}

class Engine implements SqliteEngine {
  readonly #context: EngineContext;
  readonly #compactor: Compactor;
  /**
   * Callers that ask again about a database pass the same object, so its keys are computed once.
   */
  readonly #keys: WeakMap<DatabaseId, DatabaseKeys> = new WeakMap();

  constructor(context: EngineContext, compactor: Compactor) {
    this.#context = context;
    this.#compactor = compactor;
  }

  readonly open: SqliteStore["open"] = (database) => {
    return this.#run(database, (keys) => openDatabase(this.#context, keys));
  };

  readonly close: SqliteStore["close"] = (database, generation) => {
    return this.#run(database, (keys) => closeDatabase(this.#context, keys, generation));
  };

  readonly ensureOwner: SqliteStore["ensureOwner"] = (database, generation) => {
    return this.#run(database, (keys) => ensureOwner(this.#context, keys, generation));
  };

  readonly getPages: SqliteStore["getPages"] = (database, request) => {
    return this.#run(database, (keys) => getPages(this.#context, keys, request));
  };

  readonly getPageRange: SqliteStore["getPageRange"] = (database, request) => {
    return this.#run(database, (keys) => getPageRange(this.#context, keys, request));
  };

  readonly commit: SqliteStore["commit"] = (database, request) => {
    return this.#run(database, (keys) => commitPages(this.#context, keys, request));
  };

  readonly commitStageBegin: SqliteStore["commitStageBegin"] = (database, request) => {
    return this.#run(database, (keys) => beginStage(this.#context, keys, request));
  };

  readonly commitStage: SqliteStore["commitStage"] = (database, request) => {
    return this.#run(database, (keys) => storeStageChunk(this.#context, keys, request));
  };

  readonly commitFinalize: SqliteStore["commitFinalize"] = (database, request) => {
    return this.#run(database, (keys) => finalizeStage(this.#context, keys, request));
  };

  readonly persistPreloadHints: SqliteStore["persistPreloadHints"] = (database, request) => {
    return this.#run(database, (keys) => persistHints(this.#context, keys, request));
  };

  async compact(database: DatabaseId): Promise<void> {
    await this.#run(database, (keys) => this.#compactor.compact(keys));
  }

  async inspect(database: DatabaseId): Promise<Inspection> {
    const rows = await readDatabaseRows(this.#context.kv, database);
    return inspectDatabase(database, rows);
  }

  async stop(): Promise<void> {
    await this.#compactor.stop();
  }

  /** Runs `work`, and tells the observer when an owner was fenced off, wherever it was noticed. */
  async #run<T>(database: DatabaseId, work: (keys: DatabaseKeys) => Promise<T>): Promise<T> {
    try {
      return await work(this.#keysOf(database));
    } catch (error) {
      if (error instanceof StorageError && error.issue.kind === "fence-mismatch") {
        const { observer } = this.#context;
        observer.record("barewire_sqlite_fence_mismatch_total", 1, {});
        observer.onEvent({ kind: "fence-mismatch", database });
      }
      throw error;
    }
  }

  #keysOf(database: DatabaseId): DatabaseKeys {
    const known = this.#keys.get(database);
    if (known !== undefined) return known;
    const keys = databaseKeys(database);
    this.#keys.set(database, keys);
    return keys;
  }
}
