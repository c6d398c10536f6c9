/** A commit is all there or not at all, and says the same when it is asked twice. */

import { SYSTEM_CLOCK } from "@barewire/clock";
import type { KvIssue } from "@barewire/sqlite-storage";
import { MemoryStore, openMemoryKv } from "@barewire/sqlite-storage/memory";
import { injectFaults, type KvFault } from "@barewire/sqlite-storage/testing";
import { expect, test } from "vitest";
import {
  DatabaseUnderTest,
  ID,
  issueOf,
  kindOf,
  noise,
  outcomeOf,
  page,
  pages,
  range,
} from "./database-under-test.js";

const LONG_ID = { namespace: "n".repeat(128), actorId: "a".repeat(256) };

/** `work` is refused with `kind` and leaves no trace; the database stays usable. */
async function check(
  database: DatabaseUnderTest,
  kind: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const before = database.digest();
  expect(await kindOf(work())).toBe(kind);
  expect(database.digest()).toBe(before);
  await database.expectPages();
  await database.commit(pages("after", [1]));
  await database.expectPages();
}

test("what was committed is read back", async () => {
  const database = await DatabaseUnderTest.open();
  const ok = await database.commit(pages("first", range(1, 100)));
  expect(ok).toMatchObject({ newHeadTxid: 1n, meta: { headTxid: 1n, dbSizePages: 100 } });
  await database.commit(pages("second", [7, 64, 100]));
  await database.commit(new Map(range(90, 130).map((pgno) => [pgno, noise(pgno)])));
  await database.expectPages();
});

test("two databases of one store do not see each other", async () => {
  const one = await DatabaseUnderTest.open({ id: { namespace: "a", actorId: "b/META" } });
  const { store } = one;
  const two = await DatabaseUnderTest.open({ store, id: { namespace: "a", actorId: "b" } });
  await one.commit(pages("one", range(1, 10)));
  await two.commit(pages("two", range(1, 20)));
  await one.commit(pages("one", [1]), 5);
  await one.expectPages();
  await two.expectPages();
});

test("a commit is one transaction", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 40)));
  database.kv.reset();
  await database.commit(pages("second", range(20, 35)));
  expect(database.kv.counts()).toMatchObject({ runs: 1, attempts: 1 });
});

test("8 MiB that do not compress fit, whatever the database is called", async () => {
  const database = await DatabaseUnderTest.open({ id: LONG_ID });
  const request = database.request(new Map(range(1, 2_048).map((pgno) => [pgno, noise(pgno)])));
  await database.engine.commit(LONG_ID, request);
  await database.open();
  await database.commit(new Map(range(1, 2_048).map((pgno) => [pgno, noise(-pgno)])));
  await database.expectPages([1, 2, 1_000, 2_048, 2_049]);
});

test("a commit without pages only changes the size", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 10)));
  await database.commit(new Map(), 5);
  await database.commit(new Map(), 200);
  await database.expectPages();
});

const INVALID: readonly [string, Map<number, Uint8Array>, number][] = [
  ["page 0", new Map([[0, page("x")]]), 5],
  ["a page beyond the new size", new Map([[6, page("x")]]), 5],
  ["a short page", new Map([[1, page("x").subarray(1)]]), 5],
  ["an empty page", new Map([[1, new Uint8Array(0)]]), 5],
  ["size 0", new Map(), 0],
  ["a fractional page", new Map([[1.5, page("x")]]), 5],
  ["the page of the lock byte", new Map([[262_145, page("x")]]), 262_145],
];

test.each(INVALID)("%s is refused", async (_, dirty, size) => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 5)));
  const request = database.request(dirty, size);
  await check(database, "invalid-request", () => database.engine.commit(ID, request));
});

test("the same page twice is refused", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 5)));
  const { dirtyPages, ...request } = database.request(pages("x", [3]));
  const twice = { ...request, dirtyPages: [...dirtyPages, ...dirtyPages] };
  await check(database, "invalid-request", () => database.engine.commit(ID, twice));
});

test("more than 8 MiB have to be staged, which is known without the store", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 5)));
  const request = database.request(pages("x", range(1, 2_049)));
  database.kv.reset();
  expect(await issueOf(database.engine.commit(ID, request))).toEqual({
    kind: "commit-too-large",
    response: { actualSizeBytes: 8_392_704n, maxSizeBytes: 8_388_608n },
  });
  expect(database.kv.counts().runs).toBe(0);
});

test("a stale generation or head is refused in one transaction, and told what is", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 5)));
  const request = database.request(pages("x", [1]));
  for (const stale of [
    { ...request, generation: 0n },
    { ...request, generation: 2n },
    { ...request, expectedHeadTxid: 0n },
    { ...request, expectedHeadTxid: 2n },
    { ...request, expectedHeadTxid: 2n ** 64n - 1n },
  ]) {
    database.kv.reset();
    expect(await issueOf(database.engine.commit(ID, stale))).toMatchObject({
      kind: "fence-mismatch",
      response: { actualMeta: { generation: 1n, headTxid: 1n, dbSizePages: 5 } },
    });
    expect(database.kv.counts().runs).toBe(1);
  }
});

test("a database that was never opened cannot be written", async () => {
  const database = new DatabaseUnderTest();
  const request = database.request(pages("x", [1]));
  expect(await kindOf(database.engine.commit(ID, request))).toBe("database-missing");
  expect(database.rows()).toEqual([]);
});

test("the quota is exact, and a commit beyond it leaves no trace", async () => {
  const database = await DatabaseUnderTest.open({ thresholds: { maxStorageSize: 60_000n } });
  await database.commit(new Map(range(1, 10).map((pgno) => [pgno, noise(pgno)])));
  const { meta, usedSize } = database.inspect();
  expect(meta?.sqliteStorageUsed).toBe(usedSize);
  const request = database.request(new Map(range(6, 15).map((pgno) => [pgno, noise(-pgno)])));
  await check(database, "quota-exceeded", () => database.engine.commit(ID, request));
});

test("the very same request is answered with what it did the first time", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 5)));
  const request = database.request(pages("second", [2, 3]), 4);
  const first = await database.engine.commit(ID, request);
  const before = database.digest();
  expect(await database.beside().engine.commit(ID, request)).toEqual(first);
  expect(database.digest()).toBe(before);
  const others = [
    { ...request, newDbSizePages: 5 },
    { ...request, dirtyPages: request.dirtyPages.slice(1) },
    // The same bytes, one page further on.
    {
      ...request,
      dirtyPages: request.dirtyPages.map(({ pgno, bytes }) => ({ pgno: pgno + 1, bytes })),
    },
  ];
  for (const other of others) {
    expect(await kindOf(database.engine.commit(ID, other))).toBe("fence-mismatch");
  }
});

test("a commit whose answer is lost inside of the store is found again", async () => {
  const store = new MemoryStore();
  const inner = openMemoryKv({ store });
  const kv = injectFaults(
    inner,
    ({ operation, name }) => {
      const isFirst = kv.faultCount() === 0;
      const isCommit = operation === "commit" && name === "commit";
      return isFirst && isCommit ? { kind: "lose-answer" } : undefined;
    },
    SYSTEM_CLOCK,
  );
  const database = await DatabaseUnderTest.open({ store, kv });
  const ok = await database.commit(pages("first", range(1, 5)));
  expect(kv.faultCount()).toBe(1);
  expect(ok.newHeadTxid).toBe(1n);
  await database.expectPages();
});

const ISSUES: readonly KvIssue[] = [
  { kind: "kv-full" },
  { kind: "kv-timeout", timeoutMs: 5_000 },
  { kind: "kv-failed" },
];

test.each(["fail", "crash"] as const)("%s at any operation: all or nothing", async (kind) => {
  for (let index = 1, isOver = false; !isOver; index += 1) {
    const store = new MemoryStore();
    const first = await DatabaseUnderTest.open({ store });
    await first.commit(pages("first", range(1, 130)));
    await first.commit(pages("more", range(60, 70)));
    const issue = ISSUES[index % ISSUES.length] ?? { kind: "kv-failed" };
    const fault: KvFault = kind === "fail" ? { kind, issue } : { kind, when: "before" };
    const kv = injectFaults(
      openMemoryKv({ store }),
      (place) => (place.index === index ? fault : undefined),
      SYSTEM_CLOCK,
    );
    const second = first.beside({ kv });
    const commit = second.engine.commit(ID, second.request(pages("last", [1, 66, 90]), 100));
    const outcome = await outcomeOf(commit, kv);
    isOver = outcome === "done";
    expect(kv.faultCount()).toBe(isOver ? 0 : 1);
    if (isOver) continue;
    first.inspect();
    await first.open();
    await first.expectPages();
  }
});

test("a commit is known again by the generation that made it, however often it is reopened", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 10)));
  const request = database.request(pages("second", [3, 4]));
  const first = await database.engine.commit(ID, request);
  await database.open();
  await database.open();
  const before = database.digest();
  const again = await database.engine.commit(ID, request);
  expect(again.newHeadTxid).toBe(first.newHeadTxid);
  expect(database.digest()).toBe(before);
  // The same content of another owner is another commit, and so is other content of the same one.
  const { generation } = request;
  for (const other of [generation - 1n, generation + 1n, generation + 2n]) {
    const foreign = { ...request, generation: other };
    expect(await kindOf(database.engine.commit(ID, foreign))).toBe("fence-mismatch");
  }
  const changed = { ...request, newDbSizePages: request.newDbSizePages + 1 };
  expect(await kindOf(database.engine.commit(ID, changed))).toBe("fence-mismatch");
  expect(database.digest()).toBe(before);
});
