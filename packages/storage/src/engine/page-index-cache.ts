/**
 * `PageIndexCache`: which commit holds the newest version of a page. Databases are evicted in LRU
 * order.
 *
 * What is kept of a database is stamped with the head at which it was true, and used only by a
 * transaction that reads the same head. Another process may have committed meanwhile, so nothing
 * else will do. Only entries that exist are kept: that a page is in no commit becomes true by
 * compaction, without a change of the head, so it is never taken from memory.
 */

type CachedIndex = {
  headTxid: bigint;
  readonly entries: Map<number, bigint>;
};

const NOTHING: ReadonlyMap<number, bigint> = new Map();

export class PageIndexCache {
  readonly #maxCount: number;
  /** By the text of the database's keys; the one used last is the last one. */
  readonly #databases = new Map<string, CachedIndex>();
  #count = 0;

  /** Keeps at most `maxCount` entries, of all databases together. */
  constructor(maxCount: number) {
    this.#maxCount = maxCount;
  }

  get count(): number {
    return this.#count;
  }

  /** The txid of pages at this head. */
  entriesAt(database: string, headTxid: bigint): ReadonlyMap<number, bigint> {
    const cached = this.#databases.get(database);
    return cached?.headTxid === headTxid ? cached.entries : NOTHING;
  }

  /** Whether all of the pages are known, at whichever head. */
  hasAll(database: string, pgnos: readonly number[]): boolean {
    const cached = this.#databases.get(database);
    return cached !== undefined && pgnos.every((pgno) => cached.entries.has(pgno));
  }

  /** Takes what a transaction that saw `headTxid` has read. */
  publish(database: string, headTxid: bigint, entries: ReadonlyMap<number, bigint>): void {
    const cached = this.#databases.get(database);
    // What is already known is newer, and a slow reader must not bring back what it has seen.
    if (cached !== undefined && cached.headTxid > headTxid) return;
    this.#keep(database, headTxid, cached?.headTxid === headTxid ? cached : undefined, entries);
  }

  /**
   * Takes what a commit has changed, which found `fromTxid` and made `headTxid` of it. Places of
   * pages that it has not written stay true, unless it has cut pages off.
   */
  advance(database: string, commit: CommittedEntries): void {
    const { fromTxid, headTxid, entries, size } = commit;
    const cached = this.#databases.get(database);
    if (cached !== undefined && cached.headTxid >= headTxid) return;
    const base = cached?.headTxid === fromTxid && size === "same-or-larger" ? cached : undefined;
    this.#keep(database, headTxid, base, entries);
  }

  /** Forgets a database one of whose entries turned out to be outdated. */
  forget(database: string): void {
    const cached = this.#databases.get(database);
    if (cached === undefined) return;
    this.#databases.delete(database);
    this.#count -= cached.entries.size;
  }

  #keep(
    database: string,
    headTxid: bigint,
    base: CachedIndex | undefined,
    entries: ReadonlyMap<number, bigint>,
  ): void {
    const cached = base ?? { headTxid, entries: new Map<number, bigint>() };
    this.forget(database);
    cached.headTxid = headTxid;
    for (const [pgno, txid] of entries) cached.entries.set(pgno, txid);
    if (cached.entries.size > this.#maxCount) return;
    this.#databases.set(database, cached);
    this.#count += cached.entries.size;
    for (const other of this.#databases.keys()) {
      if (this.#count <= this.#maxCount) return;
      this.forget(other);
    }
  }
}

export type CommittedEntries = {
  /** The head before the commit. */
  readonly fromTxid: bigint;
  /** The head after it. */
  readonly headTxid: bigint;
  readonly entries: ReadonlyMap<number, bigint>;
  /** How the size of the database after the commit compares to that before. */
  readonly size: "same-or-larger" | "smaller";
};
