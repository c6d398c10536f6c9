/**
 * `DirtyPages`: the pages that SQLite has written since the last commit, and the size that the file
 * has now. Nothing is sent from here.
 */

import type { CommitPage } from "../page-store.js";

export interface DirtyPages {
  /** The size of the file as SQLite sees it, with pages that were added and truncated. */
  readonly dbSizePages: number;
  /** The size of the file at the last commit. */
  readonly committedPages: number;
  /** True if there is nothing to commit: no page was written, truncated or added. */
  readonly isEmpty: boolean;
  /**
   * The written bytes of a page. Null for a page that was truncated and is inside the file again,
   * which reads as zeros. Undefined for a page that is as it was committed.
   */
  get(pgno: number): Uint8Array | null | undefined;
  /** Takes a copy of a whole page. The file grows to hold it. */
  write(pgno: number, bytes: Uint8Array): void;
  /** Truncates the file to `dbSizePages`, and drops the pages that were written beyond. */
  truncate(dbSizePages: number): void;
  /** The pages of a commit in ascending order. Pages that were added and not written are zeros. */
  commitSet(): readonly CommitPage[];
  /** Takes the present state as committed, because the commit is durable. */
  committed(): void;
  /** Returns to the state of the last commit. */
  rollback(): void;
}

/** Creates an empty set over a file of `committedPages`. */
export function createDirtyPages(pageSize: number, committedPages: number): DirtyPages {
  return new CommitSet(pageSize, committedPages);
}

class CommitSet implements DirtyPages {
  readonly #pageSize: number;
  readonly #written = new Map<number, Uint8Array>();
  #committedPages: number;
  #dbSizePages: number;
  /** The smallest size since the last commit. Committed pages beyond it are gone. */
  #minPages: number;

  constructor(pageSize: number, committedPages: number) {
    this.#pageSize = pageSize;
    this.#committedPages = committedPages;
    this.#dbSizePages = committedPages;
    this.#minPages = committedPages;
  }

  get dbSizePages(): number {
    return this.#dbSizePages;
  }

  get committedPages(): number {
    return this.#committedPages;
  }

  get isEmpty(): boolean {
    const isCut = this.#minPages !== this.#committedPages;
    return this.#written.size === 0 && !isCut && this.#dbSizePages === this.#committedPages;
  }

  get(pgno: number): Uint8Array | null | undefined {
    return this.#written.get(pgno) ?? (pgno > this.#minPages ? null : undefined);
  }

  write(pgno: number, bytes: Uint8Array): void {
    if (bytes.length !== this.#pageSize)
      throw new RangeError(`expected a page of ${this.#pageSize} bytes, got ${bytes.length}`);
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
    this.#minPages = Math.min(this.#minPages, dbSizePages);
  }

  commitSet(): readonly CommitPage[] {
    const pages = [...this.#written].map(([pgno, bytes]) => ({ pgno, bytes }));
    for (let pgno = this.#minPages + 1; pgno <= this.#dbSizePages; pgno++) {
      if (this.#written.has(pgno)) continue;
      pages.push({ pgno, bytes: new Uint8Array(this.#pageSize) });
    }
    return pages.sort((a, b) => a.pgno - b.pgno);
  }

  committed(): void {
    this.#written.clear();
    this.#committedPages = this.#dbSizePages;
    this.#minPages = this.#dbSizePages;
  }

  rollback(): void {
    this.#written.clear();
    this.#dbSizePages = this.#committedPages;
    this.#minPages = this.#committedPages;
  }
}
