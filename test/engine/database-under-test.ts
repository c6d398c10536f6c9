/**
 * A database in a memory store, one owner of it, and a model of its contents. The rows are
 * inspected after each commit, so no test can leave a database behind that is not sound.
 */

import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import type {
  SqliteCommitOk,
  SqliteCommitRequest,
  SqliteFetchedPage,
  SqliteGetPageRangeOk,
} from "@barewire/protocol/envoy-protocol";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import {
  createSqliteStore,
  type DatabaseId,
  DEFAULT_STORAGE_FLAGS,
  type EngineOptions,
  type Inspection,
  inspectDatabase,
  type Kv,
  type KvRow,
  type SqliteEngine,
  StorageError,
  type StorageIssue,
} from "@barewire/sqlite-storage";
import { MemoryStore, openMemoryKv } from "@barewire/sqlite-storage/memory";
import type { FaultyKv } from "@barewire/sqlite-storage/testing";
import { type CountedKv, countOperations } from "@barewire/sqlite-storage/testing";
import { expect } from "vitest";
import { allRows, databaseKeys } from "../../packages/storage/src/format/database-keys.js";
import { failureOf } from "../contract/failure-of.js";
import { bytesOf, hex } from "../contract/hex.js";

export const ID: DatabaseId = { namespace: "default", actorId: "actor" };

export type DatabaseOptions = Omit<EngineOptions, "kv"> & {
  readonly store?: MemoryStore;
  readonly id?: DatabaseId;
  readonly kv?: Kv;
  /** Compaction is off unless a test is about it. */
  readonly compaction?: "on" | "off";
};

/** A process that has the database open. */
export class DatabaseUnderTest {
  readonly id: DatabaseId;
  readonly store: MemoryStore;
  readonly kv: CountedKv;
  readonly engine: SqliteEngine;
  /** The expected content of every page; a page that is not in it reads as zeros. */
  readonly model: Map<number, Uint8Array>;
  generation = 0n;
  head = 0n;
  size = 0;

  constructor(options: DatabaseOptions = {}, model: Map<number, Uint8Array> = new Map()) {
    const { store = new MemoryStore(), id = ID, kv, compaction = "off", ...engine } = options;
    this.id = id;
    this.store = store;
    this.model = model;
    this.kv = countOperations(kv ?? openMemoryKv({ store }));
    const flags = { ...DEFAULT_STORAGE_FLAGS, disableCompaction: compaction === "off" };
    this.engine = createSqliteStore({ flags, ...engine, kv: this.kv });
  }

  static async open(options: DatabaseOptions = {}): Promise<DatabaseUnderTest> {
    const database = new DatabaseUnderTest(options);
    await database.open();
    return database;
  }

  /** Another process on the same store, which has not opened the database. */
  beside(options: DatabaseOptions = {}): DatabaseUnderTest {
    const { store, id, model } = this;
    const other = new DatabaseUnderTest({ store, id, ...options }, model);
    Object.assign(other, { generation: this.generation, head: this.head, size: this.size });
    return other;
  }

  async open(): Promise<readonly SqliteFetchedPage[]> {
    const { generation, meta, preloadedPages } = await this.engine.open(this.id);
    this.generation = generation;
    this.head = meta.headTxid;
    this.size = meta.dbSizePages;
    return preloadedPages;
  }

  async close(): Promise<void> {
    await this.engine.close(this.id, this.generation);
  }

  /** The request that commits these pages on top of what the owner knows. */
  request(
    pages: Pages,
    newDbSizePages: number = Math.max(this.size, ...pages.keys()),
  ): SqliteCommitRequest {
    return {
      actorId: this.id.actorId,
      generation: this.generation,
      expectedHeadTxid: this.head,
      dirtyPages: Array.from(pages, ([pgno, bytes]) => ({ pgno, bytes })),
      newDbSizePages,
    };
  }

  async commit(pages: Pages, newDbSizePages?: number): Promise<SqliteCommitOk> {
    const request = this.request(pages, newDbSizePages);
    const ok = await this.engine.commit(this.id, request);
    this.head = ok.newHeadTxid;
    this.size = request.newDbSizePages;
    for (const [pgno, bytes] of pages) this.model.set(pgno, bytes);
    for (const pgno of this.model.keys()) if (pgno > this.size) this.model.delete(pgno);
    this.inspect();
    return ok;
  }

  /** Fills pages that do not compress, in commits of 2 MiB without an inspection of each. */
  async fill(first: number, last: number): Promise<void> {
    for (let start = first; start <= last; start += 512) {
      const pgnos = range(start, Math.min(start + 511, last));
      const request = this.request(new Map(pgnos.map((pgno) => [pgno, noise(pgno)])));
      const ok = await this.engine.commit(this.id, request);
      this.head = ok.newHeadTxid;
      this.size = request.newDbSizePages;
      for (const { pgno, bytes } of request.dirtyPages) this.model.set(pgno, bytes);
    }
  }

  async read(...pgnos: number[]): Promise<readonly (Uint8Array | null)[]> {
    const { actorId } = this.id;
    const request = { actorId, generation: this.generation, pgnos };
    const { pages } = await this.engine.getPages(this.id, request);
    return pages.map(({ bytes }) => bytes);
  }

  readRange(
    startPgno: number,
    maxPages: number,
    maxBytes = 1_048_576n,
  ): Promise<SqliteGetPageRangeOk> {
    const { actorId } = this.id;
    const { generation } = this;
    return this.engine.getPageRange(this.id, {
      actorId,
      generation,
      startPgno,
      maxPages,
      maxBytes,
    });
  }

  /** Compares these pages, or all pages of a small database, with the model. */
  async expectPages(pgnos: readonly number[] = range(1, this.size)): Promise<void> {
    for (let start = 0; start < pgnos.length; start += 256) {
      const part = pgnos.slice(start, start + 256);
      const read = await this.read(...part);
      part.forEach((pgno, index) => {
        const expected = pgno > this.size ? null : (this.model.get(pgno) ?? ZEROS);
        expect(same(read[index] ?? null, expected), `page ${pgno}`).toBe(true);
      });
    }
  }

  rows(): readonly KvRow[] {
    const [heads, chunks] = allRows(databaseKeys(this.id));
    return [...this.store.contents().rows()].filter(([key]) => {
      return [heads, chunks].some(({ start, end }) => {
        return Buffer.compare(start, key) <= 0 && Buffer.compare(key, end) < 0;
      });
    });
  }

  /** A digest of all stored rows. */
  digest(): string {
    const hash = createHash("sha256");
    for (const [key, value] of this.rows()) hash.update(hex(key)).update(":").update(hex(value));
    return hash.digest("hex");
  }

  /** Inspects the database, and fails the test unless it is sound. */
  inspect(): Inspection {
    const inspection = inspectDatabase(this.id, this.rows());
    expect(inspection.findings).toEqual([]);
    return inspection;
  }

  /** Changes stored rows directly, without the engine. */
  async tamper(change: (rows: Map<string, Uint8Array>) => void): Promise<void> {
    const before = new Map(this.rows().map(([key, value]) => [hex(key), value]));
    const after = new Map(before);
    change(after);
    await openMemoryKv({ store: this.store }).run("tamper", async (tx) => {
      for (const key of before.keys()) if (!after.has(key)) tx.clear(bytesOf(key));
      for (const [key, value] of after) tx.set(bytesOf(key), value);
    });
  }
}

export type Pages = ReadonlyMap<number, Uint8Array>;

const ZEROS = new Uint8Array(PAGE_SIZE);

/** A page that compresses well and says what it is. */
export function page(text: string): Uint8Array {
  const bytes = new Uint8Array(PAGE_SIZE);
  new TextEncoder().encodeInto(`${text};`.repeat(8), bytes);
  return bytes;
}

/** A page that does not compress. The same seed gives the same page. */
export function noise(seed: number): Uint8Array {
  const words = new Uint32Array(PAGE_SIZE / 4);
  let state = (seed + 1) * 0x9e37_79b1;
  for (let index = 0; index < words.length; index += 1) {
    state = Math.imul(state ^ (state >>> 15), 0x85eb_ca6b) + index;
    state = Math.imul(state ^ (state >>> 13), 0xc2b2_ae35);
    words[index] = state ^ (state >>> 16);
  }
  return new Uint8Array(words.buffer);
}

/** Pages that all contain the same text and their number. */
export function pages(text: string, pgnos: readonly number[]): Pages {
  return new Map(pgnos.map((pgno) => [pgno, page(`${text} ${pgno}`)]));
}

export function range(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

export function same(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : Buffer.compare(a, b) === 0;
}

/** The issue that `work` is refused with; anything else fails the test. */
export async function issueOf(work: Promise<unknown>): Promise<StorageIssue> {
  return (await failureOf(work, StorageError)).issue;
}

export async function kindOf(work: Promise<unknown>): Promise<StorageIssue["kind"]> {
  return (await issueOf(work)).kind;
}

/**
 * The outcome is "crashed" if a fault has come and nothing follows, for more turns than a memory
 * store needs.
 */
export async function outcomeOf(
  work: Promise<unknown>,
  kv: FaultyKv,
): Promise<"done" | "refused" | "crashed"> {
  let outcome: "done" | "refused" | undefined;
  work.then(
    () => {
      outcome = "done";
    },
    () => {
      outcome = "refused";
    },
  );
  for (let idleTurns = 0; idleTurns < 10; idleTurns += kv.faultCount()) {
    await nextTurn();
    if (outcome !== undefined) return outcome;
  }
  return "crashed";
}
