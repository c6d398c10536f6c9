/**
 * Tests `kill -9` of a process that commits rows: acknowledged commits are stored, and all are
 * atomic.
 */

import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { countFrom, type Random, withSeed } from "../contract/seeded-random.js";
import { readNumber } from "./numbered-commit.js";
import { runAndKill, testKills } from "./start-committer.js";

const PROGRAM = fileURLToPath(new URL("commit-forever.ts", import.meta.url));
const ROUNDS = countFrom("BAREWIRE_TEST_KILLS", 2);
const MAX_RUN_MS = 200;

testKills((store) =>
  withSeed(async (random: Random) => {
    let before = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const acknowledged = await runAndKill(PROGRAM, store, random(MAX_RUN_MS));
      const kv = await store.open();
      const number = await readNumber(kv);
      await kv.close();
      expect(number).toBeGreaterThan(before);
      expect(number).toBeGreaterThanOrEqual(Number(acknowledged));
      before = number;
    }
    console.log(`${store.driver}: ${before} commits, ${ROUNDS} times killed`);
  }),
);
