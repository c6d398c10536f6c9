/** Order, limits and direction of ranges, with and without own writes; and a model of it all. */

import { expect } from "vitest";
import {
  countFrom,
  pick,
  type Random,
  withSeed,
} from "../../../../../test/contract/seeded-random.js";
import type { Kv, KvRange, KvRow, KvTransaction } from "../../kv/kv.js";
import { ALL, bytes, type ConformanceTests, cases, fill, shown, text } from "./store-under-test.js";

export const RANGE_TESTS: ConformanceTests = {
  "keys are in the order of their bytes, taken as unsigned": async (kv) => {
    const keys = [
      [0],
      [0, 0],
      [0, 1],
      [0, 0xff],
      [1],
      [0x7f, 0xff],
      [0x80],
      [0x80, 0],
      [0xfe, 0xff],
      [0xff],
      [0xff, 0],
      [0xff, 0xff],
    ].map((key) => bytes(...key));
    await kv.run("fill", async (tx) => {
      for (const key of keys.toReversed()) tx.set(key, bytes());
    });
    const all = { start: bytes(), end: bytes(0xff, 0xff, 0xff) };
    const read = (range: KvRange) => kv.run("read", (tx) => tx.range(range));
    const keysOf = async (range: KvRange) => (await read(range)).rows.map(([key]) => key);
    expect(await keysOf(all)).toEqual(keys);
    expect(await keysOf({ ...all, reverse: true })).toEqual(keys.toReversed());
    for (const [index, key] of keys.entries()) {
      expect(await keysOf({ start: key, end: all.end })).toEqual(keys.slice(index));
      expect(await keysOf({ start: all.start, end: key })).toEqual(keys.slice(0, index));
      const reverse = { start: all.start, end: key, reverse: true };
      expect(await keysOf(reverse)).toEqual(keys.slice(0, index).toReversed());
    }
  },

  ...cases<[Omit<KvRange, "start" | "end">, string, boolean]>(
    [
      [{}, "a=1 b=12 c=123 d=1234", false],
      [{ limit: 1 }, "a=1", true],
      [{ limit: 3 }, "a=1 b=12 c=123", true],
      [{ limit: 4 }, "a=1 b=12 c=123 d=1234", false],
      [{ limit: 5 }, "a=1 b=12 c=123 d=1234", false],
      [{ reverse: true, limit: 2 }, "d=1234 c=123", true],
      [{ reverse: true, limit: 4 }, "d=1234 c=123 b=12 a=1", false],
      [{ maxBytes: 1 }, "a=1", true],
      [{ maxBytes: 2 }, "a=1", true],
      [{ maxBytes: 3 }, "a=1 b=12", true],
      [{ maxBytes: 9 }, "a=1 b=12 c=123", true],
      [{ maxBytes: 10 }, "a=1 b=12 c=123 d=1234", false],
      [{ maxBytes: 3, limit: 1 }, "a=1", true],
      [{ reverse: true, maxBytes: 5 }, "d=1234", true],
      [{ reverse: true, maxBytes: 6 }, "d=1234 c=123", true],
    ],
    "a range with %j",
    (limits, rows, more) => async (kv) => {
      await fill(kv, "a=1 b=12 c=123 d=1234");
      const found = await kv.run("read", (tx) => tx.range({ ...ALL, ...limits }));
      expect([shown(found), found.more]).toEqual([rows, more]);
      // The same rows, half of which the transaction itself has written.
      const merged = await kv.run("read", async (tx) => {
        tx.set(text("b"), text("12"));
        tx.clearRange(text("c"), text("e"));
        tx.set(text("d"), text("1234"));
        tx.set(text("c"), text("123"));
        return await tx.range({ ...ALL, ...limits });
      });
      expect([shown(merged), merged.more]).toEqual([rows, more]);
    },
  ),

  "a limit counts rows that are there, not those that the transaction has cleared": async (kv) => {
    await fill(kv, "a=1 b=1 c=1 d=1 e=1 f=1");
    await kv.run("read", async (tx) => {
      tx.clear(text("a"));
      tx.clear(text("b"));
      tx.clearRange(text("d"), text("f"));
      const first = await tx.range({ ...ALL, limit: 1 });
      expect([shown(first), first.more]).toEqual(["c=1", true]);
      const both = await tx.range({ ...ALL, limit: 2 });
      expect([shown(both), both.more]).toEqual(["c=1 f=1", false]);
      tx.clear(text("f"));
      const last = await tx.range({ ...ALL, limit: 1 });
      expect([shown(last), last.more]).toEqual(["c=1", false]);
    });
  },

  "own writes outside the range are not in it": async (kv) => {
    await fill(kv, "b=1 d=1");
    await kv.run("read", async (tx) => {
      for (const key of ["a", "bb", "c", "d", "e"]) tx.set(text(key), text("2"));
      expect(shown(await tx.range({ start: text("b"), end: text("d") }))).toBe("b=1 bb=2 c=2");
      expect(shown(await tx.range({ start: text("b"), end: text("c"), limit: 9 }))).toBe(
        "b=1 bb=2",
      );
    });
  },

  "a range without keys, or that ends before it starts, is empty": async (kv) => {
    await fill(kv, "b=1");
    await kv.run("read", async (tx) => {
      for (const [start, end] of [
        ["a", "b"],
        ["c", "d"],
        ["b", "b"],
        ["c", "a"],
      ] as const) {
        const found = await tx.range({ start: text(start), end: text(end) });
        expect(found).toEqual({ rows: [], more: false });
      }
    });
  },

  "a range of more rows and bytes than fit into one message comes whole": async (kv) => {
    const small = 5_000;
    const large = 90;
    const key = (index: number) => bytes(index >> 8, index & 0xff);
    await kv.run("fill", async (tx) => {
      for (let index = 0; index < small; index += 1) tx.set(key(index), bytes(index & 0xff));
    });
    await kv.run("fill", async (tx) => {
      const value = new Uint8Array(65_536).fill(7);
      for (let index = small; index < small + large; index += 1) tx.set(key(index), value);
    });
    const range = { start: bytes(), end: bytes(0xff) };
    const read = (reverse: boolean) => kv.run("read", (tx) => tx.range({ ...range, reverse }));
    const { rows, more } = await read(false);
    expect([rows.length, more]).toEqual([small + large, false]);
    expect(rows.every(([found], index) => Buffer.compare(found, key(index)) === 0)).toBe(true);
    expect((await read(true)).rows.map(([found]) => found)).toEqual(
      rows.map(([found]) => found).toReversed(),
    );
  },

  "random transactions leave and see what a plain list of rows says": (kv) =>
    withSeed((random) => runModel(kv, random)),
};

/** Few and short keys, so that operations meet. */
function randomKey(random: Random): Uint8Array {
  return Uint8Array.from({ length: 1 + random(2) }, () => pick(random, [0, 1, 2, 0x80, 0xff]));
}

async function runModel(kv: Kv, random: Random): Promise<void> {
  let committed = new Map<string, Uint8Array>();
  const rounds = countFrom("BAREWIRE_TEST_VALUES", 60);
  for (let round = 0; round < rounds; round += 1) {
    const isKept = random(4) > 0;
    const model = new Map(committed);
    const running = kv.run("model", async (tx) => {
      for (let step = random(12); step >= 0; step -= 1) await runStep(tx, model, random);
      if (!isKept) throw new Error("rolled back");
    });
    if (isKept) {
      await running;
      committed = model;
    } else {
      await expect(running).rejects.toThrow("rolled back");
    }
  }
}

async function runStep(
  tx: KvTransaction,
  model: Map<string, Uint8Array>,
  random: Random,
): Promise<void> {
  const key = randomKey(random);
  const other = randomKey(random);
  switch (random(8)) {
    case 0:
    case 1: {
      const value = Uint8Array.from({ length: random(4) }, () => random(256));
      tx.set(key, value);
      model.set(hex(key), value);
      return;
    }
    case 2:
      tx.clear(key);
      model.delete(hex(key));
      return;
    case 3:
      tx.clearRange(key, other);
      for (const [inside] of modelRows(model, key, other)) model.delete(hex(inside));
      return;
    case 4:
      expect(await tx.get(key, { lock: random(2) === 0 })).toEqual(model.get(hex(key)));
      return;
    case 5: {
      const values = await tx.getMany([key, other, key]);
      expect(values).toEqual([key, other, key].map((wanted) => model.get(hex(wanted))));
      return;
    }
    default: {
      const range: KvRange = {
        start: random(4) === 0 ? bytes() : key,
        end: random(4) === 0 ? bytes(0xff, 0xff, 0xff) : other,
        ...(random(2) === 0 ? { limit: 1 + random(4) } : {}),
        ...(random(3) === 0 ? { maxBytes: 1 + random(12) } : {}),
        reverse: random(2) === 0,
      };
      expect(await tx.range(range)).toEqual(modelRange(model, range));
    }
  }
}

function modelRange(
  model: ReadonlyMap<string, Uint8Array>,
  { start, end, limit = 1_000, maxBytes = 1_000_000, reverse }: KvRange,
): { rows: KvRow[]; more: boolean } {
  const all = modelRows(model, start, end);
  if (reverse === true) all.reverse();
  let size = 0;
  const rows = all.slice(0, limit).filter(([key, value]) => {
    const fits = size < maxBytes;
    size += key.length + value.length;
    return fits;
  });
  return { rows, more: rows.length < all.length };
}

function modelRows(
  model: ReadonlyMap<string, Uint8Array>,
  start: Uint8Array,
  end: Uint8Array,
): KvRow[] {
  return [...model]
    .filter(([key]) => key >= hex(start) && key < hex(end))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => [Uint8Array.from(Buffer.from(key, "hex")), value]);
}

/** Compares as the bytes do. */
function hex(key: Uint8Array): string {
  return Buffer.from(key).toString("hex");
}
