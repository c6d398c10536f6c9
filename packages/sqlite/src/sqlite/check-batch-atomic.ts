/**
 * Checks that this build of SQLite writes a transaction as one atomic batch.
 *
 * Otherwise a commit would use a journal that is in memory only; a failed commit whose answer is
 * lost might then become durable. A build is known by its source id, which includes its compile
 * options. Any other is tested on a database in memory, so nothing is sent to a server.
 */

import type { Clock, Random } from "@barewire/clock";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { DatabaseError } from "../database-error.js";
import type { PageStore } from "../page-store.js";
import { openConnection } from "./connection.js";
import { MainFile } from "./main-file.js";
import { copyText } from "./sqlite-memory.js";
import type { SqliteModule } from "./sqlite-module.js";
import { registerVfs } from "./wire-vfs.js";

export interface BatchAtomicCheckOptions {
  readonly module: SqliteModule;
  readonly waits: "blocking" | "suspended";
  readonly clock: Pick<Clock, "epochMs">;
  readonly random: Pick<Random, "fill">;
  readonly mode: "unknown-builds" | "always";
}

/** The beginnings of the source ids of builds that have proved it. */
const VERIFIED_SOURCES: readonly string[] = ["2026-04-09 11:41:38"];

const FILE_NAME = "check";
const VFS_NAME = "wire-check";
const CACHE_KIB = 64;

/** Throws `not-atomic` if it does not. */
export async function checkBatchAtomic(options: BatchAtomicCheckOptions): Promise<void> {
  const { module, mode } = options;
  const option = copyText(module, "ENABLE_BATCH_ATOMIC_WRITE");
  const isCompiledIn = module._sqlite3_compileoption_used(option) !== 0;
  module._sqlite3_free(option);
  if (!isCompiledIn) throw new DatabaseError({ kind: "not-atomic" });
  const source = module.UTF8ToString(module._sqlite3_sourceid());
  const isVerified = VERIFIED_SOURCES.some((known) => source.startsWith(known));
  if (isVerified && mode === "unknown-builds") return;
  await commitOnce(options);
}

async function commitOnce({
  module,
  waits,
  clock,
  random,
}: BatchAtomicCheckOptions): Promise<void> {
  const limits = {
    pageSize: PAGE_SIZE,
    maxDeltaBytes: Number.POSITIVE_INFINITY,
    epochMs: clock.epochMs,
  };
  const file = new MainFile(memoryStore(), limits, 0);
  const vfs = registerVfs({ module, waits, clock, random, name: VFS_NAME });
  vfs.serve(new Map([[FILE_NAME, file]]), null);
  const connection = await openConnection(
    { module, vfsName: VFS_NAME, fileName: FILE_NAME, takeFailure: () => null, guard: null },
    CACHE_KIB,
  );
  try {
    await connection.execute(`
      BEGIN IMMEDIATE;
      CREATE TABLE t (value);
      INSERT INTO t VALUES (1);
      COMMIT;
    `);
  } finally {
    await connection.close();
  }
  const { atomic, journal } = file.counters;
  if (atomic !== 1 || journal !== 0) throw new DatabaseError({ kind: "not-atomic" });
}

function memoryStore(): PageStore {
  const committed = new Map<number, Uint8Array>();
  return {
    isFenced: false,
    copy: (pgno, from, until, heap, offset) => {
      const page = committed.get(pgno) ?? new Uint8Array(PAGE_SIZE);
      heap().set(page.subarray(from, until), offset);
    },
    followStatement: () => undefined,
    readCached: () => false,
    settle: () => ({ outcome: "not-committed", dbSizePages: 0 }),
    commit: (pages) => {
      for (const { pgno, bytes } of pages) committed.set(pgno, bytes.slice());
    },
    stageBegin: neverStaged,
    stage: neverStaged,
    stageFinalize: neverStaged,
    install: () => undefined,
    truncate: () => undefined,
  };
}

function neverStaged(): never {
  throw new DatabaseError({ kind: "not-atomic" });
}
