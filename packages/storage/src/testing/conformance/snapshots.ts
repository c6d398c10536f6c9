/**
 * Tests of isolation: a transaction has one pinned snapshot, and reads its own writes.
 */

import { strict as assert } from "node:assert";
import {
  ALL,
  asText,
  bytes,
  type ConformanceTests,
  contentsOf,
  fill,
  shown,
  text,
} from "./conformance-test.js";

export const SNAPSHOT_TESTS: ConformanceTests = {
  "a key read twice is the same, whatever another transaction commits": async (kv) => {
    await fill(kv, "a=1");
    await kv.run("read", async (tx) => {
      assert.equal(asText(await tx.get(text("a"))), "1");
      await fill(kv, "a=2 b=2");
      assert.equal(asText(await tx.get(text("a"))), "1");
      assert.deepEqual(await tx.getMany([text("b"), text("a")]), [undefined, text("1")]);
    });
  },

  "a range read twice is the same, whatever another transaction commits": async (kv) => {
    await fill(kv, "a=1 b=1 c=1");
    await kv.run("read", async (tx) => {
      assert.equal(shown(await tx.range(ALL)), "a=1 b=1 c=1");
      await kv.run("change", async (other) => {
        other.clear(text("a"));
        other.set(text("b"), text("2"));
        other.set(text("bb"), text("2"));
      });
      assert.equal(shown(await tx.range(ALL)), "a=1 b=1 c=1");
      assert.equal(shown(await tx.range({ ...ALL, reverse: true })), "c=1 b=1 a=1");
    });
    assert.equal(await contentsOf(kv), "b=2 bb=2 c=1");
  },

  "the parts of a value in several rows are of one moment": async (kv) => {
    await fill(kv, "head=1 part1=1 part2=1");
    await kv.run("read", async (tx) => {
      assert.equal(asText(await tx.get(text("head"))), "1");
      await fill(kv, "head=2 part1=2 part2=2");
      assert.equal(asText(await tx.get(text("part1"))), "1");
      await fill(kv, "head=3 part1=3 part2=3");
      assert.equal(asText(await tx.get(text("part2"))), "1");
    });
  },

  "what was committed before a transaction begins is seen by it, through any Kv": async (
    kv,
    { again },
  ) => {
    const other = await again();
    for (let number = 0; number < 20; number += 1) {
      const [writer, reader] = number % 2 === 0 ? [kv, other] : [other, kv];
      await fill(writer, `a=${number}`);
      assert.equal(await contentsOf(reader), `a=${number}`);
    }
    await other.close();
  },

  "a commit of 1,000 keys is seen whole or not at all": async (kv) => {
    const keys = Array.from({ length: 1_000 }, (_, index) => text(`key ${index}`));
    const write = (value: string) =>
      kv.run("write", async (tx) => {
        for (const key of keys) tx.set(key, text(value));
      });
    await write("0");
    const writing = (async () => {
      for (const value of ["1", "2", "3"]) await write(value);
    })();
    for (let round = 0; round < 10; round += 1) {
      const { rows } = await kv.run("read", (tx) => tx.range(ALL), { readOnly: true });
      assert.equal(rows.length, keys.length);
      assert.equal(new Set(rows.map(([, value]) => asText(value))).size, 1);
    }
    await writing;
  },

  "a transaction sees what it has set and cleared": async (kv) => {
    await fill(kv, "a=1 b=1 c=1");
    await kv.run("write", async (tx) => {
      tx.set(text("a"), text("2"));
      tx.clear(text("b"));
      tx.set(text("d"), text("2"));
      tx.clear(text("e"));
      assert.equal(asText(await tx.get(text("a"))), "2");
      assert.equal(await tx.get(text("b")), undefined);
      const found = await tx.getMany([text("b"), text("c"), text("d"), text("e"), text("a")]);
      assert.deepEqual(found.map(asText), [undefined, "1", "2", undefined, "2"]);
      assert.equal(shown(await tx.range(ALL)), "a=2 c=1 d=2");
      tx.set(text("b"), text("3"));
      assert.equal(asText(await tx.get(text("b"))), "3");
    });
    assert.equal(await contentsOf(kv), "a=2 b=3 c=1 d=2");
  },

  "a range that was cleared holds what was set afterwards, and nothing else": async (kv) => {
    await fill(kv, "a=1 b=1 c=1 d=1");
    await kv.run("write", async (tx) => {
      tx.set(text("bb"), text("2"));
      tx.clearRange(text("b"), text("d"));
      tx.set(text("c"), text("3"));
      assert.deepEqual(await tx.getMany([text("b"), text("bb")]), [undefined, undefined]);
      assert.equal(asText(await tx.get(text("c"))), "3");
      assert.equal(shown(await tx.range(ALL)), "a=1 c=3 d=1");
    });
    assert.equal(await contentsOf(kv), "a=1 c=3 d=1");
  },

  "cleared ranges that meet, overlap or hold each other are one": async (kv) => {
    await fill(kv, "a=1 b=1 c=1 d=1 e=1 f=1 g=1");
    await kv.run("clear", async (tx) => {
      tx.clearRange(text("b"), text("c"));
      tx.clearRange(text("e"), text("g"));
      tx.clearRange(text("c"), text("d"));
      tx.clearRange(text("ea"), text("f"));
      tx.clearRange(text("x"), text("b"));
      assert.equal(shown(await tx.range(ALL)), "a=1 d=1 g=1");
      assert.equal(shown(await tx.range({ ...ALL, reverse: true })), "g=1 d=1 a=1");
    });
    assert.equal(await contentsOf(kv), "a=1 d=1 g=1");
  },

  "a closure that throws has written nothing, and its error comes through": async (kv) => {
    await fill(kv, "a=1");
    const reason = new Error("changed its mind");
    const running = kv.run("write", async (tx) => {
      await tx.get(text("a"), { lock: true });
      await tx.get(text("b"), { lock: true });
      tx.set(text("a"), text("2"));
      throw reason;
    });
    await assert.rejects(running, (error) => error === reason);
    assert.equal(await contentsOf(kv), "a=1");
  },

  "arrays that were given to a commit may be used again, and those it gave are kept": async (
    kv,
  ) => {
    const key = bytes(1);
    const value = new Uint8Array(3_000).fill(1);
    await kv.run("write", async (tx) => tx.set(key, value));
    const read = () => kv.run("read", (tx) => tx.get(bytes(1)));
    const first = await read();
    value.fill(2);
    await kv.run("write", async (tx) => tx.set(key, value));
    key[0] = 9;
    value.fill(3);
    assert.deepEqual(first, new Uint8Array(3_000).fill(1));
    assert.deepEqual(await read(), new Uint8Array(3_000).fill(2));
  },

  "what was committed is there when the store is opened again": async (kv, { again }) => {
    await fill(kv, "a=1 b=2");
    await kv.close();
    const reopened = await again();
    assert.equal(await contentsOf(reopened), "a=1 b=2");
    await reopened.close();
  },
};
