/**
 * `FileGrowth` enlarges the file of a store in steps, by zeros.
 *
 * A commit that makes the file longer waits for the disk twice: for the pages, and then for the
 * journal of the file system, which has the new length. Over blocks that are there already it waits
 * once. So the file is kept longer than what LMDB uses of it, and most commits fill what is there.
 */

import { closeSync, fstatSync, openSync, statfsSync, writeSync } from "node:fs";

/** The size of a page of LMDB on most machines; only the steps are rounded to it. */
const PAGE_SIZE = 4_096;

const MIN_STEP = 262_144;
const MAX_STEP = 1_048_576;
/** The file grows by an eighth, so that a small store stays small. */
const FILE_SIZES_PER_STEP = 8;

/** A disk with less room than this many steps is not filled ahead. */
const MIN_FREE_STEPS = 64;

export class FileGrowth {
  readonly #file: number;
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, "r+");
  }

  /**
   * Makes room for a transaction that writes about `size` bytes behind `usedSize`, which is what
   * LMDB uses of the file. It must be called while the lock of writers is held, before anything of
   * the transaction is written: then no other process writes behind the end of the file.
   */
  makeRoom(usedSize: number, size: number): void {
    const { size: fileSize } = fstatSync(this.#file);
    const share = Math.floor(fileSize / FILE_SIZES_PER_STEP / PAGE_SIZE) * PAGE_SIZE;
    const step = Math.min(MAX_STEP, Math.max(MIN_STEP, share));
    // A large transaction waits for its pages much longer than for the journal.
    if (usedSize + size <= fileSize || size > step) return;
    const { bavail, bsize } = statfsSync(this.#path);
    if (bavail * bsize < MIN_FREE_STEPS * step) return;
    try {
      writeSync(this.#file, new Uint8Array(step), 0, step, fileSize);
    } catch {
      // Growing ahead is only an advantage; LMDB reports what is wrong when it has to write.
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}
