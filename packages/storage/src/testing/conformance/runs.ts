/**
 * Tests of the lifetime of a transaction: its time-out, its end, and the end of the store.
 */

import { strict as assert } from "node:assert";
import type { KvTransaction } from "../../kv/kv.js";
import { StorageError } from "../../storage-error.js";
import {
  ALL,
  asText,
  type ConformanceTests,
  contentsOf,
  expectIssue,
  fill,
  gate,
  text,
} from "./conformance-test.js";

export const RUN_TESTS: ConformanceTests = {
  "a transaction that takes too long is rolled back, and holds nothing any more": async (kv) => {
    await fill(kv, "a=1");
    const late = gate();
    let kept: KvTransaction | undefined;
    const running = kv.run(
      "slow",
      async (tx) => {
        kept = tx;
        await tx.get(text("a"), { lock: true });
        await tx.get(text("b"), { lock: true });
        tx.set(text("a"), text("2"));
        await late.opened;
      },
      { timeoutMs: 100 },
    );
    await expectIssue(running, { kind: "kv-timeout", timeoutMs: 100 });
    await assert.rejects(async () => await kept?.get(text("a")), StorageError);
    assert.throws(() => kept?.set(text("a"), text("2")), StorageError);
    late.open();
    const attempts = await kv.run("next", async (tx) => {
      assert.equal(asText(await tx.get(text("a"), { lock: true })), "1");
      tx.set(text("b"), text("3"));
      return tx.attempt;
    });
    assert.deepEqual([attempts, await contentsOf(kv)], [1, "a=1 b=3"]);
  },

  "a transaction that has ended can be used no more": async (kv) => {
    let kept: KvTransaction | undefined;
    await kv.run("keep", async (tx) => {
      kept = tx;
      tx.set(text("a"), text("1"));
    });
    await assert.rejects(async () => await kept?.get(text("a")), RangeError);
    await assert.rejects(async () => await kept?.range(ALL), RangeError);
    assert.throws(() => kept?.set(text("a"), text("2")), RangeError);
    assert.equal(await contentsOf(kv), "a=1");
  },

  "a transaction that was begun as read-only cannot write": async (kv) => {
    for (const write of [
      (tx: KvTransaction) => tx.set(text("a"), text("1")),
      (tx: KvTransaction) => tx.clear(text("a")),
      (tx: KvTransaction) => tx.clearRange(text("a"), text("b")),
    ]) {
      const running = kv.run("write", async (tx) => write(tx), { readOnly: true });
      await assert.rejects(running, RangeError);
    }
  },

  "a store that is closed finishes what runs and begins nothing": async (kv, { again }) => {
    await fill(kv, "a=1");
    const halfway = gate();
    const running = kv.run("write", async (tx) => {
      await tx.get(text("a"), { lock: true });
      await halfway.opened;
      tx.set(text("a"), text("2"));
    });
    const closing = kv.close();
    await expectIssue(fill(kv, "b=1"), { kind: "kv-closed" });
    halfway.open();
    await Promise.all([running, closing, kv.close()]);
    const other = await again();
    assert.equal(await contentsOf(other), "a=2");
    await other.close();
  },

  "reads that are asked for at once are answered each": async (kv) => {
    await fill(kv, "a=1 b=2 c=3");
    await kv.run("read", async (tx) => {
      const found = await Promise.all(["c", "a", "x", "b"].map((key) => tx.get(text(key))));
      assert.deepEqual(found.map(asText), ["3", "1", undefined, "2"]);
    });
  },

  "more transactions than a store takes at a time wait for their turn": async (kv) => {
    await fill(kv, "a=1");
    const running = Array.from({ length: 60 }, (_, index) =>
      kv.run("both", async (tx) => {
        await tx.get(text("a"));
        tx.set(text(`key ${index}`), text("1"));
      }),
    );
    await Promise.all(running);
    assert.equal((await contentsOf(kv)).split(" key ").length, 61);
  },
};
