/**
 * What all databases of a process have in common: the page cache with its budget, the code of
 * SQLite, and the switches.
 */

import type { World } from "@barewire/transport";
import { DatabaseError } from "../database/database-error.js";
import { cacheSlotCount, createPageCache, type PageCache } from "../pages/page-cache.js";
import type { PageFlags } from "../pages/page-flags.js";
import { createMemorySlab } from "../pages/page-slab.js";
import type { Platform } from "../platform/platform.js";
import type { DatabaseSession } from "../session/database-session.js";
import { createSharedSlab } from "../slab/shared-slab.js";
import { createSlabMemory, type SlabMemory } from "../slab/slab-words.js";
import type { EngineSettings } from "../sqlite/engine.js";
import type { CompiledSqlite } from "../sqlite/sqlite-module.js";
import type { VfsWorld } from "../sqlite/wire-vfs.js";
import { PageHost } from "./page-host.js";
import { SpareThreads } from "./spare-threads.js";
import type { SqliteBinding } from "./sqlite-binding.js";
import { bindSuspended } from "./suspended-binding.js";
import { bindThread } from "./thread-binding.js";

/** `thread`: SQLite in a thread of its own. `suspended`: in this thread, where the platform can. */
export type BindingKind = "thread" | "suspended";

/** Clock, timers and chance. */
export type DatabaseWorld = World & VfsWorld;

export interface EnvironmentOptions {
  readonly platform: Platform;
  readonly world: DatabaseWorld;
  readonly flags: PageFlags;
  /** By default a thread, where the platform has shared memory. */
  readonly binding?: BindingKind;
}

const PAGE_SIZE = 4096;

export class Environment {
  readonly world: DatabaseWorld;
  readonly flags: PageFlags;
  readonly binding: BindingKind;
  readonly cache: PageCache;
  readonly #platform: Platform;
  readonly #memory: SlabMemory | null;
  readonly #threads: SpareThreads;
  #compiled: Promise<CompiledSqlite | null> | null = null;

  /** Throws `unsupported-platform` where neither kind of binding is possible. */
  constructor({ platform, world, flags, binding }: EnvironmentOptions) {
    this.world = world;
    this.flags = flags;
    this.#platform = platform;
    this.#threads = new SpareThreads(platform);
    this.binding = binding ?? (platform.hasSharedMemory ? "thread" : "suspended");
    if (this.binding === "thread" && !platform.hasSharedMemory) {
      throw unsupported("threads share memory only on a page that is cross-origin isolated");
    }
    if (this.binding === "suspended" && !platform.hasSuspending) {
      throw unsupported("without shared memory, WebAssembly.Suspending is needed");
    }
    const slotCount = cacheSlotCount(flags, PAGE_SIZE);
    this.#memory = this.binding === "thread" ? createSlabMemory(PAGE_SIZE, slotCount) : null;
    const slab =
      this.#memory === null
        ? createMemorySlab(PAGE_SIZE, slotCount)
        : createSharedSlab(this.#memory);
    this.cache = createPageCache(slab, flags);
  }

  /** A database's share of the cache. Throws `too-many-databases`. */
  openHost(session: DatabaseSession): PageHost {
    try {
      return new PageHost({ session, flags: this.flags, cache: this.cache });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new DatabaseError({ kind: "too-many-databases" }, undefined, { cause: error });
    }
  }

  /** Starts a SQLite for the database. */
  async bind(
    host: PageHost,
    session: DatabaseSession,
    proof: EngineSettings["proof"],
  ): Promise<SqliteBinding> {
    const { world } = this;
    const settings: EngineSettings = {
      pageSize: PAGE_SIZE,
      sizePages: session.start.sizePages,
      maxDeltaBytes: session.start.maxDeltaBytes,
      pagerCacheKib: this.flags.pagerCacheKib,
      proof,
    };
    this.#compiled ??= this.#platform.compile(this.#memory === null ? "jspi" : "thread");
    const compiled = await this.#compiled;
    if (this.#memory === null) {
      const { giveWay } = this.#platform;
      return bindSuspended({ compiled, host, session, settings, world, giveWay });
    }
    const threads = this.#threads;
    const slab = this.#memory;
    return bindThread({ threads, compiled, slab, host, session, settings, now: world.now });
  }
}

function unsupported(reason: string): DatabaseError {
  return new DatabaseError({ kind: "unsupported-platform", reason });
}
