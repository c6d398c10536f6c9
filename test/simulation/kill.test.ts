/**
 * Tests `kill -9` of an engine that commits: acknowledged commits are stored, and all are atomic.
 */

import { fileURLToPath } from "node:url";
import { createSqliteStore, type Kv } from "@barewire/sqlite-storage";
import { expect } from "vitest";
import { countFrom, type Random, withSeed } from "../contract/seeded-random.js";
import { runAndKill, testKills } from "../kv/start-committer.js";
import { type Contents, contentsAfter, KILLED, readStory } from "./killed-story.js";

const PROGRAM = fileURLToPath(new URL("commit-forever.ts", import.meta.url));
const ROUNDS = countFrom("BAREWIRE_TEST_KILLS", 3);
const MAX_RUN_MS = 400;

type Acknowledged = { readonly number: number; readonly txid: bigint };

testKills((store) =>
  withSeed(async (random: Random) => {
    let before: Contents = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const acknowledged = parse(await runAndKill(PROGRAM, store, random(MAX_RUN_MS)));
      const kv = await store.open();
      try {
        before = await expectWhole(kv, before, acknowledged);
      } finally {
        await kv.close();
      }
    }
    console.log(`${store.driver}: ${before[0]} commits, ${ROUNDS} times killed`);
  }),
);

/** A line of `commit-forever.ts`. */
function parse(line: string): Acknowledged {
  const [number, txid = ""] = line.split(" ");
  return { number: Number(number), txid: BigInt(txid) };
}

/** The newest commit is the last that was acknowledged, or the one after it, and all is whole. */
async function expectWhole(
  kv: Kv,
  before: Contents,
  acknowledged: Acknowledged,
): Promise<Contents> {
  const engine = createSqliteStore({ kv });
  expect((await engine.inspect(KILLED)).findings).toEqual([]);
  const { contents, headTxid, generation } = await readStory(engine);
  const number = contents[0] ?? 0;
  expect([acknowledged.number, acknowledged.number + 1]).toContain(number);
  if (number === acknowledged.number) expect(headTxid).toBe(acknowledged.txid);
  expect(headTxid).toBeGreaterThanOrEqual(acknowledged.txid);
  let expected = before;
  for (let next = (before[0] ?? 0) + 1; next <= number; next += 1) {
    expected = contentsAfter(expected, next);
  }
  expect(contents).toEqual(expected);
  expect((await engine.inspect(KILLED)).findings).toEqual([]);
  await engine.close(KILLED, generation);
  await engine.stop();
  return contents;
}
