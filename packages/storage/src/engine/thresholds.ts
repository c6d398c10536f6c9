/**
 * `EngineThresholds`: the limits of caches, quotas and waiting. None is part of the stored format.
 */

import { NO_OWN_QUOTA } from "../format/quota.js";
import { COMPACTION_POLICY, type CompactionPolicy } from "./compaction-policy.js";

export type EngineThresholds = {
  /** The quota in bytes of databases that have none of their own. */
  readonly maxStorageSize: bigint;
  /** The bytes of inflated pages kept in memory, for all databases together. */
  readonly pageCacheSize: number;
  /** The number of page index entries kept in memory, for all databases together. */
  readonly pageIndexCacheCount: number;
  /** The thresholds at which compaction works, and at which commits have to wait for it. */
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
