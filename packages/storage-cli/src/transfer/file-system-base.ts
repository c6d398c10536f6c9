/**
 * The base of the virtual file systems of this package: one connection uses their files, and
 * nothing else has them open. The methods have the names and arguments of SQLite's C interface:
 * numbers are addresses in the memory of its build, and 64-bit numbers are passed in two halves.
 */

export const SQLITE_OK = 0;
export const SQLITE_READONLY = 8;
const SQLITE_NOTFOUND = 12;
export const SQLITE_CANTOPEN = 14;
export const SQLITE_IOERR_READ = 266;
export const SQLITE_IOERR_SHORT_READ = 522;
export const SQLITE_IOERR_WRITE = 778;

const MAX_NAME_SIZE = 64;

/** The functions of a build of SQLite that are used. */
export interface FileSystemModule {
  /** The array is replaced when memory grows. */
  readonly HEAPU8: Uint8Array;
  UTF8ToString(address: number): string;
}

export class FileSystemBase {
  readonly mxPathname: number = MAX_NAME_SIZE;
  protected readonly module: FileSystemModule;
  #failure: unknown;

  constructor(module: FileSystemModule) {
    this.module = module;
  }

  /** The first failure of a call, if there was one. */
  get failure(): unknown {
    return this.#failure;
  }

  xLock(): number {
    return SQLITE_OK;
  }

  xUnlock(): number {
    return SQLITE_OK;
  }

  xCheckReservedLock(_id: number, resultAt: number): number {
    return this.writeInt32(resultAt, 0);
  }

  xFileControl(): number {
    return SQLITE_NOTFOUND;
  }

  /** No journal and no log is hot. */
  xAccess(_vfs: number, _nameAt: number, _flags: number, resultAt: number): number {
    return this.writeInt32(resultAt, 0);
  }

  xFullPathname(_vfs: number, nameAt: number, size: number, targetAt: number): number {
    const bytes = new TextEncoder().encode(this.module.UTF8ToString(nameAt));
    if (bytes.length >= size) return SQLITE_CANTOPEN;
    this.module.HEAPU8.set(bytes, targetAt);
    this.module.HEAPU8[targetAt + bytes.length] = 0;
    return SQLITE_OK;
  }

  /** Keeps the first failure, and returns the result code that SQLite is given. */
  protected fail(code: number, error: unknown): number {
    this.#failure ??= error;
    return code;
  }

  protected writeInt32(at: number, value: number): number {
    this.#view(at, 4).setInt32(0, value, true);
    return SQLITE_OK;
  }

  protected writeInt64(at: number, value: bigint): number {
    this.#view(at, 8).setBigInt64(0, value, true);
    return SQLITE_OK;
  }

  #view(at: number, size: number): DataView {
    const { buffer, byteOffset } = this.module.HEAPU8;
    return new DataView(buffer, byteOffset + at, size);
  }
}

/** The number in two halves, which are both signed. */
export function number64(low: number, high: number): number {
  return high * 0x1_0000_0000 + (low >>> 0);
}
