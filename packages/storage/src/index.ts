/** The storage of SQLite databases over any key-value store. */

export {
  type CorruptPart,
  type EngineIssue,
  type KvIssue,
  StorageError,
  type StorageIssue,
} from "./storage-error.js";
export type { DatabaseId, SqliteStore } from "./store/sqlite-store.js";
