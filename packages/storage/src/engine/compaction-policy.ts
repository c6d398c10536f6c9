/** When a database is compacted, and when its commits have to wait: thresholds, nothing else. */

export type CompactionPolicy = {
  /** Off for benchmarks of what is not compacted; then nothing is refused either. */
  readonly state: "on" | "off";
  /** Deltas that are not folded yet, from which on a pass begins at once. */
  readonly deltaCount: number;
  /** Bytes of such deltas, from which on a pass begins at once. */
  readonly deltaBytes: number;
  /** So many deltas are folded when no commit has come for `idleMs`. */
  readonly idleDeltaCount: number;
  readonly idleMs: number;
  /** From so many deltas, or so many bytes, on commits are refused until a pass has folded them. */
  readonly maxDeltaCount: number;
  readonly maxDeltaBytes: number;
  /** From half as many on, a commit first waits for a pass to end, at most so long. */
  readonly maxWaitMs: number;
  /** Shards that one transaction writes. */
  readonly shardsPerBatch: number;
  /** How long a lease is good for after each transaction of a pass. */
  readonly leaseMs: number;
  /** The pause after a failure; it doubles with each one that follows. */
  readonly retryMs: number;
  readonly maxRetryMs: number;
  /** Databases that this process compacts at the same time. */
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
 * How far compaction is behind. The count may be too large, as some txids are of no commit, and the
 * bytes are those that this process has seen.
 */
export type CompactionLag = { readonly deltaCount: number; readonly deltaBytes: number };

export type CompactionNeed = "now" | "when-idle" | "none";

export function needOf(lag: CompactionLag, policy: CompactionPolicy): CompactionNeed {
  if (policy.state === "off") return "none";
  if (lag.deltaCount >= policy.deltaCount || lag.deltaBytes >= policy.deltaBytes) return "now";
  return lag.deltaCount >= policy.idleDeltaCount ? "when-idle" : "none";
}

/** What a commit has to do: nothing, wait for a while, or be refused. */
export type BackPressure = "none" | "wait" | "reject";

export function backPressureOf(lag: CompactionLag, policy: CompactionPolicy): BackPressure {
  if (policy.state === "off") return "none";
  const { maxDeltaCount, maxDeltaBytes } = policy;
  if (lag.deltaCount >= maxDeltaCount || lag.deltaBytes >= maxDeltaBytes) return "reject";
  const isHalf = 2 * lag.deltaCount >= maxDeltaCount || 2 * lag.deltaBytes >= maxDeltaBytes;
  return isHalf ? "wait" : "none";
}
