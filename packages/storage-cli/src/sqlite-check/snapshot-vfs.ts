/**
 * The virtual file system of a check: one read-only file, whose pages are fetched when SQLite asks
 * for them.
 */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import {
  FileSystemBase,
  type FileSystemModule,
  number64,
  SQLITE_CANTOPEN,
  SQLITE_IOERR_READ,
  SQLITE_IOERR_SHORT_READ,
  SQLITE_OK,
  SQLITE_READONLY,
} from "../transfer/file-system-base.js";
import { useRollbackJournal } from "../transfer/sqlite-header.js";
import type { SnapshotPages } from "./snapshot-pages.js";

/** The name by which SQLite opens the file. */
export const SNAPSHOT_NAME = "snapshot";

const SQLITE_IOCAP_IMMUTABLE = 0x2000;
/** The end of the bytes of page 1 that name the journal mode. */
const VERSIONS_END = 20;

/** A database of `size` bytes, which is read in blocks of a page of the store. */
export type PageSource = Pick<SnapshotPages, "size" | "page">;

export class SnapshotVfs extends FileSystemBase {
  readonly name: string = "barewire-snapshot";
  readonly #pages: PageSource;

  constructor(module: FileSystemModule, pages: PageSource) {
    super(module);
    this.#pages = pages;
  }

  hasAsyncMethod(method: string): boolean {
    return method === "xRead";
  }

  xOpen(_vfs: number, nameAt: number, _id: number, flags: number, outFlagsAt: number): number {
    // A check writes nothing, so it has no journal and no temporary file.
    if (nameAt === 0 || this.module.UTF8ToString(nameAt) !== SNAPSHOT_NAME) return SQLITE_CANTOPEN;
    if (outFlagsAt !== 0) this.writeInt32(outFlagsAt, flags);
    return SQLITE_OK;
  }

  xClose(): number {
    return SQLITE_OK;
  }

  async xRead(
    _id: number,
    target: number,
    size: number,
    low: number,
    high: number,
  ): Promise<number> {
    // An exception must not unwind WASM frames, as it would leave SQLite in an inconsistent state.
    try {
      const bytes = await this.#read(number64(low, high), size);
      const heap = this.module.HEAPU8;
      heap.fill(0, target, target + size);
      heap.set(bytes, target);
      return bytes.length < size ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
    } catch (error) {
      return this.fail(SQLITE_IOERR_READ, error);
    }
  }

  /** Reads as many of the bytes as there are. */
  async #read(offset: number, size: number): Promise<Uint8Array> {
    const end = Math.min(offset + size, this.#pages.size);
    const bytes = new Uint8Array(Math.max(0, end - offset));
    for (let at = offset; at < end; ) {
      const from = at % PAGE_SIZE;
      const count = Math.min(PAGE_SIZE - from, end - at);
      const page = await this.#pages.page((at - from) / PAGE_SIZE + 1);
      bytes.set(page.subarray(from, from + count), at - offset);
      at += count;
    }
    // A store has no write-ahead log, so a header that names one is changed to a rollback journal.
    if (offset === 0 && bytes.length >= VERSIONS_END) useRollbackJournal(bytes);
    return bytes;
  }

  xWrite(): number {
    return SQLITE_READONLY;
  }

  xTruncate(): number {
    return SQLITE_READONLY;
  }

  xDelete(): number {
    return SQLITE_READONLY;
  }

  xSync(): number {
    return SQLITE_OK;
  }

  xFileSize(_id: number, sizeAt: number): number {
    return this.writeInt64(sizeAt, BigInt(this.#pages.size));
  }

  xSectorSize(): number {
    return PAGE_SIZE;
  }

  xDeviceCharacteristics(): number {
    return SQLITE_IOCAP_IMMUTABLE;
  }
}
