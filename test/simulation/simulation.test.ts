/**
 * No seed finds anything wrong. BAREWIRE_TEST_SIMULATIONS runs more of them, and a seed that a
 * failure names is repeated, alone, by BAREWIRE_TEST_SEED.
 */

import { expect, test } from "vitest";
import { countFrom } from "../contract/seeded-random.js";
import { findViolation, type Simulated, simulate, TURN_COUNT } from "./simulate.js";

const { BAREWIRE_TEST_SEED } = process.env;
const COUNT = BAREWIRE_TEST_SEED === undefined ? countFrom("BAREWIRE_TEST_SIMULATIONS", 200) : 1;
const FIRST_SEED = Number(BAREWIRE_TEST_SEED ?? Date.now() % 2 ** 30);
const MAX_LINES = 80;
const TIMEOUT_MS = 60_000 + 2_000 * COUNT;

/** Runs a seed. Fails with the shortest story of it, if it goes wrong. */
async function check(seed: number): Promise<Simulated> {
  try {
    return await simulate({ seed, turnCount: TURN_COUNT });
  } catch (cause) {
    const found = await findViolation(seed);
    const story = found?.trace.slice(-MAX_LINES).join("\n");
    const reason = (found?.error ?? cause) instanceof Error ? String(found?.error ?? cause) : "";
    const turns = `${found?.turnCount} turns of each owner`;
    throw new Error(`BAREWIRE_TEST_SEED=${seed}: ${reason}; ${turns}:\n${story}`, { cause });
  }
}

test("nothing goes wrong, whatever the order", { timeout: TIMEOUT_MS }, async () => {
  const sums = { stepCount: 0, writeCount: 0, commitCount: 0, faultCount: 0 };
  for (let index = 0; index < COUNT; index += 1) {
    const simulated = await check(FIRST_SEED + index);
    sums.stepCount += simulated.stepCount;
    sums.writeCount += simulated.writeCount;
    sums.commitCount += simulated.commitCount;
    sums.faultCount += simulated.faultCount;
  }
  expect(sums.commitCount).toBeGreaterThan(0);
  const { stepCount, writeCount, commitCount, faultCount } = sums;
  console.log(
    `${COUNT} seeds from ${FIRST_SEED}: ${stepCount} steps, ${writeCount} transactions that have ` +
      `written, ${commitCount} commits, ${faultCount} failures of the store`,
  );
});

test("the same seed is the same story", async () => {
  const seed = FIRST_SEED % 1_000;
  const stories = [[], []].map((lines: string[]) => ({ lines, log: (l: string) => lines.push(l) }));
  for (const { log } of stories) await simulate({ seed, turnCount: TURN_COUNT, log });
  expect(stories[0]?.lines.length).toBeGreaterThan(5);
  expect(stories[1]?.lines).toEqual(stories[0]?.lines);
});
