/** Tells a full disk from other failures of LMDB. */

import { closeSync, fsyncSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import type { KvDriverFailure } from "../kv-driver.js";

/**
 * The codes of Node and of LMDB for a full disk, an exhausted quota and a file that is too large;
 * and LMDB's own code for a map that is full and cannot be enlarged.
 */
const FULL_CODES: readonly unknown[] = ["ENOSPC", "EDQUOT", "EFBIG", 28, 122, 27, -30_792];

/** The code that LMDB reports, among others, when a full disk took only a part of the bytes. */
const IO_ERROR = 5;

/**
 * Converts a failure of LMDB. `size` is how many bytes were to be written to the file at `path`.
 */
export function failureOfLmdb(error: unknown, path: string, size: number): KvDriverFailure {
  const code = codeOf(error);
  const isFull = FULL_CODES.includes(code) || (code === IO_ERROR && hasNoRoom(path, size));
  return isFull ? "full" : "failed";
}

/** The code by which Node or LMDB names the error. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

/** Tells whether the disk refuses another file of the size that could not be written. */
function hasNoRoom(path: string, size: number): boolean {
  const probePath = `${path}-probe-${process.pid}`;
  try {
    const probe = openSync(probePath, "wx");
    try {
      const written = writeSync(probe, new Uint8Array(size), 0, size, statSync(path).size);
      fsyncSync(probe);
      return written < size;
    } finally {
      closeSync(probe);
    }
  } catch (error) {
    return FULL_CODES.includes(codeOf(error));
  } finally {
    rmSync(probePath, { force: true });
  }
}
