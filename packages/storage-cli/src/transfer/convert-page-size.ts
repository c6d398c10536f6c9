/**
 * Rewrites a database file with pages of 4,096 bytes into a temporary file. Only SQLite itself can
 * do this; its WASM build needs no installation, and is loaded only for a file with another page
 * size.
 */

import { closeSync, openSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { ConversionVfs, SOURCE_NAME, TARGET_NAME } from "./conversion-vfs.js";
import { SqliteFile } from "./sqlite-file.js";
import { executeSql, startSqlite } from "./sqlite-module.js";
import { onFiles, TransferError } from "./transfer-error.js";

/** The size of SQLite's page cache in KiB, which needs to hold a few pages only. */
const CACHE_KIB = 8_192;

/** The name of the rewritten file in the temporary folder. */
const CONVERTED = "converted.db";
const JOURNAL = "journal";

/** Passes the rewritten file to `use`, and removes it afterwards. Throws `conversion-failed`. */
export async function convertPageSize<T>(
  source: SqliteFile,
  use: (converted: SqliteFile) => Promise<T>,
): Promise<T> {
  const folder = await onFiles(() => mkdtemp(join(tmpdir(), "barewire-import-")));
  try {
    await rewrite(source, folder);
    await source.requireUnchanged();
    const converted = await SqliteFile.open(join(folder, CONVERTED));
    try {
      return await use(converted);
    } finally {
      await converted.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function rewrite({ path, pageSize }: SqliteFile, folder: string): Promise<void> {
  const module = await startSqlite();
  const opened: number[] = [];
  const opening = (name: string, flags: string): Promise<number> => {
    return onFiles(async () => {
      const file = openSync(name, flags);
      opened.push(file);
      return file;
    });
  };
  try {
    const source = await opening(path, "r");
    const target = await opening(join(folder, CONVERTED), "wx+");
    const journal = await opening(join(folder, JOURNAL), "wx+");
    const vfs = new ConversionVfs(module, { source, target, journal });
    module.vfs_register(vfs, 0);
    const code = executeSql(module, { name: SOURCE_NAME, vfs: vfs.name }, [
      "PRAGMA temp_store = MEMORY",
      `PRAGMA cache_size = -${CACHE_KIB}`,
      `PRAGMA page_size = ${PAGE_SIZE}`,
      `VACUUM INTO '${TARGET_NAME}'`,
    ]);
    if (vfs.failure !== undefined) await onFiles(() => Promise.reject(vfs.failure));
    if (code !== 0) throw new TransferError({ kind: "conversion-failed", pageSize, code });
  } finally {
    for (const file of opened) closeSync(file);
  }
}
