/**
 * Tests that the engine reads the right pages from LMDB, where it reads them from the memory of the
 * store, and finds every damage there that a process sees for the first time.
 */

import { statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSqliteStore, type Kv, StorageError } from "@barewire/sqlite-storage";
import { openLmdbKv } from "@barewire/sqlite-storage/lmdb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Random, withSeed } from "../contract/seeded-random.js";
import { randomPage } from "../ltx/lz4-reference.js";

const ID = { namespace: "tests", actorId: "lmdb" };
const PAGE_SIZE = 4096;

let folder = "";
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "barewire-engine-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function openStore(): Promise<Kv> {
  count += 1;
  return await openLmdbKv({ path: join(folder, `store-${count}`) });
}

/** One owner of the database, and the pages that it must have. */
class Owner {
  readonly engine: ReturnType<typeof createSqliteStore>;
  readonly pages: Map<number, Uint8Array> = new Map();
  generation = 0n;
  head = 0n;

  constructor(kv: Kv, pages?: ReadonlyMap<number, Uint8Array>) {
    this.engine = createSqliteStore({ kv });
    for (const [pgno, bytes] of pages ?? []) this.pages.set(pgno, bytes);
  }

  async open(): Promise<void> {
    const { generation, meta } = await this.engine.open(ID);
    this.generation = generation;
    this.head = meta.headTxid;
  }

  async commit(random: Random, pgnos: readonly number[]): Promise<void> {
    const dirtyPages = pgnos.map((pgno) => ({ pgno, bytes: randomPage(random, PAGE_SIZE) }));
    for (const { pgno, bytes } of dirtyPages) this.pages.set(pgno, bytes);
    const { newHeadTxid } = await this.engine.commit(ID, {
      actorId: ID.actorId,
      generation: this.generation,
      expectedHeadTxid: this.head,
      dirtyPages,
      newDbSizePages: Math.max(...this.pages.keys()),
    });
    this.head = newHeadTxid;
  }

  /** Returns how many of the pages are not what they must be. */
  async wrongCount(pgnos: readonly number[]): Promise<number> {
    const request = { actorId: ID.actorId, generation: this.generation, pgnos: [...pgnos] };
    const { pages } = await this.engine.getPages(ID, request);
    return pages.filter(({ pgno, bytes }) => {
      const expected = this.pages.get(pgno) ?? new Uint8Array(PAGE_SIZE);
      return bytes === null || Buffer.compare(bytes, expected) !== 0;
    }).length;
  }
}

function stretch(random: Random, size: number): readonly number[] {
  const first = 1 + random(300);
  return Array.from({ length: 1 + random(size) }, (_, index) => first + index);
}

test("random pages of commits of every size and of shards are right, cold and warm", async () => {
  const kv = await openStore();
  await withSeed(async (random) => {
    let owner = new Owner(kv);
    await owner.open();
    await owner.commit(
      random,
      Array.from({ length: 320 }, (_, index) => index + 1),
    );
    for (let turn = 0; turn < 40; turn += 1) {
      await owner.commit(random, stretch(random, turn % 8 === 0 ? 200 : 12));
      if (turn % 10 === 9) await owner.engine.compact(ID);
      // Another process has empty caches.
      if (turn % 4 === 3) {
        await owner.engine.stop();
        owner = new Owner(kv, owner.pages);
        await owner.open();
      }
      const size = Math.max(...owner.pages.keys());
      for (let read = 0; read < 4; read += 1) {
        const pgnos = stretch(random, 250).filter((pgno) => pgno <= size);
        expect(await owner.wrongCount(pgnos)).toBe(0);
        if (pgnos[0] !== undefined) expect(await owner.wrongCount([pgnos[0]])).toBe(0);
      }
    }
    expect((await owner.engine.inspect(ID)).findings).toEqual([]);
    await owner.engine.stop();
  });
  await kv.close();
});

test("a damaged row is refused, or hurts no page that was read", async () => {
  const kv = await openStore();
  let refusedCount = 0;
  await withSeed(async (random) => {
    const owner = new Owner(kv);
    await owner.open();
    const all = Array.from({ length: 120 }, (_, index) => index + 1);
    await owner.commit(random, all);
    await owner.commit(random, [3, 4, 5]);
    const end = { start: new Uint8Array(0), end: Uint8Array.of(0xff) };
    for (let turn = 0; turn < 30; turn += 1) {
      const { rows } = await kv.run("list", (tx) => tx.range(end), { readOnly: true });
      const chunks = rows.filter(([, bytes]) => bytes.length > 10_000);
      const [key, value] =
        (random(2) === 0 ? chunks[random(chunks.length)] : undefined) ??
        rows[random(rows.length)] ??
        [];
      if (key === undefined || value === undefined) throw new Error("the store is empty");
      const damaged = value.slice();
      const at = random(damaged.length);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << random(8));
      await kv.run("damage", async (tx) => tx.set(key, damaged));
      const reader = new Owner(kv, owner.pages);
      reader.generation = owner.generation;
      for (const pgnos of [[1], [4], [119], all]) {
        try {
          expect(await reader.wrongCount(pgnos)).toBe(0);
        } catch (error) {
          if (!(error instanceof StorageError)) throw error;
          refusedCount += 1;
        }
      }
      await reader.engine.stop();
      await kv.run("mend", async (tx) => tx.set(key, value));
    }
    await owner.engine.stop();
  });
  expect(refusedCount).toBeGreaterThan(0);
  await kv.close();
});

test("the file grows in steps, ahead of what is written", async () => {
  const kv = await openStore();
  const path = join(folder, `store-${count}`);
  const sizes = new Set<number>();
  for (let index = 0; index < 100; index += 1) {
    const value = new Uint8Array(30_000).fill(index);
    await kv.run("grow", async (tx) => tx.set(Uint8Array.of(1, index), value));
    sizes.add(statSync(path).size);
  }
  // Without steps, each commit would make the file longer.
  expect(sizes.size).toBeLessThan(20);
  expect(Math.max(...sizes)).toBeLessThan(2 * 100 * 30_000);
  await kv.close();
});
