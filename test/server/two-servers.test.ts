/**
 * Tests two servers on one PostgreSQL that take an actor from each other all the time: only the
 * owner writes.
 */

import { setTimeout as pause } from "node:timers/promises";
import type { EnvoyClient } from "@barewire/client";
import { createSqliteStore, openKv } from "@barewire/sqlite-storage";
import { afterEach, expect, test } from "vitest";
import { countFrom, type Random, randomNumbers, withSeed } from "../contract/seeded-random.js";
import { startPostgresIfPossible } from "../postgres/postgres-server.js";
import { commitStream, connect, NAMESPACE } from "./marked-commits.js";
import { type Mark, markOf } from "./marked-pages.js";
import { Leftovers } from "./server-process.js";

const ACTOR = "contested";
const SECONDS = countFrom("BAREWIRE_TEST_TAKEOVER_SECONDS", 6);

/** Each side continues for at most so long on a busy machine, until it has lost the actor once. */
const PATIENCE_MS = 60_000;
const FEWEST_TENURES = 2;

/** A client that has just opened the actor waits up to so long before it takes it again. */
const MAX_PEACE_MS = 250;

const leftovers = new Leftovers();

afterEach(() => leftovers.remove());

type Tenure = {
  readonly generation: bigint;
  readonly firstTxid: bigint;
  /** The acknowledged commits, from `firstTxid` on without a gap. */
  readonly acknowledgedCount: number;
  readonly end: string;
};

/** Opens the actor, commits until another owner has it, and takes it back, until `isOver`. */
async function contend(
  url: string,
  random: Random,
  tenures: Tenure[],
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    const client = connect(url, { actors: [ACTOR] });
    try {
      tenures.push(await reign(client, isOver));
    } finally {
      client.close();
    }
    await pause(random(MAX_PEACE_MS));
  }
}

/** Both contend for `SECONDS`, and continue until each has had the actor more than once. */
async function contendInTurns(
  urls: readonly string[],
  random: Random,
): Promise<readonly (readonly Tenure[])[]> {
  const start = performance.now();
  const both = urls.map((): Tenure[] => []);
  const isOver = () => {
    const elapsedMs = performance.now() - start;
    const isFair = both.every((each) => each.length >= FEWEST_TENURES);
    return elapsedMs > (isFair ? SECONDS * 1_000 : PATIENCE_MS);
  };
  await Promise.all(
    urls.map((url, index) => {
      const tenures = both[index] ?? [];
      return contend(url, randomNumbers(random(2 ** 31)), tenures, isOver);
    }),
  );
  return both;
}

async function reign(client: EnvoyClient, isOver: () => boolean): Promise<Tenure> {
  const { startup } = await client.started(ACTOR);
  if (startup === null) throw new Error("no startup data");
  const { generation, meta } = startup;
  const owner = Number(generation);
  const { acknowledgedCount, end } = await commitStream(client, ACTOR, owner, {
    windowCount: 4,
    headTxid: meta.headTxid,
    isOver,
  });
  return { generation, firstTxid: meta.headTxid + 1n, acknowledgedCount, end };
}

/**
 * Reads what the store has in the end: the mark of each commit, which is on the page of its txid.
 */
async function readStore(store: string) {
  const kv = await openKv(store);
  const engine = createSqliteStore({ kv });
  const database = { namespace: NAMESPACE, actorId: ACTOR };
  try {
    const { findings } = await engine.inspect(database);
    const { generation, meta } = await engine.open(database);
    const marks: Mark[] = [];
    for (let first = 1; first <= meta.dbSizePages; first += 256) {
      const count = Math.min(256, meta.dbSizePages - first + 1);
      const pgnos = Array.from({ length: count }, (_, index) => first + index);
      const read = await engine.getPages(database, { actorId: ACTOR, generation, pgnos });
      for (const { bytes } of read.pages) marks.push(markOf(bytes ?? new Uint8Array()));
    }
    return { findings, marks, generation, headTxid: meta.headTxid };
  } finally {
    await engine.stop();
    await kv.close();
  }
}

type Stored = Awaited<ReturnType<typeof readStore>>;

/** Every commit is by the owner of its time, and no acknowledged one is missing or another's. */
function check(
  tenures: readonly Tenure[],
  { findings, marks, generation, headTxid }: Stored,
): void {
  expect(findings).toEqual([]);
  expect(headTxid).toBe(BigInt(marks.length));
  const generations = tenures.map((tenure) => tenure.generation);
  // No two owners have the same generation.
  expect(new Set(generations).size).toBe(generations.length);
  for (const given of generations) expect(given).toBeLessThan(generation);
  for (const { generation: owner, firstTxid, acknowledgedCount } of tenures) {
    const first = Number(firstTxid) - 1;
    const kept = marks.slice(first, first + acknowledgedCount);
    const wanted = kept.map((_, index) => ({ owner: Number(owner), sequence: index + 1 }));
    expect(kept).toHaveLength(acknowledgedCount);
    expect(kept).toEqual(wanted);
  }
  for (const [index, { owner, sequence }] of marks.entries()) {
    const before = marks[index - 1] ?? { owner: 0, sequence: 0 };
    const isNext = owner === before.owner && sequence === before.sequence + 1;
    // A new owner begins a new sequence, and no earlier owner comes back.
    const isFirst = owner > before.owner && sequence === 1;
    expect(isNext || isFirst, `commit ${index + 1}`).toBe(true);
    expect(generations).toContain(BigInt(owner));
  }
}

test("two servers take an actor from each other under load, and one owner writes", async (context) => {
  const postgres = await startPostgresIfPossible();
  if (typeof postgres === "string") return context.skip(postgres);
  try {
    const flags = ["--store", postgres.url];
    const [one, two] = await Promise.all([leftovers.serve(flags), leftovers.serve(flags)]);
    await withSeed(async (random) => {
      const both = await contendInTurns([one.url, two.url], random);
      const exits = await Promise.all([one, two].map(({ server }) => server.kill("SIGTERM")));
      expect(exits.map(({ code }) => code)).toEqual([0, 0]);
      const tenures = both.flat();
      const commitCount = tenures.reduce((sum, each) => sum + each.acknowledgedCount, 0);
      const stored = await readStore(postgres.url);
      console.log(
        `${tenures.length} owners, ${commitCount} commits acknowledged, ${stored.headTxid} stored`,
      );
      check(tenures, stored);
      // A client that lost the actor received the refusal for it, or had no request pending.
      expect(new Set(tenures.map(({ end }) => end))).toEqual(
        new Set(["SqliteFenceMismatch", "over"]),
      );
      expect(Math.min(...both.map((each) => each.length))).toBeGreaterThanOrEqual(FEWEST_TENURES);
      expect(commitCount).toBeGreaterThan(tenures.length);
    });
  } finally {
    await leftovers.remove();
    await postgres.remove();
  }
});
