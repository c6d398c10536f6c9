/** `export` and `import`, with their progress. */

import type { DatabaseId, Kv } from "@barewire/sqlite-storage";
import { requireUsableSchema } from "../sqlite-check/check-schema.js";
import { exportDatabase } from "../transfer/export-database.js";
import { importDatabase } from "../transfer/import-database.js";
import { SqliteFile } from "../transfer/sqlite-file.js";
import type { UnfinishedRule } from "../transfer/unfinished-import.js";
import type { CommandIo } from "./command-io.js";
import { nameOf, sizeText } from "./printable.js";

export async function exportToFile(
  kv: Kv,
  database: DatabaseId,
  path: string,
  { print, showProgress }: CommandIo,
): Promise<void> {
  const progress = showProgress(`export ${nameOf(database)}`);
  try {
    const { dbSizePages, headTxid } = await exportDatabase(kv, database, path, progress.update);
    progress.stop();
    print(`${nameOf(database)}: ${dbSizePages} pages exported, as of commit ${headTxid}`);
  } finally {
    progress.stop();
  }
}

export type ImportRequest = {
  readonly path: string;
  readonly database: DatabaseId;
  readonly unfinished: UnfinishedRule;
};

export async function importFromFile(
  kv: Kv,
  { path, database, unfinished }: ImportRequest,
  { print, tell, showProgress }: CommandIo,
): Promise<void> {
  await checkSchema(path);
  const progress = showProgress(`import ${nameOf(database)}`);
  try {
    const { meta } = await importDatabase(kv, database, path, {
      unfinished,
      onProgress: progress.update,
      onConversion: (pageSize) => tell(`its pages have ${pageSize} bytes: rewriting it first`),
    });
    progress.stop();
    const used = sizeText(meta.sqliteStorageUsed);
    print(`${nameOf(database)}: ${meta.dbSizePages} pages imported, ${used} used`);
  } finally {
    progress.stop();
  }
}

/** Nothing is written of a file that could be imported and not be used. */
async function checkSchema(path: string): Promise<void> {
  const file = await SqliteFile.open(path);
  try {
    await requireUsableSchema(file);
  } finally {
    await file.close();
  }
}
