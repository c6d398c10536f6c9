/**
 * The staged commit that a database has: at most one, whose txid is the newest that was assigned.
 * It belongs to the database as it was at one head, not to a connection: an owner that reconnects
 * after its server has crashed continues with it, on any other server.
 */

import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { DatabaseTransaction } from "../engine/database-transaction.js";
import { type CompactionContext, mutate } from "../engine/engine-context.js";
import type { DatabaseKeys } from "../format/database-keys.js";
import { stageKey } from "../format/logical-key.js";
import { corruptValue, type ValueHeader } from "../format/logical-value.js";
import { StorageError } from "../storage-error.js";
import { dropUncommitted, type IsKept, mayHaveUncommitted } from "./drop-uncommitted.js";
import { decodeStageRecord, type StageRecord } from "./stage-record.js";

export type StoredStage = { readonly header: ValueHeader; readonly record: StageRecord };

/** Tells whether a stage of a database is too old. */
export type StageExpiry = {
  readonly hasExpired: (txid: bigint, begunAtMs: bigint) => boolean;
};

export function stageExpiryOf(
  { stageAges, thresholds }: CompactionContext,
  keys: DatabaseKeys,
): StageExpiry {
  const { stageExpiryMs } = thresholds;
  return {
    hasExpired: (txid, begunAtMs) => stageAges.ageMs(keys.text, txid, begunAtMs) >= stageExpiryMs,
  };
}

/** Finds the stage `txid`. Returns nothing if it was superseded, has expired or never existed. */
export async function findStage(
  transaction: DatabaseTransaction,
  meta: Meta,
  txid: bigint,
  age: StageExpiry,
): Promise<StoredStage | undefined> {
  if (!mayHaveUncommitted(meta) || txid !== meta.nextTxid - 1n) return undefined;
  const [header] = await transaction.headers([stageKey(transaction.keys, txid)]);
  if (header === undefined) return undefined;
  const record = recordOf(header);
  return isAlive(txid, record, meta, age) ? { header, record } : undefined;
}

export function stageNotFound(txid: bigint): StorageError {
  return new StorageError({ kind: "stage-not-found", response: { stageId: txid } });
}

/** Decides at an open: the stage stays if its owner can still continue with it. */
export function keepsStage(meta: Meta, age: StageExpiry): IsKept {
  return (txid, header) => {
    if (header === undefined || txid !== meta.nextTxid - 1n) return false;
    try {
      return isAlive(txid, recordOf(header), meta, age);
    } catch (error) {
      // A stage whose record cannot be read cannot be continued.
      if (error instanceof StorageError && error.issue.kind === "corrupt") return false;
      throw error;
    }
  };
}

/** Removes a staged commit that has expired, and returns whether there was one. */
export async function removeExpiredStage(
  context: CompactionContext,
  keys: DatabaseKeys,
): Promise<boolean> {
  const options = { name: "stage_expire", token: keys.prefix };
  const txid = await mutate(context, keys, options, async (transaction, meta) => {
    const isKept = keepsStage(meta, stageExpiryOf(context, keys));
    const { rowCount } = await dropUncommitted(transaction, meta, isKept);
    if (rowCount === 0) return undefined;
    transaction.writeMeta(meta);
    return meta.nextTxid - 1n;
  });
  if (txid === undefined) return false;
  context.observer.onEvent({ kind: "stage-expired", database: keys.id, txid });
  return true;
}

function isAlive(
  txid: bigint,
  { baseHeadTxid, begunAtMs }: StageRecord,
  meta: Meta,
  age: StageExpiry,
): boolean {
  return baseHeadTxid === meta.headTxid && !age.hasExpired(txid, begunAtMs);
}

function recordOf({ key, content }: ValueHeader): StageRecord {
  if (content.kind === "chunked")
    throw corruptValue(key, "the record is larger than a header row holds");
  return decodeStageRecord(content.bytes);
}
