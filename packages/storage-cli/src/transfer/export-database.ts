/**
 * `exportDatabase`: writes a database to a plain SQLite file. All pages are read from one snapshot,
 * so the file is the database as of one commit, even if others follow meanwhile. It is renamed to
 * its final name when it is complete and on the disk.
 */

import { access, type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { randomBytes, SYSTEM_RANDOM } from "@barewire/clock";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { DatabaseId, Kv } from "@barewire/sqlite-storage";
import {
  type CompactionContext,
  type DatabaseTransaction,
  databaseKeys,
  LOCK_PGNO,
  maintenanceContext,
  readPages,
  view,
} from "@barewire/sqlite-storage/maintenance";
import { NO_PROGRESS, type OnProgress } from "./progress.js";
import { onFiles, TransferError } from "./transfer-error.js";

/** The number of pages that are read and written at once. */
const PAGES_PER_READ = 256;

/** The snapshot is kept for at most this long; 10 GiB take some minutes. */
const TIMEOUT_MS = 3_600_000;

/**
 * `onProgress` counts pages. Returns META as it is in the snapshot. Throws a `TransferError`, or a
 * `StorageError` of kind `database-missing`, `corrupt` or of the store; then no file is left.
 */
export async function exportDatabase(
  kv: Kv,
  database: DatabaseId,
  path: string,
  onProgress: OnProgress = NO_PROGRESS,
): Promise<Meta> {
  const keys = databaseKeys(database);
  const context = maintenanceContext(kv);
  const target = resolve(path);
  const partial = `${target}.${Buffer.from(randomBytes(SYSTEM_RANDOM, 6)).toString("hex")}.partial`;
  await requireFree(target);
  const file = await onFiles(() => open(partial, "wx"));
  try {
    const options = { name: "export", timeoutMs: TIMEOUT_MS };
    const meta = await view(context, keys, options, async (transaction, meta) => {
      await writePages(context, transaction, { meta, file, onProgress });
      return meta;
    });
    await onFiles(() => file.sync());
    await file.close();
    await requireFree(target);
    await onFiles(() => rename(partial, target));
    await onFiles(() => syncFolder(dirname(target)));
    return meta;
  } catch (error) {
    await file.close();
    await rm(partial, { force: true });
    throw error;
  }
}

type Writing = {
  readonly meta: Meta;
  readonly file: FileHandle;
  readonly onProgress: OnProgress;
};

/** A second attempt writes the same file from its beginning, from a snapshot of its own. */
async function writePages(
  context: CompactionContext,
  transaction: DatabaseTransaction,
  { meta, file, onProgress }: Writing,
): Promise<void> {
  const { dbSizePages } = meta;
  await onFiles(() => file.truncate(0));
  // The gaps that are not written read as zeros: pages that were never written, and the lock page.
  await onFiles(() => file.truncate(dbSizePages * PAGE_SIZE));
  for (let first = 1; first <= dbSizePages; first += PAGES_PER_READ) {
    const count = Math.min(PAGES_PER_READ, dbSizePages - first + 1);
    const pgnos = Array.from({ length: count }, (_, index) => first + index);
    const stored = pgnos.filter((pgno) => pgno !== LOCK_PGNO);
    const pages = await readPages(context, transaction, meta, stored);
    const bytes = new Uint8Array(count * PAGE_SIZE);
    for (const [pgno, page] of pages) bytes.set(page, (pgno - first) * PAGE_SIZE);
    await onFiles(() => writeAll(file, bytes, (first - 1) * PAGE_SIZE));
    onProgress(first + count - 1, dbSizePages);
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const left = bytes.length - done;
    done += (await file.write(bytes, done, left, position + done)).bytesWritten;
  }
}

/** SQLite would use a journal or log of the same name for the new file. */
async function requireFree(path: string): Promise<void> {
  for (const suffix of ["", "-wal", "-journal"]) {
    const isThere = await access(path + suffix).then(
      () => true,
      () => false,
    );
    if (isThere) throw new TransferError({ kind: "file-exists" });
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
