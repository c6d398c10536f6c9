// @generated from sqlite-storage/v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "sqlite-storage", version: 2 };

/**
 * How a database came to be. V1 and V2 in the names are the storage layouts before and after a
 * migration, not versions of this schema.
 */
export type MetaOrigin =
  /** Created in the present layout. */
  | "CREATED_ON_V2"
  /** Completely copied from the older layout. */
  | "MIGRATED_FROM_V1"
  /** Still being copied from the older layout; not complete. */
  | "MIGRATION_FROM_V1_IN_PROGRESS";

export function readMetaOrigin(reader: bare.Reader): MetaOrigin {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return "CREATED_ON_V2";
    case 1:
      return "MIGRATED_FROM_V1";
    case 2:
      return "MIGRATION_FROM_V1_IN_PROGRESS";
    default:
      throw bare.unknownTag(reader, "MetaOrigin", tag);
  }
}

export function writeMetaOrigin(writer: bare.Writer, value: MetaOrigin): void {
  switch (value) {
    case "CREATED_ON_V2":
      return bare.writeTag(writer, 0);
    case "MIGRATED_FROM_V1":
      return bare.writeTag(writer, 1);
    case "MIGRATION_FROM_V1_IN_PROGRESS":
      return bare.writeTag(writer, 2);
    default:
      throw bare.unknownValue("MetaOrigin", value satisfies never);
  }
}

/**
 * The newest commit, kept so that a repeated request for it gets the same result again. Since v2.
 */
export type LastCommit = {
  /**
   * First 16 bytes of SHA-256 over generation, expected head, new size and the dirty pages, or the
   * staged file in place of the pages.
   */
  readonly token: Uint8Array;
  /** The head that the request expected. */
  readonly expectedHeadTxid: bigint;
  /** The txid that the commit got. */
  readonly txid: bigint;
  /** Size of the database after the commit, in pages. */
  readonly dbSizePages: number;
};

export function readLastCommit(reader: bare.Reader): LastCommit {
  const at = bare.claim(reader, 36);
  const { bytes } = reader;
  return {
    token: bare.dataAt(reader, at, 16),
    expectedHeadTxid: bare.u64At(bytes, at + 16),
    txid: bare.u64At(bytes, at + 24),
    dbSizePages: bare.u32At(bytes, at + 32),
  };
}

export function writeLastCommit(writer: bare.Writer, value: LastCommit): void {
  bare.writeFixedData(writer, value.token, 16);
  bare.writeU64(writer, value.expectedHeadTxid);
  bare.writeU64(writer, value.txid);
  bare.writeU32(writer, value.dbSizePages);
}

/**
 * Root: the head record of a database. Every change of the database rewrites it, so it also is what
 * fences one owner from another.
 */
export type Meta = {
  /** 3 in this version, 2 in v1. */
  readonly schemaVersion: number;
  /** Counts the owners that the database has had, from 1. Never falls. */
  readonly generation: bigint;
  /** Txid of the newest commit. 0 before the first. */
  readonly headTxid: bigint;
  /**
   * The txid to be handed out next. Always above headTxid; those between the two were reserved for
   * staged commits that are not finalized.
   */
  readonly nextTxid: bigint;
  /** Commits up to this one have been compacted. Never above headTxid. */
  readonly materializedTxid: bigint;
  /** Size of the database in pages. 0 before the first commit. */
  readonly dbSizePages: number;
  /** Bytes in a page: 4,096. Never changes. */
  readonly pageSize: number;
  /** Pages in a shard: 64. Never changes. */
  readonly shardSize: number;
  /** When the database was created, in milliseconds since the Unix epoch. */
  readonly creationTsMs: bigint;
  /** Bytes of keys and values in all rows that count towards the quota, this record included. */
  readonly sqliteStorageUsed: bigint;
  /** The quota in bytes. */
  readonly sqliteMaxStorage: bigint;
  readonly origin: MetaOrigin;
  /**
   * True if the last owner closed the database in order, so that opening it needs no recovery.
   * False while it is open and in a record upgraded from v1. Since v2.
   */
  readonly cleanClose: boolean;
  /** Absent before the first commit and in a record upgraded from v1. Since v2. */
  readonly lastCommit: LastCommit | null;
};

export function readMeta(reader: bare.Reader): Meta {
  return {
    schemaVersion: bare.readU32(reader),
    generation: bare.readU64(reader),
    headTxid: bare.readU64(reader),
    nextTxid: bare.readU64(reader),
    materializedTxid: bare.readU64(reader),
    dbSizePages: bare.readU32(reader),
    pageSize: bare.readU32(reader),
    shardSize: bare.readU32(reader),
    creationTsMs: bare.readI64(reader),
    sqliteStorageUsed: bare.readU64(reader),
    sqliteMaxStorage: bare.readU64(reader),
    origin: readMetaOrigin(reader),
    cleanClose: bare.readBool(reader),
    lastCommit: bare.readBool(reader) ? readLastCommit(reader) : null,
  };
}

export function writeMeta(writer: bare.Writer, value: Meta): void {
  bare.writeU32(writer, value.schemaVersion);
  bare.writeU64(writer, value.generation);
  bare.writeU64(writer, value.headTxid);
  bare.writeU64(writer, value.nextTxid);
  bare.writeU64(writer, value.materializedTxid);
  bare.writeU32(writer, value.dbSizePages);
  bare.writeU32(writer, value.pageSize);
  bare.writeU32(writer, value.shardSize);
  bare.writeI64(writer, value.creationTsMs);
  bare.writeU64(writer, value.sqliteStorageUsed);
  bare.writeU64(writer, value.sqliteMaxStorage);
  writeMetaOrigin(writer, value.origin);
  bare.writeBool(writer, value.cleanClose);
  bare.writeBool(writer, value.lastCommit !== null);
  if (value.lastCommit !== null) writeLastCommit(writer, value.lastCommit);
}

export function decodeMeta(bytes: Uint8Array, options?: bare.DecodeOptions): Meta {
  return bare.decode(SCHEMA, "Meta", bytes, readMeta, options);
}

export function encodeMeta(value: Meta, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Meta", value, writeMeta, options);
}

/** Consecutive pages. Since v2. */
export type PreloadHintRange = {
  /** The first page, counted from 1. */
  readonly startPgno: number;
  /** At least 1. The last page number must fit into a u32. */
  readonly pageCount: number;
};

export function readPreloadHintRange(reader: bare.Reader): PreloadHintRange {
  const at = bare.claim(reader, 8);
  const { bytes } = reader;
  return {
    startPgno: bare.u32At(bytes, at),
    pageCount: bare.u32At(bytes, at + 4),
  };
}

export function writePreloadHintRange(writer: bare.Writer, value: PreloadHintRange): void {
  bare.writeU32(writer, value.startPgno);
  bare.writeU32(writer, value.pageCount);
}

/**
 * Root: the pages worth preloading when the database is opened next. Replaced as a whole by the
 * owner of the database; does not count towards the quota. Since v2.
 */
export type PreloadHints = {
  /** Pages that were read soon after opening, counted from 1. */
  readonly early: readonly number[];
  /** Pages that were read often, counted from 1. */
  readonly hot: readonly number[];
  /** Stretches that were read in sequence. */
  readonly ranges: readonly PreloadHintRange[];
};

export function readPreloadHints(reader: bare.Reader): PreloadHints {
  return {
    early: bare.readU32List(reader),
    hot: bare.readU32List(reader),
    ranges: readListOfPreloadHintRange(reader),
  };
}

export function writePreloadHints(writer: bare.Writer, value: PreloadHints): void {
  bare.writeU32List(writer, value.early);
  bare.writeU32List(writer, value.hot);
  writeListOfPreloadHintRange(writer, value.ranges);
}

export function decodePreloadHints(bytes: Uint8Array, options?: bare.DecodeOptions): PreloadHints {
  return bare.decode(SCHEMA, "PreloadHints", bytes, readPreloadHints, options);
}

export function encodePreloadHints(value: PreloadHints, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "PreloadHints", value, writePreloadHints, options);
}

function readListOfPreloadHintRange(reader: bare.Reader): readonly PreloadHintRange[] {
  const count = bare.readCount(reader, 8);
  const items: PreloadHintRange[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readPreloadHintRange(reader);
  return items;
}

function writeListOfPreloadHintRange(
  writer: bare.Writer,
  items: readonly PreloadHintRange[],
): void {
  bare.writeCount(writer, items);
  for (const item of items) writePreloadHintRange(writer, item);
}
