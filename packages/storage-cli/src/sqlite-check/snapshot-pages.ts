/**
 * `SnapshotPages`: the pages of a database as of one snapshot, fetched on demand. A database may be
 * larger than memory, so only the pages that were fetched last are kept.
 */

import { setImmediate as nextTurn } from "node:timers/promises";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import { StorageError } from "@barewire/sqlite-storage";
import {
  type CompactionContext,
  type DatabaseTransaction,
  LOCK_PGNO,
  readPages,
} from "@barewire/sqlite-storage/maintenance";

/** The number of pages in a shard, which are stored together. */
const GROUP_SIZE = 64;
/** The limit is 64 MiB of pages. */
const MAX_KEPT_PAGES = 16_384;
/**
 * The number of fetches after which other work has its turn: an embedded store answers
 * synchronously.
 */
const FETCHES_PER_TURN = 32;

export class SnapshotPages {
  readonly #context: CompactionContext;
  readonly #transaction: DatabaseTransaction;
  readonly #meta: Meta;
  /** The pages in the order in which they were fetched. */
  readonly #kept = new Map<number, Uint8Array>();
  #lastGroup = -1;
  #fetchCount = 0;

  constructor(context: CompactionContext, transaction: DatabaseTransaction, meta: Meta) {
    this.#context = context;
    this.#transaction = transaction;
    this.#meta = meta;
  }

  /** The size of the database in bytes. */
  get size(): number {
    return this.#meta.dbSizePages * PAGE_SIZE;
  }

  /**
   * Returns a page of the database. Throws `corrupt` if it cannot be read, or what the store
   * throws.
   */
  async page(pgno: number): Promise<Uint8Array> {
    const kept = this.#kept.get(pgno);
    if (kept !== undefined) return kept;
    this.#fetchCount += 1;
    if (this.#fetchCount % FETCHES_PER_TURN === 0) await nextTurn();
    const page = (await this.#fetch(pgno)).get(pgno);
    if (page === undefined) throw new RangeError("a page was not read");
    return page;
  }

  async #fetch(pgno: number): Promise<ReadonlyMap<number, Uint8Array>> {
    const group = Math.floor(pgno / GROUP_SIZE);
    const isNear = group === this.#lastGroup || group === this.#lastGroup + 1;
    this.#lastGroup = group;
    if (!isNear) return this.#read([pgno]);
    try {
      return await this.#read(this.#pagesOf(group));
    } catch (error) {
      // One of the neighbours may be damaged, rather than the page that is wanted.
      const isDamaged = error instanceof StorageError && error.issue.kind === "corrupt";
      if (isDamaged) return this.#read([pgno]);
      throw error;
    }
  }

  #pagesOf(group: number): readonly number[] {
    const first = Math.max(1, group * GROUP_SIZE);
    const last = Math.min(this.#meta.dbSizePages, group * GROUP_SIZE + GROUP_SIZE - 1);
    const pgnos = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    return pgnos.filter((pgno) => pgno !== LOCK_PGNO && !this.#kept.has(pgno));
  }

  async #read(pgnos: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>> {
    const pages = await readPages(this.#context, this.#transaction, this.#meta, pgnos);
    for (const [pgno, bytes] of pages) this.#kept.set(pgno, bytes);
    for (const pgno of this.#kept.keys()) {
      if (this.#kept.size <= MAX_KEPT_PAGES) break;
      this.#kept.delete(pgno);
    }
    return pages;
  }
}
