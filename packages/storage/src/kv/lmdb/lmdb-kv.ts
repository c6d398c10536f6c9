/**
 * The LMDB driver: everything is in one file, beside which LMDB keeps a lock file. A commit is on
 * the disk when it returns. Several processes may have the file open.
 *
 * A transaction reads from a snapshot that LMDB pins, and keeps its writes to itself. Its commit is
 * one synchronous step: compare the versions of the locked keys, then write. Each value has the
 * number of the LMDB transaction that wrote it as its version, so a locked key conflicts even with
 * a write of the same value; one that was absent conflicts if it is there now. Commits that come in
 * the same turn of the event loop share one step, and so one wait for the disk.
 */

import { closeSync, fsyncSync, openSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type GetOptions, open, type RangeOptions, type RootDatabase } from "lmdb";
import { StorageError } from "../../storage-error.js";
import { keyOfText, textOfKey } from "../key-text.js";
import type { Kv, KvRange, KvRow, KvRows } from "../kv.js";
import {
  type KvBeginOptions,
  type KvDriver,
  KvDriverError,
  type KvDriverTransaction,
  type KvLock,
  type KvWrites,
} from "../kv-driver.js";
import { type RunLoopOptions, runKv } from "../run-loop.js";
import { FileGrowth } from "./file-growth.js";
import { failureOfLmdb } from "./full-disk.js";
import { type CommitRequest, GroupCommit } from "./group-commit.js";
import { createLockFile } from "./lock-file.js";
import { inspectStoreFile, makeFolders, unusable } from "./store-file.js";

export type LmdbKvOptions = RunLoopOptions & {
  /** The path of the data file. The file and its folder are created if they are missing. */
  readonly path: string;
};

/** The approximate size that LMDB writes to a new file. */
const NEW_FILE_SIZE = 65_536;

/** The most snapshots that are pinned at a time, over all processes. */
const MAX_READERS = 1_024;

/** Throws a `StorageError` of kind `kv-unusable`, `kv-full` or `kv-failed`. */
export async function openLmdbKv(options: LmdbKvOptions): Promise<Kv> {
  const path = resolve(options.path);
  try {
    // The native library ends the process if it is given a file that is not a store.
    const found = inspectStoreFile(path) ?? makeFolders(path);
    if (found !== undefined) throw unusable(found);
    createLockFile(path);
    const database = open<Uint8Array, Uint8Array>({
      path,
      noSubdir: true,
      keyEncoding: "binary",
      // The declaration of the library lacks this one option.
      ...{ encoder: BYTES },
      useVersions: true,
      // A commit is acknowledged only when it is on the disk.
      overlappingSync: false,
      maxReaders: MAX_READERS,
    });
    syncFolder(dirname(path));
    return runKv(new LmdbDriver(database, path), options);
  } catch (cause) {
    if (cause instanceof StorageError) throw cause;
    const isFull = failureOfLmdb(cause, path, NEW_FILE_SIZE) === "full";
    throw new StorageError({ kind: isFull ? "kv-full" : "kv-failed" }, { cause });
  }
}

/**
 * Values are stored without encoding. The library reads into memory that it uses again for the next
 * read; its own copies are slower, and of a class whose `slice` differs from that of plain arrays.
 */
const BYTES = { encode: (bytes: Uint8Array): Uint8Array => bytes, decode: copyOf };

/**
 * Flushes the folder: otherwise a new file might be gone after a power failure, with all commits in
 * it.
 */
function syncFolder(path: string): void {
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

type Database = RootDatabase<Uint8Array, Uint8Array> & {
  /** The declaration of the library lacks the second parameter. */
  getBinaryFast(key: Uint8Array, options: GetOptions): Uint8Array | undefined;
};

class LmdbDriver implements KvDriver {
  readonly #database: Database;
  readonly #growth: FileGrowth;
  readonly #queue: GroupCommit;
  readonly #snapshots: Snapshots;

  constructor(database: Database, path: string) {
    const growth = new FileGrowth(path);
    this.#growth = growth;
    this.#database = database;
    this.#snapshots = new Snapshots(database);
    this.#queue = new GroupCommit((requests) => {
      this.#snapshots.renew();
      try {
        return applyCommits(database, growth, requests);
      } catch (cause) {
        throw new KvDriverError(failureOfLmdb(cause, path, sizeOf(requests)), { cause });
      }
    });
  }

  begin(_options: KvBeginOptions): KvDriverTransaction {
    return new LmdbTransaction(this.#database, this.#snapshots, this.#queue);
  }

  async close(): Promise<void> {
    await this.#database.close();
    this.#growth.close();
  }
}

type Snapshot = ReturnType<Database["useReadTransaction"]>;

/**
 * The snapshots of one file. Another process may have committed since the last one was taken, and a
 * caller may know of it. But all that was known to callers within one step of the event loop was
 * known before the step, so they can share a snapshot that was taken in the step.
 */
class Snapshots {
  readonly #database: Database;
  #isOfThisStep = false;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Is called when this process writes. */
  renew(): void {
    this.#isOfThisStep = false;
  }

  pin(): Snapshot {
    if (!this.#isOfThisStep) {
      this.#database.resetReadTxn();
      this.#isOfThisStep = true;
      // Runs when all promises that can settle in this step have settled.
      process.nextTick(() => this.renew());
    }
    return this.#database.useReadTransaction();
  }
}

const NO_LOCKS: ReadonlyMap<string, number | undefined> = new Map();

class LmdbTransaction implements KvDriverTransaction {
  readonly #database: Database;
  readonly #snapshots: Snapshots;
  readonly #queue: GroupCommit;
  /** The versions of the locked keys; most transactions have none. */
  #locked: Map<string, number | undefined> | undefined;
  #snapshot: Snapshot | undefined;
  #hasEnded = false;

  constructor(database: Database, snapshots: Snapshots, queue: GroupCommit) {
    this.#database = database;
    this.#snapshots = snapshots;
    this.#queue = queue;
  }

  get(key: Uint8Array, lock: KvLock): Uint8Array | undefined {
    const options = { transaction: this.#pinned() };
    if (lock === "plain") return this.#database.get(key, options);
    const entry = this.#database.getEntry(key, options);
    this.#locked ??= new Map();
    this.#locked.set(textOfKey(key), entry?.version);
    return entry?.value;
  }

  getMany(keys: readonly Uint8Array[]): readonly (Uint8Array | undefined)[] {
    const transaction = this.#pinned();
    return keys.map((key) => this.#database.get(key, { transaction }));
  }

  /** The library returns its memory, or that of the file if the value is large. */
  borrow(key: Uint8Array): Uint8Array | undefined {
    const bytes = this.#database.getBinaryFast(key, { transaction: this.#pinned() });
    return bytes === undefined ? undefined : plainBytes(bytes);
  }

  range(range: KvRange): KvRows {
    const { limit = Number.POSITIVE_INFINITY, maxBytes = Number.POSITIVE_INFINITY } = range;
    const rows: KvRow[] = [];
    let size = 0;
    const stored = this.#database.getRange({ ...bounds(range), transaction: this.#pinned() });
    for (const { key, value } of stored) {
      if (rows.length >= limit || size >= maxBytes) return { rows, more: true };
      rows.push([plainBytes(key), value]);
      size += key.length + value.length;
    }
    return { rows, more: false };
  }

  async commit(writes: KvWrites): Promise<void> {
    this.#unpin();
    const locked = this.#locked ?? NO_LOCKS;
    const request = { writes, locked, isWithdrawn: () => this.#hasEnded };
    const isRead = writes.rows.length + writes.clearedRanges.length + locked.size === 0;
    if (!isRead) await this.#queue.commit(request);
    this.#hasEnded = true;
  }

  rollback(): void {
    this.#hasEnded = true;
    this.#unpin();
  }

  #pinned(): Snapshot {
    if (this.#hasEnded) throw new KvDriverError("timeout");
    this.#snapshot ??= this.#snapshots.pin();
    return this.#snapshot;
  }

  #unpin(): void {
    this.#snapshot?.done();
    this.#snapshot = undefined;
  }
}

/**
 * Applies the requests in one LMDB transaction, which is aborted if this throws. Returns the
 * outcome of each request.
 */
function applyCommits(
  database: Database,
  growth: FileGrowth,
  requests: readonly CommitRequest[],
): readonly (KvDriverError | undefined)[] {
  return database.transactionSync(() => {
    growth.makeRoom(usedSizeOf(database), pagesSizeOf(requests));
    return requests.map((request) => apply(database, request));
  });
}

/** The bytes of the file that LMDB has used so far. */
function usedSizeOf(database: Database): number {
  // The declaration of the library does not say what it returns.
  const { lastPageNumber, pageSize } = database.getStats() as StoreStats;
  return (lastPageNumber + 1) * pageSize;
}

type StoreStats = { readonly lastPageNumber: number; readonly pageSize: number };

/** Small values share a page with others; a large one has pages of its own. */
const LARGE_VALUE_SIZE = 2_048;
const PAGES_OF_COMMIT_SIZE = 65_536;

/** The approximate number of bytes of the pages that the requests need, if none is free. */
function pagesSizeOf(requests: readonly CommitRequest[]): number {
  let size = PAGES_OF_COMMIT_SIZE;
  for (const { writes } of requests) {
    for (const [, value] of writes.rows) {
      const valueSize = value?.length ?? 0;
      size += valueSize > LARGE_VALUE_SIZE ? valueSize + 8_192 : 256;
    }
  }
  return size;
}

/**
 * The approximate number of bytes that LMDB has to write: pages of 4 KiB, and the branches above
 * them.
 */
function sizeOf(requests: readonly CommitRequest[]): number {
  const rows = requests.flatMap(({ writes }) => writes.rows);
  return rows.reduce((size, [, value]) => size + 8_192 + (value?.length ?? 0), 65_536);
}

function apply(
  database: Database,
  { writes, locked, isWithdrawn }: CommitRequest,
): KvDriverError | undefined {
  if (isWithdrawn()) return new KvDriverError("timeout");
  for (const [text, version] of locked) {
    const entry = database.getEntry(keyOfText(text));
    if (entry?.version !== version) return new KvDriverError("conflict");
  }
  for (const { start, end } of writes.clearedRanges) {
    const keys = [...database.getKeys(bounds({ start, end }))];
    for (const key of keys) database.removeSync(key);
  }
  const version = database.getWriteTxnId();
  for (const [key, value] of writes.rows) {
    if (value === undefined) database.removeSync(key);
    else database.putSync(key, value, version);
  }
  return undefined;
}

/** LMDB has no empty key, so a range from the empty key begins with the first possible one. */
const FIRST_KEY = Uint8Array.of(0);

function bounds({ start, end, reverse }: KvRange): RangeOptions {
  const first = start.length === 0 ? FIRST_KEY : start;
  if (reverse !== true) return { start: first, end };
  return { start: end, exclusiveStart: true, end: first, inclusiveEnd: true, reverse: true };
}

function copyOf(bytes: Uint8Array): Uint8Array {
  // A small copy shares its memory with others, which is much faster than memory of its own.
  const copy = Buffer.allocUnsafe(bytes.length);
  // The length says how much was read; the memory behind it is larger.
  copy.set(plainBytes(bytes));
  return plainBytes(copy);
}

function plainBytes(buffer: Uint8Array): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}
