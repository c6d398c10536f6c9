/**
 * The record of preload hints, `/PRELOAD_HINTS`: a versioned record of sqlite-storage. It affects
 * speed alone, so a record that cannot be read is treated as absent.
 */

import { decodeEmbeddedPreloadHints, type PreloadHints } from "@barewire/protocol/sqlite-storage";
import { WireError } from "@barewire/runtime";
import type { DatabaseTransaction } from "../engine/database-transaction.js";
import type { CompactionContext } from "../engine/engine-context.js";
import { preloadHintsKey } from "../format/logical-key.js";
import { decodeHeader } from "../format/logical-value.js";
import { StorageError } from "../storage-error.js";

/**
 * Reads the stored hints for an open. Returns nothing if there are none or a flag turns them off,
 * and nothing, with an event to the observer, if they are damaged or of a newer version. Throws
 * only what the store throws.
 */
export async function readPreloadHints(
  { flags, observer }: CompactionContext,
  transaction: DatabaseTransaction,
): Promise<PreloadHints | undefined> {
  if (!flags.preloadHintsOnOpen || flags.startupPreloadMaxSize === 0) return undefined;
  const key = preloadHintsKey(transaction.keys);
  const row = await transaction.kv.get(key.bytes);
  if (row === undefined) return undefined;
  try {
    return decodeEmbeddedPreloadHints(await transaction.value(decodeHeader(key, row)));
  } catch (error) {
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    observer.onEvent({ kind: "hints-ignored", database: transaction.keys.id, fault });
    return undefined;
  }
}

function faultOf(error: unknown): "newer" | "corrupt" | undefined {
  if (error instanceof StorageError) return error.issue.kind === "corrupt" ? "corrupt" : undefined;
  if (!(error instanceof WireError)) return undefined;
  const { issue } = error;
  const isNewer = issue.kind === "unsupported-version" && issue.version > issue.maxVersion;
  return isNewer ? "newer" : "corrupt";
}
