/** A store for tests of files: a folder of its own, and what is in it as an engine sees it. */

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createSqliteStore,
  type DatabaseId,
  DEFAULT_STORAGE_FLAGS,
  type Finding,
  inspectDatabase,
  type Kv,
  readDatabaseRows,
  type SqliteEngine,
} from "@barewire/sqlite-storage";
import { openMemoryKv } from "@barewire/sqlite-storage/memory";
import { exportDatabase } from "../../packages/storage-cli/src/transfer/export-database.js";

export const ID: DatabaseId = { namespace: "default", actorId: "actor" };

export class StoreUnderTest {
  readonly folder: string;
  readonly kv: Kv;
  readonly engine: SqliteEngine;
  #fileCount = 0;

  private constructor(folder: string, kv: Kv) {
    this.folder = folder;
    this.kv = kv;
    const flags = { ...DEFAULT_STORAGE_FLAGS, disableCompaction: true };
    this.engine = createSqliteStore({ kv, flags });
  }

  static async open(kv: Kv = openMemoryKv()): Promise<StoreUnderTest> {
    return new StoreUnderTest(await mkdtemp(join(tmpdir(), "barewire-storage-")), kv);
  }

  /** A path that nothing is at. */
  path(name = "file"): string {
    this.#fileCount += 1;
    return join(this.folder, `${name}-${this.#fileCount}.db`);
  }

  async exported(): Promise<Uint8Array> {
    const path = this.path("exported");
    await exportDatabase(this.kv, ID, path);
    return await readFile(path);
  }

  async findings(): Promise<readonly Finding[]> {
    return inspectDatabase(ID, await readDatabaseRows(this.kv, ID)).findings;
  }

  async rowCount(): Promise<number> {
    return (await readDatabaseRows(this.kv, ID)).length;
  }

  async close(): Promise<void> {
    await this.engine.stop();
    await this.kv.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
