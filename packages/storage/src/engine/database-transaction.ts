/**
 * `DatabaseTransaction`: one transaction on one database. It reads META once, writes logical values
 * and keeps account of the bytes that they add to the quota, so that the META it writes in the end
 * has the exact sum whatever the operation did.
 */

import type { MaybePromise } from "@barewire/clock";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import { chunkInterval, chunkKey, type DatabaseKeys } from "../format/database-keys.js";
import { isCharged, type LogicalKey, type LogicalRange, metaKey } from "../format/logical-key.js";
import { chunkCountOf, encodeValue, type ValueHeader } from "../format/logical-value.js";
import { encodeMetaRecord } from "../format/meta-record.js";
import {
  type ChunkReads,
  type HeaderPage,
  headerPages,
  listHeaders,
  readHeaders,
  readSlice,
  readValues,
  visitRows,
} from "../format/read-values.js";
import type { KvTransaction } from "../kv/kv.js";
import { StorageError } from "../storage-error.js";
import type { CachedMeta, MetaCache } from "./meta-cache.js";

export class DatabaseTransaction {
  readonly keys: DatabaseKeys;
  readonly kv: KvTransaction;
  readonly #metas: MetaCache;
  readonly #reads: ChunkReads;
  /** The bytes of charged rows that this transaction adds, without META. */
  #chargedSize = 0;
  /** META as this transaction has read it. */
  #storedMeta: CachedMeta | undefined;

  constructor(keys: DatabaseKeys, kv: KvTransaction, metas: MetaCache, reads: ChunkReads) {
    this.keys = keys;
    this.kv = kv;
    this.#metas = metas;
    this.#reads = reads;
  }

  /** Reads META, for transactions that write nothing; `undefined` if there is no database. */
  async readMeta(): Promise<Meta | undefined> {
    return this.decodeMetaRow(await this.kv.get(metaKey(this.keys).bytes));
  }

  /**
   * Reads and locks META: the transaction fails as a conflict if META changes before it commits.
   */
  async lockMeta(): Promise<Meta | undefined> {
    return this.decodeMetaRow(await this.kv.get(metaKey(this.keys).bytes, { lock: true }));
  }

  /** The name of the database in caches; META must have been read. */
  get databaseName(): string {
    if (this.#storedMeta === undefined) throw new Error("META must be read before caches are used");
    return this.#storedMeta.databaseName;
  }

  /** Decodes a row of META that the caller has read together with other rows. */
  decodeMetaRow(row: Uint8Array | undefined): Meta | undefined {
    if (row === undefined) return undefined;
    this.#storedMeta = this.#metas.decode(this.keys, row);
    return this.#storedMeta.meta;
  }

  /** The headers of these keys, in one read; `undefined` for a key that is absent. */
  headers(keys: readonly LogicalKey[]): MaybePromise<readonly (ValueHeader | undefined)[]> {
    return readHeaders(this.kv, keys);
  }

  /** Calls `visit` with the row of each key, in order; its bytes are valid until that returns. */
  visitRows(
    keys: readonly Uint8Array[],
    visit: (row: Uint8Array | undefined, index: number) => void,
  ): MaybePromise<void> {
    return visitRows(this.kv, keys, this.#reads, visit);
  }

  /** The first `limit` headers of a range, ascending. */
  listHeaders(range: LogicalRange, limit: number): Promise<HeaderPage> {
    return listHeaders(this.kv, range, limit);
  }

  /** All headers of a range, ascending; each read takes at most `limit` of them. */
  headerPages(range: LogicalRange, limit: number): AsyncGenerator<readonly ValueHeader[]> {
    return headerPages(this.kv, range, limit);
  }

  async value(header: ValueHeader): Promise<Uint8Array> {
    return await this.slice(header, 0, header.size);
  }

  values(headers: readonly ValueHeader[]): Promise<readonly Uint8Array[]> {
    return readValues(this.kv, headers, this.#reads);
  }

  /** Reads part of a value; of its chunks, only those that hold the part are read. */
  slice(header: ValueHeader, offset: number, size: number): Promise<Uint8Array> {
    return readSlice(this.kv, header, offset, size, this.#reads);
  }

  /** Writes a value whose key is known to be absent. */
  insert(key: LogicalKey, bytes: Uint8Array): void {
    for (const [rowKey, row] of encodeValue(key, bytes)) this.kv.set(rowKey, row);
    this.#charge(key, key.bytes.length + bytes.length);
  }

  /** Writes a value in place of another, and removes all chunks of the old one. */
  replace(old: ValueHeader | undefined, key: LogicalKey, bytes: Uint8Array): void {
    if (old === undefined) {
      this.insert(key, bytes);
      return;
    }
    const rows = encodeValue(key, bytes);
    const oldCount = chunkCountOf(old);
    const newCount = rows.length - 1;
    if (oldCount > newCount) {
      this.kv.clearRange(chunkKey(key.bytes, newCount), chunkKey(key.bytes, oldCount));
    }
    for (const [rowKey, row] of rows) this.kv.set(rowKey, row);
    this.#charge(key, bytes.length - old.size);
  }

  /** Removes a value with all its chunks. */
  remove(header: ValueHeader): void {
    const { key } = header;
    this.kv.clear(key.bytes);
    const chunkCount = chunkCountOf(header);
    if (chunkCount > 0) {
      this.kv.clearRange(chunkKey(key.bytes, 0), chunkKey(key.bytes, chunkCount));
    }
    this.#charge(key, -(key.bytes.length + header.size));
  }

  /**
   * Removes everything in a range. `headers` must be all that is in it, as their bytes are credited
   * to the quota.
   */
  removeRange(range: LogicalRange, headers: readonly ValueHeader[]): void {
    if (headers.length === 0) return;
    this.kv.clearRange(range.start, range.end);
    const chunks = chunkInterval(range);
    if (range.kind !== "page-index") this.kv.clearRange(chunks.start, chunks.end);
    for (const { key, size } of headers) this.#charge(key, -(key.bytes.length + size));
  }

  /** Writes META, with the bytes that are now used. It is called once, after all other writes. */
  writeMeta(meta: Meta): Meta {
    const written = this.countedMeta(meta);
    for (const [rowKey, row] of encodeValue(metaKey(this.keys), encodeMetaRecord(written))) {
      this.kv.set(rowKey, row);
    }
    return written;
  }

  /** META as `writeMeta` would write it now, with the bytes that are used. */
  countedMeta(meta: Meta): Meta {
    const before = this.#storedMeta?.meta.sqliteStorageUsed ?? 0n;
    // The sum has a fixed width, so the size of the record does not depend on it.
    const rowSize = metaKey(this.keys).bytes.length + encodeMetaRecord(meta).length;
    const change = this.#chargedSize + rowSize - (this.#storedMeta?.size ?? 0);
    const used = before + BigInt(change);
    if (used < 0n) {
      const reason = "storage accounting is negative";
      throw new StorageError({ kind: "corrupt", part: "meta", reason });
    }
    return { ...meta, sqliteStorageUsed: used };
  }

  #charge({ kind }: LogicalKey, size: number): void {
    if (isCharged(kind)) this.#chargedSize += size;
  }
}
