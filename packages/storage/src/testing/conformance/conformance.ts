/** The conformance suite: what every driver of the `Kv` port has to do, and all do alike. */

import { afterAll, beforeAll, test } from "vitest";
import { CONFLICT_TESTS } from "./conflicts.js";
import { RANGE_TESTS } from "./ranges.js";
import { RUN_TESTS } from "./runs.js";
import { SNAPSHOT_TESTS } from "./snapshots.js";
import type { ConformanceTests, StoreUnderTest } from "./store-under-test.js";
import { VALUE_TESTS } from "./values.js";

/** Defines the tests. `prepare` runs before the first of them. */
export function testConformance(prepare: () => Promise<StoreUnderTest>): void {
  let underTest: StoreUnderTest | undefined;
  beforeAll(async () => {
    underTest = await prepare();
  });
  afterAll(async () => {
    await underTest?.end();
  });
  for (const [name, run] of Object.entries(CONFORMANCE_TESTS)) {
    test(name, async () => {
      const store = await underTest?.open();
      if (store === undefined) throw new Error("there is no store to test");
      try {
        await run(store.kv, store);
      } finally {
        await store.kv.close();
      }
    });
  }
}

const CONFORMANCE_TESTS: ConformanceTests = {
  ...SNAPSHOT_TESTS,
  ...RANGE_TESTS,
  ...VALUE_TESTS,
  ...CONFLICT_TESTS,
  ...RUN_TESTS,
};
