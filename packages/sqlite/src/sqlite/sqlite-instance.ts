/**
 * A SQLite that has no database open, ready for one: with its file system, and known to write
 * batches atomically.
 *
 * After a close it serves the next database. What it has of memory is then there already, and the
 * system takes longer to give memory for SQLite's cache than SQLite does to fill it.
 */

import { type BatchAtomicCheckOptions, checkBatchAtomic } from "./check-batch-atomic.js";
import type { SqliteModule } from "./sqlite-module.js";
import { StackGuard } from "./stack-guard.js";
import { registerVfs, type WireVfs } from "./wire-vfs.js";

export interface SqliteInstance {
  readonly module: SqliteModule;
  readonly vfs: WireVfs;
  readonly stack: StackGuard;
  /** When it was made to prove that it is atomic. */
  readonly batchAtomicCheck: BatchAtomicCheckOptions["mode"];
}

const VFS_NAME = "wire";

/** Throws `not-started`, or `not-atomic`. */
export async function createSqliteInstance(
  options: BatchAtomicCheckOptions,
): Promise<SqliteInstance> {
  const stack = new StackGuard(options.module);
  await checkBatchAtomic(options);
  const { module, mode, waits, clock, random } = options;
  return {
    module,
    vfs: registerVfs({ module, waits, clock, random, name: VFS_NAME }),
    stack,
    batchAtomicCheck: mode,
  };
}

/**
 * Takes back what SQL can set for all databases of a SQLite, rather than for one; the directory of
 * temporary files is set with each connection.
 */
export function resetSqliteInstance({ module }: SqliteInstance): void {
  module._sqlite3_hard_heap_limit64(0, 0);
  module._sqlite3_soft_heap_limit64(0, 0);
}
