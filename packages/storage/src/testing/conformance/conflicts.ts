/**
 * Tests of locks: which transactions conflict, and which must not.
 */

import { strict as assert } from "node:assert";
import type { Kv, KvTransaction } from "../../kv/kv.js";
import {
  ALL,
  asText,
  type ConformanceTests,
  cases,
  contentsOf,
  expectIssue,
  fill,
  gate,
  shown,
  text,
} from "./conformance-test.js";

/** Adds one to the number at `key`, which counts as 0 where it is absent. */
async function increment(tx: KvTransaction, key = "n"): Promise<void> {
  const value = await tx.get(text(key), { lock: true });
  tx.set(text(key), text(String(Number(asText(value) ?? 0) + 1)));
}

const PRESENT = "other=0 n=0";
const ABSENT = "other=0";

async function numberIn(kv: Kv): Promise<number> {
  return Number(asText(await kv.run("read", (tx) => tx.get(text("n")))));
}

export const CONFLICT_TESTS: ConformanceTests = {
  ...cases(
    [[PRESENT], [ABSENT]],
    "no update is lost when the lock comes first, on %j",
    (rows) => async (kv) => {
      await fill(kv, rows);
      let late: Promise<void> | undefined;
      await kv.run("first", async (tx) => {
        const value = await tx.get(text("n"), { lock: true });
        // The other transaction waits for this one, or overtakes it; its update must not be lost.
        late ??= kv.run("second", (other) => increment(other));
        for (let turn = 0; turn < 20; turn += 1) await tx.get(text("other"));
        tx.set(text("n"), text(String(Number(asText(value) ?? 0) + 1)));
      });
      await late;
      assert.equal(await numberIn(kv), 2);
    },
  ),

  ...cases(
    [[PRESENT], [ABSENT]],
    "no update is lost when the snapshot comes first, on %j",
    (rows) => async (kv) => {
      await fill(kv, rows);
      const attempts = await kv.run("first", async (tx) => {
        await tx.get(text("other"));
        if (tx.attempt === 1) await kv.run("second", (other) => increment(other));
        await increment(tx);
        return tx.attempt;
      });
      assert.equal(attempts, 2);
      assert.equal(await numberIn(kv), 2);
    },
  ),

  ...cases(
    [[PRESENT], [ABSENT]],
    "who locks a key and writes another sees it changed, on %j",
    (rows) => async (kv) => {
      await fill(kv, rows);
      const seen = await kv.run("hints", async (tx) => {
        await tx.get(text("other"));
        if (tx.attempt === 1) await kv.run("second", (other) => increment(other));
        const value = asText(await tx.get(text("n"), { lock: true }));
        tx.set(text("hints"), text(value ?? "none"));
        return value;
      });
      assert.equal(seen, "1");
      assert.equal(await contentsOf(kv), "hints=1 n=1 other=0");
    },
  ),

  "a locked key that was cleared meanwhile conflicts": async (kv) => {
    await fill(kv, PRESENT);
    const attempts = await kv.run("first", async (tx) => {
      await tx.get(text("other"));
      if (tx.attempt === 1) await kv.run("clear", async (other) => other.clear(text("n")));
      await increment(tx);
      return tx.attempt;
    });
    assert.deepEqual([attempts, await numberIn(kv)], [2, 1]);
  },

  ...cases(
    [[PRESENT], [ABSENT]],
    "twelve that count at once come to twelve, on %j",
    (rows) =>
      async (kv, { again }) => {
        await fill(kv, rows);
        const other = await again();
        const counting = Array.from({ length: 12 }, (_, index) =>
          (index % 2 === 0 ? kv : other).run("count", (tx) => increment(tx)),
        );
        await Promise.all(counting);
        assert.equal(await numberIn(kv), 12);
        await other.close();
      },
  ),

  "an absent key that is locked is absent for everyone": async (kv) => {
    await fill(kv, "a=1 c=1");
    await kv.run("lock", async (tx) => {
      assert.equal(await tx.get(text("b"), { lock: true }), undefined);
      assert.equal(await tx.get(text("b"), { lock: true }), undefined);
      assert.equal(await tx.get(text("b")), undefined);
      assert.deepEqual(await tx.getMany([text("b"), text("c")]), [undefined, text("1")]);
      const found = await tx.range({ ...ALL, limit: 2 });
      assert.deepEqual([shown(found), found.more], ["a=1 c=1", false]);
      const last = await tx.range({ ...ALL, limit: 1, reverse: true });
      assert.deepEqual([shown(last), last.more], ["c=1", true]);
      assert.equal(await contentsOf(kv), "a=1 c=1");
      tx.set(text("d"), text("1"));
    });
    assert.equal(await contentsOf(kv), "a=1 c=1 d=1");
    await kv.run("lock and write nothing", async (tx) => {
      await tx.get(text("b"), { lock: true });
    });
    await kv.run("lock and clear", async (tx) => {
      await tx.get(text("b"), { lock: true });
      tx.clearRange(text("a"), text("c"));
    });
    assert.equal(await contentsOf(kv), "c=1 d=1");
  },

  "a transaction does not conflict with itself": async (kv) => {
    await fill(kv, "a=1");
    const attempts = await kv.run("write", async (tx) => {
      tx.set(text("a"), text("2"));
      assert.equal(asText(await tx.get(text("a"), { lock: true })), "2");
      tx.clear(text("b"));
      assert.equal(await tx.get(text("b"), { lock: true }), undefined);
      tx.set(text("b"), text("2"));
      await tx.get(text("a"), { lock: true });
      return tx.attempt;
    });
    assert.deepEqual([attempts, await contentsOf(kv)], [1, "a=2 b=2"]);
  },

  "a key that was only read does not conflict": async (kv) => {
    await fill(kv, "a=1 b=1");
    const attempts = await kv.run("write", async (tx) => {
      await tx.get(text("a"));
      await tx.range(ALL);
      await fill(kv, "a=2");
      tx.set(text("b"), text("2"));
      return tx.attempt;
    });
    assert.deepEqual([attempts, await contentsOf(kv)], [1, "a=2 b=2"]);
  },

  "transactions that lock different keys do not conflict": async (kv) => {
    const attempts = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        kv.run("count", async (tx) => {
          await increment(tx, `key ${index}`);
          return tx.attempt;
        }),
      ),
    );
    assert.deepEqual(
      attempts,
      attempts.map(() => 1),
    );
  },

  "of two that write the same keys unseen, one stands whole": async (kv) => {
    const write = (keys: readonly string[], value: string) =>
      kv.run("write", async (tx) => {
        for (const key of keys) tx.set(text(key), text(value));
      });
    for (let round = 0; round < 10; round += 1) {
      await Promise.all([write(["a", "b", "c"], "1"), write(["c", "b", "a"], "2")]);
      assert.match(await contentsOf(kv), /^a=(\d) b=\1 c=\1$/);
    }
  },

  "who only reads neither waits nor conflicts nor stands in the way": async (kv) => {
    await fill(kv, "n=0");
    const attempts = await kv.run("write", async (tx) => {
      await increment(tx);
      const read = async (reader: KvTransaction) => {
        const value = asText(await reader.get(text("n"), { lock: true }));
        return `${value} in attempt ${reader.attempt}`;
      };
      assert.equal(await kv.run("read", read, { readOnly: true }), "0 in attempt 1");
      return tx.attempt;
    });
    assert.equal(attempts, 1);
    await kv.run(
      "read",
      async (reader) => {
        await reader.get(text("n"), { lock: true });
        const tries = await kv.run("write", async (tx) => {
          await increment(tx);
          return tx.attempt;
        });
        assert.deepEqual([tries, asText(await reader.get(text("n")))], [1, "1"]);
      },
      { readOnly: true },
    );
    assert.equal(await numberIn(kv), 2);
  },

  "two that lock the same keys in opposite order both come through": async (kv) => {
    await fill(kv, "a=0 b=0");
    const both = [gate(), gate()] as const;
    const count = (index: 0 | 1, first: string, second: string) =>
      kv.run("count", async (tx) => {
        await increment(tx, first);
        both[index].open();
        if (tx.attempt === 1) await both[index === 0 ? 1 : 0].opened;
        await increment(tx, second);
      });
    await Promise.all([count(0, "a", "b"), count(1, "b", "a")]);
    assert.equal(await contentsOf(kv), "a=2 b=2");
  },

  "after the last attempt, the conflict is reported": async (kv) => {
    await fill(kv, PRESENT);
    let attempts = 0;
    const running = kv.run(
      "unlucky",
      async (tx) => {
        attempts = tx.attempt;
        await tx.get(text("other"));
        await kv.run("faster", (other) => increment(other));
        await increment(tx);
      },
      { maxAttempts: 3 },
    );
    await expectIssue(running, { kind: "kv-conflict", attempts: 3 });
    assert.deepEqual([attempts, await numberIn(kv)], [3, 3]);
  },
};
