/**
 * `MetaCache`: the META records that this process has decoded last. Most reads find the very bytes
 * that the read before has found, and those need neither be checked nor be decoded again. It never
 * replaces reading the row: the bytes are read each time and compared.
 */

import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { DatabaseKeys } from "../format/database-keys.js";
import { metaKey } from "../format/logical-key.js";
import { decodeHeader } from "../format/logical-value.js";
import { decodeMetaRecord } from "../format/meta-record.js";
import { StorageError } from "../storage-error.js";

export type CachedMeta = {
  readonly meta: Meta;
  /** The bytes of key and record, by which the quota accounts for the row. */
  readonly size: number;
  /** The name of the database in caches, as `databaseNameOf` makes it. */
  readonly databaseName: string;
};

/**
 * The name of a database in the caches of a process. A database that was removed, and created again
 * under the same keys, counts its commits from 1 again; so the time of its creation is part of the
 * name, and nothing that is cached of the former one is taken for its content.
 */
export function databaseNameOf({ text }: DatabaseKeys, { creationTsMs }: Meta): string {
  return `${text}\0${creationTsMs}`;
}

export class MetaCache {
  readonly #cached: WeakMap<DatabaseKeys, CachedMeta & { readonly row: Uint8Array }> =
    new WeakMap();

  /** The name of the database in caches, as this process has seen it last. */
  nameOf(keys: DatabaseKeys): string | undefined {
    return this.#cached.get(keys)?.databaseName;
  }

  /**
   * Decodes the row of META, or returns the cached record. Throws `corrupt` or
   * `unsupported-record`.
   */
  decode(keys: DatabaseKeys, row: Uint8Array): CachedMeta {
    const cached = this.#cached.get(keys);
    if (cached !== undefined && Buffer.compare(cached.row, row) === 0) return cached;
    const header = decodeHeader(metaKey(keys), row);
    if (header.content.kind === "chunked") {
      throw new StorageError({
        kind: "corrupt",
        part: "meta",
        reason: "the record is larger than a header row holds",
      });
    }
    const meta = decodeMetaRecord(header.content.bytes);
    const size = keys.meta.length + header.size;
    const databaseName = databaseNameOf(keys, meta);
    const decoded = { meta, size, databaseName, row: row.slice() };
    this.#cached.set(keys, decoded);
    return decoded;
  }
}
