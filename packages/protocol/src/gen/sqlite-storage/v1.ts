// @generated from sqlite-storage/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "sqlite-storage", version: 1 };

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
 * Root: the head record of a database. Every change of the database rewrites it, so it also is what
 * fences one owner from another.
 */
export type Meta = {
  /** 2 in this version. */
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
}

export function decodeMeta(bytes: Uint8Array, options?: bare.DecodeOptions): Meta {
  return bare.decode(SCHEMA, "Meta", bytes, readMeta, options);
}

export function encodeMeta(value: Meta, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Meta", value, writeMeta, options);
}
