/** `Database`: an SQL database whose pages are at a server. */

import { settledWithin } from "@barewire/clock";
import type { PageCounters } from "../cache/page-counters.js";
import { DatabaseError, ignoreDatabaseError } from "../database-error.js";
import type { DatabaseSession } from "../session/database-session.js";
import type { HintFlush } from "../session/hint-flush.js";
import type { PageFetcher } from "../session/page-fetcher.js";
import type { EngineCounters } from "../sqlite/commands.js";
import { BoundScope, type ScopeParts } from "./bound-scope.js";
import type { ReservedConnection, SqlScope } from "./sql-scope.js";

export interface DatabaseMetrics {
  /** Counts of pages that were read, prefetched, used and wasted since the open. */
  readonly pages: Readonly<PageCounters>;
  readonly engine: EngineCounters;
  /** Milliseconds that SQLite has waited for pages and commits. */
  readonly waitedMs: number;
  /** Pages in the cache that all databases of the process share. */
  readonly cachedPages: number;
}

/**
 * A database must be closed: until then it has a worker, a connection and a share of the page
 * cache, and keeps the process alive. A database that is forgotten is ended when it is
 * garbage-collected, which may be never; uncommitted changes are lost then, as with `close`.
 */
export interface Database extends SqlScope {
  /** Version of the protocol that is spoken with the server. */
  readonly protocolVersion: number;
  /**
   * Tells whether another owner has opened the database: it then refuses everything but `close`.
   */
  readonly isFenced: boolean;
  metrics(): Promise<DatabaseMetrics>;
  /**
   * Waits for its turn and then gives a connection of one's own, on which BEGIN and COMMIT are
   * calls of their own. All other calls of the database wait until it is released:
   *
   *     await using connection = await database.reserve();
   */
  reserve(): Promise<ReservedConnection>;
  /**
   * Rolls back an open transaction, closes the database at the server and ends. Calls that wait
   * fail with `closed`. It takes 5 seconds at most: then the worker is terminated, whatever it is
   * doing. It may be called again.
   */
  close(): Promise<void>;
  /**
   * Does what `close` does, within 250 milliseconds, for a process that is about to end. It
   * shortens a `close` that has begun.
   */
  abandon(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface OpenDatabaseParts extends ScopeParts {
  readonly session: DatabaseSession;
  readonly fetcher: PageFetcher;
  readonly hints: HintFlush | null;
  cachedPages(): number;
}

const CLOSE_MS = 5_000;
const ABANDON_MS = 250;

/** Releases the parts of databases that were garbage-collected without being closed. */
const FORGOTTEN = new FinalizationRegistry<OpenDatabaseParts>((parts) => {
  parts.hints?.finish();
  endParts(parts);
});

export class OpenDatabase extends BoundScope implements Database {
  readonly #parts: OpenDatabaseParts;
  /** Resolves when the database has been closed in order, which may never happen. */
  #givenBack: Promise<void> | null = null;

  constructor(parts: OpenDatabaseParts) {
    super(parts);
    this.#parts = parts;
    // The parts must not refer to the database, or it would never be garbage-collected.
    FORGOTTEN.register(this, parts, this);
  }

  get protocolVersion(): number {
    return this.#parts.session.version;
  }

  get isFenced(): boolean {
    return this.#parts.session.isFenced;
  }

  async metrics(): Promise<DatabaseMetrics> {
    const { binding, fetcher } = this.#parts;
    const engine = await binding.call("counters", {});
    return {
      pages: structuredClone(fetcher.resolver.counters),
      engine,
      waitedMs: binding.waitedMs,
      cachedPages: this.#parts.cachedPages(),
    };
  }

  reserve(): Promise<ReservedConnection> {
    return this.reserveScope(this.reserve);
  }

  close(): Promise<void> {
    return this.#closeWithin(CLOSE_MS);
  }

  abandon(): Promise<void> {
    return this.#closeWithin(ABANDON_MS);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Closes the database. If several calls close it, the shortest limit counts. */
  async #closeWithin(limitMs: number): Promise<void> {
    this.#givenBack ??= this.#giveBack();
    try {
      await settledWithin(this.#parts.clock, limitMs, this.#givenBack);
    } finally {
      FORGOTTEN.unregister(this);
      endParts(this.#parts);
    }
  }

  async #giveBack(): Promise<void> {
    const { binding, session, hints } = this.#parts;
    this.end(new DatabaseError({ kind: "closed" }));
    // Enqueued before the end and never waited for: then the connection may be gone.
    hints?.finish();
    // The database is closed in any case.
    await binding.close().catch(ignoreDatabaseError);
    await session.close();
  }
}

/** Ends all parts at once. It may be called again. */
function endParts({ binding, session, fetcher }: OpenDatabaseParts): void {
  binding.terminate();
  fetcher.resolver.close();
  // The session ends by itself if it has not ended yet.
  void session.close();
}
