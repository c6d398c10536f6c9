/**
 * A program that commits until it is killed, and says so on its output after each commit: its
 * number and its txid. Arguments: `lmdb` and a path, or `postgres` and a URL.
 */

import { writeSync } from "node:fs";
import { createSqliteStore, DEFAULT_THRESHOLDS } from "@barewire/sqlite-storage";
import { openLmdbKv } from "@barewire/sqlite-storage/lmdb";
import { openPostgresKv } from "@barewire/sqlite-storage/postgres";
import { commitNumber, contentsAfter, readStory } from "./killed-story.js";

const [, , driver, place = ""] = process.argv;
const kv =
  driver === "lmdb" ? await openLmdbKv({ path: place }) : await openPostgresKv({ url: place });
const compaction = { ...DEFAULT_THRESHOLDS.compaction, deltaCount: 8, shardsPerBatch: 1 };
const engine = createSqliteStore({ kv, thresholds: { compaction } });

let { contents, ...head } = await readStory(engine);
for (;;) {
  const number = (contents[0] ?? 0) + 1;
  const headTxid = await commitNumber(engine, head, contents.length, number);
  // The line is written synchronously, because a stream would buffer it for a while.
  writeSync(1, `${number} ${headTxid}\n`);
  head = { ...head, headTxid };
  contents = contentsAfter(contents, number);
}
