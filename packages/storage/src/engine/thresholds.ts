/** `EngineThresholds`: how much the engine keeps and tolerates. None is part of the format. */

import { COMPACTION_POLICY, type CompactionPolicy } from "../compaction/compaction-policy.js";

export type EngineThresholds = {
  /** Quota of a database that is created, in bytes. */
  readonly maxStorageSize: bigint;
  /** Bytes of inflated pages kept in memory, for all databases together. */
  readonly pageCacheSize: number;
  /** Places of pages kept in memory, for all databases together. */
  readonly pageIndexCacheCount: number;
  /** When compaction works, and when commits have to wait for it. */
  readonly compaction: CompactionPolicy;
  /** After which a staged commit that nobody finalizes is removed. */
  readonly stageExpiryMs: number;
};

export const DEFAULT_THRESHOLDS: EngineThresholds = {
  maxStorageSize: 10n * 2n ** 30n,
  pageCacheSize: 33_554_432,
  pageIndexCacheCount: 262_144,
  compaction: COMPACTION_POLICY,
  stageExpiryMs: 86_400_000,
};
