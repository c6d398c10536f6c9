/** `compact`: moves every page that is in a commit into its shard now. */

import { Compactor } from "../compaction/compactor.js";
import { databaseKeys } from "../format/database-keys.js";
import type { Kv } from "../kv/kv.js";
import type { DatabaseId } from "../sqlite-store.js";
import { readingContext } from "../transfer/reading-context.js";
import { nameOf } from "./printable.js";
import type { CommandIo } from "./surroundings.js";

/** Throws `database-missing`, `overloaded`, `corrupt` or what the store throws. */
export async function compact(
  kv: Kv,
  database: DatabaseId,
  { print, showProgress }: CommandIo,
): Promise<void> {
  const compactor = new Compactor(readingContext(kv));
  const progress = showProgress(`compact ${nameOf(database)}`);
  let shardCount = 0;
  try {
    await compactor.compact(databaseKeys(database), (done, total) => {
      shardCount = total;
      progress.update(done, total);
    });
  } finally {
    progress.stop();
    await compactor.stop();
  }
  print(`${nameOf(database)}: ${shardCount} shards written`);
}
