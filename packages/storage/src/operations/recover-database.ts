/**
 * Recovers a database whose owner did not close it. Every commit is one transaction, so only chunks
 * of staged commits can be left. Rows beyond the end are looked for, too, as other software may
 * have written them. The cost depends on what is found, never on the size of the database.
 */

import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { DatabaseTransaction } from "../engine/database-transaction.js";
import type { CompactionContext } from "../engine/engine-context.js";
import { type LogicalRange, pageIndexFrom, shardsFrom } from "../format/logical-key.js";
import { shardOf } from "../format/sizes.js";
import { dropUncommitted, type Removed } from "./drop-uncommitted.js";
import { allHeaders } from "./resize-database.js";
import { keepsStage, stageExpiryOf } from "./stored-stage.js";

/** Is called in the transaction that opens the database. */
export async function recoverDatabase(
  context: CompactionContext,
  transaction: DatabaseTransaction,
  meta: Meta,
): Promise<Removed> {
  const { keys } = transaction;
  const { dbSizePages } = meta;
  const staged = await dropUncommitted(
    transaction,
    meta,
    keepsStage(meta, stageExpiryOf(context, keys)),
  );
  const entries = await dropRange(transaction, pageIndexFrom(keys, dbSizePages + 1));
  const firstUnused = dbSizePages === 0 ? 0 : shardOf(dbSizePages) + 1;
  const shards = await dropRange(transaction, shardsFrom(keys, firstUnused));
  return [staged, entries, shards].reduce((sum, { rowCount, size }) => {
    return { rowCount: sum.rowCount + rowCount, size: sum.size + size };
  });
}

async function dropRange(transaction: DatabaseTransaction, range: LogicalRange): Promise<Removed> {
  const headers = await allHeaders(transaction, range);
  transaction.removeRange(range, headers);
  const size = headers.reduce((sum, header) => sum + header.key.bytes.length + header.size, 0);
  return { rowCount: headers.length, size };
}
