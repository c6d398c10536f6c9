/**
 * A program that commits until it is killed: the number of a commit to every row, and then on its
 * output, a line each. Arguments: `lmdb` and a path, or `postgres` and a URL.
 */

import { openLmdbKv } from "@barewire/sqlite-storage/lmdb";
import { openPostgresKv } from "@barewire/sqlite-storage/postgres";
import { commitNumber } from "./numbered-commit.js";

const [, , driver, place = ""] = process.argv;
const kv = driver === "lmdb" ? openLmdbKv({ path: place }) : openPostgresKv({ url: place });

for (;;) {
  const number = await commitNumber(await kv);
  process.stdout.write(`${number}\n`);
}
