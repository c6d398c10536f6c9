/**
 * The virtual file system of a check: one read-only file, whose pages are fetched when SQLite asks
 * for them. The methods have the names and arguments of SQLite's C interface; see
 * `conversion-vfs.ts`.
 */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { useRollbackJournal } from "../transfer/sqlite-header.js";
import type { SnapshotPages } from "./snapshot-pages.js";

/** The name by which SQLite opens the file. */
export const SNAPSHOT_NAME = "snapshot";

const SQLITE_OK = 0;
const SQLITE_READONLY = 8;
const SQLITE_NOTFOUND = 12;
const SQLITE_CANTOPEN = 14;
const SQLITE_IOERR_READ = 266;
const SQLITE_IOERR_SHORT_READ = 522;

const SQLITE_IOCAP_IMMUTABLE = 0x2000;
const MAX_NAME_SIZE = 64;
/** The end of the bytes of page 1 that name the journal mode. */
const VERSIONS_END = 20;

/** The functions of the build of SQLite that are used. */
export interface SnapshotModule {
  /** The array is replaced when memory grows. */
  readonly HEAPU8: Uint8Array;
  UTF8ToString(address: number): string;
}

export class SnapshotVfs {
  readonly name: string = "barewire-snapshot";
  readonly mxPathname: number = MAX_NAME_SIZE;
  readonly #module: SnapshotModule;
  readonly #pages: SnapshotPages;
  #failure: unknown;

  constructor(module: SnapshotModule, pages: SnapshotPages) {
    this.#module = module;
    this.#pages = pages;
  }

  /** The first failure of reading a page, if there was one. */
  get failure(): unknown {
    return this.#failure;
  }

  hasAsyncMethod(method: string): boolean {
    return method === "xRead";
  }

  xOpen(_vfs: number, nameAt: number, _id: number, flags: number, outFlagsAt: number): number {
    // A check writes nothing, so it has no journal and no temporary file.
    if (nameAt === 0 || this.#module.UTF8ToString(nameAt) !== SNAPSHOT_NAME) return SQLITE_CANTOPEN;
    if (outFlagsAt !== 0) this.#view(outFlagsAt, 4).setInt32(0, flags, true);
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
      const offset = high * 0x1_0000_0000 + (low >>> 0);
      const bytes = await this.#read(offset, size);
      const heap = this.#module.HEAPU8;
      heap.fill(0, target, target + size);
      heap.set(bytes, target);
      return bytes.length < size ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
    } catch (error) {
      this.#failure ??= error;
      return SQLITE_IOERR_READ;
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
    this.#view(sizeAt, 8).setBigInt64(0, BigInt(this.#pages.size), true);
    return SQLITE_OK;
  }

  xLock(): number {
    return SQLITE_OK;
  }

  xUnlock(): number {
    return SQLITE_OK;
  }

  xCheckReservedLock(_id: number, resultAt: number): number {
    this.#view(resultAt, 4).setInt32(0, 0, true);
    return SQLITE_OK;
  }

  xFileControl(): number {
    return SQLITE_NOTFOUND;
  }

  xSectorSize(): number {
    return PAGE_SIZE;
  }

  xDeviceCharacteristics(): number {
    return SQLITE_IOCAP_IMMUTABLE;
  }

  /** There is neither a journal nor a log beside the file. */
  xAccess(_vfs: number, _nameAt: number, _flags: number, resultAt: number): number {
    this.#view(resultAt, 4).setInt32(0, 0, true);
    return SQLITE_OK;
  }

  xFullPathname(_vfs: number, nameAt: number, size: number, targetAt: number): number {
    const bytes = new TextEncoder().encode(this.#module.UTF8ToString(nameAt));
    if (bytes.length >= size) return SQLITE_CANTOPEN;
    this.#module.HEAPU8.set(bytes, targetAt);
    this.#module.HEAPU8[targetAt + bytes.length] = 0;
    return SQLITE_OK;
  }

  #view(at: number, size: number): DataView {
    const { buffer, byteOffset } = this.#module.HEAPU8;
    return new DataView(buffer, byteOffset + at, size);
  }
}
