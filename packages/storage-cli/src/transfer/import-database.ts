/**
 * `importDatabase`: creates a database from a SQLite file. Its pages are written straight into
 * shards, where compaction would fold them, in several transactions; the last transaction makes the
 * database visible. A file with another page size is rewritten first.
 */

import { randomBytes, SYSTEM_CLOCK, SYSTEM_RANDOM } from "@barewire/clock";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import {
  type DatabaseId,
  DEFAULT_THRESHOLDS,
  type Kv,
  type KvRow,
  StorageError,
} from "@barewire/sqlite-storage";
import {
  type DatabaseKeys,
  databaseKeys,
  encodeMetaRecord,
  encodeShard,
  encodeValue,
  LOCK_PGNO,
  metaKey,
  PAGES_PER_SHARD,
  shardKey,
  shardOf,
} from "@barewire/sqlite-storage/maintenance";
import { convertPageSize } from "./convert-page-size.js";
import { NO_PROGRESS, type OnProgress } from "./progress.js";
import { SqliteFile } from "./sqlite-file.js";
import { useRollbackJournal } from "./sqlite-header.js";
import { UnfinishedImport, type UnfinishedRule } from "./unfinished-import.js";

export type ImportOptions = {
  readonly unfinished?: UnfinishedRule;
  /** Counts pages of 4,096 bytes. */
  readonly onProgress?: OnProgress;
  /** Is called before a file with pages of this size is rewritten, which takes a while. */
  readonly onConversion?: (pageSize: number) => void;
  /** The quota of the database in bytes; without it, the quota of the server applies. */
  readonly maxStorageSize?: bigint;
};

export type Imported = { readonly meta: Meta; readonly convertedFrom: number | undefined };

/** The limit is 1,024 pages: 4 MiB if they do not compress at all. */
const SHARDS_PER_TRANSACTION = 16;
/** All pages belong to one commit. */
const TXID = 1n;

/**
 * Throws a `TransferError`, or the `StorageError` of kind `invalid-request`, `quota-exceeded` or of
 * the store; the rows that were written are then removed again, if the store still answers. The
 * file is only read.
 */
export async function importDatabase(
  kv: Kv,
  database: DatabaseId,
  path: string,
  options: ImportOptions = {},
): Promise<Imported> {
  const keys = databaseKeys(database);
  const file = await SqliteFile.open(path);
  try {
    if (file.pageSize === PAGE_SIZE) {
      return { meta: await importFile(kv, keys, file, options), convertedFrom: undefined };
    }
    options.onConversion?.(file.pageSize);
    return await convertPageSize(file, async (converted) => {
      return { meta: await importFile(kv, keys, converted, options), convertedFrom: file.pageSize };
    });
  } finally {
    await file.close();
  }
}

async function importFile(
  kv: Kv,
  keys: DatabaseKeys,
  file: SqliteFile,
  { unfinished = "refuse", onProgress = NO_PROGRESS, maxStorageSize }: ImportOptions,
): Promise<Meta> {
  const identity = {
    nowMs: SYSTEM_CLOCK.epochMs(),
    token: randomBytes(SYSTEM_RANDOM, 16),
    maxStorageSize,
  };
  const target = new UnfinishedImport(kv, keys, identity);
  await target.begin(unfinished);
  try {
    const usedSize = await writeShards(target, keys, file, {
      nowMs: identity.nowMs,
      maxStorageSize: maxStorageSize ?? DEFAULT_THRESHOLDS.maxStorageSize,
      onProgress,
    });
    await file.requireUnchanged();
    return await target.finish((base) => imported(base, file.pageCount, usedSize, keys));
  } catch (error) {
    await discard(target);
    throw error;
  }
}

/** The caller has to know the reason of the failure, not a failure to clean up after it. */
async function discard(target: UnfinishedImport): Promise<void> {
  try {
    await target.discard();
  } catch {
    // The rows that are left are refused by every operation, and recognised by the next import.
  }
}

function imported(base: Meta, pageCount: number, usedSize: bigint, keys: DatabaseKeys): Meta {
  const meta: Meta = {
    ...base,
    headTxid: TXID,
    nextTxid: TXID + 1n,
    materializedTxid: TXID,
    dbSizePages: pageCount,
  };
  // The sum has a fixed width, so the size of the record does not depend on it.
  const metaSize = metaKey(keys).bytes.length + encodeMetaRecord(meta).length;
  return { ...meta, sqliteStorageUsed: usedSize + BigInt(metaSize) };
}

type WriteOptions = {
  readonly nowMs: number;
  readonly maxStorageSize: bigint;
  readonly onProgress: OnProgress;
};

/** Writes all pages, and returns the bytes of the quota that they use. */
async function writeShards(
  target: UnfinishedImport,
  keys: DatabaseKeys,
  file: SqliteFile,
  { nowMs, maxStorageSize: maxSize, onProgress }: WriteOptions,
): Promise<bigint> {
  const { pageCount } = file;
  const buffer = new Uint8Array(SHARDS_PER_TRANSACTION * PAGES_PER_SHARD * PAGE_SIZE);
  const header = { txid: TXID, dbSizePages: pageCount, creationTsMs: BigInt(Math.trunc(nowMs)) };
  const shardCount = shardOf(pageCount) + 1;
  let usedSize = 0n;
  for (let shardId = 0; shardId < shardCount; shardId += SHARDS_PER_TRANSACTION) {
    const first = Math.max(1, shardId * PAGES_PER_SHARD);
    const end = Math.min(pageCount + 1, (shardId + SHARDS_PER_TRANSACTION) * PAGES_PER_SHARD);
    const bytes = buffer.subarray(0, (end - first) * PAGE_SIZE);
    await file.read(bytes, (first - 1) * PAGE_SIZE);
    if (first === 1) useRollbackJournal(bytes);
    const rows: KvRow[] = [];
    for (let start = first; start < end; ) {
      const id = shardOf(start);
      const stop = Math.min(end, (id + 1) * PAGES_PER_SHARD);
      const blob = encodeShard(header, pagesOf(bytes, first, start, stop));
      const key = shardKey(keys, id);
      rows.push(...encodeValue(key, blob));
      usedSize += BigInt(key.bytes.length + blob.length);
      start = stop;
    }
    if (usedSize > maxSize) {
      throw new StorageError({ kind: "quota-exceeded", usedSize, maxSize });
    }
    await target.write(rows);
    onProgress(end - 1, pageCount);
  }
  return usedSize;
}

/** The pages from `start` up to, not including, `end`, from bytes that begin with page `first`. */
function* pagesOf(bytes: Uint8Array, first: number, start: number, end: number) {
  for (let pgno = start; pgno < end; pgno += 1) {
    // SQLite never uses the page that contains its lock byte, and a store does not have it.
    if (pgno === LOCK_PGNO) continue;
    const offset = (pgno - first) * PAGE_SIZE;
    yield { pgno, bytes: bytes.subarray(offset, offset + PAGE_SIZE) };
  }
}
