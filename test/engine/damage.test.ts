/**
 * Tests damage of every kind on the disk: a read returns the right pages or an error, never wrong
 * ones.
 */

import { StorageError } from "@barewire/sqlite-storage";
import { expect, test } from "vitest";
import { databaseKeys } from "../../packages/storage/src/format/database-keys.js";
import { pageIndexKey } from "../../packages/storage/src/format/logical-key.js";
import { hex } from "../contract/hex.js";
import { countFrom, pick, type Random, withSeed } from "../contract/seeded-random.js";
import { DatabaseUnderTest, ID, kindOf, noise, page, pages, range } from "./database-under-test.js";

const SECRET = "a secret in a page";

/** A database with values of every kind and size: inline, in chunks, in shards. */
async function filled(): Promise<DatabaseUnderTest> {
  const database = await DatabaseUnderTest.open();
  await database.commit(new Map(range(1, 100).map((pgno) => [pgno, noise(pgno)])));
  await database.engine.compact(ID);
  await database.commit(new Map(range(90, 130).map((pgno) => [pgno, noise(-pgno)])));
  await database.commit(new Map([[5, page(SECRET)]]));
  await database.commit(pages("last", [1, 130]), 140);
  return database;
}

/** Reads and inspects a damaged database; says what was refused. */
async function check(database: DatabaseUnderTest): Promise<readonly string[]> {
  const refusals: string[] = [];
  for (const pgno of [1, 5, 30, 64, 89, 90, 128, 135]) {
    try {
      await database.beside().expectPages([pgno]);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      expect(["corrupt", "unsupported-record", "database-missing"]).toContain(error.issue.kind);
      expect(error.message).not.toContain(SECRET);
      refusals.push(error.message);
    }
  }
  return refusals;
}

function isNamed(key: string, name: string): boolean {
  return key.includes(Buffer.from(name).toString("hex"));
}

function damage(random: Random, bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  if (random(4) === 0) return copy.subarray(0, random(copy.length));
  const at = random(copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 << random(8));
  return copy;
}

test("no flipped bit, cut row or lost row passes for what it was", async () => {
  await withSeed(async (random) => {
    const database = await filled();
    const whole = new Map(
      database.rows().map(([key, value]) => [Buffer.from(key).toString("hex"), value]),
    );
    // Nothing depends on a lease, so its loss is no fault.
    const keys = [...whole.keys()].filter((key) => !isNamed(key, "/LEASE"));
    for (let turn = 0; turn < countFrom("BAREWIRE_TEST_MUTATIONS", 150); turn += 1) {
      const key = pick(random, keys);
      const isLost = random(5) === 0;
      await database.tamper((rows) => {
        const value = rows.get(key) ?? new Uint8Array(0);
        if (isLost) rows.delete(key);
        else rows.set(key, damage(random, value));
      });
      // A read cannot know of a row of the page index that is not there; an inspection does.
      if (!isLost || !isNamed(key, "/PIDX/")) await check(database);
      const { findings } = await database.engine.inspect(ID);
      expect(findings.length, `a change of ${key}`).toBeGreaterThan(0);
      await database.tamper((rows) => {
        rows.clear();
        for (const [wholeKey, value] of whole) rows.set(wholeKey, value);
      });
    }
    await database.expectPages();
  });
});

test("a chunk that is missing is corruption, and the other pages can be read", async () => {
  const database = await filled();
  await database.tamper((rows) => {
    // The last chunk row is that of the last shard.
    const last = [...rows.keys()].filter((key) => key.startsWith("03")).at(-1) ?? "";
    rows.delete(last);
  });
  expect(await kindOf(database.beside().read(70))).toBe("corrupt");
  await database.beside().expectPages([1, 5, 30, 90, 130]);
});

test("a page that its commit has lost is corruption, and neither zeros nor absent", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 5)));
  await database.commit(pages("second", [2]));
  await database.tamper((rows) => {
    const place = (pgno: number) => hex(pageIndexKey(databaseKeys(ID), pgno).bytes);
    rows.set(place(3), rows.get(place(2)) ?? new Uint8Array());
  });
  for (const pgnos of [[3], [2, 3], [1, 2, 3, 4, 5]]) {
    expect(await kindOf(database.beside().read(...pgnos))).toBe("corrupt");
  }
  await database.beside().expectPages([1, 2, 4, 5]);
});

test("a chunk that belongs to nothing is found", async () => {
  const database = await filled();
  await database.tamper((rows) => {
    const last = [...rows.keys()].filter((key) => key.startsWith("03")).at(-1) ?? "";
    rows.set(`${last.slice(0, -2)}ff`, Uint8Array.of(1));
  });
  const { findings } = await database.engine.inspect(ID);
  expect(findings).toEqual([{ part: "chunk", reason: "chunk row has no header row" }]);
});

test("a row of an unknown kind is found", async () => {
  const database = await filled();
  await database.tamper((rows) => {
    const first = [...rows.keys()][0] ?? "";
    rows.set(`${first}00`, Uint8Array.of(1));
  });
  const { findings } = await database.engine.inspect(ID);
  expect(findings.map(({ part }) => part)).toEqual(["unknown-row"]);
});
