/**
 * The META record of a database: its bytes, its invariants, and the part of it that peers see.
 */

import type { SqliteMeta } from "@barewire/protocol/envoy-protocol";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import {
  decodeEmbeddedMeta,
  encodeEmbeddedMeta,
  type Meta,
} from "@barewire/protocol/sqlite-storage";
import { WireError } from "@barewire/runtime";
import { StorageError } from "../storage-error.js";
import { NO_OWN_QUOTA } from "./quota.js";
import { MAX_DELTA_SIZE, PAGES_PER_SHARD } from "./sizes.js";

/** The value of this field in a record of the newest version. */
const SCHEMA_VERSION = 3;

/** The record of a database that has never been opened; opening it raises the generation to 1. */
export function newMeta(nowMs: number): Meta {
  return {
    schemaVersion: SCHEMA_VERSION,
    generation: 0n,
    headTxid: 0n,
    nextTxid: 1n,
    materializedTxid: 0n,
    dbSizePages: 0,
    pageSize: PAGE_SIZE,
    shardSize: PAGES_PER_SHARD,
    creationTsMs: BigInt(Math.trunc(nowMs)),
    sqliteStorageUsed: 0n,
    sqliteMaxStorage: NO_OWN_QUOTA,
    origin: "CREATED_ON_V2",
    cleanClose: true,
    lastCommit: null,
  };
}

/**
 * Throws `unsupported-record` for a record of a newer version, and `corrupt` for one that violates
 * an invariant.
 */
export function decodeMetaRecord(bytes: Uint8Array): Meta {
  const meta = decode(bytes);
  const reason = metaFault(meta);
  if (reason !== undefined) throw new StorageError({ kind: "corrupt", part: "meta", reason });
  if (meta.origin === "MIGRATION_FROM_V1_IN_PROGRESS") throw unfinishedMigration();
  return meta;
}

export function encodeMetaRecord(meta: Meta): Uint8Array {
  return encodeEmbeddedMeta(meta);
}

/** Returns the part of META that peers see. */
export function toSqliteMeta(meta: Meta): SqliteMeta {
  return {
    generation: meta.generation,
    headTxid: meta.headTxid,
    materializedTxid: meta.materializedTxid,
    dbSizePages: meta.dbSizePages,
    pageSize: meta.pageSize,
    creationTsMs: meta.creationTsMs,
    maxDeltaBytes: BigInt(MAX_DELTA_SIZE),
  };
}

function decode(bytes: Uint8Array): Meta {
  try {
    return decodeEmbeddedMeta(bytes);
  } catch (cause) {
    if (!(cause instanceof WireError)) throw cause;
    if (isNewer(cause)) {
      throw new StorageError({ kind: "unsupported-record", record: "meta" }, { cause });
    }
    const reason = "the record cannot be decoded";
    throw new StorageError({ kind: "corrupt", part: "meta", reason }, { cause });
  }
}

function isNewer({ issue }: WireError): boolean {
  return issue.kind === "unsupported-version" && issue.version > issue.maxVersion;
}

function unfinishedMigration(): StorageError {
  const [reason, state] = ["a migration was not completed", "unfinished-migration"] as const;
  return new StorageError({ kind: "corrupt", part: "meta", reason, state });
}

/** Names the invariant that a record violates, as a constant text. */
function metaFault(meta: Meta): string | undefined {
  if (meta.schemaVersion !== SCHEMA_VERSION) return `schemaVersion must be ${SCHEMA_VERSION}`;
  if (meta.pageSize !== PAGE_SIZE || meta.shardSize !== PAGES_PER_SHARD) {
    return `pageSize must be ${PAGE_SIZE} and shardSize ${PAGES_PER_SHARD}`;
  }
  if (meta.generation < 1n) return "generation must be at least 1";
  if (meta.nextTxid <= meta.headTxid) return "nextTxid is not greater than headTxid";
  if (meta.materializedTxid > meta.headTxid) return "materializedTxid is greater than headTxid";
  if (meta.headTxid > 0n && meta.dbSizePages === 0)
    return "headTxid is above 0 and dbSizePages is 0";
  if (meta.headTxid === 0n && meta.dbSizePages > 0)
    return "dbSizePages is above 0 and headTxid is 0";
  if (meta.lastCommit !== null && meta.lastCommit.txid !== meta.headTxid) {
    return "lastCommit.txid must be headTxid";
  }
  return undefined;
}
