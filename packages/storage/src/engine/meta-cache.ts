/**
 * `MetaCache`: the head records, META, that this process has read last. Most reads find the very
 * bytes that the one before has found, and those need neither be checked nor be decoded again. It
 * never says what is stored: that is read each time.
 */

import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { DatabaseKeys } from "../format/database-keys.js";
import { metaKey } from "../format/logical-key.js";
import { decodeHeader } from "../format/logical-value.js";
import { decodeMetaRecord } from "../format/meta-record.js";
import { StorageError } from "../storage-error.js";

export type CachedMeta = {
  readonly meta: Meta;
  /** Of key and record, as it is accounted for. */
  readonly size: number;
};

export class MetaCache {
  readonly #known: WeakMap<DatabaseKeys, CachedMeta & { readonly row: Uint8Array }> = new WeakMap();

  /** What is in the row of META. Throws `corrupt` or `unsupported-record`. */
  decode(keys: DatabaseKeys, row: Uint8Array): CachedMeta {
    const known = this.#known.get(keys);
    if (known !== undefined && Buffer.compare(known.row, row) === 0) return known;
    const head = decodeHeader(metaKey(keys), row);
    if (head.content.kind === "chunked") {
      throw new StorageError({ kind: "corrupt", part: "meta", reason: "it is too large" });
    }
    const meta = decodeMetaRecord(head.content.bytes);
    const decoded = { meta, size: keys.meta.length + head.size, row: row.slice() };
    this.#known.set(keys, decoded);
    return decoded;
  }
}
