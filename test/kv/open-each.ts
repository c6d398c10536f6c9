/**
 * A program that opens the stores at its arguments, one after another, commits to each and closes
 * it. It prints a line for each: `opened`, or what kept it from that.
 */

import { StorageError } from "@barewire/sqlite-storage";
import { openLmdbKv } from "@barewire/sqlite-storage/lmdb";

for (const path of process.argv.slice(2)) console.log(await outcomeOf(path));

async function outcomeOf(path: string): Promise<string> {
  try {
    const kv = await openLmdbKv({ path });
    await kv.run("write", async (tx) => tx.set(Uint8Array.of(9), Uint8Array.of(1)));
    await kv.close();
    return "opened";
  } catch (error) {
    if (!(error instanceof StorageError)) return String(error);
    return error.issue.kind === "kv-unusable" ? error.issue.fault : error.issue.kind;
  }
}
