/**
 * The database file: pages of the store, with what was written and not committed over them.
 *
 * A transaction is one commit, whichever way SQLite takes. Mostly it writes all pages between
 * BEGIN_ATOMIC and COMMIT_ATOMIC. A transaction that does not fit into SQLite's own cache, or whose
 * COMMIT_ATOMIC has failed, goes by a journal, in memory, and then `sync` commits.
 */

import { chain, type MaybePromise, repeatWhile, rescue } from "@barewire/clock";
import { createDirtyPages, type DirtyPages } from "../cache/dirty-pages.js";
import { DatabaseError, type DatabaseIssue } from "../database-error.js";
import type { HeapView, PageStore, PrefetchSwitch } from "../page-store.js";
import { emptyPageOne, sizeInHeader } from "./empty-page.js";
import type { SqliteFile } from "./file.js";
import { pagePartAt } from "./page-part.js";
import {
  SQLITE_FCNTL_BEGIN_ATOMIC_WRITE,
  SQLITE_FCNTL_COMMIT_ATOMIC_WRITE,
  SQLITE_FCNTL_ROLLBACK_ATOMIC_WRITE,
  SQLITE_FULL,
  SQLITE_IOCAP_BATCH_ATOMIC,
  SQLITE_IOERR_CLOSE,
  SQLITE_IOERR_COMMIT_ATOMIC,
  SQLITE_IOERR_FSYNC,
  SQLITE_IOERR_READ,
  SQLITE_IOERR_SHORT_READ,
  SQLITE_IOERR_TRUNCATE,
  SQLITE_IOERR_WRITE,
  SQLITE_NOTFOUND,
  SQLITE_OK,
} from "./result-codes.js";
import { areKnownToBeStored, areStored, readStored } from "./stored-pages.js";
import { type CommitLimits, isOutcomeUnknown, writeCommit } from "./write-commit.js";

/** Counters of the file since it was opened. */
export interface CommitCounters {
  /** Commits by COMMIT_ATOMIC. */
  atomic: number;
  /** Commits by `sync`, of transactions that went by a journal. */
  journal: number;
  /** Transactions of which pages were written before they ended. */
  spills: number;
  failed: number;
  pages: number;
}

export class MainFile implements SqliteFile {
  readonly deviceCharacteristics: number = SQLITE_IOCAP_BATCH_ATOMIC;
  readonly counters: CommitCounters = {
    atomic: 0,
    journal: 0,
    spills: 0,
    failed: 0,
    pages: 0,
  };
  /** The failure of the last call; null after a success, so that no old failure is reported. */
  failure: DatabaseIssue | null = null;
  readonly #store: PageStore;
  readonly #limits: CommitLimits;
  readonly #isSound: () => boolean;
  #dirty: DirtyPages;
  readonly #pageSize: number;
  /** Page 1 of a database without commits; null from the first commit on. */
  #emptyPage: Uint8Array | null;
  #isAtomic = false;
  /** A failed COMMIT_ATOMIC makes SQLite try again by a journal; that must fail too. */
  #deferredFailure: DatabaseIssue | null = null;
  /** A commit has failed, and SQLite may be putting back what was there. */
  #isRollingBack = false;
  /** SQLite knows that what it wrote is not stored, and has it written again or put back. */
  #hasFailed = false;
  #ended: DatabaseIssue | null = null;
  /**
   * The failure after which the fate of the last commit is unknown. SQLite cannot roll back a
   * commit that may have been carried out: the rollback fails too, and SQLite reads everything
   * anew.
   */
  #inDoubtIssue: DatabaseIssue | null = null;

  /** `isSound` says whether SQLite can be trusted with what it wants to commit. */
  constructor(
    store: PageStore,
    limits: CommitLimits,
    dbSizePages: number,
    isSound: () => boolean = () => true,
  ) {
    this.#store = store;
    this.#limits = limits;
    this.#isSound = isSound;
    this.#pageSize = limits.pageSize;
    this.#emptyPage = dbSizePages === 0 ? emptyPageOne(this.#pageSize) : null;
    this.#dirty = createDirtyPages(this.#pageSize, Math.max(1, dbSizePages));
  }

  /** True if there are pages that SQLite takes for written and the server has not acknowledged. */
  get hasUnstored(): boolean {
    return !this.#dirty.isEmpty && !this.#hasFailed;
  }

  /** The failure that ended the database; null while it can be used. */
  get ended(): DatabaseIssue | null {
    return this.#ended;
  }

  /** Ends the file, because it holds pages that are neither stored nor rolled back. */
  end(): DatabaseIssue {
    this.#ended ??= { kind: "not-stored" };
    return this.#ended;
  }

  get size(): number {
    return this.#dirty.dbSizePages * this.#pageSize;
  }

  read(heap: HeapView, target: number, size: number, offset: number): MaybePromise<number> {
    return this.#guard(SQLITE_IOERR_READ, () => {
      this.#checkAlive();
      if (offset < 0) return SQLITE_IOERR_READ;
      if (size <= 0) return SQLITE_OK;
      const isShort = offset + size > this.size;
      const code = isShort ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
      return chain(this.#readSpan(heap, target, size, offset), () => code);
    });
  }

  write(heap: HeapView, source: number, size: number, offset: number): MaybePromise<number> {
    return this.#guard(SQLITE_IOERR_WRITE, () => {
      this.#checkAlive();
      if (!this.#isAtomic && this.#deferredFailure === null && this.#dirty.isEmpty) {
        this.counters.spills += 1;
      }
      if (offset % this.#pageSize === 0 && size % this.#pageSize === 0) {
        const bytes = heap();
        for (let at = 0; at < size; at += this.#pageSize) {
          const start = source + at;
          this.#dirty.write(
            (offset + at) / this.#pageSize + 1,
            bytes.subarray(start, start + this.#pageSize),
          );
        }
        return SQLITE_OK;
      }
      const bytes = heap().slice(source, source + size);
      return chain(this.#patchSpan(bytes, offset), () => SQLITE_OK);
    });
  }

  truncate(size: number): MaybePromise<number> {
    return this.#guard(SQLITE_IOERR_TRUNCATE, () => {
      this.#checkAlive();
      const dbSizePages = Math.ceil(size / this.#pageSize);
      const isCut = dbSizePages < this.#dirty.committedPages;
      this.#dirty.truncate(dbSizePages);
      return isCut ? chain(this.#store.truncate(), () => SQLITE_OK) : SQLITE_OK;
    });
  }

  sync(): MaybePromise<number> {
    return this.#guard(SQLITE_IOERR_FSYNC, () => {
      this.#checkAlive();
      const deferred = this.#deferredFailure;
      this.#deferredFailure = null;
      const failed = deferred ?? this.#inDoubtIssue;
      if (failed !== null) throw new DatabaseError(failed);
      if (this.#isAtomic || this.#dirty.isEmpty) return SQLITE_OK;
      return chain(this.#isUnchanged(), (isUnchanged) => {
        if (!isUnchanged) return chain(this.#commit("journal"), () => SQLITE_OK);
        this.#rolledBack();
        return SQLITE_OK;
      });
    });
  }

  control(operation: number): MaybePromise<number> {
    switch (operation) {
      case SQLITE_FCNTL_BEGIN_ATOMIC_WRITE:
        return this.#guard(SQLITE_IOERR_WRITE, () => {
          this.#checkAlive();
          // Pages that were written before would go with neither commit nor rollback of the batch.
          if (!this.#dirty.isEmpty) throw new DatabaseError(this.end());
          this.#isAtomic = true;
          this.#deferredFailure = null;
          return SQLITE_OK;
        });
      case SQLITE_FCNTL_COMMIT_ATOMIC_WRITE:
        return this.#commitAtomic();
      case SQLITE_FCNTL_ROLLBACK_ATOMIC_WRITE:
        this.#dirty.rollback();
        this.#isAtomic = false;
        return SQLITE_OK;
      default:
        return SQLITE_NOTFOUND;
    }
  }

  /** True while it is unknown whether the last commit was carried out. */
  get isInDoubt(): boolean {
    return this.#inDoubtIssue !== null;
  }

  /**
   * Finds out what has become of a commit whose answer did not come, and takes the file for what it
   * is now. Fails with a `DatabaseError` while the server does not answer. SQLite has lost what it
   * had in its cache when it could not roll back; its journal is to be emptied after this.
   */
  settle(): MaybePromise<void> {
    return chain(this.#store.settle(), ({ dbSizePages }) => {
      this.#dirty = createDirtyPages(this.#pageSize, Math.max(1, dbSizePages));
      if (dbSizePages > 0) this.#emptyPage = null;
      this.#inDoubtIssue = null;
      this.#forgetTransaction();
    });
  }

  /**
   * Returns to the last commit, because SQLite has crashed with all that it knew of the file. A
   * commit in doubt stays so.
   */
  crashed(): void {
    this.#dirty.rollback();
    this.failure = null;
    this.#forgetTransaction();
  }

  close(): MaybePromise<number> {
    return this.#guard(SQLITE_IOERR_CLOSE, () => {
      if (this.#dirty.isEmpty || this.#store.isFenced || this.#hasFailed) return SQLITE_OK;
      // A transaction that was not committed was rolled back by SQLite, so nothing may be left.
      throw new DatabaseError(this.end());
    });
  }

  #checkAlive(): void {
    if (this.#ended !== null) throw new DatabaseError(this.#ended);
    if (this.#store.isFenced) throw new DatabaseError({ kind: "fenced" });
  }

  /** Takes the rollback of a transaction: the file equals the stored pages. */
  #rolledBack(): void {
    this.#dirty.rollback();
    this.#isRollingBack = false;
    this.#hasFailed = false;
  }

  /** Forgets what SQLite has begun, because nothing of it goes on. */
  #forgetTransaction(): void {
    this.#deferredFailure = null;
    this.#isAtomic = false;
    this.#isRollingBack = false;
    this.#hasFailed = false;
  }

  #commitAtomic(): MaybePromise<number> {
    const failed = this.#guard(SQLITE_IOERR_COMMIT_ATOMIC, () => {
      return chain(this.#commit("atomic"), () => SQLITE_OK);
    });
    return chain(failed, (code) => {
      if (code === SQLITE_OK) this.#isAtomic = false;
      else this.#deferredFailure = this.failure;
      return code;
    });
  }

  #commit(route: "atomic" | "journal"): MaybePromise<void> {
    if (!this.#isSound()) {
      throw new DatabaseError({ kind: "sqlite-crashed", reason: "stack-overflow" });
    }
    if (this.#emptyPage !== null && this.#dirty.get(1) === undefined) {
      this.#dirty.write(1, this.#emptyPage);
    }
    const set = this.#dirty.commitSet();
    const dbSizePages = this.#sizeToCommit();
    const pages = set.filter(({ pgno }) => pgno <= dbSizePages);
    const count = (): void => {
      this.counters[route] += 1;
      this.counters.pages += pages.length;
      if (dbSizePages < this.#dirty.dbSizePages) this.#dirty.truncate(dbSizePages);
      this.#dirty.committed();
      this.#emptyPage = null;
      this.#isRollingBack = false;
      this.#hasFailed = false;
    };
    const fail = (error: unknown): never => {
      this.counters.failed += 1;
      this.#isRollingBack = true;
      if (isOutcomeUnknown(error)) this.#inDoubtIssue = error.issue;
      throw error;
    };
    return chain(
      rescue(() => writeCommit(this.#store, this.#limits, pages, dbSizePages), fail),
      count,
    );
  }

  /**
   * The size to commit. SQLite shortens the file after it has committed, but page 1 says the size
   * already, so the commit is made as short: there is never a moment with pages too many, and pages
   * that were spilled beyond that size go with it. Until it has succeeded the file is as long as it
   * was, for SQLite may have to put everything back.
   */
  #sizeToCommit(): number {
    const pageOne = this.#dirty.get(1);
    const { dbSizePages } = this.#dirty;
    if (pageOne === undefined || pageOne === null) return dbSizePages;
    const inHeader = sizeInHeader(pageOne);
    return inHeader >= 1 && inHeader < dbSizePages ? inHeader : dbSizePages;
  }

  /**
   * Tells whether every dirty page equals the committed one, because SQLite has rolled a
   * transaction back by its journal. Only after a failed commit are pages fetched to find out: the
   * server may then refuse all commits, and the database must stay readable.
   */
  #isUnchanged(): MaybePromise<boolean> {
    const { dbSizePages, committedPages } = this.#dirty;
    if (dbSizePages !== committedPages || this.#emptyPage !== null) return false;
    const pages = this.#dirty.commitSet();
    if (this.#isRollingBack) return areStored(this.#store, pages);
    return areKnownToBeStored(this.#store, pages);
  }

  /** Copies what is read of each page of the span. */
  #readSpan(heap: HeapView, target: number, size: number, offset: number): MaybePromise<void> {
    let done = 0;
    return repeatWhile(() => {
      const { pgno, from, until } = pagePartAt(offset + done, size - done, this.#pageSize);
      const read = this.#readPage(pgno, from, until, heap, target + done, "prefetch");
      done += until - from;
      return chain(read, () => done < size);
    });
  }

  #readPage(
    pgno: number,
    from: number,
    until: number,
    heap: HeapView,
    target: number,
    prefetch: PrefetchSwitch,
  ): MaybePromise<void> {
    const dirty = this.#dirty.get(pgno);
    if (dirty === undefined) {
      return this.#readCommitted(pgno, from, until, heap, target, prefetch);
    }
    if (dirty === null) heap().fill(0, target, target + until - from);
    else heap().set(dirty.subarray(from, until), target);
  }

  #readCommitted(
    pgno: number,
    from: number,
    until: number,
    heap: HeapView,
    target: number,
    prefetch: PrefetchSwitch,
  ): MaybePromise<void> {
    if (this.#emptyPage !== null && pgno === 1) {
      heap().set(this.#emptyPage.subarray(from, until), target);
      return;
    }
    return readStored(this.#store, pgno, from, until, heap, target, prefetch);
  }

  /** Writes parts of pages into what is there. */
  #patchSpan(bytes: Uint8Array, offset: number): MaybePromise<void> {
    let done = 0;
    return repeatWhile(() => {
      if (done === bytes.length) return false;
      const rest = bytes.length - done;
      const { pgno, from, until } = pagePartAt(offset + done, rest, this.#pageSize);
      const page = new Uint8Array(this.#pageSize);
      const isInside = pgno <= this.#dirty.dbSizePages;
      const before = isInside
        ? this.#readPage(pgno, 0, this.#pageSize, () => page, 0, "exact")
        : undefined;
      return chain(before, () => {
        page.set(bytes.subarray(done, done + until - from), from);
        this.#dirty.write(pgno, page);
        done += until - from;
        return true;
      });
    });
  }

  /** Failures of the store become `code`, and are remembered until SQLite has told its caller. */
  #guard(code: number, call: () => MaybePromise<number>): MaybePromise<number> {
    const fail = (error: unknown): number => {
      if (!(error instanceof DatabaseError)) throw error;
      this.failure = error.issue;
      if (code !== SQLITE_IOERR_READ) this.#hasFailed = true;
      // SQLite tries a failed COMMIT_ATOMIC again by a journal, but only after an I/O error.
      const isFull = error.issue.kind === "full" && code !== SQLITE_IOERR_COMMIT_ATOMIC;
      return isFull ? SQLITE_FULL : code;
    };
    return rescue(call, fail);
  }
}
