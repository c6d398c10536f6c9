/**
 * `Tuning`: the parameters of a seed, small enough for everything to happen often.
 */

import type { EngineThresholds, StorageFlags } from "@barewire/sqlite-storage";
import { pick, type Random } from "../contract/seeded-random.js";

export type Tuning = {
  readonly databaseCount: number;
  readonly ownerCount: number;
  readonly serverCount: number;
  /** The most pages of a database. */
  readonly maxSize: number;
  /** One of so many steps fails; 0 for none. */
  readonly faultInterval: number;
  readonly thresholds: Partial<EngineThresholds>;
  readonly flags: Partial<StorageFlags>;
};

export const STAGE_EXPIRY_MS = 5_000;
export const LEASE_MS = 300;
/** The most by which the clock of a server may be off, either way. */
export const MAX_SKEW_MS = 500;

export function drawTuning(random: Random): Tuning {
  const deltaCount = 3 + random(8);
  return {
    databaseCount: random(4) === 0 ? 2 : 1,
    ownerCount: 1 + random(3),
    serverCount: 1 + random(3),
    maxSize: pick(random, [6, 6, 66, 66, 130]),
    faultInterval: pick(random, [0, 0, 400, 100, 30]),
    thresholds: {
      pageCacheSize: pick(random, [0, 40_000, 33_554_432]),
      pageIndexCacheCount: pick(random, [4, 262_144, 262_144]),
      stageExpiryMs: STAGE_EXPIRY_MS,
      compaction: {
        state: pick(random, ["on", "on", "on", "off"]),
        deltaCount,
        deltaBytes: pick(random, [30_000, 16_777_216]),
        idleDeltaCount: 2,
        idleMs: 40,
        maxDeltaCount: deltaCount + random(20),
        maxDeltaBytes: 33_554_432,
        maxWaitMs: 60,
        shardsPerBatch: 1 + random(2),
        leaseMs: LEASE_MS,
        retryMs: 20,
        maxRetryMs: 200,
        maxWorkers: 1 + random(2),
      },
      // The quota allows META and a few pages, or more than a seed can write.
      ...(random(6) === 0 ? { maxStorageSize: BigInt(8_000 + random(120_000)) } : {}),
    },
    flags: {
      batchChunkReads: random(4) > 0,
      decodedLtxCache: random(3) > 0,
      dedupGetPagesMeta: random(8) > 0,
      startupPreloadFirstPageCount: pick(random, [1, 1, 70]),
      startupPreloadMaxSize: pick(random, [0, 8_192, 1_048_576]),
    },
  };
}
