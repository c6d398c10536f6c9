/**
 * `set-quota`: gives a database a quota of its own, or removes it.
 */

import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { DatabaseId, Kv } from "@barewire/sqlite-storage";
import {
  databaseKeys,
  MAX_QUOTA,
  maintenanceContext,
  mutate,
  ownQuotaOf,
  quotaField,
} from "@barewire/sqlite-storage/maintenance";
import { type CommandIo, UsageError } from "./command-io.js";
import { nameOf, sizeText } from "./printable.js";

/** The new quota; with `undefined`, the quota of the server applies again. */
export type NewQuota = bigint | undefined;

const UNITS: ReadonlyMap<string, bigint> = new Map([
  ["", 1n],
  ["KiB", 2n ** 10n],
  ["MiB", 2n ** 20n],
  ["GiB", 2n ** 30n],
  ["TiB", 2n ** 40n],
]);

/** Parses a quota. Throws a `UsageError`. */
export function parseQuota(text: string): NewQuota {
  if (text === "default") return undefined;
  const [, digits, unit = ""] = /^(\d{1,20}) ?([A-Za-z]*)$/.exec(text) ?? [];
  const scale = UNITS.get(unit);
  const size = scale === undefined || digits === undefined ? 0n : BigInt(digits) * scale;
  if (size >= 1n && size < MAX_QUOTA) return size;
  throw new UsageError(
    "<size> must be 1 or more bytes such as 65536, 64KiB, 32MiB or 10GiB, or `default`",
  );
}

/**
 * Sets the quota in one transaction, even while the database is open: it applies from the next
 * commit on. Throws `database-missing`, `corrupt`, `unsupported-record` or what the store throws.
 */
export async function setQuota(
  kv: Kv,
  database: DatabaseId,
  quota: NewQuota,
  { print }: CommandIo,
): Promise<void> {
  const keys = databaseKeys(database);
  // The work is idempotent: run again after a commit of unknown outcome, it writes the same.
  const options = { name: "set_quota", token: keys.prefix };
  const meta = await mutate(maintenanceContext(kv), keys, options, async (transaction, meta) => {
    return transaction.writeMeta({ ...meta, sqliteMaxStorage: quotaField(quota) });
  });
  const text = quota === undefined ? "none of its own" : `${quota} bytes, ${sizeText(quota)}`;
  print(`${nameOf(database)}: quota ${text}; ${sizeText(meta.sqliteStorageUsed)} are used`);
}

/** The quota as `stat` prints it. */
export function quotaTexts(meta: Meta): readonly [size: string, origin: string] {
  const { sqliteMaxStorage } = meta;
  const size = `${sqliteMaxStorage} bytes, ${sizeText(sqliteMaxStorage)}`;
  return ownQuotaOf(meta) === undefined
    ? [size, "the default; the --max-database-size of a server is used instead"]
    : [size, "its own, by set-quota or when it was created"];
}
