/**
 * `PageIndexCache`: which commit holds the newest version of a page, as far as reads found out.
 *
 * What is kept of a database is stamped with the head at which it was true, and used only by a
 * transaction that reads the same head. Another process may have committed meanwhile, so nothing
 * else will do. Only places in commits are kept: that a page is in no commit becomes true by
 * compaction, without a change of the head, so it is never taken from memory.
 */

type Known = {
  headTxid: bigint;
  readonly places: Map<number, bigint>;
};

const NOTHING: ReadonlyMap<number, bigint> = new Map();

export class PageIndexCache {
  readonly #maxCount: number;
  /** By the text of the database's keys; the one used last is the last one. */
  readonly #databases = new Map<string, Known>();
  #count = 0;

  /** Keeps `maxCount` places, of all databases together. */
  constructor(maxCount: number) {
    this.#maxCount = maxCount;
  }

  get count(): number {
    return this.#count;
  }

  /** The txid of pages at this head. */
  placesAt(database: string, headTxid: bigint): ReadonlyMap<number, bigint> {
    const known = this.#databases.get(database);
    return known?.headTxid === headTxid ? known.places : NOTHING;
  }

  /** Whether all of the pages are known, at whichever head. */
  hasAll(database: string, pgnos: readonly number[]): boolean {
    const known = this.#databases.get(database);
    return known !== undefined && pgnos.every((pgno) => known.places.has(pgno));
  }

  /** Takes what a transaction that saw `headTxid` has read. */
  publish(database: string, headTxid: bigint, places: ReadonlyMap<number, bigint>): void {
    const known = this.#databases.get(database);
    // What is already known is newer, and a slow reader must not bring back what it has seen.
    if (known !== undefined && known.headTxid > headTxid) return;
    this.#keep(database, headTxid, known?.headTxid === headTxid ? known : undefined, places);
  }

  /**
   * Takes what a commit has changed, which found `fromTxid` and made `headTxid` of it. Places of
   * pages that it has not written stay true, unless it has cut pages off.
   */
  advance(database: string, commit: CommittedEntries): void {
    const { fromTxid, headTxid, places, size } = commit;
    const known = this.#databases.get(database);
    if (known !== undefined && known.headTxid >= headTxid) return;
    const base = known?.headTxid === fromTxid && size === "same-or-larger" ? known : undefined;
    this.#keep(database, headTxid, base, places);
  }

  /** After a place turned out to be none. */
  forget(database: string): void {
    const known = this.#databases.get(database);
    if (known === undefined) return;
    this.#databases.delete(database);
    this.#count -= known.places.size;
  }

  #keep(
    database: string,
    headTxid: bigint,
    base: Known | undefined,
    places: ReadonlyMap<number, bigint>,
  ): void {
    const known = base ?? { headTxid, places: new Map<number, bigint>() };
    this.forget(database);
    known.headTxid = headTxid;
    for (const [pgno, txid] of places) known.places.set(pgno, txid);
    if (known.places.size > this.#maxCount) return;
    this.#databases.set(database, known);
    this.#count += known.places.size;
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
  readonly places: ReadonlyMap<number, bigint>;
  /** Of the database after it. */
  readonly size: "same-or-larger" | "smaller";
};
