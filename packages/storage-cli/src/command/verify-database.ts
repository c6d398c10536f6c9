/**
 * Verifies one database: its rows, and the SQLite database in them, as of one snapshot. Every
 * verdict has an exit code of its own.
 */

import type { Meta } from "@barewire/protocol/sqlite-storage";
import {
  type DatabaseId,
  type Inspection,
  type Kv,
  type KvTransaction,
  StorageError,
} from "@barewire/sqlite-storage";
import {
  databaseKeys,
  maintenanceContext,
  newTransaction,
} from "@barewire/sqlite-storage/maintenance";
import { checkSqlite, type SqliteCheck } from "../sqlite-check/check-sqlite.js";
import { SnapshotPages } from "../sqlite-check/snapshot-pages.js";
import { inspectSnapshot } from "./inspect-stored.js";

export type Verdict =
  | "sound"
  /** Rows of the store contradict each other or their checksums. */
  | "rows-damaged"
  /** The rows are sound, but their pages are not a sound SQLite database. */
  | "sqlite-damaged"
  /**
   * Everything is sound, but rows refer to others that do not exist; SQLite allows it by default.
   */
  | "foreign-keys-broken"
  /** The database was written by newer software or is imported halfway, or the store has failed. */
  | "unreadable";

/** The code 2 is for errors of the command line, as in all commands of the project. */
export const VERDICT_EXIT_CODES: { readonly [Each in Verdict]: number } = {
  sound: 0,
  "rows-damaged": 1,
  "sqlite-damaged": 3,
  "foreign-keys-broken": 4,
  unreadable: 5,
};

/** The verdicts from the best to the worst. */
export const VERDICTS: readonly Verdict[] = [
  "sound",
  "foreign-keys-broken",
  "sqlite-damaged",
  "rows-damaged",
  "unreadable",
];

export type Verification = {
  readonly verdict: Verdict;
  readonly inspection: Inspection;
  /**
   * The verdict on the SQLite database; `undefined` if META cannot be read, so that the pages are
   * unknown.
   */
  readonly sqlite: SqliteCheck | undefined;
  /** The reason why the database is unreadable, if it is. */
  readonly reason: string | undefined;
};

/** The snapshot is kept for at most this long; 10 GiB take some minutes. */
const TIMEOUT_MS = 3_600_000;

/**
 * `onSize` receives the bytes of rows that have been read so far. Throws `database-missing` if
 * there are no rows, and what the store throws.
 */
export async function verifyDatabase(
  kv: Kv,
  database: DatabaseId,
  onSize: (size: number) => void,
): Promise<Verification> {
  return await kv.run("verify", (transaction) => verifyAt(kv, transaction, database, onSize), {
    readOnly: true,
    timeoutMs: TIMEOUT_MS,
  });
}

async function verifyAt(
  kv: Kv,
  transaction: KvTransaction,
  database: DatabaseId,
  onSize: (size: number) => void,
): Promise<Verification> {
  const keys = databaseKeys(database);
  const inspection = await inspectSnapshot(transaction, keys, onSize);
  if (inspection.rowCount === 0) throw new StorageError({ kind: "database-missing" });
  const context = maintenanceContext(kv);
  const stored = newTransaction(context, keys, transaction);
  const meta = await metaOf(() => stored.readMeta());
  const sqlite =
    meta.meta === undefined
      ? undefined
      : await checkSqlite(new SnapshotPages(context, stored, meta.meta));
  const verdict = verdictOf(inspection, sqlite, meta.reason);
  return { verdict, inspection, sqlite, reason: meta.reason };
}

type FoundMeta = { readonly meta: Meta | undefined; readonly reason: string | undefined };

/** Reads META as the engine accepts it; a damaged one is a finding of the inspection. */
async function metaOf(read: () => Promise<Meta | undefined>): Promise<FoundMeta> {
  try {
    return { meta: await read(), reason: undefined };
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    const { issue, message } = error;
    if (issue.kind === "unsupported-record") return { meta: undefined, reason: message };
    if (issue.kind !== "corrupt") throw error;
    const isUnfinished = issue.state === "unfinished-migration";
    return { meta: undefined, reason: isUnfinished ? UNFINISHED : undefined };
  }
}

const UNFINISHED = "an import into it has not ended; import it again with --replace-unfinished";

function verdictOf(
  { findings }: Inspection,
  sqlite: SqliteCheck | undefined,
  reason: string | undefined,
): Verdict {
  if (reason !== undefined) return "unreadable";
  if (findings.length > 0) return "rows-damaged";
  if (sqlite?.verdict === "damaged") return "sqlite-damaged";
  return sqlite?.verdict === "foreign-keys" ? "foreign-keys-broken" : "sound";
}
