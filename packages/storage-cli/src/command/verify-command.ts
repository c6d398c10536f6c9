/**
 * `verify`: verifies one database or all of them, and reports as text or as JSON.
 */

import {
  type DatabaseId,
  eachDatabase,
  type Finding,
  type Kv,
  StorageError,
} from "@barewire/sqlite-storage";
import { databaseKeys } from "@barewire/sqlite-storage/maintenance";
import type { CommandIo } from "./command-io.js";
import { nameOf, printable, sizeText } from "./printable.js";
import { readMeta } from "./stored-record.js";
import {
  VERDICT_EXIT_CODES,
  VERDICTS,
  type Verdict,
  type Verification,
  verifyDatabase,
} from "./verify-database.js";

/** `json` prints an object on a line for each database, and nothing else on standard output. */
export type VerifyFormat = "text" | "json";

/** Throws `database-missing` if there is nothing to verify, and what the store throws. */
export async function verifyOne(
  kv: Kv,
  database: DatabaseId,
  io: CommandIo,
  format: VerifyFormat = "text",
): Promise<Verdict> {
  const expectedSize = await usedSize(kv, database);
  const progress = io.showProgress(`verify ${nameOf(database)}`);
  let verification: Verification;
  try {
    verification = await verifyDatabase(kv, database, (size) => {
      progress.update(size, expectedSize);
    });
  } finally {
    progress.stop();
  }
  if (format === "json") io.print(jsonOf(database, verification));
  else for (const line of linesOf(database, verification)) io.print(line);
  return verification.verdict;
}

/**
 * Returns the worst verdict. Damage of one database does not stop the verification of the others.
 */
export async function verifyAll(
  kv: Kv,
  io: CommandIo,
  format: VerifyFormat = "text",
): Promise<Verdict> {
  let count = 0;
  let strayCount = 0;
  const counts = new Map<Verdict, number>();
  const databases = eachDatabase(kv, () => {
    strayCount += 1;
  });
  for await (const database of databases) {
    const verdict = await verifyOrTell(kv, database, io, format);
    count += 1;
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  if (strayCount > 0) {
    counts.set("rows-damaged", (counts.get("rows-damaged") ?? 0) + 1);
    io.tell(`${strayCount} rows of the store belong to no database`);
  }
  if (format === "text") {
    io.print(`${counts.get("sound") ?? 0} of ${count} databases are sound`);
  }
  return VERDICTS.findLast((verdict) => counts.has(verdict)) ?? "sound";
}

async function verifyOrTell(
  kv: Kv,
  database: DatabaseId,
  io: CommandIo,
  format: VerifyFormat,
): Promise<Verdict> {
  try {
    return await verifyOne(kv, database, io, format);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    const { message: reason } = error;
    const verdict = "unreadable";
    if (format === "json") {
      const exitCode = VERDICT_EXIT_CODES[verdict];
      io.print(JSON.stringify({ ...database, verdict, exitCode, reason }));
    } else io.print(`${nameOf(database)}: cannot be read: ${reason}`);
    return verdict;
  }
}

function linesOf(database: DatabaseId, verification: Verification): readonly string[] {
  const { inspection, sqlite } = verification;
  const { findings, rowCount, physicalSize } = inspection;
  const size = `${rowCount} rows, ${sizeText(physicalSize)}`;
  return [
    `${nameOf(database)}: ${verdictText(verification)} (${size})`,
    ...findings.map((finding) => `  ${findingText(finding)}`),
    ...(sqlite?.findings ?? []).map((finding) => `  SQLite ${line(finding)}`),
    ...(sqlite?.notes ?? []).map((note) => `  note: ${line(note)}`),
  ];
}

function verdictText({ verdict, inspection, reason }: Verification): string {
  switch (verdict) {
    case "sound":
      return "sound";
    case "rows-damaged":
      return `${inspection.findings.length} findings`;
    case "sqlite-damaged":
      return "the rows are sound, and the SQLite database in them is damaged";
    case "foreign-keys-broken":
      return "sound, but foreign keys are violated";
    case "unreadable":
      return `cannot be read: ${reason ?? ""}`;
    default:
      return verdict satisfies never;
  }
}

function jsonOf(database: DatabaseId, verification: Verification): string {
  const { verdict, inspection, sqlite, reason } = verification;
  const { findings, rowCount, physicalSize } = inspection;
  return JSON.stringify({
    ...database,
    verdict,
    exitCode: VERDICT_EXIT_CODES[verdict],
    ...(reason === undefined ? {} : { reason }),
    rows: {
      count: rowCount,
      size: String(physicalSize),
      findings: findings.map((finding) => {
        const { number } = finding;
        return number === undefined ? finding : { ...finding, number: String(number) };
      }),
    },
    sqlite: sqlite ?? null,
  });
}

function findingText({ part, reason, number }: Finding): string {
  return number === undefined ? `${part}: ${reason}` : `${part} ${number}: ${reason}`;
}

/** SQLite quotes names of tables, which may contain any character; spaces between words stay. */
function line(text: string): string {
  return text.split(" ").map(printable).join(" ");
}

/** The approximate number of bytes to read. A damaged META is reported by the inspection. */
async function usedSize(kv: Kv, database: DatabaseId): Promise<number> {
  const keys = databaseKeys(database);
  try {
    const { sqliteStorageUsed } = await kv.run("verify", (tx) => readMeta(tx, keys), {
      readOnly: true,
    });
    return Number(sqliteStorageUsed);
  } catch (error) {
    const kind = error instanceof StorageError ? error.issue.kind : undefined;
    const isFinding = kind === "corrupt" || kind === "unsupported-record";
    if (isFinding || kind === "database-missing") return 0;
    throw error;
  }
}
