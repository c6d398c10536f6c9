/**
 * `SharedRuntime`: shared by all databases of a process. It has the page cache with its budget, the
 * code of SQLite, and the switches.
 */

import type { Clock, Random } from "@barewire/clock";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { cacheSlotCount, createPageCache, type PageCache } from "../cache/page-cache.js";
import type { PageFlags } from "../cache/page-flags.js";
import { createMemorySlab } from "../cache/page-slab.js";
import { invalidOption } from "../check-options.js";
import { DatabaseError } from "../database-error.js";
import type { CreatePredictor } from "../prefetch/predictor.js";
import type { DatabaseSession } from "../session/database-session.js";
import { PageFetcher } from "../session/page-fetcher.js";
import type { EngineSettings } from "../sqlite/engine.js";
import type { CompiledSqlite } from "../sqlite/sqlite-module.js";
import { createSlabMemory, type SlabMemory } from "../worker/page-table.js";
import type { CallContext, Platform } from "../worker/platform.js";
import { createSharedSlab } from "../worker/shared-slab.js";
import type { SqliteBinding } from "../worker/sqlite-binding.js";
import { bindSuspended } from "../worker/suspended-binding.js";
import { bindWorker } from "../worker/worker-binding.js";
import { WorkerPool } from "../worker/worker-pool.js";
import type { Lease } from "./lease.js";
import { Openings } from "./openings.js";

/**
 * `worker`: SQLite in a worker thread of its own. `suspended`: in this thread, where the platform
 * can.
 */
export type BindingKind = "worker" | "suspended";

export interface SharedRuntimeOptions {
  readonly platform: Platform;
  readonly clock: Clock;
  readonly random: Random;
  readonly flags: PageFlags;
  /** The binding; by default a worker, if the platform has shared memory. */
  readonly binding?: BindingKind;
  /** Replaces the predictor of prefetching that the flags describe. */
  readonly createPredictor?: CreatePredictor;
}

export class SharedRuntime {
  readonly clock: Clock;
  readonly random: Random;
  readonly flags: PageFlags;
  readonly binding: BindingKind;
  readonly cache: PageCache;
  /** Inside which transactions the running code was called; null where nothing tells. */
  readonly callContext: CallContext<readonly Lease[]> | null;
  readonly openings: Openings = new Openings();
  readonly #platform: Platform;
  readonly #createPredictor: CreatePredictor | undefined;
  readonly #memory: SlabMemory | null;
  readonly #workers: WorkerPool;
  #compiled: Promise<CompiledSqlite | null> | null = null;

  /** Throws `unsupported-platform` where neither kind of binding is possible. */
  constructor(options: SharedRuntimeOptions) {
    const { platform, clock, random, flags, binding } = options;
    this.#createPredictor = options.createPredictor;
    this.clock = clock;
    this.random = random;
    this.flags = flags;
    this.callContext = platform.createCallContext?.() ?? null;
    this.#platform = platform;
    this.#workers = new WorkerPool(platform);
    this.binding = binding ?? (platform.hasSharedMemory ? "worker" : "suspended");
    if (this.binding === "worker" && !platform.hasSharedMemory) {
      throw unsupported("threads share memory only on a page that is cross-origin isolated");
    }
    if (this.binding === "suspended" && !platform.hasSuspending) {
      throw unsupported("without shared memory, WebAssembly.Suspending is needed");
    }
    const slotCount = cacheSlotCount(flags.cacheBytes, PAGE_SIZE);
    try {
      this.#memory = this.binding === "worker" ? createSlabMemory(PAGE_SIZE, slotCount) : null;
      const slab =
        this.#memory === null
          ? createMemorySlab(PAGE_SIZE, slotCount)
          : createSharedSlab(this.#memory);
      this.cache = createPageCache(slab);
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      throw invalidOption("flags.cacheBytes", "the platform has no memory of this size", cause);
    }
  }

  /** A database's share of the cache. Throws `too-many-databases`. */
  createPageFetcher(session: DatabaseSession): PageFetcher {
    try {
      const { flags, cache } = this;
      return new PageFetcher({ session, flags, cache, createPredictor: this.#createPredictor });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new DatabaseError({ kind: "too-many-databases" }, undefined, { cause: error });
    }
  }

  /** Starts a SQLite for the database. */
  async bind(
    fetcher: PageFetcher,
    session: DatabaseSession,
    batchAtomicCheck: EngineSettings["batchAtomicCheck"],
  ): Promise<SqliteBinding> {
    const { clock, random } = this;
    const settings: EngineSettings = {
      pageSize: PAGE_SIZE,
      dbSizePages: session.start.dbSizePages,
      maxDeltaBytes: session.start.maxDeltaBytes,
      pagerCacheKib: this.flags.pagerCacheKib,
      batchAtomicCheck,
    };
    this.#compiled ??= this.#platform.compile(this.#memory === null ? "jspi" : "synchronous");
    const compiled = await this.#compiled;
    if (this.#memory === null) {
      const { giveWay } = this.#platform;
      return bindSuspended({ compiled, fetcher, session, settings, clock, random, giveWay });
    }
    const workers = this.#workers;
    const platform = this.#platform;
    const slab = this.#memory;
    return bindWorker({ workers, platform, compiled, slab, fetcher, session, settings, clock });
  }
}

function unsupported(reason: string): DatabaseError {
  return new DatabaseError({ kind: "unsupported-platform", reason });
}
