/**
 * Tests that compaction moves pages and changes nothing else, with concurrent writers too.
 */

import { SYSTEM_CLOCK } from "@barewire/clock";
import type { EngineEvent } from "@barewire/sqlite-storage";
import { DEFAULT_THRESHOLDS } from "@barewire/sqlite-storage";
import { MemoryStore, openMemoryKv } from "@barewire/sqlite-storage/memory";
import { faultAtIndex, injectFaults } from "@barewire/sqlite-storage/testing";
import { expect, test } from "vitest";
import { encodeLease } from "../../packages/storage/src/compaction/compaction-lease.js";
import { databaseKeys } from "../../packages/storage/src/format/database-keys.js";
import { deltaKey, leaseKey } from "../../packages/storage/src/format/logical-key.js";
import { encodeValue } from "../../packages/storage/src/format/logical-value.js";
import { hex } from "../contract/hex.js";
import { DatabaseUnderTest, ID, kindOf, noise, pages, range } from "./database-under-test.js";
import { cut, Staging, stage, stagedFile } from "./staging.js";

/** A database of 200 pages, in shards or not, and over them ten commits. */
async function filled(first: "in shards" | "in a commit" = "in shards") {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 200)));
  if (first === "in shards") await database.engine.compact(ID);
  for (let turn = 1; turn <= 10; turn += 1) {
    await database.commit(pages(`turn ${turn}`, [turn, 64 + turn, 150, 200]));
  }
  return database;
}

type Meddle = (writer: DatabaseUnderTest) => Promise<unknown>;

/**
 * Compacts in another process, and runs `meddle` before each of its transactions of the name
 * `step`. Afterwards the database is as without compaction, and one more pass finishes.
 */
async function check(
  step: string,
  meddle: Meddle,
  first: "in shards" | "in a commit" = "in shards",
): Promise<void> {
  const writer = await filled(first);
  const { store } = writer;
  let count = 0;
  const pause = async (kind: string, name: string) => {
    if (kind !== "begin" || name !== step || count >= 3) return;
    count += 1;
    await meddle(writer);
  };
  const compactor = writer.beside({ kv: openMemoryKv({ store, pause }) });
  const head = writer.head;
  await compactor.engine.compact(ID);
  expect(count).toBeGreaterThan(0);
  expect(writer.head).toBeGreaterThanOrEqual(head);
  expect(writer.inspect().meta?.headTxid).toBe(writer.head);
  await writer.expectPages();
  await writer.beside().expectPages();
  await writer.engine.compact(ID);
  expect(writer.inspect()).toMatchObject({ deltaCount: 0, pageIndexCount: 0 });
  await writer.expectPages();
}

test("pages move into shards, the newest version wins, and the commits are gone", async () => {
  const database = await filled();
  const reader = database.beside();
  await reader.expectPages();
  const before = database.inspect();
  expect(before).toMatchObject({ deltaCount: 10 });
  await database.engine.compact(ID);
  const after = database.inspect();
  expect(after).toMatchObject({ deltaCount: 0, pageIndexCount: 0, shardCount: 4 });
  expect(after.usedSize).toBeLessThan(before.usedSize);
  expect(after.meta).toMatchObject({ headTxid: 11n, materializedTxid: 11n });
  // One process has read before, one never, and one has compacted.
  for (const process of [reader, database.beside(), database]) await process.expectPages();
});

test("a pass is a plan, and two transactions for eight shards", async () => {
  const database = await DatabaseUnderTest.open();
  await database.commit(pages("first", range(1, 64 * 20 - 1)));
  database.kv.reset();
  await database.engine.compact(ID);
  expect(database.kv.counts().runs).toBe(1 + 2 * 3);
  database.kv.reset();
  await database.engine.compact(ID);
  expect(database.kv.counts().runs).toBe(1);
});

test("more commits than one transaction removes are removed by several", async () => {
  const database = await DatabaseUnderTest.open();
  for (let turn = 1; turn <= 150; turn += 1) await database.commit(pages(`turn ${turn}`, [1]), 3);
  expect(database.inspect()).toMatchObject({ deltaCount: 150, unusedDeltaCount: 149 });
  await database.engine.compact(ID);
  expect(database.inspect()).toMatchObject({ deltaCount: 0, pageIndexCount: 0 });
  await database.expectPages();
});

test("a large staged commit is folded", async () => {
  const database = await filled();
  await stage(database, new Map(range(100, 500).map((pgno) => [pgno, noise(pgno)])));
  await database.commit(pages("last", [101, 499]));
  await database.engine.compact(ID);
  expect(database.inspect()).toMatchObject({ deltaCount: 0, pageIndexCount: 0 });
  await database.expectPages();
});

const MEDDLERS: readonly [string, Meddle][] = [
  ["commits to the same pages", (writer) => writer.commit(pages(`again ${writer.head}`, [1, 65]))],
  ["commits to other pages", (writer) => writer.commit(pages("other", [30, 190]))],
  ["cuts pages off", (writer) => writer.commit(pages("cut", [1]), Math.max(70, writer.size - 60))],
  ["cuts off pages that are in shards", (writer) => writer.commit(pages("cut", [1]), 180)],
  [
    "cuts pages off and adds them again",
    async (writer) => {
      await writer.commit(pages("cut", [1]), 65);
      await writer.commit(pages("grown", [1]), 200);
    },
  ],
  ["adds pages", (writer) => writer.commit(pages("more", [1]), writer.size + 100)],
  ["opens the database", (writer) => writer.open()],
  [
    "closes it and opens it again",
    async (writer) => {
      await writer.close();
      await writer.open();
    },
  ],
];

test.each(MEDDLERS)("who %s does not stop compaction, and loses nothing", async (_, meddle) => {
  for (const step of ["compaction_read", "compaction_write"]) {
    await check(step, meddle, "in shards");
    await check(step, meddle, "in a commit");
  }
});

test("writers that never rest do not starve it", async () => {
  const writer = await filled();
  const pause = async (kind: string, name: string) => {
    if (kind !== "begin" || name !== "compaction_write") return;
    await writer.commit(pages(`again ${writer.head}`, [1, 65, 130, 195]));
  };
  const compactor = writer.beside({ kv: openMemoryKv({ store: writer.store, pause }) });
  for (let pass = 1; pass <= 5; pass += 1) {
    await compactor.engine.compact(ID);
    // Only the commits of this pass are left.
    expect(writer.inspect().deltaCount).toBeLessThanOrEqual(2);
  }
  await writer.expectPages();
});

test("what is staged and unfinished is left alone", async () => {
  const database = await filled();
  const staging = await Staging.begin(database);
  const dirty = new Map(range(150, 300).map((pgno) => [pgno, noise(pgno)]));
  const chunks = cut(stagedFile(staging.txid, 300, dirty), 100_000);
  for (const [index, chunk] of chunks.entries()) {
    await database.beside().engine.compact(ID);
    await staging.send(index, chunk, index === chunks.length - 1);
    await database.beside().engine.compact(ID);
    database.inspect();
  }
  await staging.finalize(300);
  staging.committed(dirty, 300);
  await database.expectPages();
  await database.engine.compact(ID);
  await database.expectPages();
});

test("a commit that is staged and finalized in the middle of a pass is left whole", async () => {
  await check("compaction_write", async (writer) => {
    await stage(writer, new Map(range(60, 130).map((pgno) => [pgno, noise(pgno + 7)])));
  });
});

test("two processes that compact at once neither lose a page nor count twice", async () => {
  const compaction = { ...DEFAULT_THRESHOLDS.compaction, leaseMs: 0, retryMs: 1 };
  const thresholds = { compaction };
  for (const step of ["compaction_read", "compaction_write"]) {
    const one = await filled();
    let isOther = false;
    const pause = async (kind: string, name: string) => {
      if (kind !== "begin" || name !== step || isOther) return;
      isOther = true;
      await one.beside({ thresholds }).engine.compact(ID);
    };
    const two = one.beside({ kv: openMemoryKv({ store: one.store, pause }), thresholds });
    await two.engine.compact(ID);
    expect(one.inspect()).toMatchObject({ deltaCount: 0, pageIndexCount: 0 });
    await two.expectPages();
  }
});

test("what another process has folded since a pass has read stays folded", async () => {
  const compaction = { ...DEFAULT_THRESHOLDS.compaction, leaseMs: 0, retryMs: 1 };
  const thresholds = { compaction };
  const hot = [...range(1, 10), ...range(65, 74), 150, 200];
  const writer = await filled();
  let isOther = false;
  const pause = async (kind: string, name: string) => {
    if (kind !== "begin" || name !== "compaction_write" || isOther) return;
    isOther = true;
    await writer.commit(pages("between", [40, 100, 160, 199]));
    await writer.beside({ thresholds }).engine.compact(ID);
    // The database now has rows of all pages that the pass has read, and none of those in between.
    await writer.commit(pages("hot", hot));
  };
  const kv = openMemoryKv({ store: writer.store, pause });
  await writer.beside({ kv, thresholds }).engine.compact(ID);
  writer.inspect();
  await writer.expectPages();
});

test("many processes that compact and write at once agree in the end", async () => {
  const compaction = { ...DEFAULT_THRESHOLDS.compaction, leaseMs: 0, retryMs: 1 };
  const writer = await filled();
  const compactors = range(1, 4).map(() => writer.beside({ thresholds: { compaction } }));
  const passes = compactors.map(({ engine }) => engine.compact(ID).catch(() => {}));
  for (let turn = 1; turn <= 20; turn += 1) {
    await writer.commit(pages(`more ${turn}`, [turn, 100 + turn]));
  }
  await Promise.all(passes);
  writer.inspect();
  await writer.expectPages();
});

test("who holds the lease is left alone until it runs out or is given back", async () => {
  let epochMs = 0;
  const clock = { ...SYSTEM_CLOCK, epochMs: () => epochMs, monotonicMs: () => 0 };
  const one = await filled();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let reached = () => {};
  const isHolding = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const pause = async (kind: string, name: string) => {
    if (kind !== "begin" || name !== "compaction_read") return;
    reached();
    await held;
  };
  const kv = openMemoryKv({ store: one.store, pause });
  const pass = one.beside({ kv, clock }).engine.compact(ID);
  await isHolding;
  const two = one.beside({ clock });
  expect(await kindOf(two.engine.compact(ID))).toBe("overloaded");
  epochMs += DEFAULT_THRESHOLDS.compaction.leaseMs;
  await two.engine.compact(ID);
  expect(one.inspect().deltaCount).toBe(0);
  release();
  await pass.catch(() => {});
  one.inspect();
  await one.expectPages();
  await one.commit(pages("more", [1]));
  await one.beside({ clock }).engine.compact(ID);
  expect(one.inspect().deltaCount).toBe(0);
});

test("a lease of a clock that was set back since is not waited for", async () => {
  const { leaseMs } = DEFAULT_THRESHOLDS.compaction;
  const compactedAfter = async (heldForMs: number): Promise<number> => {
    const database = await filled();
    const nowMs = 1_000_000;
    const clock = { ...SYSTEM_CLOCK, epochMs: () => nowMs };
    const lease = { owner: "ab".repeat(16), expiresAtMs: BigInt(nowMs + heldForMs) };
    await database.tamper((rows) => {
      for (const [key, row] of encodeValue(leaseKey(databaseKeys(ID)), encodeLease(lease))) {
        rows.set(hex(key), row);
      }
    });
    // It is refused while another process compacts.
    await database
      .beside({ clock })
      .engine.compact(ID)
      .catch(() => undefined);
    return database.inspect().deltaCount;
  };
  expect(await compactedAfter(leaseMs)).toBeGreaterThan(0);
  expect(await compactedAfter(365 * 24 * 3_600_000)).toBe(0);
});

test("a lease that cannot be read is no lease", async () => {
  const database = await filled();
  const key = leaseKey(databaseKeys(ID));
  await database.tamper((rows) => {
    for (const [rowKey, row] of encodeValue(key, Uint8Array.of(7))) rows.set(hex(rowKey), row);
  });
  await database.engine.compact(ID);
  expect(database.inspect().deltaCount).toBe(0);
});

test.each([
  { kind: "fail", issue: { kind: "kv-full" } },
  { kind: "conflict" },
  { kind: "lose-answer" },
] as const)(
  "whichever operation meets %j, nothing is lost and the next pass ends",
  async (fault) => {
    const original = await filled();
    let isFault = true;
    for (let index = 1; isFault; index += 1) {
      const database = original.beside({ store: new MemoryStore(original.store.contents()) });
      const faulty = injectFaults(
        openMemoryKv({ store: database.store }),
        faultAtIndex(index, fault),
        SYSTEM_CLOCK,
      );
      await database
        .beside({ kv: faulty })
        .engine.compact(ID)
        .catch(() => {});
      isFault = faulty.faultCount() > 0;
      database.inspect();
      await database.engine.compact(ID).catch(() => database.engine.compact(ID));
      await database.expectPages([1, 10, 65, 150, 200]);
    }
    expect(isFault).toBe(false);
  },
);

test("a commit that is damaged stops compaction, and nothing is lost", async () => {
  const database = await filled();
  const events: EngineEvent[] = [];
  const observer = { record: () => {}, onEvent: (event: EngineEvent) => void events.push(event) };
  const key = hex(deltaKey(databaseKeys(ID), 11n, 0).bytes);
  await database.tamper((rows) => {
    rows.delete(key);
  });
  const before = database.rows().length;
  expect(await kindOf(database.beside({ observer }).engine.compact(ID))).toBe("corrupt");
  expect(database.rows()).toHaveLength(before);
  await database.beside().expectPages([1, 64, 100]);
});

test("an engine compacts by itself, and ends it when it stops", async () => {
  const compaction = { ...DEFAULT_THRESHOLDS.compaction, deltaCount: 4 };
  const database = await DatabaseUnderTest.open({ compaction: "on", thresholds: { compaction } });
  for (let turn = 1; turn <= 6; turn += 1) await database.commit(pages(`turn ${turn}`, [turn]));
  for (let turn = 0; database.inspect().deltaCount >= 4; turn += 1) {
    if (turn > 1_000) throw new Error("nothing was compacted");
    await new Promise((resolve) => setImmediate(resolve));
  }
  await database.engine.stop();
  const { deltaCount } = database.inspect();
  for (let turn = 1; turn <= 6; turn += 1) await database.commit(pages("more", [turn]));
  await new Promise((resolve) => setImmediate(resolve));
  expect(database.inspect().deltaCount).toBe(deltaCount + 6);
  await database.expectPages();
});
