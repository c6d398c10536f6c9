/** A staged commit is invisible until it is finalized, and then it is there at once. */

import { createHash } from "node:crypto";
import { ManualClock } from "@barewire/clock/testing";
import type { EngineObserver } from "@barewire/sqlite-storage";
import { expect, test } from "vitest";
import {
  DatabaseUnderTest,
  ID,
  issueOf,
  kindOf,
  noise,
  pages,
  range,
} from "./database-under-test.js";
import { cut, Staging, stage, stagedFile } from "./staging.js";

const DAY_MS = 86_400_000;

function noisePages(pgnos: readonly number[], seed = 0) {
  return new Map(pgnos.map((pgno) => [pgno, noise(pgno + seed)]));
}

/** The digest of all rows, because comparing them one by one takes seconds. */
function digestOf(database: DatabaseUnderTest): string {
  const hash = createHash("sha256");
  for (const [key, value] of database.rows()) hash.update(key).update(value);
  return hash.digest("hex");
}

/**
 * Checks that `work` is refused and leaves no trace, and that the database accepts the next staged
 * commit.
 */
async function check(
  database: DatabaseUnderTest,
  kind: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const before = digestOf(database);
  expect(await kindOf(work())).toBe(kind);
  expect(digestOf(database)).toBe(before);
  await database.expectPages();
  await stage(database, pages("after", range(1, 70)));
  await database.expectPages();
}

test("pages are seen when all of them are, and not before", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 100)));
  const staging = await Staging.begin(database);
  expect(staging.txid).toBe(2n);
  const dirty = noisePages(range(50, 300));
  const chunks = cut(stagedFile(2n, 300, dirty), 300_000);
  for (const [index, chunk] of chunks.entries()) {
    expect(await staging.send(index, chunk, index === chunks.length - 1)).toBe(index);
    database.inspect();
    await database.expectPages();
  }
  expect(await staging.finalize(300)).toMatchObject({
    newHeadTxid: 2n,
    meta: { headTxid: 2n, dbSizePages: 300 },
  });
  staging.committed(dirty, 300);
  await database.expectPages();
  expect(database.inspect().stageCount).toBe(0);
  await database.commit(pages("third", [1, 60, 300]));
  await database.expectPages();
  await database.engine.compact(ID);
  await database.expectPages();
  expect(database.inspect()).toMatchObject({ deltaCount: 0, pageIndexCount: 0 });
});

test("each step is one transaction", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 100)));
  database.kv.reset();
  const staging = await Staging.begin(database);
  const file = stagedFile(staging.txid, 200, noisePages(range(1, 200)));
  await staging.sendAll(cut(file, 200_000));
  await staging.finalize(200);
  const count = 2 + Math.ceil(file.length / 200_000);
  expect(database.kv.counts()).toMatchObject({ runs: count, attempts: count });
});

test("chunks need not wait for each other", async () => {
  const database = await DatabaseUnderTest.open();
  const staging = await Staging.begin(database);
  const dirty = noisePages(range(1, 200));
  const chunks = cut(stagedFile(staging.txid, 200, dirty), 50_000);
  const answers = chunks.map((chunk, index) => {
    return staging.send(index, chunk, index === chunks.length - 1);
  });
  await staging.finalize(200);
  expect(await Promise.all(answers)).toEqual(chunks.map((_, index) => index));
  staging.committed(dirty, 200);
  await database.expectPages();
});

test.each([
  ["before its chunks", 0],
  ["between two chunks", 3],
  ["after its last chunk", 99],
])("another process goes on %s, for the next owner", async (_, count) => {
  const one = await DatabaseUnderTest.open();
  await one.commit(pages("first", range(1, 10)));
  const begun = await Staging.begin(one);
  const dirty = noisePages(range(5, 300));
  const chunks = cut(stagedFile(begun.txid, 300, dirty), 200_000);
  await begun.sendAll(chunks, 0, count);
  const two = one.beside();
  await two.open();
  const late = Math.min(count, chunks.length - 1);
  const isLast = late === chunks.length - 1;
  expect(await kindOf(begun.send(late, chunks[late] ?? noise(1), isLast))).toBe("fence-mismatch");
  const staging = new Staging(two, begun.txid);
  // Chunks that were sent already may be sent again.
  await staging.sendAll(chunks, count === 99 ? chunks.length : Math.max(0, count - 1));
  two.kv.reset();
  await staging.finalize(300);
  // The chunks are read once, between a look and the commit.
  expect(two.kv.counts().runs).toBe(count === 0 ? 1 : chunks.length + 2);
  staging.committed(dirty, 300);
  await two.expectPages();
});

test("the same chunk again is answered as the first time; another one is refused", async () => {
  const database = await DatabaseUnderTest.open();
  const staging = await Staging.begin(database);
  const chunks = cut(stagedFile(staging.txid, 100, noisePages(range(1, 100))), 100_000);
  const [first = noise(1), second = noise(2)] = chunks;
  await staging.send(0, first, false);
  await staging.send(1, second, false);
  const { usedSize } = database.inspect();
  expect(await staging.send(0, first, false)).toBe(0);
  expect(await staging.send(1, second, false)).toBe(1);
  expect(database.inspect().usedSize).toBe(usedSize);
  const other = second.slice();
  other[5] = (other[5] ?? 0) ^ 1;
  await check(database, "invalid-request", () => staging.send(1, other, false));
});

test("a file that cannot be right is refused at once, and so is all that follows", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 10)));
  const staging = await Staging.begin(database);
  const file = stagedFile(staging.txid, 100, noisePages(range(1, 100)));
  file[200_000] = (file[200_000] ?? 0) ^ 1;
  file[150_000] = (file[150_000] ?? 0) ^ 1;
  const chunks = cut(file, 100_000);
  const sent = chunks.map((chunk, index) => {
    return staging.send(index, chunk, index === chunks.length - 1);
  });
  const refusal = await issueOf(staging.finalize(100));
  expect(refusal.kind).toBe("invalid-request");
  const answers = await Promise.allSettled(sent);
  expect(answers.filter(({ status }) => status === "rejected")).not.toHaveLength(0);
  // The damage may be in a page, which only the checksum at the end tells.
  expect(await issueOf(sent.at(-1) ?? Promise.resolve())).toEqual(refusal);
  await check(database, "invalid-request", () => staging.send(1, noise(1), false));
});

test("a chunk that is missing lets no later one in, until it comes", async () => {
  const database = await DatabaseUnderTest.open();
  const staging = await Staging.begin(database);
  const dirty = noisePages(range(1, 200));
  const chunks = cut(stagedFile(staging.txid, 200, dirty), 200_000);
  const [first = noise(1)] = chunks;
  await staging.send(0, first, false);
  expect(await kindOf(staging.send(2, chunks[2] ?? noise(1), false))).toBe("invalid-request");
  expect(await kindOf(staging.finalize(200))).toBe("stage-not-found");
  await staging.sendAll(chunks, 1);
  await staging.finalize(200);
  staging.committed(dirty, 200);
  await database.expectPages();
});

test("finalizing twice gives the same answer, until there is another commit", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 10)));
  const staging = await Staging.begin(database);
  const dirty = noisePages(range(1, 100));
  await staging.sendAll(cut(stagedFile(staging.txid, 100, dirty), 100_000));
  const first = await staging.finalize(100);
  const before = digestOf(database);
  expect(await staging.finalize(100)).toEqual(first);
  expect(digestOf(database)).toBe(before);
  const beside = database.beside();
  expect(await new Staging(beside, staging.txid).finalize(100)).toEqual(first);
  expect(await kindOf(staging.finalize(101))).toBe("fence-mismatch");
  const old = database.head;
  staging.committed(dirty, 100);
  await database.commit(pages("third", [1]));
  database.head = old;
  expect(await kindOf(staging.finalize(100))).toBe("fence-mismatch");
});

test("a commit in between removes what is staged, and fences its end off", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 10)));
  const staging = await Staging.begin(database);
  const chunks = cut(stagedFile(staging.txid, 100, noisePages(range(1, 100))), 100_000);
  await staging.sendAll(chunks);
  const old = database.head;
  await database.commit(pages("second", [3]));
  expect(database.inspect()).toMatchObject({ stageCount: 0, deltaCount: 2 });
  expect(await kindOf(staging.send(0, chunks[0] ?? noise(1), false))).toBe("stage-not-found");
  expect(await kindOf(staging.finalize(100))).toBe("stage-not-found");
  const now = database.head;
  database.head = old;
  expect(await kindOf(staging.finalize(100))).toBe("fence-mismatch");
  database.head = now;
  await stage(database, noisePages(range(1, 100)));
  await database.expectPages();
});

test("beginning again removes what is staged", async () => {
  const database = await DatabaseUnderTest.open();
  const { usedSize } = database.inspect();
  const staging = await Staging.begin(database);
  await staging.sendAll(cut(stagedFile(staging.txid, 90, noisePages(range(1, 90))), 100_000));
  expect(database.inspect().usedSize).toBeGreaterThan(usedSize + 360_000n);
  const beside = database.beside();
  const next = await Staging.begin(beside);
  expect(next.txid).toBe(staging.txid + 1n);
  expect(database.inspect()).toMatchObject({ stageCount: 1, usedSize });
  await check(database, "stage-not-found", () => staging.finalize(90));
});

test("every chunk counts towards the quota as it is written", async () => {
  const thresholds = { maxStorageSize: 500_000n };
  const database = await DatabaseUnderTest.open({ thresholds });
  await database.commit(pages("first", range(1, 10)));
  const staging = await Staging.begin(database);
  const chunks = cut(stagedFile(staging.txid, 150, noisePages(range(1, 150))), 100_000);
  let used = database.inspect().usedSize;
  for (const [index, chunk] of chunks.slice(0, 4).entries()) {
    await staging.send(index, chunk, false);
    const { usedSize } = database.inspect();
    expect(usedSize - used).toBeGreaterThan(100_000n);
    used = usedSize;
  }
  expect(await kindOf(staging.send(4, chunks[4] ?? noise(1), false))).toBe("quota-exceeded");
  expect(await kindOf(staging.send(5, chunks[5] ?? noise(1), false))).toBe("quota-exceeded");
  await check(database, "quota-exceeded", () => staging.finalize(150));
});

test.each(["chunk", "finalize"])("after 24 hours, a stage is gone for a %s", async (step) => {
  const clock = new ManualClock(1_000);
  const database = await DatabaseUnderTest.open({ clock });
  await database.commit(pages("first", range(1, 10)));
  const staging = await Staging.begin(database);
  const chunks = cut(stagedFile(staging.txid, 90, noisePages(range(1, 90))), 100_000);
  await staging.sendAll(chunks);
  clock.advance(DAY_MS - 1);
  expect(await staging.send(0, chunks[0] ?? noise(1), false)).toBe(0);
  clock.advance(1);
  await check(database, "stage-not-found", () => {
    return step === "chunk" ? staging.send(0, chunks[0] ?? noise(1), false) : staging.finalize(90);
  });
});

test.each([400 * DAY_MS, -400 * DAY_MS])(
  "a stage outlives a clock that is set by %d ms",
  async (setByMs) => {
    const clock = new ManualClock(1_000);
    const database = await DatabaseUnderTest.open({ clock });
    await database.commit(pages("first", range(1, 10)));
    const staging = await Staging.begin(database);
    const dirty = noisePages(range(1, 90));
    const chunks = cut(stagedFile(staging.txid, 90, dirty), 100_000);
    clock.shiftEpoch(setByMs);
    // Compaction does not touch the stage.
    await database.engine.compact(ID);
    await staging.sendAll(chunks);
    clock.advance(DAY_MS - 1);
    await database.engine.compact(ID);
    await staging.finalize(90);
    staging.committed(dirty, 90);
    await database.expectPages();
  },
);

test.each(["open", "begin", "compact"])("a stage that has expired is removed: %s", async (by) => {
  const clock = new ManualClock(1_000);
  const events: string[] = [];
  const observer: EngineObserver = {
    record: () => {},
    onEvent: ({ kind }) => {
      events.push(kind);
    },
  };
  const database = await DatabaseUnderTest.open({ clock, observer });
  await database.commit(pages("first", range(1, 10)));
  const { usedSize } = database.inspect();
  const staging = await Staging.begin(database);
  await staging.sendAll(cut(stagedFile(staging.txid, 90, noisePages(range(1, 90))), 100_000));
  const remove = async () => {
    if (by === "open") await database.open();
    else if (by === "compact") await database.engine.compact(ID);
    else await Staging.begin(database);
  };
  if (by !== "begin") {
    await remove();
    expect(database.inspect().stageCount).toBe(1);
  }
  clock.advance(DAY_MS);
  await remove();
  expect(database.inspect().stageCount).toBe(by === "begin" ? 1 : 0);
  if (by !== "compact") expect(database.inspect().usedSize).toBe(usedSize);
  if (by === "compact") expect(events).toContain("stage-expired");
  await database.expectPages();
});

test("a staged commit can make the database smaller, and larger with gaps", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(noisePages(range(1, 300)));
  await database.engine.compact(ID);
  await stage(database, noisePages(range(1, 70), 1_000), { size: 100 });
  await database.expectPages(range(1, 300));
  await stage(database, noisePages([1, 500], 2_000), { size: 600 });
  await database.expectPages();
  await database.engine.compact(ID);
  database.inspect();
  await database.expectPages();
});
