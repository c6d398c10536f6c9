/**
 * The commit set: pages that were written and not committed yet, and the size that the file has by
 * now. Nothing is sent from here.
 */

import type { DirtyLookup } from "../prefetch/page-resolver.js";

/** One page of a commit. */
export interface DirtyPage {
  readonly pgno: number;
  readonly bytes: Uint8Array;
}

export interface DirtyPages extends DirtyLookup {
  /** Pages, as SQLite sees it: with what is written and what is cut off. */
  readonly dbSizePages: number;
  /** The size of the last commit. */
  readonly committedPages: number;
  /** Nothing to commit: no page was written, and nothing was cut off or added. */
  readonly isEmpty: boolean;
  readonly pageCount: number;
  /**
   * The written bytes; null for a page that was cut off and is inside the file again, which reads
   * as zeros; undefined for a page that is as it was committed.
   */
  get(pgno: number): Uint8Array | null | undefined;
  /** Takes a copy of a whole page. The file grows up to it. */
  write(pgno: number, bytes: Uint8Array): void;
  /** The file ends after `dbSizePages`: what was written beyond is gone. */
  truncate(dbSizePages: number): void;
  /** What a commit sends, in ascending order, zeros for pages that grew without being written. */
  commitSet(): readonly DirtyPage[];
  /** The commit is durable: its size counts, and nothing is dirty any more. */
  committed(): void;
  /** Back to the last commit. */
  rollback(): void;
}

/** An empty commit set over a file of `committedPages`. */
export function createDirtyPages(pageSize: number, committedPages: number): DirtyPages {
  return new CommitSet(pageSize, committedPages);
}

class CommitSet implements DirtyPages {
  readonly #pageSize: number;
  readonly #written = new Map<number, Uint8Array>();
  #committedPages: number;
  #dbSizePages: number;
  /** The smallest size since the last commit: beyond it, committed pages are no more. */
  #leastPages: number;

  constructor(pageSize: number, committedPages: number) {
    this.#pageSize = pageSize;
    this.#committedPages = committedPages;
    this.#dbSizePages = committedPages;
    this.#leastPages = committedPages;
  }

  get dbSizePages(): number {
    return this.#dbSizePages;
  }

  get committedPages(): number {
    return this.#committedPages;
  }

  get isEmpty(): boolean {
    const isCut = this.#leastPages !== this.#committedPages;
    return this.#written.size === 0 && !isCut && this.#dbSizePages === this.#committedPages;
  }

  get pageCount(): number {
    return this.#written.size;
  }

  has(pgno: number): boolean {
    return this.#written.has(pgno) || pgno > this.#leastPages;
  }

  get(pgno: number): Uint8Array | null | undefined {
    return this.#written.get(pgno) ?? (pgno > this.#leastPages ? null : undefined);
  }

  write(pgno: number, bytes: Uint8Array): void {
    if (bytes.length !== this.#pageSize) throw new RangeError("a page is written as a whole");
    const own = this.#written.get(pgno);
    if (own === undefined) this.#written.set(pgno, bytes.slice());
    else own.set(bytes);
    this.#dbSizePages = Math.max(this.#dbSizePages, pgno);
  }

  truncate(dbSizePages: number): void {
    for (const pgno of [...this.#written.keys()]) {
      if (pgno > dbSizePages) this.#written.delete(pgno);
    }
    this.#dbSizePages = dbSizePages;
    this.#leastPages = Math.min(this.#leastPages, dbSizePages);
  }

  commitSet(): readonly DirtyPage[] {
    const pages = [...this.#written].map(([pgno, bytes]) => ({ pgno, bytes }));
    for (let pgno = this.#leastPages + 1; pgno <= this.#dbSizePages; pgno++) {
      if (this.#written.has(pgno)) continue;
      pages.push({ pgno, bytes: new Uint8Array(this.#pageSize) });
    }
    return pages.sort((a, b) => a.pgno - b.pgno);
  }

  committed(): void {
    this.#written.clear();
    this.#committedPages = this.#dbSizePages;
    this.#leastPages = this.#dbSizePages;
  }

  rollback(): void {
    this.#written.clear();
    this.#dbSizePages = this.#committedPages;
    this.#leastPages = this.#committedPages;
  }
}
