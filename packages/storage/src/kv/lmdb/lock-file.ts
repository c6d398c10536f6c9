/**
 * Creates the lock file of a store. LMDB creates it as a sparse file and maps it into memory, so on
 * a full disk the first write to a page of it ends the process by a signal (SIGBUS), when the store
 * is opened or at any later time. A file that was written in full has all of its blocks.
 */

import { closeSync, existsSync, linkSync, openSync, rmSync, writeSync } from "node:fs";

/** The size that LMDB needs for 1,024 readers, rounded up to whole pages. */
const LOCK_FILE_SIZE = 69_632;

/** Throws the error of the system, such as ENOSPC. A lock file that exists is left as it is. */
export function createLockFile(path: string): void {
  const lockPath = `${path}-lock`;
  if (existsSync(lockPath)) return;
  const newPath = `${lockPath}-${process.pid}`;
  try {
    writeZeros(newPath);
    // Unlike a rename, a link does not replace the file of a process that was faster.
    linkSync(newPath, lockPath);
  } catch (error) {
    const isThere = error instanceof Error && "code" in error && error.code === "EEXIST";
    if (!isThere) throw error;
  } finally {
    rmSync(newPath, { force: true });
  }
}

function writeZeros(path: string): void {
  const file = openSync(path, "w", 0o664);
  try {
    const zeros = new Uint8Array(LOCK_FILE_SIZE);
    // A disk that is almost full takes a part, and then none.
    let size = 0;
    while (size < LOCK_FILE_SIZE) size += writeSync(file, zeros, size);
  } finally {
    closeSync(file);
  }
}
