/** `EngineThresholds`: how much the engine keeps and tolerates. None is part of the format. */

import { NO_OWN_QUOTA } from "../format/quota.js";
import { COMPACTION_POLICY, type CompactionPolicy } from "./compaction-policy.js";

export type EngineThresholds = {
  /** Quota of databases that have none of their own, in bytes. */
  readonly maxStorageSize: bigint;
  /** Bytes of inflated pages kept in memory, for all databases together. */
  readonly pageCacheSize: number;
  /** Entries of page indexes kept in memory, for all databases together. */
  readonly pageIndexCacheCount: number;
  /** When compaction works, and when commits have to wait for it. */
  readonly compaction: CompactionPolicy;
  /** A staged commit that was not finalized after this time is removed. */
  readonly stageExpiryMs: number;
};

export const DEFAULT_THRESHOLDS: EngineThresholds = {
  maxStorageSize: NO_OWN_QUOTA,
  pageCacheSize: 33_554_432,
  pageIndexCacheCount: 262_144,
  compaction: COMPACTION_POLICY,
  stageExpiryMs: 86_400_000,
};
