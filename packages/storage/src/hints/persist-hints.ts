/** Stores preload hints in place of those stored before. */

import type { SqlitePersistPreloadHintsRequest } from "@barewire/protocol/envoy-protocol";
import { encodeEmbeddedPreloadHints } from "@barewire/protocol/sqlite-storage";
import { type CompactionContext, mutate } from "../engine/engine-context.js";
import type { DatabaseKeys } from "../layout/database-keys.js";
import { preloadHintsKey } from "../layout/logical-key.js";
import { decodeHead, type ValueHead } from "../layout/logical-value.js";
import { requireGeneration } from "../record/fence.js";
import { StorageError } from "../storage-error.js";
import type { DatabaseTransaction } from "../transaction/database-transaction.js";
import { toHintRecord } from "./hint-bounds.js";

/**
 * Fenced by the generation alone, as an owner that closes may send its hints a moment after. META
 * is locked and not written: an owner that comes meanwhile is not overwritten by the one before.
 */
export async function persistHints(
  context: CompactionContext,
  keys: DatabaseKeys,
  { generation, hints }: SqlitePersistPreloadHintsRequest,
): Promise<void> {
  const record = encodeEmbeddedPreloadHints(toHintRecord(hints));
  const options = { name: "preload_hints", token: keys.prefix };
  await mutate(context, keys, options, async (transaction, meta) => {
    requireGeneration(meta, generation);
    const old = await findOld(transaction);
    transaction.replace(old, preloadHintsKey(keys), record);
  });
}

/** A record of up to 64 KiB is one row, which a damaged head row does not hide anything behind. */
async function findOld(transaction: DatabaseTransaction): Promise<ValueHead | undefined> {
  const key = preloadHintsKey(transaction.keys);
  const row = await transaction.kv.get(key.bytes);
  if (row === undefined) return undefined;
  try {
    return decodeHead(key, row);
  } catch (error) {
    if (error instanceof StorageError && error.issue.kind === "corrupt") return undefined;
    throw error;
  }
}
