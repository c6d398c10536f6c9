/**
 * The process whose memory is measured: `memory-client.ts <url> <worker>`. It sends a
 * `MemoryFacts`.
 */

import { setTimeout as sleep } from "node:timers/promises";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { createSharedRuntime, type Database, DEFAULT_PAGE_FLAGS } from "@barewire/sqlite";
import { openAt } from "./far-server.js";
import type { MemoryFacts } from "./memory.js";

const DATABASES = 20;
/**
 * Each database has about 4 MiB: more than SQLite caches by itself, and together more than the slab
 * holds.
 */
const ROWS = 2_048;
const PAGER_CACHE_KIB = 2_000;
const KIB = 1024;

const [url = "", workerUrl = ""] = process.argv.slice(2);
const flags = { ...DEFAULT_PAGE_FLAGS, pagerCacheKib: PAGER_CACHE_KIB };
const runtime = createSharedRuntime({ flags, workerUrl });

async function fill(index: number): Promise<void> {
  const { database } = await openAt(url, `memory-${index}`, 0, runtime);
  await database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT NOT NULL)");
  await database.run(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
     INSERT INTO t (body) SELECT hex(randomblob(1000)) FROM n`,
  );
  await database.close();
}

async function openAndUse(index: number): Promise<Database> {
  const { database } = await openAt(url, `memory-${index}`, 0, runtime);
  await database.get("SELECT SUM(length(body)) AS size FROM t");
  await database.run("UPDATE t SET body = 'short' WHERE id % 100 = 0");
  return database;
}

/**
 * The resident bytes, after garbage collection and after the allocator has had time to return
 * memory.
 */
async function residentBytes(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await sleep(200);
  }
  return process.memoryUsage.rss();
}

/** The bytes of the slab that are backed by memory. It holds pages of all databases. */
function slabBytes(cachedPages: number): number {
  return cachedPages * PAGE_SIZE;
}

// The first database is not counted, because it pays the costs of the process.
for (let index = 0; index <= DATABASES; index++) await fill(index);
const first = await openAndUse(0);
await first.close();
const residentBefore = await residentBytes();
const slabBefore = slabBytes(Math.min(ROWS / 2, flags.cacheBytes / PAGE_SIZE));

const databases: Database[] = [];
for (let index = 1; index <= DATABASES; index++) databases.push(await openAndUse(index));
const residentAfter = await residentBytes();
const metrics = await databases.at(-1)?.metrics();
const slabAfter = slabBytes(metrics?.cachedPages ?? 0);
const pagerCacheBytes = flags.pagerCacheKib * KIB;
const grown = residentAfter - residentBefore - Math.max(0, slabAfter - slabBefore);

const facts: MemoryFacts = {
  databases: DATABASES,
  bytesPerDatabase: grown / DATABASES - pagerCacheBytes,
  pagerCacheBytes,
  residentBefore,
  residentAfter,
  cachedBytes: slabAfter,
  cacheBudgetBytes: flags.cacheBytes,
};
for (const database of databases) await database.abandon();
process.send?.(facts, () => process.exit());
