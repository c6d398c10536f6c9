/** The conformance suite of the `Kv` port, run by vitest with the environment's seed and count. */

import { type StoreUnderTest, testKvConformance } from "@barewire/sqlite-storage/testing";
import { afterAll, beforeAll, test } from "vitest";
import { countFrom } from "../contract/seeded-random.js";

const { BAREWIRE_TEST_SEED } = process.env;

export function testConformance(prepare: () => Promise<StoreUnderTest>): void {
  testKvConformance({ test, before: beforeAll, after: afterAll }, prepare, {
    rounds: countFrom("BAREWIRE_TEST_VALUES", 60),
    ...(BAREWIRE_TEST_SEED === undefined ? {} : { seed: Number(BAREWIRE_TEST_SEED) }),
  });
}
