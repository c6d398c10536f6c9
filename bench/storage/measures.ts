/**
 * The measurements. Engine and plain store take turns, so the load of the machine affects both.
 */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { median } from "../measure.js";
import type { Backend, StorePair } from "./backend.js";
import { EngineDatabase } from "./engine-database.js";
import { type Content, newPages, type Page } from "./page-content.js";

/** The number of repetitions of each measurement. */
export type Counts = {
  readonly commits: number;
  readonly reads: number;
  readonly compactions: number;
};

export type Row = {
  readonly backend: Backend["name"];
  readonly what: string;
  readonly unit: "ms" | "MB/s" | "bytes per byte";
  readonly engine: number;
  readonly plain: number;
};

const COMMIT_PAGES = 16;
const READ_PAGES = 256;
const DATABASE_PAGES = 1_024;
const FILL_PAGES = 64;

export async function measureBackend(backend: Backend, counts: Counts): Promise<readonly Row[]> {
  const rows: Omit<Row, "backend">[] = [];
  const on = async (measure: (stores: StorePair) => Promise<readonly Omit<Row, "backend">[]>) => {
    const stores = await backend.open();
    try {
      rows.push(...(await measure(stores)));
    } finally {
      await stores.close();
    }
    const { what = "" } = rows.at(-1) ?? {};
    console.log(`${backend.name}: ${what}`);
  };
  await on((stores) => measureCommits(stores, counts.commits));
  await on((stores) => measureReads(stores, counts.reads));
  await on((stores) => measureCompaction(stores, counts.compactions));
  await on((stores) => measureSpace(stores, "mixed"));
  await on((stores) => measureSpace(stores, "noise"));
  return rows.map((row) => ({ backend: backend.name, ...row }));
}

async function measureCommits({ kv, plain }: StorePair, count: number) {
  const database = await EngineDatabase.open(kv, "on");
  await fill(database, plain, "mixed");
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let index = 0; index < count; index += 1) {
    const first = 1 + ((index * 7 * COMMIT_PAGES) % (DATABASE_PAGES - COMMIT_PAGES));
    const pages = newPages(first, COMMIT_PAGES, "mixed");
    ours.push(await timed(() => database.commit(pages)));
    theirs.push(await timed(() => plain.write(pages)));
  }
  await database.storedSize();
  await database.stop();
  const what = "commit of 64 KiB, p50";
  return [{ what, unit: "ms", engine: median(ours), plain: median(theirs) }] as const;
}

async function measureReads({ kv, plain }: StorePair, count: number) {
  const rows: Omit<Row, "backend">[] = [];
  const filler = await EngineDatabase.open(kv, "off");
  const pages = await fill(filler, plain, "mixed");
  for (const place of ["commits", "shards"] as const) {
    if (place === "shards") await filler.compact();
    for (const cache of ["off", "on"] as const) {
      const database = await EngineDatabase.open(kv, cache);
      await compareRead(database, pages);
      const [ours, theirs]: [number[], number[]] = [[], []];
      for (let index = 0; index < count; index += 1) {
        const first = firstOfRead(index);
        ours.push(await timed(() => database.read(first, READ_PAGES)));
        theirs.push(await timed(() => plain.read(first, READ_PAGES)));
      }
      await database.stop();
      const state = cache === "on" ? "warm" : "cold";
      const what = `read of 256 pages from ${place}, ${state}, p50`;
      rows.push({ what, unit: "ms", engine: median(ours), plain: median(theirs) });
    }
  }
  await filler.stop();
  return rows;
}

function firstOfRead(index: number): number {
  return 1 + ((index * READ_PAGES) % DATABASE_PAGES);
}

/** Reads everything once, which also warms a cache, and checks that it is what was written. */
async function compareRead(database: EngineDatabase, pages: readonly Page[]): Promise<void> {
  for (let index = 0; index < DATABASE_PAGES / READ_PAGES; index += 1) {
    const first = firstOfRead(index);
    const read = await database.read(first, READ_PAGES);
    for (const [at, bytes] of read.entries()) {
      const expected = pages[first - 1 + at]?.bytes;
      const isSame = bytes !== null && expected && Buffer.compare(bytes, expected) === 0;
      if (isSame !== true) throw new Error("a page is not what was written");
    }
  }
}

/**
 * Compares compaction with reading and writing the same pages, as many in a transaction as
 * compaction takes.
 */
async function measureCompaction({ kv, plain }: StorePair, count: number) {
  const database = await EngineDatabase.open(kv, "off");
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let index = 0; index < count; index += 1) {
    await fill(database, plain, "mixed");
    ours.push(await timed(() => database.compact()));
    theirs.push(
      await timed(async () => {
        for (let first = 1; first <= DATABASE_PAGES; first += READ_PAGES) {
          const read = await plain.read(first, READ_PAGES);
          await plain.write(read.map((bytes, at) => ({ pgno: first + at, bytes })));
        }
      }),
    );
  }
  await database.storedSize();
  await database.stop();
  const speed = (ms: number): number => (DATABASE_PAGES * PAGE_SIZE) / 1e6 / (ms / 1_000);
  const [engine, other] = [speed(median(ours)), speed(median(theirs))];
  return [{ what: "compaction of 4 MiB", unit: "MB/s", engine, plain: other }] as const;
}

async function measureSpace({ kv, kvSize, plain }: StorePair, content: Content) {
  const database = await EngineDatabase.open(kv, "off");
  const emptySize = await kvSize();
  const emptyPlainSize = await plain.size();
  await fill(database, plain, content);
  const size = DATABASE_PAGES * PAGE_SIZE;
  const plainRatio = ((await plain.size()) - emptyPlainSize) / size;
  const diskRatio = ((await kvSize()) - emptySize) / size;
  const commits = (await database.storedSize()) / size;
  await database.compact();
  const shards = (await database.storedSize()) / size;
  await database.stop();
  const unit = "bytes per byte";
  return [
    { what: `keys and values in commits, ${content}`, unit, engine: commits, plain: 1 },
    { what: `keys and values in shards, ${content}`, unit, engine: shards, plain: 1 },
    { what: `on the disk, in commits, ${content}`, unit, engine: diskRatio, plain: plainRatio },
  ] as const;
}

/** Writes all pages anew, to both stores. */
async function fill(
  database: EngineDatabase,
  plain: StorePair["plain"],
  content: Content,
): Promise<readonly Page[]> {
  const all: Page[] = [];
  for (let first = 1; first <= DATABASE_PAGES; first += FILL_PAGES) {
    const pages = newPages(first, FILL_PAGES, content);
    await database.commit(pages);
    await plain.write(pages);
    all.push(...pages);
  }
  return all;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}
