/**
 * The storage engine for SQLite databases over any key-value store.
 */

export {
  createSqliteStore,
  type EngineOptions,
  type SqliteEngine,
} from "./create-sqlite-store.js";
export { databaseHash } from "./database-hash.js";
export {
  type EngineEvent,
  type EngineObserver,
  NOOP_OBSERVER,
} from "./engine/engine-observer.js";
export {
  DEFAULT_STORAGE_FLAGS,
  type ReadVariable,
  readStorageFlags,
  type StorageFlags,
} from "./engine/flags.js";
export { METRICS, type MetricLabels, type MetricName } from "./engine/metrics.js";
export { DEFAULT_THRESHOLDS, type EngineThresholds } from "./engine/thresholds.js";
export { failureCodeOf } from "./failure-code.js";
export {
  eachDatabase,
  eachDatabaseRow,
  inspectDatabase,
  readDatabaseRows,
} from "./inspect/inspect-database.js";
export type { Finding, Inspection } from "./inspect/inspection.js";
export {
  KV_LIMITS,
  type Kv,
  type KvGetOptions,
  type KvInterval,
  type KvLimits,
  type KvRange,
  type KvRow,
  type KvRows,
  type KvRunOptions,
  type KvTransaction,
} from "./kv/kv.js";
export { checkKv, type KvLocation, openKv, parseKvUrl } from "./kv/open-kv.js";
export type { DatabaseId, SqliteStore } from "./sqlite-store.js";
export {
  type CorruptPart,
  type EngineIssue,
  type KvIssue,
  StorageError,
  type StorageIssue,
  type StoreFault,
} from "./storage-error.js";
