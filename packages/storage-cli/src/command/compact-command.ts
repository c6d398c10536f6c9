/**
 * `compact`: folds every page that is in a commit into its shard now.
 */

import { SYSTEM_RANDOM } from "@barewire/clock";
import type { DatabaseId, Kv } from "@barewire/sqlite-storage";
import { Compactor, databaseKeys, maintenanceContext } from "@barewire/sqlite-storage/maintenance";
import type { CommandIo } from "./command-io.js";
import { nameOf } from "./printable.js";

/** Throws `database-missing`, `overloaded`, `corrupt` or what the store throws. */
export async function compact(
  kv: Kv,
  database: DatabaseId,
  { print, showProgress }: CommandIo,
): Promise<void> {
  const compactor = new Compactor(maintenanceContext(kv), SYSTEM_RANDOM);
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
