/**
 * The virtual file system that SQLite is given: one database file, and files in memory beside it.
 *
 * The methods have the names and arguments of SQLite's C interface: numbers are addresses in the
 * memory of its build, and 64-bit numbers come in two halves. Nothing is locked, for a database has
 * one owner and that owner one connection.
 */

import { type Clock, chain, type MaybePromise, type Random, rescue } from "@barewire/clock";
import { DatabaseError } from "../database-error.js";
import { crashIssueOf } from "./crash.js";
import { MemoryFile, type SqliteFile } from "./file.js";
import {
  SQLITE_CANTOPEN,
  SQLITE_FCNTL_PRAGMA,
  SQLITE_IOERR,
  SQLITE_IOERR_DELETE,
  SQLITE_NOTFOUND,
  SQLITE_OK,
  SQLITE_OPEN_DELETEONCLOSE,
  SQLITE_OPEN_MAIN_DB,
  SQLITE_OPEN_WAL,
} from "./result-codes.js";
import type { SqlGate } from "./sql-gate.js";
import type { SqliteModule } from "./sqlite-module.js";

/** Bytes of a name. SQLite's default for this interface. */
const MAX_NAME_SIZE = 64;
const SECTOR_SIZE = 4096;
/** 1970 in the milliseconds that SQLite counts, from noon in 4714 BC. */
const UNIX_EPOCH_MS = 210_866_760_000_000n;

/** The methods that may have to wait for a page, or for a commit. */
const WAITING = new Set(["xRead", "xWrite", "xTruncate", "xSync", "xFileControl", "xClose"]);

export interface WireVfsOptions {
  readonly module: SqliteModule;
  readonly clock: Pick<Clock, "epochMs">;
  readonly random: Pick<Random, "fill">;
  readonly name: string;
  /** Tells whether SQLite is suspended while a method waits. */
  readonly waits: "blocking" | "suspended";
}

/** Makes it known to SQLite, once for each name. Throws `not-started` if SQLite refuses it. */
export function registerVfs(options: WireVfsOptions): WireVfs {
  const vfs = new WireVfs(options);
  if (options.module.vfs_register(vfs, 0) !== SQLITE_OK) {
    throw new DatabaseError({ kind: "not-started" });
  }
  return vfs;
}

export class WireVfs {
  readonly name: string;
  readonly mxPathname: number = MAX_NAME_SIZE;
  /**
   * The error of a method that had no stack or memory left, since SQLite has used it up; otherwise
   * null.
   */
  crash: unknown = null;
  readonly #module: SqliteModule;
  readonly #clock: Pick<Clock, "epochMs">;
  readonly #random: Pick<Random, "fill">;
  #databases: ReadonlyMap<string, SqliteFile> = new Map();
  #gate: SqlGate | null = null;
  readonly #waits: "blocking" | "suspended";
  /** The files in memory by name, until they are deleted: a journal is closed and opened again. */
  readonly #memoryFiles = new Map<string, SqliteFile>();
  /** The open files by the address of SQLite's own record. */
  readonly #open = new Map<number, { readonly file: SqliteFile; readonly deletedName: string }>();
  #unnamed = 0;
  #lastError = "";
  readonly #heap = (): Uint8Array => this.#module.HEAPU8;

  constructor(options: WireVfsOptions) {
    this.name = options.name;
    this.#module = options.module;
    this.#clock = options.clock;
    this.#random = options.random;
    this.#waits = options.waits;
  }

  /** Serves these database files, by name, from now on. No file may be open. */
  serve(databases: ReadonlyMap<string, SqliteFile>, gate: SqlGate | null): void {
    this.#databases = databases;
    this.#gate = gate;
    this.#memoryFiles.clear();
    this.#lastError = "";
  }

  /** Empties the journal of a database, so that SQLite does not roll back from it. */
  emptyJournal(database: string): void {
    this.#memoryFiles.get(`${database}-journal`)?.truncate(0);
  }

  hasAsyncMethod(method: string): boolean {
    return this.#waits === "suspended" && WAITING.has(method);
  }

  xOpen(_vfs: number, nameAt: number, id: number, flags: number, outFlagsAt: number): number {
    const isTemporary = (flags & SQLITE_OPEN_DELETEONCLOSE) !== 0;
    if (nameAt === 0 && !isTemporary) return SQLITE_CANTOPEN;
    const name = nameAt === 0 ? this.#newName() : this.#module.UTF8ToString(nameAt);
    const isMain = (flags & SQLITE_OPEN_MAIN_DB) !== 0;
    const database = isMain ? this.#databases.get(name) : undefined;
    // Commits in a write-ahead log would be lost with the worker.
    if ((flags & SQLITE_OPEN_WAL) !== 0) {
      if (this.#gate !== null) this.#gate.isWalRequested = true;
      return SQLITE_CANTOPEN;
    }
    if (isMain && (database === undefined || this.#isOpen(database))) {
      this.#gate?.refuseFile();
      return SQLITE_CANTOPEN;
    }
    const file = database ?? this.#memoryFile(name);
    this.#open.set(id, { file, deletedName: isTemporary ? name : "" });
    if (outFlagsAt !== 0) this.#writeInt32(outFlagsAt, flags);
    return SQLITE_OK;
  }

  xClose(id: number): MaybePromise<number> {
    const entry = this.#open.get(id);
    this.#open.delete(id);
    if (entry === undefined) return SQLITE_OK;
    if (entry.deletedName !== "") this.#memoryFiles.delete(entry.deletedName);
    return this.#guard(() => entry.file.close());
  }

  xRead(id: number, target: number, size: number, low: number, high: number): MaybePromise<number> {
    return this.#with(id, (file) => file.read(this.#heap, target, size, number64(low, high)));
  }

  xWrite(
    id: number,
    source: number,
    size: number,
    low: number,
    high: number,
  ): MaybePromise<number> {
    return this.#with(id, (file) => file.write(this.#heap, source, size, number64(low, high)));
  }

  xTruncate(id: number, low: number, high: number): MaybePromise<number> {
    return this.#with(id, (file) => file.truncate(number64(low, high)));
  }

  xSync(id: number): MaybePromise<number> {
    return this.#with(id, (file) => file.sync());
  }

  xFileControl(id: number, operation: number, argumentsAt: number): MaybePromise<number> {
    return this.#with(id, (file) => {
      if (operation !== SQLITE_FCNTL_PRAGMA) return file.control(operation);
      const isDatabase = [...this.#databases.values()].includes(file);
      return (isDatabase ? this.#gate?.answerPragma(argumentsAt) : null) ?? SQLITE_NOTFOUND;
    });
  }

  xFileSize(id: number, sizeAt: number): MaybePromise<number> {
    return this.#with(id, (file) => {
      this.#view(sizeAt, 8).setBigInt64(0, BigInt(file.size), true);
      return SQLITE_OK;
    });
  }

  xLock(): number {
    return SQLITE_OK;
  }

  xUnlock(): number {
    return SQLITE_OK;
  }

  xCheckReservedLock(_id: number, resultAt: number): number {
    this.#writeInt32(resultAt, 0);
    return SQLITE_OK;
  }

  xSectorSize(): number {
    return SECTOR_SIZE;
  }

  xDeviceCharacteristics(id: number): number {
    return this.#open.get(id)?.file.deviceCharacteristics ?? 0;
  }

  xDelete(_vfs: number, nameAt: number): number {
    const name = this.#module.UTF8ToString(nameAt);
    if (this.#databases.has(name)) {
      this.#lastError = "the database cannot be deleted";
      return SQLITE_IOERR_DELETE;
    }
    this.#memoryFiles.delete(name);
    return SQLITE_OK;
  }

  xAccess(_vfs: number, nameAt: number, _flags: number, resultAt: number): number {
    const name = this.#module.UTF8ToString(nameAt);
    const exists = this.#databases.has(name) || this.#memoryFiles.has(name);
    this.#writeInt32(resultAt, exists ? 1 : 0);
    return SQLITE_OK;
  }

  xFullPathname(_vfs: number, nameAt: number, size: number, targetAt: number): number {
    if (this.#writeText(this.#module.UTF8ToString(nameAt), targetAt, size)) return SQLITE_OK;
    this.#gate?.refuseFile();
    return SQLITE_CANTOPEN;
  }

  xGetLastError(_vfs: number, size: number, targetAt: number): number {
    this.#writeText(this.#lastError, targetAt, size);
    return SQLITE_OK;
  }

  xRandomness(_vfs: number, size: number, targetAt: number): number {
    this.#random.fill(this.#module.HEAPU8.subarray(targetAt, targetAt + size));
    return size;
  }

  xCurrentTimeInt64(_vfs: number, timeAt: number): number {
    const now = BigInt(Math.trunc(this.#clock.epochMs())) + UNIX_EPOCH_MS;
    this.#view(timeAt, 8).setBigInt64(0, now, true);
    return SQLITE_OK;
  }

  #isOpen(file: SqliteFile): boolean {
    return [...this.#open.values()].some((entry) => entry.file === file);
  }

  #newName(): string {
    this.#unnamed += 1;
    return `__sqlite_temp__-${this.#unnamed}`;
  }

  #memoryFile(name: string): SqliteFile {
    const known = this.#memoryFiles.get(name);
    if (known !== undefined) return known;
    const file = new MemoryFile();
    this.#memoryFiles.set(name, file);
    return file;
  }

  #with(id: number, call: (file: SqliteFile) => MaybePromise<number>): MaybePromise<number> {
    const entry = this.#open.get(id);
    return entry === undefined ? SQLITE_NOTFOUND : this.#guard(() => call(entry.file));
  }

  /** An exception through WASM frames would leave SQLite in the middle of what it was doing. */
  #guard(call: () => MaybePromise<number>): MaybePromise<number> {
    const fail = (error: unknown): number => {
      this.#lastError = error instanceof Error ? error.name : "unknown";
      // If SQLite has left no stack, the caller is told of the crash instead.
      if (crashIssueOf(error) === null) reportBug(error);
      else this.crash ??= error;
      return SQLITE_IOERR;
    };
    const told = (code: number): number => {
      if (code === SQLITE_OK) this.#lastError = "";
      return code;
    };
    return rescue(() => chain(call(), told), fail);
  }

  #writeInt32(at: number, value: number): void {
    this.#view(at, 4).setInt32(0, value, true);
  }

  #view(at: number, size: number): DataView {
    const { buffer, byteOffset } = this.#module.HEAPU8;
    return new DataView(buffer, byteOffset + at, size);
  }

  /** Writes text and a terminating zero, and returns false if it does not fit. */
  #writeText(text: string, at: number, size: number): boolean {
    const bytes = new TextEncoder().encode(text);
    if (bytes.length >= size) return false;
    this.#module.HEAPU8.set(bytes, at);
    this.#module.HEAPU8[at + bytes.length] = 0;
    return true;
  }
}

/** Thrown where nothing catches it, after SQLite has been left. */
function reportBug(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}

/** Both halves are signed. */
function number64(low: number, high: number): number {
  return high * 0x1_0000_0000 + (low >>> 0);
}
