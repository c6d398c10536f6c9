/** One database of an engine, as its owner uses it. */

import {
  createSqliteStore,
  DEFAULT_STORAGE_FLAGS,
  type Kv,
  type SqliteEngine,
} from "@barewire/sqlite-storage";
import type { Page } from "./page-content.js";

const ID = { namespace: "bench", actorId: "bench" };

export class EngineDatabase {
  readonly engine: SqliteEngine;
  #generation = 0n;
  #headTxid = 0n;
  #pageCount = 0;

  private constructor(engine: SqliteEngine) {
    this.engine = engine;
  }

  /** Compaction runs only on request, never beside a measurement. */
  static async open(kv: Kv, cache: "on" | "off"): Promise<EngineDatabase> {
    const flags = {
      ...DEFAULT_STORAGE_FLAGS,
      disableCompaction: true,
      decodedLtxCache: cache === "on",
    };
    const database = new EngineDatabase(createSqliteStore({ kv, flags }));
    const { generation, meta } = await database.engine.open(ID);
    database.#generation = generation;
    database.#headTxid = meta.headTxid;
    database.#pageCount = meta.dbSizePages;
    return database;
  }

  async commit(pages: readonly Page[]): Promise<void> {
    this.#pageCount = Math.max(this.#pageCount, ...pages.map(({ pgno }) => pgno));
    const { newHeadTxid } = await this.engine.commit(ID, {
      actorId: ID.actorId,
      generation: this.#generation,
      expectedHeadTxid: this.#headTxid,
      dirtyPages: [...pages],
      newDbSizePages: this.#pageCount,
    });
    this.#headTxid = newHeadTxid;
  }

  async read(startPgno: number, maxPages: number): Promise<readonly (Uint8Array | null)[]> {
    const { pages } = await this.engine.getPageRange(ID, {
      actorId: ID.actorId,
      generation: this.#generation,
      startPgno,
      maxPages,
      maxBytes: 1_048_576n,
    });
    return pages.map(({ bytes }) => bytes);
  }

  async compact(): Promise<void> {
    await this.engine.compact(ID);
  }

  /** The bytes of keys and values. The database must be sound, or the measurement is void. */
  async storedSize(): Promise<number> {
    const { findings, physicalSize } = await this.engine.inspect(ID);
    if (findings.length > 0) throw new Error("the database is not sound");
    return Number(physicalSize);
  }

  async stop(): Promise<void> {
    await this.engine.stop();
  }
}
