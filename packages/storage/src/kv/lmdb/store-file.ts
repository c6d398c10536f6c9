/**
 * Checks the file under the path of a store before the native library opens it. The library maps
 * the file into memory: a file that is not an LMDB store, or that is truncated, ends the process by
 * a signal that cannot be caught. So every such file has to be refused here.
 *
 * A file that is truncated while it is open cannot be handled at all.
 */

import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  statfsSync,
  statSync,
} from "node:fs";
import { dirname } from "node:path";
import { StorageError, type StoreFault } from "../../storage-error.js";
import { codeOf } from "./full-disk.js";
import { META_SIZE, type Meta, readMeta, walkTrees } from "./lmdb-pages.js";

/**
 * The most branches and leaves that are read in a file that is long enough, which takes a few
 * milliseconds.
 */
const MAX_SAMPLED_PAGES = 1_024;

/** The types that statfs reports for file systems of the kernel: /proc, /sys and their like. */
const PSEUDO_FILE_SYSTEMS: ReadonlySet<number> = new Set([
  0x9fa0, 0x62656572, 0x1cd1, 0x27e0eb, 0x63677270, 0x64626720, 0x74726163, 0x73636673, 0xcafe4a11,
]);

/** Another process may commit while the file is read, so the check is repeated. */
const MAX_LOOKS = 5;

/** A fault, and the failure of the operating system that showed it, if one did. */
export type FoundFault = { readonly fault: StoreFault; readonly cause?: unknown };

/** Throws a `StorageError` of kind `kv-unusable` or `kv-failed` if LMDB could not open the file. */
export function checkStoreFile(path: string): void {
  let found: FoundFault | undefined;
  try {
    found = inspectStoreFile(path);
  } catch (cause) {
    throw new StorageError({ kind: "kv-failed" }, { cause });
  }
  if (found !== undefined) throw unusable(found);
}

export function unusable({ fault, cause }: FoundFault): StorageError {
  return new StorageError({ kind: "kv-unusable", fault }, cause === undefined ? {} : { cause });
}

/**
 * Returns the fault of the file at `path`, its lock file or its folder; `undefined` if LMDB may
 * open or create it. Changes nothing. A file that another process has open is taken for sound,
 * because it has passed the check there.
 */
export function inspectStoreFile(path: string): FoundFault | undefined {
  return onSystem(() => {
    const folder = folderFault(dirname(path));
    if (folder !== undefined || !existsSync(dirname(path))) return folder;
    return fileFault(path) ?? fileFault(`${path}-lock`) ?? dataFault(path);
  });
}

/**
 * Creates the folders that are missing above `path`, one by one, and returns the fault that
 * prevents it.
 */
export function makeFolders(path: string): FoundFault | undefined {
  return onSystem(() => {
    const missing: string[] = [];
    // Every turn goes one folder up, and the root exists.
    for (let folder = dirname(path); !existsSync(folder); folder = dirname(folder)) {
      missing.unshift(folder);
    }
    for (const folder of missing) mkdirOnce(folder);
    return undefined;
  });
}

/** Another process may have created it meanwhile. */
function mkdirOnce(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
}

/** Checks the nearest folder that exists. */
function folderFault(path: string): StoreFault | undefined {
  let folder = path;
  while (!existsSync(folder)) folder = dirname(folder);
  if (!statSync(folder).isDirectory()) return "folder-is-a-file";
  if (PSEUDO_FILE_SYSTEMS.has(statfsSync(folder).type)) return "no-disk";
  accessSync(folder, folder === path ? constants.R_OK | constants.X_OK : constants.W_OK);
  return undefined;
}

/**
 * Checks a file that may be missing. It is not opened: closing a lock file that this process has
 * open a second time would release the locks of LMDB.
 */
function fileFault(path: string): StoreFault | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    accessSync(dirname(path), constants.W_OK);
    return undefined;
  }
  if (stat.isDirectory()) return "is-a-folder";
  // A pipe or a device may block for ever, or return anything.
  if (!stat.isFile()) return "not-a-file";
  accessSync(path, constants.R_OK | constants.W_OK);
  return undefined;
}

function dataFault(path: string): StoreFault | undefined {
  // LMDB turns an empty file into a store.
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) return undefined;
  const file = openSync(path, "r");
  try {
    return inspectData(file);
  } finally {
    closeSync(file);
  }
}

function inspectData(file: number): StoreFault | undefined {
  for (let look = 1; look < MAX_LOOKS; look += 1) {
    const before = newestMeta(file);
    const fault = typeof before === "string" ? before : treeFault(file, before);
    if (fault === undefined) return undefined;
    const after = newestMeta(file);
    const txnId = (meta: Meta | StoreFault) => (typeof meta === "string" ? meta : meta.txnId);
    if (txnId(before) === txnId(after)) return fault;
  }
  return undefined;
}

/** The meta page that LMDB uses. It reads both, so both have to be valid. */
function newestMeta(file: number): Meta | StoreFault {
  const first = metaAt(file, 0);
  if (typeof first === "string") return first;
  const second = metaAt(file, first.pageSize);
  if (typeof second === "string") return second === "not-a-store" ? "damaged" : second;
  if (second.pageSize !== first.pageSize) return "damaged";
  return first.txnId >= second.txnId ? first : second;
}

function metaAt(file: number, offset: number): Meta | StoreFault {
  const bytes = new Uint8Array(META_SIZE);
  const count = readSync(file, bytes, 0, META_SIZE, offset);
  if (count < META_SIZE && offset > 0) return "cut-off";
  // Missing bytes are zero here, so a shorter file is recognised by its magic number alone.
  const meta = readMeta(new DataView(bytes.buffer));
  return count < META_SIZE && typeof meta !== "string" ? "cut-off" : meta;
}

function treeFault(file: number, meta: Meta): StoreFault | undefined {
  const { size: fileSize } = fstatSync(file);
  const pageCount = Number(meta.lastPage) + 1;
  const isLong = pageCount * meta.pageSize <= fileSize;
  const storedCount = Math.ceil(fileSize / meta.pageSize);
  const maxPages = isLong ? Math.min(storedCount, MAX_SAMPLED_PAGES) : storedCount;
  const fault = walkTrees(file, meta, { fileSize, maxPages });
  // A tree with more pages than the file has contains a cycle.
  if (fault === "too-large") return maxPages < storedCount ? undefined : "damaged";
  return fault;
}

/** Converts failures of the operating system to faults; an unknown failure is thrown on. */
function onSystem(work: () => StoreFault | undefined): FoundFault | undefined {
  try {
    const fault = work();
    return fault === undefined ? undefined : { fault };
  } catch (cause) {
    const fault = faultOf(cause);
    if (fault === undefined) throw cause;
    return { fault, cause };
  }
}

function faultOf(error: unknown): StoreFault | undefined {
  switch (codeOf(error)) {
    case "EACCES":
    case "EPERM":
      return "no-permission";
    case "EROFS":
      return "read-only";
    case "ENOTDIR":
      return "folder-is-a-file";
    case "ENOENT":
    case "ELOOP":
    case "ENAMETOOLONG":
    case "EINVAL":
    case "ENXIO":
      return "no-such-folder";
    default:
      return undefined;
  }
}
