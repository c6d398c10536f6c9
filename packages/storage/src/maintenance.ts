/**
 * The entry for tools that inspect or repair a store without owning a database, as
 * `barewire-storage` does. There are four groups: keys (`databaseKeys`, `shardsFrom`), values
 * (`decodeHeader`, `readSlice`), transactions on a database (`maintenanceContext` with `view` and
 * `mutate`), and work on whole databases (`Compactor`, `DatabaseInspector`, `readPages`). All of it
 * follows the stored format, so it may change between minor versions.
 */

export { Compactor } from "./compaction/compactor.js";
export type { DatabaseTransaction } from "./engine/database-transaction.js";
export { type CompactionContext, mutate, newTransaction, view } from "./engine/engine-context.js";
export { maintenanceContext } from "./engine/maintenance-context.js";
export {
  allRows,
  chunkInterval,
  type DatabaseKeys,
  databaseKeys,
} from "./format/database-keys.js";
export {
  allStages,
  chunkIndexOf,
  deltasFrom,
  type LogicalKey,
  type LogicalRange,
  metaKey,
  numberOf,
  pageIndexFrom,
  preloadHintsKey,
  shardKey,
  shardsFrom,
} from "./format/logical-key.js";
export {
  corruptValue,
  decodeHeader,
  encodeValue,
  type ValueHeader,
} from "./format/logical-value.js";
export { encodeShard } from "./format/ltx-blob.js";
export { decodeMetaRecord, encodeMetaRecord, newMeta } from "./format/meta-record.js";
export { MAX_QUOTA, ownQuotaOf, quotaField } from "./format/quota.js";
export { headerPages, keyAfter, listHeaders, readSlice } from "./format/read-values.js";
export { LOCK_PGNO, PAGES_PER_SHARD, shardOf } from "./format/sizes.js";
export { DatabaseInspector } from "./inspect/database-inspector.js";
export { readPages } from "./operations/read-pages.js";
