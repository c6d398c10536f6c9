/**
 * Reads the stored records of a database, META and the preload hints, without judging them.
 */

import {
  decodeEmbeddedMeta,
  decodeEmbeddedPreloadHints,
  type Meta,
  type PreloadHints,
} from "@barewire/protocol/sqlite-storage";
import { WireError } from "@barewire/runtime";
import {
  type DatabaseId,
  type Kv,
  type KvTransaction,
  StorageError,
} from "@barewire/sqlite-storage";
import {
  corruptValue,
  type DatabaseKeys,
  databaseKeys,
  decodeHeader,
  decodeMetaRecord,
  type LogicalKey,
  metaKey,
  preloadHintsKey,
  readSlice,
} from "@barewire/sqlite-storage/maintenance";

export type StoredRecords = {
  readonly meta: Meta;
  readonly hints: PreloadHints | undefined;
};

/**
 * Throws `database-missing`, `unsupported-record` or `corrupt`. A META that can be decoded is
 * returned, even if the engine refuses it.
 */
export async function readStoredRecords(kv: Kv, database: DatabaseId): Promise<StoredRecords> {
  const keys = databaseKeys(database);
  return await kv.run(
    "dump_meta",
    async (transaction) => {
      const meta = await readRecord(transaction, metaKey(keys), decodeEmbeddedMeta);
      if (meta === undefined) throw new StorageError({ kind: "database-missing" });
      const hints = await readRecord(
        transaction,
        preloadHintsKey(keys),
        decodeEmbeddedPreloadHints,
      );
      return { meta, hints };
    },
    { readOnly: true },
  );
}

/**
 * Reads META as the engine accepts it. Throws what `readStoredRecords` throws, or `corrupt` if the
 * engine refuses it.
 */
export async function readMeta(transaction: KvTransaction, keys: DatabaseKeys): Promise<Meta> {
  const meta = await readRecord(transaction, metaKey(keys), decodeMetaRecord);
  if (meta === undefined) throw new StorageError({ kind: "database-missing" });
  return meta;
}

async function readRecord<T>(
  transaction: KvTransaction,
  key: LogicalKey,
  decode: (bytes: Uint8Array) => T,
): Promise<T | undefined> {
  const row = await transaction.get(key.bytes);
  if (row === undefined) return undefined;
  const header = decodeHeader(key, row);
  const bytes = await readSlice(transaction, header, 0, header.size, "batched");
  try {
    return decode(bytes);
  } catch (cause) {
    if (!(cause instanceof WireError)) throw cause;
    const { issue } = cause;
    if (issue.kind === "unsupported-version" && issue.version > issue.maxVersion) {
      const record = key.kind === "meta" ? "meta" : "preload-hints";
      throw new StorageError({ kind: "unsupported-record", record }, { cause });
    }
    throw corruptValue(key, "the record cannot be decoded");
  }
}
