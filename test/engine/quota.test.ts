/**
 * Tests quotas: which one applies, what is allowed beyond it, and what compaction reclaims.
 */

import { expect, test } from "vitest";
import { DatabaseUnderTest, ID, kindOf, noise, range } from "./database-under-test.js";
import { cut, Staging, stagedFile } from "./staging.js";

const PAGE = 4_096;

/** A page 1 that says how many pages are free; the rest of it does not compress. */
function pageOne(freeCount: number, seed = 1): Uint8Array {
  const bytes = noise(seed).slice();
  new DataView(bytes.buffer).setUint32(36, freeCount);
  return bytes;
}

function noisePages(pgnos: readonly number[]): Map<number, Uint8Array> {
  return new Map(pgnos.map((pgno) => [pgno, noise(pgno)]));
}

/** The pages compress to nearly nothing. */
function flat(pgnos: readonly number[]): Map<number, Uint8Array> {
  return new Map(pgnos.map((pgno) => [pgno, new Uint8Array(PAGE).fill(pgno)]));
}

async function filled(quota: bigint, pageCount: number): Promise<DatabaseUnderTest> {
  const database = await DatabaseUnderTest.open({ thresholds: { maxStorageSize: quota } });
  await database.commit(new Map([[1, pageOne(0)], ...noisePages(range(2, pageCount))]));
  return database;
}

type Attempt = "let in" | "quota-exceeded";

/** Commits, or checks that nothing was written. */
async function check(
  database: DatabaseUnderTest,
  outcome: Attempt,
  pages: ReadonlyMap<number, Uint8Array>,
  size?: number,
): Promise<void> {
  const before = database.digest();
  if (outcome === "let in") {
    await database.commit(new Map(pages), size);
    return;
  }
  const request = database.request(new Map(pages), size);
  expect(await kindOf(database.engine.commit(ID, request))).toBe(outcome);
  expect(database.digest()).toBe(before);
}

test("at the quota, what adds pages is refused and what does not is let in", async () => {
  const database = await filled(96_000n, 22);
  await check(database, "quota-exceeded", noisePages(range(20, 40)));
  await check(database, "quota-exceeded", noisePages([30]), 30);
  await check(database, "let in", noisePages(range(2, 10)));
  expect(database.inspect().usedSize).toBeGreaterThan(96_000n);
  // Not one page more is allowed, however small it is.
  await check(database, "quota-exceeded", flat([23]));
  await check(database, "let in", flat([5]));
  await check(database, "let in", noisePages([1]), 4);
  // Pages that were freed can be used again.
  await check(database, "quota-exceeded", noisePages([5]));
});

test("beyond twice the quota, a commit has to give pages back", async () => {
  const database = await filled(100_000n, 22);
  await check(database, "let in", noisePages(range(2, 22)));
  const { usedSize } = database.inspect();
  expect(usedSize).toBeGreaterThan(170_000n);
  await check(database, "quota-exceeded", noisePages(range(2, 15)));
  // The same with page 1, which has as many free pages as before.
  await check(database, "quota-exceeded", new Map([[1, pageOne(0)], ...noisePages(range(2, 10))]));
  await check(database, "let in", new Map([[1, pageOne(3, 2)], ...noisePages(range(2, 8))]));
});

test("a quota that was lowered far below what is used lets in what adds no pages", async () => {
  const database = await filled(10_000_000n, 100);
  const lowered = database.beside({ thresholds: { maxStorageSize: 50_000n } });
  await check(lowered, "quota-exceeded", noisePages([101]));
  await check(lowered, "let in", noisePages([7]));
  await check(lowered, "let in", new Map([[1, pageOne(60, 4)]]));
  await check(lowered, "let in", new Map([[1, pageOne(0, 5)]]), 40);
  // The overdraft is limited.
  let count = 0;
  while (count < 100) {
    const request = lowered.request(noisePages(range(2, 40)));
    if ((await outcomeOf(lowered, request)) === "quota-exceeded") break;
    count += 1;
  }
  expect(count).toBeLessThan(10);
});

async function outcomeOf(
  database: DatabaseUnderTest,
  request: ReturnType<DatabaseUnderTest["request"]>,
): Promise<Attempt> {
  try {
    await database.commit(new Map(request.dirtyPages.map(({ pgno, bytes }) => [pgno, bytes])));
    return "let in";
  } catch (error) {
    expect(await kindOf(Promise.reject(error))).toBe("quota-exceeded");
    return "quota-exceeded";
  }
}

test("a staged commit beyond the quota is judged like one in a message", async () => {
  const database = await filled(500_000n, 110);
  const stage = async (
    pages: ReadonlyMap<number, Uint8Array>,
    size: number,
    outcome: Attempt,
  ): Promise<void> => {
    const staging = await Staging.begin(database);
    await staging.sendAll(cut(stagedFile(staging.txid, size, pages), 100_000));
    if (outcome === "let in") await staging.finalize(size);
    else expect(await kindOf(staging.finalize(size))).toBe("quota-exceeded");
  };
  await stage(noisePages(range(60, 111)), 111, "quota-exceeded");
  expect(database.inspect().stageCount).toBe(1);
  // The stage is like that of VACUUM: every page anew, and fewer of them.
  await stage(new Map([[1, pageOne(0, 9)], ...noisePages(range(2, 60))]), 60, "let in");
  expect(database.inspect().stageCount).toBe(0);
});

test("a staged file that is larger than the database is refused chunk by chunk", async () => {
  const database = await filled(100_000n, 22);
  const staging = await Staging.begin(database);
  const chunks = cut(stagedFile(staging.txid, 90, noisePages(range(1, 90))), 50_000);
  await staging.send(0, chunks[0] ?? noise(1), false);
  expect(await kindOf(staging.send(1, chunks[1] ?? noise(1), false))).toBe("quota-exceeded");
});

test("bytes that compaction can give back are no reason to refuse", async () => {
  const thresholds = { maxStorageSize: 200_000n };
  const database = await DatabaseUnderTest.open({ thresholds, compaction: "on" });
  await database.commit(noisePages(range(1, 20)));
  // Pages that are replaced again and again take no more space than before.
  for (let round = 1; round <= 3; round += 1) {
    await database.commit(new Map(range(1, 20).map((pgno) => [pgno, noise(pgno + 100 * round)])));
  }
  expect(database.inspect().usedSize).toBeGreaterThan(200_000n);
  await database.commit(noisePages(range(21, 25)));
  expect(database.inspect().usedSize).toBeLessThan(200_000n);
  await database.expectPages();
  const request = database.request(noisePages(range(26, 80)));
  expect(await kindOf(database.engine.commit(ID, request))).toBe("quota-exceeded");
  await database.engine.stop();
});

test("the quota of the server is that of every database that has none of its own", async () => {
  const database = await filled(10_000_000n, 10);
  const strict = database.beside({ thresholds: { maxStorageSize: 60_000n } });
  await check(strict, "quota-exceeded", noisePages(range(11, 20)));
  const generous = database.beside({ thresholds: { maxStorageSize: 1_000_000n } });
  await check(generous, "let in", noisePages(range(11, 20)));
});
