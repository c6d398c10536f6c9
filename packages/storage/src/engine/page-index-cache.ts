/**
 * `PageIndexCache`: the commits that hold the newest versions of pages. Databases are evicted in
 * LRU order.
 *
 * The entries of a database are stamped with the head at which they were valid, and only a
 * transaction that reads the same head uses them, because another process may have committed
 * meanwhile. The absence of an entry is not cached: compaction removes entries without a change of
 * the head.
 */

/** The txid of the newest commit of each page that has a row in the page index. */
export type PageIndexEntries = ReadonlyMap<number, bigint>;

type CachedIndex = {
  headTxid: bigint;
  readonly entries: Map<number, bigint>;
};

const NOTHING: PageIndexEntries = new Map();

export class PageIndexCache {
  readonly #maxCount: number;
  /** The indexes by the database's name in caches; the one used last is the last one. */
  readonly #databases = new Map<string, CachedIndex>();
  #count = 0;

  /** Keeps at most `maxCount` entries, of all databases together. */
  constructor(maxCount: number) {
    this.#maxCount = maxCount;
  }

  get count(): number {
    return this.#count;
  }

  /** The txids of the pages that are known at this head. */
  entriesAt(database: string, headTxid: bigint): PageIndexEntries {
    const cached = this.#databases.get(database);
    return cached?.headTxid === headTxid ? cached.entries : NOTHING;
  }

  /** Tells whether all of the pages are known, at whichever head. */
  hasAll(database: string, pgnos: readonly number[]): boolean {
    const cached = this.#databases.get(database);
    return cached !== undefined && pgnos.every((pgno) => cached.entries.has(pgno));
  }

  /** Adds what a transaction that saw `headTxid` has read. */
  publish(database: string, headTxid: bigint, entries: PageIndexEntries): void {
    const cached = this.#databases.get(database);
    // The cached index is newer, and a slow reader must not bring back what it has seen.
    if (cached !== undefined && cached.headTxid > headTxid) return;
    this.#keep(database, headTxid, cached?.headTxid === headTxid ? cached : undefined, entries);
  }

  /**
   * Applies the changes of a commit, which found `fromTxid` and made `headTxid` of it. Entries of
   * pages that it has not written stay valid, unless it has truncated the database.
   */
  advance(database: string, commit: CommittedEntries): void {
    const { fromTxid, headTxid, entries, size } = commit;
    const cached = this.#databases.get(database);
    if (cached !== undefined && cached.headTxid >= headTxid) return;
    const base = cached?.headTxid === fromTxid && size === "same-or-larger" ? cached : undefined;
    this.#keep(database, headTxid, base, entries);
  }

  /** Removes a database one of whose entries turned out to be stale. */
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
    entries: PageIndexEntries,
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
  /** The head after the commit. */
  readonly headTxid: bigint;
  readonly entries: PageIndexEntries;
  /** The size of the database after the commit, compared to that before. */
  readonly size: "same-or-larger" | "smaller";
};
