/**
 * Tests of values: keys and values are read back byte for byte, and limits are equal on every
 * store.
 */

import { strict as assert } from "node:assert";
import { KV_LIMITS, type KvTransaction } from "../../kv/kv.js";
import {
  ALL,
  bytes,
  type ConformanceTests,
  cases,
  contentsOf,
  expectIssue,
  fill,
  pick,
  text,
  withSeed,
} from "./conformance-test.js";

const { maxKeySize, maxValueSize, maxTransactionSize } = KV_LIMITS;

function tooLarge(what: "key" | "value" | "transaction", actualSize: number, maxSize: number) {
  return { kind: "kv-too-large", what, actualSize, maxSize } as const;
}

export const VALUE_TESTS: ConformanceTests = {
  "a borrowed value is that of the snapshot, and of the transaction's own writes": async (kv) => {
    const [small, large, absent] = [bytes(1), bytes(2), bytes(3)];
    const before = new Uint8Array(maxValueSize).fill(5);
    const after = new Uint8Array(maxValueSize).fill(6);
    await kv.run("write", async (tx) => {
      tx.set(small, bytes(1, 2, 3));
      tx.set(large, before);
    });
    await kv.run("borrow", async (tx) => {
      const { borrow } = tx;
      // A store that is elsewhere cannot lend.
      if (borrow === undefined) return;
      const isSame = (key: Uint8Array, expected: Uint8Array) =>
        Buffer.compare(borrow(key) ?? bytes(), expected) === 0;
      assert.equal(isSame(small, bytes(1, 2, 3)), true);
      await kv.run("overwrite", async (other) => {
        other.set(large, after);
        other.set(absent, after);
      });
      // One value after another takes the place of the one before.
      for (let turn = 0; turn < 3; turn += 1) {
        assert.equal(isSame(large, before), true);
        assert.equal(isSame(small, bytes(1, 2, 3)), true);
        assert.equal(borrow(absent), undefined);
      }
      tx.set(small, bytes(9));
      tx.clear(large);
      assert.equal(isSame(small, bytes(9)), true);
      assert.equal(borrow(large), undefined);
      assert.throws(() => borrow(bytes()), RangeError);
    });
  },
  ...cases<[string, Uint8Array]>(
    [
      ["nothing", bytes()],
      ["one zero", bytes(0)],
      ["ones alone", new Uint8Array(300).fill(0xff)],
      ["zeros alone", new Uint8Array(10_000)],
      ["0x33 and then 64 zeros", Uint8Array.from([0x33, ...new Uint8Array(64)])],
      ["0x33 and then as many zeros as fit", withFirst(0x33, maxValueSize)],
      ["what looks like a chunk's head", bytes(1, 0, 0, 0, 9, 0, 0, 0, 1)],
      ["the text of a hex string", text("\\x3300")],
      ["quotes and a NUL", text('\\"\u0000"{},\\\\')],
      ["no UTF-8", bytes(0xc3, 0x28, 0xed, 0xa0, 0x80)],
    ],
    "a value of %s comes back",
    (_name, value) => async (kv) => {
      const key = Uint8Array.from([7, ...value.subarray(0, 100)]);
      await kv.run("write", async (tx) => tx.set(key, value));
      await kv.run("read", async (tx) => {
        const [many] = await tx.getMany([key]);
        const { rows } = await tx.range(ALL);
        const borrowed = tx.borrow === undefined ? many : tx.borrow(key)?.slice();
        const found = [await tx.get(key), many, rows[0]?.[1], borrowed];
        // Hexadecimal text is compared because comparing lists of numbers would take seconds.
        assert.deepEqual(
          found.map((bytes) => bytes && Buffer.compare(bytes, value)),
          [0, 0, 0, 0],
        );
        assert.deepEqual(
          rows.map(([stored]) => stored),
          [key],
        );
      });
    },
  ),

  "random values of all sizes come back, above all those that begin in 0x33 and end in 0": (
    kv,
    _store,
    options,
  ) =>
    withSeed(options, async (draw, rounds) => {
      const sizes = [0, 1, 4, 9, 1_000, 9_999, 10_000, 10_001, 20_000, 65_535, maxValueSize];
      for (let round = 0; round < rounds; round += 1) {
        const key = Uint8Array.from({ length: 1 + draw(maxKeySize) }, () => draw(256));
        const value = Uint8Array.from({ length: pick(draw, sizes) }, () => draw(256));
        if (draw(2) === 0) value.fill(0, Math.max(0, value.length - 1 - draw(64)));
        if (value.length > 0 && draw(2) === 0) value[0] = 0x33;
        await kv.run("write", async (tx) => tx.set(key, value));
        const found = await kv.run("read", (tx) => tx.get(key));
        assert.equal(found !== undefined && Buffer.compare(found, value) === 0, true);
      }
    }),

  "values and keys are plain arrays, whose slice is a copy": async (kv) => {
    await fill(kv, "a=1");
    await kv.run("read", async (tx) => {
      const { rows } = await tx.range(ALL);
      const all = [await tx.get(text("a")), ...(await tx.getMany([text("a")])), ...rows.flat()];
      assert.deepEqual(
        all.map((array) => array?.constructor),
        all.map(() => Uint8Array),
      );
    });
  },

  "the limits are those of the port": async (kv) => {
    assert.deepEqual(kv.limits, KV_LIMITS);
  },

  ...cases<[string, (tx: KvTransaction, key: Uint8Array) => unknown]>(
    [
      ["set", (tx, key) => tx.set(key, bytes(1))],
      ["clear", (tx, key) => tx.clear(key)],
      ["get", (tx, key) => tx.get(key)],
      ["lock", (tx, key) => tx.get(key, { lock: true })],
      ["getMany", (tx, key) => tx.getMany([bytes(1), key])],
    ],
    "%s takes the longest key, and no longer one",
    (_name, operation) => async (kv) => {
      const key = (size: number) => new Uint8Array(size).fill(0xfe);
      await kv.run("fits", async (tx) => void (await operation(tx, key(maxKeySize))));
      await expectIssue(
        kv.run("too long", async (tx) => void (await operation(tx, key(maxKeySize + 1)))),
        tooLarge("key", maxKeySize + 1, maxKeySize),
      );
    },
  ),

  "a range may end right after the longest key": async (kv) => {
    const key = new Uint8Array(maxKeySize).fill(0xfe);
    const after = Uint8Array.from([...key, 0]);
    await kv.run("write", async (tx) => tx.set(key, bytes(1)));
    await kv.run("read", async (tx) => {
      assert.equal((await tx.range({ start: key, end: after })).rows.length, 1);
      assert.equal((await tx.range({ start: after, end: bytes(0xff) })).rows.length, 0);
      tx.clearRange(key, after);
    });
    assert.equal(await contentsOf(kv), "");
    await expectIssue(
      kv.run("read", (tx) => tx.range({ start: key, end: Uint8Array.from([...after, 0]) })),
      tooLarge("key", maxKeySize + 2, maxKeySize + 1),
    );
  },

  "a value of the largest size is stored, and no larger one": async (kv) => {
    const write = (size: number) =>
      kv.run("write", async (tx) => tx.set(bytes(1), new Uint8Array(size)));
    await write(maxValueSize);
    const issue = tooLarge("value", maxValueSize + 1, maxValueSize);
    await expectIssue(write(maxValueSize + 1), issue);
  },

  "keys, values and the ends of cleared ranges fill a transaction to its last byte": async (kv) => {
    const write = (extra: number) =>
      kv.run("write", async (tx) => {
        let left = maxTransactionSize + extra - 10;
        tx.clearRange(bytes(9, 1), bytes(9, 1, 1));
        tx.clear(bytes(1, 2, 3, 4, 5));
        for (let index = 0; left > 0; index += 1) {
          const size = Math.min(left - 2, maxValueSize);
          tx.set(bytes(8, index), new Uint8Array(size));
          left -= 2 + size;
        }
      });
    await write(0);
    const issue = tooLarge("transaction", maxTransactionSize + 1, maxTransactionSize);
    await expectIssue(write(1), issue);
  },

  "a refused write that the closure catches keeps the others from being committed": async (kv) => {
    const running = kv.run("write", async (tx) => {
      tx.set(text("a"), text("1"));
      try {
        tx.set(text("b"), new Uint8Array(maxValueSize + 1));
      } catch {
        tx.set(text("c"), text("1"));
      }
    });
    await expectIssue(running, tooLarge("value", maxValueSize + 1, maxValueSize));
    assert.equal(await contentsOf(kv), "");
  },

  "a key without bytes is a mistake of the caller": async (kv) => {
    const running = kv.run("write", async (tx) => tx.set(bytes(), bytes(1)));
    await assert.rejects(running, RangeError);
  },
};

function withFirst(first: number, size: number): Uint8Array {
  const value = new Uint8Array(size);
  value[0] = first;
  return value;
}
