/** A read answers with the pages of one moment, and the META of the same moment. */

import { DEFAULT_STORAGE_FLAGS } from "@barewire/sqlite-storage";
import { openMemoryKv } from "@barewire/sqlite-storage/memory";
import { expect, test } from "vitest";
import { DatabaseUnderTest, kindOf, noise, pages, range, same } from "./database-under-test.js";

/** A database of 300 pages in several commits. */
async function filled(options = {}): Promise<DatabaseUnderTest> {
  const database = await DatabaseUnderTest.open(options);
  await database.commit(pages("first", range(1, 300)));
  await database.commit(new Map(range(50, 150).map((pgno) => [pgno, noise(pgno)])));
  await database.commit(pages("third", [1, 64, 128, 300]));
  return database;
}

/** A commit in many chunks. */
const LARGE = new Map(range(1, 2_000).map((pgno) => [pgno, noise(pgno)]));

function isWithin(pgno: number, size: number): boolean {
  return pgno <= size;
}

test("pages come in the order of the request, repeats and pages beyond the end included", async () => {
  const database = await filled();
  const pgnos = [300, 1, 301, 64, 1, 4_294_967_295, 65];
  await database.expectPages(pgnos);
  const { actorId } = database.id;
  const request = { actorId, generation: database.generation, pgnos };
  const answer = await database.engine.getPages(database.id, request);
  expect(answer.pages.map(({ pgno }) => pgno)).toEqual(pgnos);
  expect(answer.pages.map(({ bytes }) => bytes !== null)).toEqual(
    pgnos.map((pgno) => isWithin(pgno, 300)),
  );
  expect(answer.meta).toMatchObject({ headTxid: 3n, dbSizePages: 300 });
});

test.each([
  ["a few pages", range(1, 20)],
  ["pages far apart", [1, 100, 200, 300]],
  ["many pages", range(10, 265)],
  ["no pages", []],
  ["pages beyond the end", [500, 600]],
])("%s are one transaction, cold and warm", async (_, pgnos) => {
  const database = (await filled()).beside();
  for (let turn = 0; turn < 2; turn += 1) {
    database.kv.reset();
    await database.read(...pgnos);
    expect(database.kv.counts().runs).toBe(1);
  }
});

test("what was read once is not read again", async () => {
  const database = (await filled()).beside();
  await database.expectPages(range(50, 150));
  const cold = database.kv.counts().readBytes;
  database.kv.reset();
  await database.expectPages(range(50, 150));
  expect(database.kv.counts().readBytes).toBeLessThan(cold / 100);
});

test("a page of a large commit is read without the commit", async () => {
  const database = await DatabaseUnderTest.open();
  await database.engine.commit(database.id, database.request(LARGE));
  await database.open();
  for (const [pgno, bytes] of LARGE) database.model.set(pgno, bytes);
  const other = database.beside();
  await other.expectPages([1_000]);
  expect(other.kv.counts().readBytes).toBeLessThan(4 * 65_536);
  await other.expectPages([1, 2, 3, 500, 501, 1_999, 2_000]);
  await other.expectPages(range(1, 256));
});

test("a range has pages without gaps, and none beyond what was asked for", async () => {
  const database = await filled();
  const { startPgno, pages: found, meta } = await database.readRange(290, 20);
  expect(startPgno).toBe(290);
  expect(found.map(({ pgno }) => pgno)).toEqual(range(290, 309));
  expect(found.map(({ bytes }) => bytes !== null)).toEqual(
    range(290, 309).map((pgno) => isWithin(pgno, 300)),
  );
  expect(meta).toMatchObject({ headTxid: 3n, dbSizePages: 300 });
  const read = await database.read(...range(290, 309));
  found.forEach(({ bytes }, index) => {
    expect(same(bytes, read[index] ?? null)).toBe(true);
  });
});

test.each([
  [1, 1_000, 1_048_576n, 256],
  [1, 256, 1n << 63n, 256],
  [1, 256, 16_384n, 4],
  [1, 256, 16_383n, 3],
  [1, 256, 1n, 1],
  [4_294_967_290, 100, 1_048_576n, 6],
])(
  "from page %i, %i pages of %i bytes are %i pages, in one transaction",
  async (start, maxPages, maxBytes, count) => {
    const database = await filled();
    database.kv.reset();
    const { pages: found } = await database.readRange(start, maxPages, maxBytes);
    expect(found).toHaveLength(count);
    expect(database.kv.counts().runs).toBe(1);
  },
);

test("what is no read is refused", async () => {
  const database = await filled();
  for (const work of [
    () => database.read(0),
    () => database.read(1, 2, 0),
    () => database.read(1.5),
    () => database.read(...range(1, 257)),
    () => database.read(...range(1, 257).map(() => 1)),
    () => database.readRange(0, 1),
    () => database.readRange(1, 0),
    () => database.readRange(1, 1, 0n),
  ]) {
    database.kv.reset();
    expect(await kindOf(work())).toBe("invalid-request");
    expect(database.kv.counts().runs).toBe(0);
  }
});

test("with its flag off, a range read is refused and pages are still read", async () => {
  const database = await filled({ flags: { ...DEFAULT_STORAGE_FLAGS, rangeReads: false } });
  expect(await kindOf(database.readRange(1, 5))).toBe("invalid-request");
  await database.expectPages();
});

test.each([
  ["dedupGetPagesMeta", { runs: 2 }],
  ["batchChunkReads", { runs: 1, getManys: 0 }],
  ["decodedLtxCache", { runs: 1, getManys: 1 }],
])("without %s, the same pages are read", async (flag, counts) => {
  const base = await filled();
  const flags = { ...DEFAULT_STORAGE_FLAGS, disableCompaction: true, [flag]: false };
  const database = base.beside({ flags });
  await database.expectPages();
  await database.expectPages();
  database.kv.reset();
  await database.expectPages(range(90, 120));
  expect(database.kv.counts()).toMatchObject(counts);
});

test("what another process has committed is seen, however warm the caches are", async () => {
  const one = await filled();
  const two = one.beside();
  for (let turn = 0; turn < 3; turn += 1) {
    await one.expectPages(range(1, 200));
    await two.expectPages(range(1, 200));
    const writer = turn % 2 === 0 ? one : two;
    const reader = turn % 2 === 0 ? two : one;
    await writer.commit(pages(`turn ${turn}`, [1, 60, 128 + turn]), 300);
    reader.head = writer.head;
    await reader.expectPages(range(1, 200));
  }
});

test("what another process has compacted is found, in the same transaction", async () => {
  const one = await filled();
  const flags = { ...DEFAULT_STORAGE_FLAGS, disableCompaction: true, decodedLtxCache: false };
  const two = one.beside({ flags });
  await two.expectPages(range(1, 200));
  await one.engine.compact(one.id);
  expect(one.inspect().pageIndexCount).toBe(0);
  two.kv.reset();
  await two.expectPages(range(1, 200));
  expect(two.kv.counts().runs).toBe(1);
});

test("a slow reader does not bring back what was before a commit", async () => {
  const one = await filled();
  const { store } = one;
  const held: (() => void)[] = [];
  let isHolding = true;
  // The reader has read the page index, and is about to read what it points to.
  const pause = async (step: string, name: string) => {
    if (step !== "getMany" || name !== "get_pages" || !isHolding) return;
    isHolding = false;
    await new Promise<void>((resolve) => held.push(resolve));
  };
  const database = one.beside({ kv: openMemoryKv({ store, pause }) });
  const slow = database.read(...range(1, 64));
  await expect.poll(() => held.length, { interval: 1 }).toBe(1);
  await database.commit(pages("new", [1, 2, 3]));
  for (const release of held) release();
  expect(await slow).toHaveLength(64);
  await database.expectPages(range(1, 64));
});

test("reads while another one commits see one moment each", async () => {
  const one = await DatabaseUnderTest.open();
  await one.commit(pages("commit 1", range(1, 40)));
  const two = one.beside();
  const writes = (async () => {
    for (let turn = 2; turn < 20; turn += 1) {
      await one.commit(pages(`commit ${turn}`, range(1, 40)));
    }
  })();
  for (let turn = 0; turn < 40; turn += 1) {
    const { actorId } = two.id;
    const request = { actorId, generation: two.generation, pgnos: range(1, 40) };
    const { pages: found, meta } = await two.engine.getPages(two.id, request);
    for (const { bytes } of found) {
      const text = new TextDecoder().decode(bytes?.subarray(0, 12));
      expect(text.startsWith(`commit ${meta.headTxid} `)).toBe(true);
    }
  }
  await writes;
});

test("ten databases that commit and read at once do not disturb each other", async () => {
  const first = await DatabaseUnderTest.open();
  const { store, engine } = first;
  const others = range(0, 9).map((index) => {
    const id = { namespace: "default", actorId: `actor ${index}` };
    return new DatabaseUnderTest({ store, id });
  });
  await Promise.all(
    others.map(async (database) => {
      await database.open();
      for (let turn = 0; turn < 5; turn += 1) {
        await database.commit(pages(`${database.id.actorId} ${turn}`, range(1, 10 + turn)));
        await database.expectPages();
      }
    }),
  );
  await engine.stop();
});
