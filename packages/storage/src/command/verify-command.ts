/** `verify`: every invariant and every checksum of one database, or of all. */

import { eachDatabase } from "../inspect/inspect-database.js";
import type { Finding, Inspection } from "../inspect/inspection.js";
import type { Kv } from "../kv/kv.js";
import { databaseKeys } from "../layout/database-keys.js";
import { StorageError } from "../storage-error.js";
import type { DatabaseId } from "../store/sqlite-store.js";
import { inspectStored } from "./inspect-stored.js";
import { nameOf, sizeText } from "./printable.js";
import { readMeta } from "./stored-record.js";
import type { Surroundings } from "./surroundings.js";

/** Whether nothing was found. Throws `database-missing` where there is nothing to verify. */
export async function verifyOne(
  kv: Kv,
  database: DatabaseId,
  surroundings: Surroundings,
): Promise<boolean> {
  const { print, showProgress } = surroundings;
  const expectedSize = await usedSize(kv, database);
  const progress = showProgress(`verify ${nameOf(database)}`);
  let inspection: Inspection;
  try {
    inspection = await inspectStored(kv, database, (size) => progress.update(size, expectedSize));
  } finally {
    progress.stop();
  }
  if (inspection.rowCount === 0) throw new StorageError({ kind: "database-missing" });
  const { findings, rowCount, physicalSize } = inspection;
  const verdict = findings.length === 0 ? "sound" : `${findings.length} findings`;
  print(`${nameOf(database)}: ${verdict} (${rowCount} rows, ${sizeText(physicalSize)})`);
  for (const finding of findings) print(`  ${findingText(finding)}`);
  return findings.length === 0;
}

/** Whether nothing was found in any of them. */
export async function verifyAll(kv: Kv, surroundings: Surroundings): Promise<boolean> {
  let count = 0;
  let soundCount = 0;
  for await (const database of eachDatabase(kv)) {
    count += 1;
    if (await verifyOne(kv, database, surroundings)) soundCount += 1;
  }
  surroundings.print(`${soundCount} of ${count} databases are sound`);
  return soundCount === count;
}

function findingText({ part, reason, number }: Finding): string {
  return number === undefined ? `${part}: ${reason}` : `${part} ${number}: ${reason}`;
}

/** About what has to be read. Whatever is wrong with META is for the inspection to find. */
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
