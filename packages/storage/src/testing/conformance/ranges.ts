/**
 * Tests of ranges: order, limits and direction, with and without own writes, and a model of it all.
 */

import { strict as assert } from "node:assert";
import type { Kv, KvRange, KvRow, KvTransaction } from "../../kv/kv.js";
import {
  ALL,
  bytes,
  type ConformanceTests,
  cases,
  type Draw,
  fill,
  pick,
  shown,
  text,
  withSeed,
} from "./conformance-test.js";

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
    assert.deepEqual(await keysOf(all), keys);
    assert.deepEqual(await keysOf({ ...all, reverse: true }), keys.toReversed());
    for (const [index, key] of keys.entries()) {
      assert.deepEqual(await keysOf({ start: key, end: all.end }), keys.slice(index));
      assert.deepEqual(await keysOf({ start: all.start, end: key }), keys.slice(0, index));
      const reverse = { start: all.start, end: key, reverse: true };
      assert.deepEqual(await keysOf(reverse), keys.slice(0, index).toReversed());
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
      assert.deepEqual([shown(found), found.more], [rows, more]);
      // The same rows, half of which the transaction itself has written.
      const merged = await kv.run("read", async (tx) => {
        tx.set(text("b"), text("12"));
        tx.clearRange(text("c"), text("e"));
        tx.set(text("d"), text("1234"));
        tx.set(text("c"), text("123"));
        return await tx.range({ ...ALL, ...limits });
      });
      assert.deepEqual([shown(merged), merged.more], [rows, more]);
    },
  ),

  "a limit counts rows that are there, not those that the transaction has cleared": async (kv) => {
    await fill(kv, "a=1 b=1 c=1 d=1 e=1 f=1");
    await kv.run("read", async (tx) => {
      tx.clear(text("a"));
      tx.clear(text("b"));
      tx.clearRange(text("d"), text("f"));
      const first = await tx.range({ ...ALL, limit: 1 });
      assert.deepEqual([shown(first), first.more], ["c=1", true]);
      const both = await tx.range({ ...ALL, limit: 2 });
      assert.deepEqual([shown(both), both.more], ["c=1 f=1", false]);
      tx.clear(text("f"));
      const last = await tx.range({ ...ALL, limit: 1 });
      assert.deepEqual([shown(last), last.more], ["c=1", false]);
    });
  },

  "own writes outside the range are not in it": async (kv) => {
    await fill(kv, "b=1 d=1");
    await kv.run("read", async (tx) => {
      for (const key of ["a", "bb", "c", "d", "e"]) tx.set(text(key), text("2"));
      assert.equal(shown(await tx.range({ start: text("b"), end: text("d") })), "b=1 bb=2 c=2");
      assert.equal(
        shown(await tx.range({ start: text("b"), end: text("c"), limit: 9 })),
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
        assert.deepEqual(found, { rows: [], more: false });
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
    assert.deepEqual([rows.length, more], [small + large, false]);
    assert.equal(
      rows.every(([found], index) => Buffer.compare(found, key(index)) === 0),
      true,
    );
    assert.deepEqual(
      (await read(true)).rows.map(([found]) => found),
      rows.map(([found]) => found).toReversed(),
    );
  },

  "random transactions leave and see what a plain list of rows says": (kv, _store, options) =>
    withSeed(options, (draw, rounds) => runModel(kv, draw, rounds)),
};

/** Keys are few and short, so that operations collide. */
function randomKey(draw: Draw): Uint8Array {
  return Uint8Array.from({ length: 1 + draw(2) }, () => pick(draw, [0, 1, 2, 0x80, 0xff]));
}

async function runModel(kv: Kv, draw: Draw, rounds: number): Promise<void> {
  let committed = new Map<string, Uint8Array>();
  for (let round = 0; round < rounds; round += 1) {
    const isKept = draw(4) > 0;
    const model = new Map(committed);
    const running = kv.run("model", async (tx) => {
      for (let step = draw(12); step >= 0; step -= 1) await runStep(tx, model, draw);
      if (!isKept) throw new Error("rolled back");
    });
    if (isKept) {
      await running;
      committed = model;
    } else {
      await assert.rejects(running, { message: "rolled back" });
    }
  }
}

async function runStep(
  tx: KvTransaction,
  model: Map<string, Uint8Array>,
  draw: Draw,
): Promise<void> {
  const key = randomKey(draw);
  const other = randomKey(draw);
  switch (draw(8)) {
    case 0:
    case 1: {
      const value = Uint8Array.from({ length: draw(4) }, () => draw(256));
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
      assert.deepEqual(await tx.get(key, { lock: draw(2) === 0 }), model.get(hex(key)));
      return;
    case 5: {
      const values = await tx.getMany([key, other, key]);
      assert.deepEqual(
        values,
        [key, other, key].map((wanted) => model.get(hex(wanted))),
      );
      return;
    }
    default: {
      const range: KvRange = {
        start: draw(4) === 0 ? bytes() : key,
        end: draw(4) === 0 ? bytes(0xff, 0xff, 0xff) : other,
        ...(draw(2) === 0 ? { limit: 1 + draw(4) } : {}),
        ...(draw(3) === 0 ? { maxBytes: 1 + draw(12) } : {}),
        reverse: draw(2) === 0,
      };
      assert.deepEqual(await tx.range(range), modelRange(model, range));
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

/** Hexadecimal text compares as the bytes do. */
function hex(key: Uint8Array): string {
  return Buffer.from(key).toString("hex");
}
