/**
 * Removes delta chunks of commits that were staged and never finalized. A commit removes all of
 * them that are older than itself, so whatever is stored up to the head has been committed.
 */

import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { DatabaseTransaction } from "../engine/database-transaction.js";
import type { LogicalKey } from "../format/logical-key.js";
import { allStages, chunkIndexOf, deltasFrom, stageTxidOf } from "../format/logical-key.js";
import type { ValueHeader } from "../format/logical-value.js";
import { allHeaders } from "./resize-database.js";

/** The rows that were removed, and their bytes. */
export type Removed = { readonly rowCount: number; readonly size: number };

/** Decides whether the record of a staged commit, or chunks without one, must stay. */
export type IsKept = (txid: bigint, stage: ValueHeader | undefined) => boolean;

/**
 * Tells whether there may be anything to remove, which is so if a txid was assigned and not
 * committed yet.
 */
export function mayHaveUncommitted({ headTxid, nextTxid }: Meta): boolean {
  return nextTxid > headTxid + 1n;
}

export async function dropUncommitted(
  transaction: DatabaseTransaction,
  { headTxid }: Meta,
  isKept: IsKept,
): Promise<Removed> {
  const { keys } = transaction;
  const stages = await allHeaders(transaction, allStages(keys));
  const chunks = await allHeaders(transaction, deltasFrom(keys, headTxid + 1n));
  const byTxid = new Map(stages.map((stage) => [stageTxidOf(stage.key), stage]));
  const dropped = [...stages, ...chunks].filter(({ key }) => {
    const txid = txidOf(key);
    return !isKept(txid, byTxid.get(txid));
  });
  for (const header of dropped) transaction.remove(header);
  const size = dropped.reduce((sum, header) => sum + header.key.bytes.length + header.size, 0);
  return { rowCount: dropped.length, size };
}

function txidOf(key: LogicalKey): bigint {
  return key.kind === "stage" ? stageTxidOf(key) : chunkIndexOf(key).txid;
}
