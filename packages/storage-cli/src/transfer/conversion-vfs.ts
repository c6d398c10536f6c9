/**
 * The virtual file system of a conversion: the file that is read, the file that is written with its
 * journal, and nothing else.
 */

import { fstatSync, fsyncSync, ftruncateSync, readSync, writeSync } from "node:fs";
import {
  FileSystemBase,
  number64,
  SQLITE_CANTOPEN,
  SQLITE_IOERR_READ,
  SQLITE_IOERR_SHORT_READ,
  SQLITE_IOERR_WRITE,
  SQLITE_OK,
  SQLITE_READONLY,
} from "./file-system-base.js";
import { useRollbackJournal } from "./sqlite-header.js";
import type { SqliteModule } from "./sqlite-module.js";

/** The names by which SQLite opens the two files. */
export const SOURCE_NAME = "source";
export const TARGET_NAME = "target";
const JOURNAL_NAME = "target-journal";

const SECTOR_SIZE = 4_096;
/** The end of the bytes that name the journal mode. */
const VERSIONS_END = 20;

/** The descriptors of open files. */
export type ConversionFiles = {
  readonly source: number;
  readonly target: number;
  readonly journal: number;
};

export class ConversionVfs extends FileSystemBase {
  readonly name: string = "barewire-conversion";
  readonly #files: ConversionFiles;
  /** The descriptors by the address of SQLite's own record of the open file. */
  readonly #open = new Map<number, number>();

  constructor(module: SqliteModule, files: ConversionFiles) {
    super(module);
    this.#files = files;
  }

  hasAsyncMethod(): boolean {
    return false;
  }

  xOpen(_vfs: number, nameAt: number, id: number, flags: number, outFlagsAt: number): number {
    const name = nameAt === 0 ? "" : this.module.UTF8ToString(nameAt);
    const file = this.#named(name);
    if (file === undefined) return SQLITE_CANTOPEN;
    this.#open.set(id, file);
    if (outFlagsAt !== 0) this.writeInt32(outFlagsAt, flags);
    return SQLITE_OK;
  }

  xClose(id: number): number {
    this.#open.delete(id);
    return SQLITE_OK;
  }

  xRead(id: number, target: number, size: number, low: number, high: number): number {
    return this.#guard(SQLITE_IOERR_READ, () => {
      const bytes = this.module.HEAPU8.subarray(target, target + size);
      const offset = number64(low, high);
      const file = this.#fileOf(id);
      const count = readFully(file, bytes, offset);
      bytes.fill(0, count);
      // The source has no log left, and a file system without shared memory could not open one.
      if (file === this.#files.source && offset === 0 && count >= VERSIONS_END) {
        useRollbackJournal(bytes);
      }
      return count < size ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
    });
  }

  xWrite(id: number, source: number, size: number, low: number, high: number): number {
    if (this.#fileOf(id) === this.#files.source) return SQLITE_READONLY;
    return this.#guard(SQLITE_IOERR_WRITE, () => {
      const bytes = this.module.HEAPU8.subarray(source, source + size);
      const offset = number64(low, high);
      for (let done = 0; done < size; ) {
        done += writeSync(this.#fileOf(id), bytes, done, size - done, offset + done);
      }
      return SQLITE_OK;
    });
  }

  xTruncate(id: number, low: number, high: number): number {
    if (this.#fileOf(id) === this.#files.source) return SQLITE_READONLY;
    return this.#guard(SQLITE_IOERR_WRITE, () => {
      ftruncateSync(this.#fileOf(id), number64(low, high));
      return SQLITE_OK;
    });
  }

  xSync(id: number): number {
    return this.#guard(SQLITE_IOERR_WRITE, () => {
      if (this.#fileOf(id) !== this.#files.source) fsyncSync(this.#fileOf(id));
      return SQLITE_OK;
    });
  }

  xFileSize(id: number, sizeAt: number): number {
    return this.#guard(SQLITE_IOERR_READ, () => {
      const { size } = fstatSync(this.#fileOf(id));
      return this.writeInt64(sizeAt, BigInt(size));
    });
  }

  xSectorSize(): number {
    return SECTOR_SIZE;
  }

  xDeviceCharacteristics(): number {
    return 0;
  }

  /** The journal is the only file that SQLite deletes. */
  xDelete(): number {
    return this.#guard(SQLITE_IOERR_WRITE, () => {
      ftruncateSync(this.#files.journal, 0);
      return SQLITE_OK;
    });
  }

  xGetLastError(): number {
    return SQLITE_OK;
  }

  /** Zeros are enough, because nothing that is written depends on random numbers. */
  xRandomness(_vfs: number, size: number, targetAt: number): number {
    this.module.HEAPU8.fill(0, targetAt, targetAt + size);
    return size;
  }

  xCurrentTimeInt64(_vfs: number, timeAt: number): number {
    return this.writeInt64(timeAt, 0n);
  }

  #named(name: string): number | undefined {
    const { source, target, journal } = this.#files;
    if (name === SOURCE_NAME) return source;
    if (name === TARGET_NAME) return target;
    return name === JOURNAL_NAME ? journal : undefined;
  }

  #fileOf(id: number): number {
    const file = this.#open.get(id);
    if (file === undefined) throw new RangeError("SQLite used a file that is not open");
    return file;
  }

  /**
   * An exception must not unwind WASM frames, as it would leave SQLite in an inconsistent state.
   */
  #guard(code: number, work: () => number): number {
    try {
      return work();
    } catch (error) {
      return this.fail(code, error);
    }
  }
}

function readFully(file: number, bytes: Uint8Array, offset: number): number {
  for (let done = 0; done < bytes.length; ) {
    const count = readSync(file, bytes, done, bytes.length - done, offset + done);
    if (count === 0) return done;
    done += count;
  }
  return bytes.length;
}
