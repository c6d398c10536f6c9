/** `EngineThresholds`: how much the engine keeps, waits and tolerates. None is part of the format. */

export type EngineThresholds = {
  /** Quota of a database that is created, in bytes. */
  readonly maxStorageSize: bigint;
  /** Bytes of inflated pages kept in memory, for all databases together. */
  readonly pageCacheSize: number;
  /** Places of pages kept in memory, for all databases together. */
  readonly pageIndexCacheCount: number;
  /** Commits above the compacted ones at which compaction starts. */
  readonly compactionStartDeltas: number;
  /** Commits above the compacted ones that compaction leaves alone. */
  readonly compactionStopDeltas: number;
  /** Commits above the compacted ones at which further commits are refused as `overloaded`. */
  readonly maxUncompactedDeltas: number;
  /** For how long one process may compact a database without renewing its claim. */
  readonly compactionLeaseMs: number;
  /** After which a staged commit that nobody finalizes is removed. */
  readonly stageExpiryMs: number;
};

export const DEFAULT_THRESHOLDS: EngineThresholds = {
  maxStorageSize: 10n * 2n ** 30n,
  pageCacheSize: 33_554_432,
  pageIndexCacheCount: 262_144,
  compactionStartDeltas: 64,
  compactionStopDeltas: 8,
  maxUncompactedDeltas: 4_096,
  compactionLeaseMs: 30_000,
  stageExpiryMs: 86_400_000,
};
