/**
 * `SqliteFile`: a database file that is read from its first page to its last, while it has no
 * writer. The files beside it are checked as SQLite does: a file with a live log or a hot journal
 * is only part of its database.
 */

import { type FileHandle, open, realpath } from "node:fs/promises";
import { readSqliteHeader, SQLITE_HEADER_SIZE } from "./sqlite-header.js";
import { onFiles, TransferError } from "./transfer-error.js";

/** A write-ahead log without a transaction has at most a header. */
const WAL_HEADER_SIZE = 32;

/** The properties that change when a file is written. */
type Fingerprint = { readonly size: bigint; readonly mtimeNs: bigint; readonly inode: bigint };

export class SqliteFile {
  readonly pageSize: number;
  readonly pageCount: number;
  /**
   * The path with all symbolic links resolved, as SQLite resolves them before it looks beside a
   * file.
   */
  readonly path: string;
  readonly #handle: FileHandle;
  readonly #fingerprint: Fingerprint;

  private constructor(path: string, handle: FileHandle, facts: Facts) {
    this.path = path;
    this.#handle = handle;
    this.pageSize = facts.pageSize;
    this.pageCount = facts.pageCount;
    this.#fingerprint = facts.fingerprint;
  }

  /** Opens a file. Throws a `TransferError`. */
  static async open(path: string): Promise<SqliteFile> {
    return await onFiles(async () => {
      const real = await realpath(path);
      const handle = await open(real, "r");
      try {
        const facts = await readFacts(handle);
        await refuseUnfinished(real);
        return new SqliteFile(real, handle, facts);
      } catch (error) {
        await handle.close();
        throw error;
      }
    });
  }

  /** Reads the bytes from `offset` on, which must be in the file, until `target` is full. */
  async read(target: Uint8Array, offset: number): Promise<void> {
    await onFiles(async () => {
      let filled = 0;
      while (filled < target.length) {
        const length = target.length - filled;
        const { bytesRead } = await this.#handle.read(target, filled, length, offset + filled);
        if (bytesRead === 0) throw new TransferError({ kind: "file-changed" });
        filled += bytesRead;
      }
    });
  }

  /** Throws `file-changed` if the database was written since it was opened. */
  async requireUnchanged(): Promise<void> {
    await onFiles(async () => {
      const now = await fingerprintOf(this.#handle);
      const { size, mtimeNs, inode } = this.#fingerprint;
      const isSame = now.size === size && now.mtimeNs === mtimeNs && now.inode === inode;
      const unfinished = await unfinishedKind(this.path);
      if (!isSame || unfinished !== undefined) throw new TransferError({ kind: "file-changed" });
    });
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

type Facts = {
  readonly pageSize: number;
  readonly pageCount: number;
  readonly fingerprint: Fingerprint;
};

async function readFacts(handle: FileHandle): Promise<Facts> {
  const stat = await handle.stat();
  if (!stat.isFile()) throw new TransferError({ kind: "file-missing" });
  const fingerprint = await fingerprintOf(handle);
  const size = Number(fingerprint.size);
  const start = new Uint8Array(Math.min(size, SQLITE_HEADER_SIZE));
  await handle.read(start, 0, start.length, 0);
  const { pageSize, pageCount } = readSqliteHeader(start);
  // A file may be longer than its database, for example before it is truncated.
  const count = pageCount ?? Math.floor(size / pageSize);
  if (count === 0 || count * pageSize > size) {
    throw new TransferError({ kind: "file-invalid", reason: "it is truncated" });
  }
  return { pageSize, pageCount: count, fingerprint };
}

async function fingerprintOf(handle: FileHandle): Promise<Fingerprint> {
  const { size, mtimeNs, ino } = await handle.stat({ bigint: true });
  return { size, mtimeNs, inode: ino };
}

async function refuseUnfinished(path: string): Promise<void> {
  const kind = await unfinishedKind(path);
  if (kind !== undefined) throw new TransferError({ kind });
}

async function unfinishedKind(path: string): Promise<"wal-live" | "journal-hot" | undefined> {
  const [wal, journal] = [await startOf(`${path}-wal`), await startOf(`${path}-journal`)];
  if (wal !== undefined && wal.size > WAL_HEADER_SIZE) return "wal-live";
  // A journal that is kept for the next transaction begins with zeros.
  return journal !== undefined && journal.size > 0 && journal.firstByte !== 0
    ? "journal-hot"
    : undefined;
}

async function startOf(
  path: string,
): Promise<{ readonly size: number; readonly firstByte: number } | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(path, "r");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  try {
    const first = new Uint8Array(1);
    const { size } = await handle.stat();
    await handle.read(first, 0, 1, 0);
    return { size, firstByte: first[0] ?? 0 };
  } finally {
    await handle.close();
  }
}
