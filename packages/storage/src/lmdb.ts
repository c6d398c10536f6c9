/** The LMDB driver, the default: one file on a local disk. */

export { type LmdbKvOptions, openLmdbKv } from "./kv/lmdb/lmdb-kv.js";
