/** The simulation finds bugs: each that is planted, within a number of seeds. */

import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { countFrom } from "../contract/seeded-random.js";
import { PLANTED_BUGS, type PlantedBug } from "./planted/planted-bugs.js";

/** Far less than what is run to say that there is no bug. */
const MAX_SEEDS = countFrom("BAREWIRE_TEST_PLANTED_SEEDS", 150);
const SOURCES = fileURLToPath(new URL("../../packages/storage/src/", import.meta.url));

/** The first seed that finds the bug. */
async function check({ module, variantOf }: PlantedBug): Promise<number> {
  vi.resetModules();
  vi.doMock(SOURCES + module, async (importOriginal) => {
    const original = await importOriginal<never>();
    return { ...(original as object), ...variantOf(original) };
  });
  try {
    const { simulate, TURN_COUNT } = await import("./simulate.js");
    for (let seed = 1; seed <= MAX_SEEDS; seed += 1) {
      try {
        await simulate({ seed, turnCount: TURN_COUNT });
      } catch (error) {
        console.log(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`);
        return seed;
      }
    }
    return Number.POSITIVE_INFINITY;
  } finally {
    vi.doUnmock(SOURCES + module);
  }
}

for (const bug of PLANTED_BUGS) {
  test(bug.name, async () => {
    expect(await check(bug)).toBeLessThanOrEqual(MAX_SEEDS);
  });
}
