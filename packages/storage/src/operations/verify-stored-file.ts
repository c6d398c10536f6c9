/**
 * Verifies a staged file from its stored chunks, for a process that has not received them.
 */

import { type EngineContext, view } from "../engine/engine-context.js";
import { FileVerifier, type VerifiedFile } from "../engine/staging-cache.js";
import type { DatabaseKeys } from "../format/database-keys.js";
import { deltaKey } from "../format/logical-key.js";
import { corruptValue } from "../format/logical-value.js";
import { toInvalidRequest } from "./stage-chunk.js";
import { MAX_STAGE_CHUNKS, maxStagedPages } from "./stage-limits.js";
import { digestChunk } from "./stage-record.js";
import { findStage, stageExpiryOf } from "./stored-stage.js";

/**
 * Reads each chunk in a transaction of its own, so that no more than one is in memory. Returns
 * nothing if the stage was removed meanwhile. Throws `invalid-request` for a file that is refused.
 */
export async function verifyStoredFile(
  context: EngineContext,
  keys: DatabaseKeys,
  txid: bigint,
): Promise<VerifiedFile | undefined> {
  const verifier = new FileVerifier(maxStagedPages(keys));
  try {
    for (let index = 0; index < MAX_STAGE_CHUNKS; index += 1) {
      const found = await readChunk(context, keys, txid, index);
      if (found === undefined) return undefined;
      verifier.verify(index, found.bytes, digestChunk(found.bytes));
      if (found.chunkCount === index + 1) return verifier.finish(found.chunkCount);
    }
    return undefined;
  } catch (error) {
    throw toInvalidRequest(error);
  }
}

async function readChunk(
  context: EngineContext,
  keys: DatabaseKeys,
  txid: bigint,
  index: number,
): Promise<{ readonly bytes: Uint8Array; readonly chunkCount: number } | undefined> {
  return await view(context, keys, { name: "stage_verify" }, async (transaction, meta) => {
    const stored = await findStage(transaction, meta, txid, stageExpiryOf(context, keys));
    if (stored === undefined) return undefined;
    const key = deltaKey(keys, txid, index);
    const [header] = await transaction.headers([key]);
    if (header === undefined) throw corruptValue(key, "a delta chunk is missing");
    const chunkCount = stored.record.digests.length;
    return { bytes: await transaction.value(header), chunkCount };
  });
}
