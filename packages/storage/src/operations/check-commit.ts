/**
 * Checks the fields of a commit request before anything is asked of the store.
 */

import type { SqliteCommitRequest, SqliteDirtyPage } from "@barewire/protocol/envoy-protocol";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { LOCK_PGNO, MAX_DELTA_SIZE, MAX_DIRTY_PAGES, MAX_PGNO } from "../format/sizes.js";
import { invalidRequest, StorageError } from "../storage-error.js";

/** Returns the dirty pages in ascending order. Throws `invalid-request` or `commit-too-large`. */
export function checkCommit(request: SqliteCommitRequest): readonly SqliteDirtyPage[] {
  checkNewDbSizePages(request.newDbSizePages);
  const { dirtyPages, newDbSizePages } = request;
  const wrong = dirtyPages.find(({ bytes }) => bytes.length !== PAGE_SIZE);
  if (wrong !== undefined) {
    throw invalidRequest(
      `a dirty page must have ${PAGE_SIZE} bytes, page ${wrong.pgno} has ${wrong.bytes.length}`,
    );
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
    if (pgno === previousPgno) throw invalidRequest(`dirtyPages has page ${pgno} twice`);
    previousPgno = pgno;
  }
  return pages;
}

/** Throws `invalid-request` for a database that would have no page, or too many. */
export function checkNewDbSizePages(newDbSizePages: number): void {
  if (!Number.isInteger(newDbSizePages) || newDbSizePages < 1 || newDbSizePages > MAX_PGNO) {
    throw invalidRequest(`newDbSizePages must be between 1 and ${MAX_PGNO}, got ${newDbSizePages}`);
  }
}

function checkDirtyPgno(pgno: number, newDbSizePages: number): void {
  if (!Number.isInteger(pgno) || pgno < 1 || pgno > newDbSizePages) {
    throw invalidRequest(
      `a dirty page number must be between 1 and newDbSizePages = ${newDbSizePages}, got ${pgno}`,
    );
  }
  if (pgno === LOCK_PGNO) throw invalidRequest(`page ${pgno} is the lock-byte page; leave it out`);
}
