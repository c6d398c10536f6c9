/**
 * The policy of compaction: thresholds that say when a database is compacted, and when its commits
 * have to wait.
 */

export type CompactionPolicy = {
  /**
   * Compaction is turned off for benchmarks of databases that are not compacted; then no commit is
   * refused either.
   */
  readonly state: "on" | "off";
  /** A pass begins at once when so many deltas are not folded yet. */
  readonly deltaCount: number;
  /** A pass begins at once when the deltas that are not folded have so many bytes. */
  readonly deltaBytes: number;
  /** A pass begins with so many deltas when no commit has come for `idleMs`. */
  readonly idleDeltaCount: number;
  readonly idleMs: number;
  /** Commits are refused while so many deltas, or so many bytes, wait to be folded. */
  readonly maxDeltaCount: number;
  readonly maxDeltaBytes: number;
  /** A commit waits for a pass to end, at most so long, while half as many deltas or bytes wait. */
  readonly maxWaitMs: number;
  /** The number of shards that one transaction writes. */
  readonly shardsPerBatch: number;
  /** The time for which each transaction of a pass renews the lease. */
  readonly leaseMs: number;
  /** The pause after a failure; it doubles with each failure that follows. */
  readonly retryMs: number;
  readonly maxRetryMs: number;
  /** The number of databases that this process compacts at the same time. */
  readonly maxWorkers: number;
};

export const COMPACTION_POLICY: CompactionPolicy = {
  state: "on",
  deltaCount: 64,
  deltaBytes: 16 * 1_048_576,
  idleDeltaCount: 8,
  idleMs: 5_000,
  maxDeltaCount: 4_096,
  maxDeltaBytes: 512 * 1_048_576,
  maxWaitMs: 1_000,
  shardsPerBatch: 8,
  leaseMs: 30_000,
  retryMs: 1_000,
  maxRetryMs: 60_000,
  maxWorkers: 2,
};

/**
 * The lag of compaction. The count may be too large, as some txids belong to no commit, and the
 * bytes are those that this process has seen.
 */
export type CompactionLag = { readonly deltaCount: number; readonly deltaBytes: number };

export type CompactionNeed = "now" | "when-idle" | "none";

export function needOf(lag: CompactionLag, policy: CompactionPolicy): CompactionNeed {
  if (policy.state === "off") return "none";
  if (lag.deltaCount >= policy.deltaCount || lag.deltaBytes >= policy.deltaBytes) return "now";
  return lag.deltaCount >= policy.idleDeltaCount ? "when-idle" : "none";
}

/** The back-pressure on a commit: it proceeds, waits for a while, or is refused. */
export type BackPressure = "none" | "wait" | "reject";

export function backPressureOf(lag: CompactionLag, policy: CompactionPolicy): BackPressure {
  if (policy.state === "off") return "none";
  const { maxDeltaCount, maxDeltaBytes } = policy;
  if (lag.deltaCount >= maxDeltaCount || lag.deltaBytes >= maxDeltaBytes) return "reject";
  const isHalf = 2 * lag.deltaCount >= maxDeltaCount || 2 * lag.deltaBytes >= maxDeltaBytes;
  return isHalf ? "wait" : "none";
}
