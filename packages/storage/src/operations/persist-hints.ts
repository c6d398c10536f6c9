/** Stores preload hints in place of those stored before. */

import type { SqlitePersistPreloadHintsRequest } from "@barewire/protocol/envoy-protocol";
import { encodeEmbeddedPreloadHints } from "@barewire/protocol/sqlite-storage";
import type { DatabaseTransaction } from "../engine/database-transaction.js";
import { type CompactionContext, mutate } from "../engine/engine-context.js";
import type { DatabaseKeys } from "../format/database-keys.js";
import { requireGeneration } from "../format/fence.js";
import { preloadHintsKey } from "../format/logical-key.js";
import { decodeHeader, type ValueHeader } from "../format/logical-value.js";
import { StorageError } from "../storage-error.js";
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
async function findOld(transaction: DatabaseTransaction): Promise<ValueHeader | undefined> {
  const key = preloadHintsKey(transaction.keys);
  const row = await transaction.kv.get(key.bytes);
  if (row === undefined) return undefined;
  try {
    return decodeHeader(key, row);
  } catch (error) {
    if (error instanceof StorageError && error.issue.kind === "corrupt") return undefined;
    throw error;
  }
}
