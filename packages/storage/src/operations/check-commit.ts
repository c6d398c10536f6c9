/** What a commit request may say, checked before the store is asked for anything. */

import type { SqliteCommitRequest, SqliteDirtyPage } from "@barewire/protocol/envoy-protocol";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { LOCK_PGNO, MAX_DELTA_SIZE, MAX_DIRTY_PAGES, MAX_PGNO } from "../format/sizes.js";
import { invalidRequest, StorageError } from "../storage-error.js";

/** The dirty pages, ascending. Throws `invalid-request` or `commit-too-large`. */
export function checkCommit(request: SqliteCommitRequest): readonly SqliteDirtyPage[] {
  checkNewDbSizePages(request.newDbSizePages);
  const { dirtyPages, newDbSizePages } = request;
  if (dirtyPages.some(({ bytes }) => bytes.length !== PAGE_SIZE)) {
    throw invalidRequest("a dirty page is not of 4,096 bytes");
  }
  if (dirtyPages.length > MAX_DIRTY_PAGES) {
    const response = {
      actualSizeBytes: BigInt(dirtyPages.length * PAGE_SIZE),
      maxSizeBytes: BigInt(MAX_DELTA_SIZE),
    };
    throw new StorageError({ kind: "commit-too-large", response });
  }
  const pages = [...dirtyPages].sort((a, b) => a.pgno - b.pgno);
  let previousPgno = 0;
  for (const { pgno } of pages) {
    checkDirtyPgno(pgno, newDbSizePages);
    if (pgno === previousPgno) throw invalidRequest("a page is dirty twice");
    previousPgno = pgno;
  }
  return pages;
}

/** Throws `invalid-request` for a database that would have no page, or too many. */
export function checkNewDbSizePages(newDbSizePages: number): void {
  if (!Number.isInteger(newDbSizePages) || newDbSizePages < 1 || newDbSizePages > MAX_PGNO) {
    throw invalidRequest("the new size is no number of pages from 1 on");
  }
}

function checkDirtyPgno(pgno: number, newDbSizePages: number): void {
  if (!Number.isInteger(pgno) || pgno < 1)
    throw invalidRequest("a dirty page has no number from 1 on");
  if (pgno > newDbSizePages) throw invalidRequest("a dirty page is beyond the new size");
  if (pgno === LOCK_PGNO) throw invalidRequest("the page of the lock byte is dirty");
}
