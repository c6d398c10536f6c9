/** What a commit request may say, checked before the store is asked for anything. */

import type { SqliteCommitRequest, SqliteDirtyPage } from "@barewire/protocol/envoy-protocol";
import {
  LOCK_PGNO,
  MAX_DELTA_SIZE,
  MAX_DIRTY_PAGES,
  MAX_PGNO,
  PAGE_SIZE,
} from "../format/sizes.js";
import { StorageError } from "../storage-error.js";

/** The dirty pages, ascending. Throws `invalid-request` or `commit-too-large`. */
export function checkCommit(request: SqliteCommitRequest): readonly SqliteDirtyPage[] {
  checkNewSize(request.newDbSizePages);
  const { dirtyPages, newDbSizePages } = request;
  if (dirtyPages.some(({ bytes }) => bytes.length !== PAGE_SIZE)) {
    throw invalid("a dirty page is not of 4,096 bytes");
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
    if (pgno === previousPgno) throw invalid("a page is dirty twice");
    previousPgno = pgno;
  }
  return pages;
}

function checkNewSize(newDbSizePages: number): void {
  if (!Number.isInteger(newDbSizePages) || newDbSizePages < 1 || newDbSizePages > MAX_PGNO) {
    throw invalid("the new size is no number of pages from 1 on");
  }
}

function checkDirtyPgno(pgno: number, newDbSizePages: number): void {
  if (!Number.isInteger(pgno) || pgno < 1) throw invalid("a dirty page has no number from 1 on");
  if (pgno > newDbSizePages) throw invalid("a dirty page is beyond the new size");
  if (pgno === LOCK_PGNO) throw invalid("the page of the lock byte is dirty");
}

function invalid(reason: string): StorageError {
  return new StorageError({ kind: "invalid-request", reason });
}
