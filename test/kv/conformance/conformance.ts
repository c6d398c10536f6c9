/** The conformance suite: what every driver of the `Kv` port has to do, and all do alike. */

import { afterAll, beforeAll } from "vitest";
import { testConflicts } from "./conflicts.js";
import { testRanges } from "./ranges.js";
import { testRuns } from "./runs.js";
import { testSnapshots } from "./snapshots.js";
import type { StoreUnderTest, WithStore } from "./store-under-test.js";
import { testValues } from "./values.js";

/** Defines the tests. `prepare` runs before the first of them. */
export function testConformance(prepare: () => Promise<StoreUnderTest>): void {
  let underTest: StoreUnderTest | undefined;
  beforeAll(async () => {
    underTest = await prepare();
  });
  afterAll(async () => {
    await underTest?.end();
  });
  const withStore: WithStore = async (check) => {
    const store = await underTest?.open();
    if (store === undefined) throw new Error("there is no store to test");
    try {
      await check(store.kv, store);
    } finally {
      await store.kv.close();
    }
  };
  testSnapshots(withStore);
  testRanges(withStore);
  testValues(withStore);
  testConflicts(withStore);
  testRuns(withStore);
}
