/**
 * `StoredReader`: reads a database from its rows, without the engine: what every page holds, what
 * the rows add up to, and whatever no row may say. It is run after each transaction that has
 * written, so what it has decoded it knows by the identity of the rows, which do not change.
 */

import { decodeLtx } from "@barewire/ltx";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { KvRow } from "@barewire/sqlite-storage";
import type { MemoryContents } from "@barewire/sqlite-storage/memory";
import { pageIndexEntryOf } from "../../packages/storage/src/engine/page-index.js";
import {
  type DatabaseKeys,
  databaseIdOf,
  parseChunkKey,
} from "../../packages/storage/src/format/database-keys.js";
import {
  chunkIndexOf,
  isCharged,
  type LogicalKey,
  numberOf,
  parseLogicalKey,
  stageTxidOf,
} from "../../packages/storage/src/format/logical-key.js";
import {
  checkChunk,
  chunkCountOf,
  decodeHeader,
  type ValueHeader,
} from "../../packages/storage/src/format/logical-value.js";
import { decodeMetaRecord } from "../../packages/storage/src/format/meta-record.js";
import { decodeStageRecord } from "../../packages/storage/src/operations/stage-record.js";
import { contentOf, GARBAGE, ZEROS } from "./page-content.js";

export type StoredState = {
  readonly meta: Meta;
  /** The content of each page of the database; that of page 1 is the first. */
  readonly contents: readonly number[];
};

const PAGES_PER_SHARD = 64;

/** The contents of pages in a blob. */
type Blob = ReadonlyMap<number, number>;

type Value = {
  readonly header: ValueHeader;
  readonly row: Uint8Array;
  readonly chunks: Uint8Array[];
};

/** The rows of one database, by kind. */
type Rows = {
  meta: Meta | undefined;
  usedSize: number;
  readonly pageIndex: Map<number, bigint>;
  /** The deltas by txid, each with its chunks in order. */
  readonly deltas: Map<bigint, Value[]>;
  readonly shards: Map<number, Value>;
  readonly stages: Map<bigint, Value>;
};

/** Is thrown for rows that no sound database has. */
export class UnsoundError extends Error {}

export class StoredReader {
  readonly #heads = new WeakMap<Uint8Array, ValueHeader>();
  readonly #metas = new WeakMap<Uint8Array, Meta>();
  readonly #blobs = new WeakMap<
    Uint8Array,
    { readonly parts: Uint8Array[]; readonly blob: Blob }
  >();

  /** Returns nothing if there is no database. Throws an `UnsoundError` for rows that cannot be. */
  read(contents: MemoryContents, keys: DatabaseKeys): StoredState | undefined {
    const rows = this.#sort(contents.rows(), keys);
    const { meta } = rows;
    if (meta === undefined) {
      if (rows.usedSize > 0) throw new UnsoundError("there are rows and no META");
      return undefined;
    }
    if (BigInt(rows.usedSize) !== meta.sqliteStorageUsed) {
      throw new UnsoundError(`rows of ${rows.usedSize} B, accounted ${meta.sqliteStorageUsed} B`);
    }
    this.#checkStages(meta, rows);
    return { meta, contents: this.#pages(meta, rows) };
  }

  #sort(stored: Iterable<KvRow>, keys: DatabaseKeys): Rows {
    const rows: Rows = {
      meta: undefined,
      usedSize: 0,
      pageIndex: new Map(),
      deltas: new Map(),
      shards: new Map(),
      stages: new Map(),
    };
    const chunked = new Map<string, Value>();
    for (const [key, row] of stored) {
      const chunk = parseChunkKey(key);
      const headerKey = chunk?.headerKey ?? key;
      if (!belongsTo(headerKey, keys)) continue;
      if (chunk !== undefined) takeChunk(chunked, chunk, row);
      else this.#takeHeader(rows, chunked, keys, key, row);
    }
    for (const { header, chunks } of chunked.values()) {
      if (chunks.length !== chunkCountOf(header)) throw new UnsoundError("a chunk is missing");
    }
    return rows;
  }

  #takeHeader(
    rows: Rows,
    chunked: Map<string, Value>,
    keys: DatabaseKeys,
    bytes: Uint8Array,
    row: Uint8Array,
  ): void {
    const key = parseLogicalKey(keys, bytes);
    if (key === undefined) throw new UnsoundError("there is a row of no kind");
    const header = this.#headOf(key, row);
    const value: Value = { header, row, chunks: [] };
    if (isCharged(key.kind)) rows.usedSize += bytes.length + header.size;
    if (chunkCountOf(header) > 0) chunked.set(textOf(bytes), value);
    if (key.kind === "meta") rows.meta = this.#metaOf(value);
    if (key.kind === "page-index") rows.pageIndex.set(numberOf(key), pageIndexEntryOf(header));
    if (key.kind === "shard") rows.shards.set(numberOf(key), value);
    if (key.kind === "stage") rows.stages.set(stageTxidOf(key), value);
    if (key.kind !== "delta") return;
    const { txid, index } = chunkIndexOf(key);
    const pieces = rows.deltas.get(txid) ?? [];
    if (pieces.length !== index) throw new UnsoundError(`commit ${txid} lacks a piece`);
    rows.deltas.set(txid, [...pieces, value]);
  }

  #headOf(key: LogicalKey, row: Uint8Array): ValueHeader {
    const known = this.#heads.get(row);
    if (known !== undefined) return known;
    const header = decodeHeader(key, row);
    this.#heads.set(row, header);
    return header;
  }

  #metaOf({ header: { content }, row }: Value): Meta {
    const known = this.#metas.get(row);
    if (known !== undefined) return known;
    if (content.kind !== "inline") throw new UnsoundError("META is chunked");
    const meta = decodeMetaRecord(content.bytes);
    this.#metas.set(row, meta);
    return meta;
  }

  /** Only what the stage record names is above the head. */
  #checkStages({ headTxid, nextTxid }: Meta, { deltas, stages }: Rows): void {
    for (const [txid, pieces] of deltas) {
      if (txid > headTxid && !stages.has(txid)) {
        throw new UnsoundError(
          `${pieces.length} pieces of ${txid} are neither committed nor staged`,
        );
      }
    }
    for (const [txid, { header }] of stages) {
      if (txid <= headTxid || txid >= nextTxid) throw new UnsoundError(`a stage has txid ${txid}`);
      if (header.content.kind !== "inline") throw new UnsoundError("a stage record is chunked");
      const record = decodeStageRecord(header.content.bytes);
      const pieces = deltas.get(txid) ?? [];
      const size = pieces.reduce((sum, piece) => sum + piece.header.size, 0);
      if (pieces.length !== record.digests.length || size !== record.fileSize) {
        throw new UnsoundError(`stage ${txid} has not the chunks that its record names`);
      }
    }
  }

  #pages(meta: Meta, { pageIndex, deltas, shards }: Rows): readonly number[] {
    const { dbSizePages, headTxid, materializedTxid } = meta;
    for (const txid of deltas.keys()) {
      if (txid <= materializedTxid) throw new UnsoundError(`commit ${txid} is compacted and there`);
    }
    for (const [pgno, txid] of pageIndex) {
      if (pgno < 1 || pgno > dbSizePages) throw new UnsoundError(`a place of page ${pgno}`);
      if (txid > headTxid) throw new UnsoundError(`page ${pgno} is in commit ${txid}`);
    }
    const shardBlobs = new Map([...shards].map(([id, value]) => [id, this.#blobOf([value])]));
    for (const [shardId, blob] of shardBlobs) checkShard(shardId, blob, dbSizePages);
    const deltaBlobs = new Map<bigint, Blob>();
    for (const txid of new Set(pageIndex.values())) {
      const pieces = deltas.get(txid);
      if (pieces === undefined) throw new UnsoundError(`commit ${txid} of a page is gone`);
      deltaBlobs.set(txid, this.#blobOf(pieces));
    }
    return Array.from({ length: dbSizePages }, (_, index) => {
      const pgno = index + 1;
      const txid = pageIndex.get(pgno);
      if (txid === undefined) return pageInShard(shardBlobs, pgno);
      const content = deltaBlobs.get(txid)?.get(pgno);
      if (content === undefined) throw new UnsoundError(`commit ${txid} lacks page ${pgno}`);
      return content;
    });
  }

  #blobOf(pieces: readonly Value[]): Blob {
    const parts = pieces.flatMap(({ row, chunks }) => [row, ...chunks]);
    const [first] = parts;
    if (first === undefined) throw new UnsoundError("a blob without pieces");
    const known = this.#blobs.get(first);
    if (known !== undefined && isSame(known.parts, parts)) return known.blob;
    const { pages } = decodeLtx(Buffer.concat(pieces.map(bytesOf)));
    const blob = new Map(pages.map(({ pgno, bytes }) => [pgno, contentOf(pgno, bytes)]));
    for (const [pgno, content] of blob) {
      if (content === GARBAGE)
        throw new UnsoundError(`page ${pgno} holds content that was never written`);
    }
    this.#blobs.set(first, { parts, blob });
    return blob;
  }
}

function checkShard(shardId: number, blob: Blob, dbSizePages: number): void {
  if (shardId * PAGES_PER_SHARD > dbSizePages) throw new UnsoundError(`shard ${shardId} is left`);
  for (const pgno of blob.keys()) {
    if (pgno > dbSizePages || Math.floor(pgno / PAGES_PER_SHARD) !== shardId) {
      throw new UnsoundError(`shard ${shardId} holds page ${pgno} of ${dbSizePages}`);
    }
  }
}

function pageInShard(shards: ReadonlyMap<number, Blob>, pgno: number): number {
  const shard = shards.get(Math.floor(pgno / PAGES_PER_SHARD));
  if (shard === undefined) throw new UnsoundError(`page ${pgno} is nowhere`);
  return shard.get(pgno) ?? ZEROS;
}

function belongsTo(headerKey: Uint8Array, { prefix, id }: DatabaseKeys): boolean {
  if (headerKey.length < prefix.length) return false;
  const isOwn = Buffer.compare(headerKey.subarray(0, prefix.length), prefix) === 0;
  if (!isOwn && databaseIdOf(headerKey)?.namespace !== id.namespace) {
    throw new UnsoundError("there is a row of no database");
  }
  return isOwn;
}

function takeChunk(
  chunked: ReadonlyMap<string, Value>,
  { headerKey, index }: { readonly headerKey: Uint8Array; readonly index: number },
  bytes: Uint8Array,
): void {
  const value = chunked.get(textOf(headerKey));
  if (value === undefined || value.chunks.length !== index || index >= chunkCountOf(value.header)) {
    throw new UnsoundError("there is a chunk of no value");
  }
  checkChunk(value.header, index, bytes);
  value.chunks.push(bytes);
}

function bytesOf({ header: { content }, chunks }: Value): Uint8Array {
  return content.kind === "inline" ? content.bytes : Buffer.concat(chunks);
}

function isSame(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}

function textOf(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString("latin1");
}
