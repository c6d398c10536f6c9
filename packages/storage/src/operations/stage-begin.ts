/**
 * Begins a staged commit: assigns its txid and stores its record.
 */

import type {
  SqliteCommitStageBeginOk,
  SqliteCommitStageBeginRequest,
} from "@barewire/protocol/envoy-protocol";
import { type EngineContext, mutate } from "../engine/engine-context.js";
import type { DatabaseKeys } from "../format/database-keys.js";
import { requireOwner } from "../format/fence.js";
import { stageKey } from "../format/logical-key.js";
import { dropUncommitted, mayHaveUncommitted } from "./drop-uncommitted.js";
import { encodeStageRecord, newStageRecord } from "./stage-record.js";

/**
 * Removes an earlier stage, which its owner has given up. Repeated after a lost answer, it begins
 * another stage.
 */
export async function beginStage(
  context: EngineContext,
  keys: DatabaseKeys,
  { generation }: SqliteCommitStageBeginRequest,
): Promise<SqliteCommitStageBeginOk> {
  await context.compaction.throttle(keys);
  const options = { name: "stage_begin", token: keys.prefix };
  const { txid, begunAtMs } = await mutate(context, keys, options, async (transaction, meta) => {
    requireOwner(meta, generation);
    context.compaction.rejectIfOverloaded(keys, meta);
    if (mayHaveUncommitted(meta)) await dropUncommitted(transaction, meta, () => false);
    const record = newStageRecord(meta.headTxid, BigInt(context.clock.epochMs()));
    transaction.insert(stageKey(keys, meta.nextTxid), encodeStageRecord(record));
    transaction.writeMeta({ ...meta, nextTxid: meta.nextTxid + 1n });
    return { txid: meta.nextTxid, begunAtMs: record.begunAtMs };
  });
  context.stages.forget(keys, txid - 1n);
  // The age is counted from now on by the monotonic clock, so setting the time of day has no
  // effect.
  context.stageAges.ageMs(keys.text, txid, begunAtMs);
  return { txid };
}
