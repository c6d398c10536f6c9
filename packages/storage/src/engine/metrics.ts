/**
 * The metrics of the engine, as data: an exporter registers what is listed here and then receives
 * values by `EngineObserver.record`. Durations are in seconds, sizes in bytes.
 */

export const METRICS = {
  barewire_sqlite_commit_phase_duration_seconds: {
    kind: "histogram",
    help: "Duration of a phase of a commit",
    labels: ["phase", "path"],
  },
  barewire_sqlite_commit_stage_phase_duration_seconds: {
    kind: "histogram",
    help: "Duration of a phase of storing a stage chunk",
    labels: ["phase"],
  },
  barewire_sqlite_commit_finalize_phase_duration_seconds: {
    kind: "histogram",
    help: "Duration of a phase of finalizing a staged commit",
    labels: ["phase"],
  },
  barewire_sqlite_commit_dirty_page_count: {
    kind: "histogram",
    help: "Dirty pages of a commit",
    labels: ["path"],
  },
  barewire_sqlite_commit_dirty_bytes: {
    kind: "histogram",
    help: "Bytes of dirty pages of a commit",
    labels: ["path"],
  },
  barewire_sqlite_kv_ops_per_commit: {
    kind: "histogram",
    help: "Transactions on the key-value store that a commit took",
    labels: ["path"],
  },
  barewire_sqlite_commit_duration_seconds: {
    kind: "histogram",
    help: "Duration of a commit",
    labels: ["path"],
  },
  barewire_sqlite_commit_pages: {
    kind: "counter",
    help: "Pages committed",
    labels: ["path"],
  },
  barewire_sqlite_commit_total: { kind: "counter", help: "Commits", labels: [] },
  barewire_sqlite_get_pages_duration_seconds: {
    kind: "histogram",
    help: "Duration of a read",
    labels: [],
  },
  barewire_sqlite_get_pages_count: {
    kind: "histogram",
    help: "Pages that a read asked for",
    labels: [],
  },
  barewire_sqlite_pidx_hit_total: {
    kind: "counter",
    help: "Pages whose entry was known without reading the page index",
    labels: [],
  },
  barewire_sqlite_pidx_miss_total: {
    kind: "counter",
    help: "Pages whose entry was read from the page index",
    labels: [],
  },
  barewire_sqlite_page_cache_hit_total: {
    kind: "counter",
    help: "Pages that were in the cache of inflated pages",
    labels: [],
  },
  barewire_sqlite_page_cache_miss_total: {
    kind: "counter",
    help: "Pages that had to be inflated",
    labels: [],
  },
  barewire_sqlite_compaction_pass_duration_seconds: {
    kind: "histogram",
    help: "Duration of folding one shard",
    labels: [],
  },
  barewire_sqlite_compaction_pass_total: {
    kind: "counter",
    help: "Shards folded",
    labels: [],
  },
  barewire_sqlite_compaction_pages_folded_total: {
    kind: "counter",
    help: "Pages moved from commits into shards",
    labels: [],
  },
  barewire_sqlite_compaction_deltas_deleted_total: {
    kind: "counter",
    help: "Commits whose blob is no longer needed",
    labels: [],
  },
  barewire_sqlite_compaction_lag_seconds: {
    kind: "histogram",
    help: "Time from the need to compact until it was done",
    labels: [],
  },
  barewire_sqlite_delta_count: {
    kind: "gauge",
    help: "Commits above the compacted ones, of the database seen last",
    labels: [],
  },
  barewire_sqlite_open_duration_seconds: {
    kind: "histogram",
    help: "Duration of opening a database",
    labels: [],
  },
  barewire_sqlite_recovery_orphans_cleaned_total: {
    kind: "counter",
    help: "Rows without a commit that were removed",
    labels: [],
  },
  barewire_sqlite_orphan_chunk_bytes_reclaimed_total: {
    kind: "counter",
    help: "Bytes of rows without a commit that were removed",
    labels: [],
  },
  barewire_sqlite_fence_mismatch_total: {
    kind: "counter",
    help: "Requests of an owner that has been replaced",
    labels: [],
  },
} as const;

export type MetricName = keyof typeof METRICS;

/** The labels that a metric has, each with a constant text. */
export type MetricLabels<Name extends MetricName> = {
  readonly [label in (typeof METRICS)[Name]["labels"][number]]: string;
};
