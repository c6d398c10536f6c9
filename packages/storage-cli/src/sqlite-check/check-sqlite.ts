/**
 * Verifies the SQLite database in a store: the header, and the results of SQLite's own
 * integrity_check and foreign_key_check on the pages of a snapshot.
 */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { StorageError } from "@barewire/sqlite-storage";
import { readSqliteHeader } from "../transfer/sqlite-header.js";
import { TransferError } from "../transfer/transfer-error.js";
import { ReadOnlyDatabase, SqliteFailure, startAsyncSqlite } from "./async-sqlite.js";
import { freelistFault } from "./check-freelist.js";
import type { SnapshotPages } from "./snapshot-pages.js";
import { SNAPSHOT_NAME, SnapshotVfs } from "./snapshot-vfs.js";

export type SqliteCheck = {
  readonly verdict: SqliteVerdict;
  /** The messages of SQLite, which may name tables and indexes, or those of the header check. */
  readonly findings: readonly string[];
  /** Unusual properties that are not damage. */
  readonly notes: readonly string[];
};

export type SqliteVerdict =
  | "sound"
  /** There is no page yet. */
  | "empty"
  | "damaged"
  /** SQLite finds no damage, but rows refer to others that do not exist. */
  | "foreign-keys";

const MAX_FINDINGS = 100;
/** The size of SQLite's page cache in KiB. */
const CACHE_KIB = 32_768;
const VERSIONS_OFFSET = 18;
const WAL_VERSION = 2;

/** Throws what the store throws; a page that is missing in the rows is a finding. */
export async function checkSqlite(pages: SnapshotPages): Promise<SqliteCheck> {
  if (pages.size === 0) return { verdict: "empty", findings: [], notes: [] };
  const header = await checkHeader(pages);
  // SQLite would report such a file in fewer words.
  if (header.verdict === "damaged") return header;
  const found = await askSqlite(pages);
  return { ...found, notes: header.notes };
}

async function checkHeader(pages: SnapshotPages): Promise<SqliteCheck> {
  const notes: string[] = [];
  const damaged = (finding: string): SqliteCheck => {
    return { verdict: "damaged", findings: [finding], notes };
  };
  try {
    const page = await pages.page(1);
    const { pageSize, pageCount } = readSqliteHeader(page);
    if (pageSize !== PAGE_SIZE) {
      return damaged(`header: expected pages of ${PAGE_SIZE} bytes, got ${pageSize}`);
    }
    const storedCount = pages.size / PAGE_SIZE;
    if (pageCount !== undefined && pageCount > storedCount) {
      return damaged(`header: it says ${pageCount} pages, and ${storedCount} are stored`);
    }
    if (pageCount !== undefined && pageCount < storedCount) {
      notes.push(`the header says ${pageCount} pages, and ${storedCount} are stored`);
    }
    const versions = page.subarray(VERSIONS_OFFSET, VERSIONS_OFFSET + 2);
    if (versions.includes(WAL_VERSION)) {
      notes.push("the header says journal_mode=WAL; a store has no such log, and none is missing");
    }
    return { verdict: "sound", findings: [], notes };
  } catch (error) {
    if (error instanceof TransferError && error.issue.kind === "file-invalid") {
      return damaged(`header: ${error.issue.reason}`);
    }
    return damaged(`header: ${pageFault(error)}`);
  }
}

type Checks = { readonly integrity: string[]; readonly foreignKeys: Map<string, number> };

async function askSqlite(pages: SnapshotPages): Promise<Omit<SqliteCheck, "notes">> {
  const module = await startAsyncSqlite();
  const vfs = new SnapshotVfs(module, pages);
  module.vfs_register(vfs, 0);
  const checks: Checks = { integrity: [], foreignKeys: new Map() };
  try {
    const names = { name: SNAPSHOT_NAME, vfs: vfs.name };
    await ReadOnlyDatabase.open(module, names, (database) => runChecks(database, checks));
  } catch (error) {
    if (!(error instanceof SqliteFailure)) throw error;
    const { code, message } = error;
    const cause = vfs.failure === undefined ? message : pageFault(vfs.failure);
    checks.integrity.push(`SQLite stopped with result code ${code}: ${cause}`);
  }
  const { integrity, foreignKeys } = checks;
  if (integrity.length === 0) {
    const fault = await freelistFault(pages).catch(pageFault);
    if (fault !== undefined) integrity.push(fault);
  }
  const broken = [...foreignKeys].map(([table, count]) => {
    return `foreign_key_check: ${count} rows of table ${table} refer to rows that do not exist`;
  });
  const findings = [...integrity, ...broken].slice(0, MAX_FINDINGS);
  if (integrity.length > 0) return { verdict: "damaged", findings };
  return { verdict: broken.length > 0 ? "foreign-keys" : "sound", findings };
}

async function runChecks(
  database: ReadOnlyDatabase,
  { integrity, foreignKeys }: Checks,
): Promise<void> {
  await database.run("PRAGMA temp_store=MEMORY");
  await database.run(`PRAGMA cache_size=-${CACHE_KIB}`);
  await database.run(`PRAGMA integrity_check(${MAX_FINDINGS})`, (text) => {
    if (text === "ok") return;
    // Several findings are lines of one text, under a line that names the database.
    const findings = text.split("\n").filter((line) => !line.startsWith("***"));
    integrity.push(...findings.map((finding) => `integrity_check: ${finding}`));
  });
  await database.run("PRAGMA foreign_key_check", (table) => {
    foreignKeys.set(table, (foreignKeys.get(table) ?? 0) + 1);
  });
}

/**
 * Returns why a page could not be read. An error that does not concern the rows of the database is
 * thrown on.
 */
function pageFault(error: unknown): string {
  if (error instanceof StorageError && error.issue.kind === "corrupt") {
    return `a page cannot be read from the rows (${error.message})`;
  }
  throw error;
}
