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
};

export class MetaCache {
  readonly #cached: WeakMap<DatabaseKeys, CachedMeta & { readonly row: Uint8Array }> =
    new WeakMap();

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
    const decoded = { meta, size: keys.meta.length + header.size, row: row.slice() };
    this.#cached.set(keys, decoded);
    return decoded;
  }
}
