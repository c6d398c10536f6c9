/** The life of a transaction: its time, its end, and that of the store. */

import { expect, test } from "vitest";
import type { KvTransaction } from "../../../packages/storage/src/kv/kv.js";
import { StorageError } from "../../../packages/storage/src/storage-error.js";
import {
  ALL,
  asText,
  contentsOf,
  expectIssue,
  fill,
  gate,
  text,
  type WithStore,
} from "./store-under-test.js";

export function testRuns(withStore: WithStore): void {
  test("a transaction that takes too long is rolled back, and holds nothing any more", () =>
    withStore(async (kv) => {
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
      await expect(kept?.get(text("a"))).rejects.toThrow(StorageError);
      expect(() => kept?.set(text("a"), text("2"))).toThrow(StorageError);
      late.open();
      const attempts = await kv.run("next", async (tx) => {
        expect(asText(await tx.get(text("a"), { lock: true }))).toBe("1");
        tx.set(text("b"), text("3"));
        return tx.attempt;
      });
      expect([attempts, await contentsOf(kv)]).toEqual([1, "a=1 b=3"]);
    }));

  test("a transaction that has ended can be used no more", () =>
    withStore(async (kv) => {
      let kept: KvTransaction | undefined;
      await kv.run("keep", async (tx) => {
        kept = tx;
        tx.set(text("a"), text("1"));
      });
      await expect(kept?.get(text("a"))).rejects.toThrow(RangeError);
      await expect(kept?.range(ALL)).rejects.toThrow(RangeError);
      expect(() => kept?.set(text("a"), text("2"))).toThrow(RangeError);
      expect(await contentsOf(kv)).toBe("a=1");
    }));

  test("a transaction that was begun as read-only cannot write", () =>
    withStore(async (kv) => {
      for (const write of [
        (tx: KvTransaction) => tx.set(text("a"), text("1")),
        (tx: KvTransaction) => tx.clear(text("a")),
        (tx: KvTransaction) => tx.clearRange(text("a"), text("b")),
      ]) {
        const running = kv.run("write", async (tx) => write(tx), { readOnly: true });
        await expect(running).rejects.toThrow(RangeError);
      }
    }));

  test("a store that is closed finishes what runs and begins nothing", () =>
    withStore(async (kv, { again }) => {
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
      expect(await contentsOf(other)).toBe("a=2");
      await other.close();
    }));

  test("reads that are asked for at once are answered each", () =>
    withStore(async (kv) => {
      await fill(kv, "a=1 b=2 c=3");
      await kv.run("read", async (tx) => {
        const found = await Promise.all(["c", "a", "x", "b"].map((key) => tx.get(text(key))));
        expect(found.map(asText)).toEqual(["3", "1", undefined, "2"]);
      });
    }));

  test("more transactions than a store takes at a time wait for their turn", () =>
    withStore(async (kv) => {
      await fill(kv, "a=1");
      const running = Array.from({ length: 60 }, (_, index) =>
        kv.run("both", async (tx) => {
          await tx.get(text("a"));
          tx.set(text(`key ${index}`), text("1"));
        }),
      );
      await Promise.all(running);
      expect((await contentsOf(kv)).split(" key ").length).toBe(61);
    }));
}
