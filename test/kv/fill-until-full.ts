/**
 * A program that commits to an LMDB file until there is no space left, and then reads what is
 * there. It prints the kind of the issue, the last number committed, and the number read. Argument:
 * the path.
 */

import { StorageError } from "@barewire/sqlite-storage";
import { openLmdbKv } from "@barewire/sqlite-storage/lmdb";
import { commitNumber, readNumber } from "./numbered-commit.js";

const MAX_COMMITS = 1_000;

const kv = await openLmdbKv({ path: process.argv[2] ?? "" });
let last = 0;
let kind = "none";
try {
  // Each commit takes other room, so that the file grows.
  for (let count = 0; count < MAX_COMMITS; count += 1) {
    await kv.run("grow", async (tx) => {
      tx.set(Uint8Array.of(9, count >> 8, count & 0xff), new Uint8Array(60_000));
    });
    last = await commitNumber(kv);
  }
} catch (error) {
  kind = error instanceof StorageError ? error.issue.kind : String(error);
}
console.log(JSON.stringify({ kind, last, read: await readNumber(kv) }));
await kv.close();
