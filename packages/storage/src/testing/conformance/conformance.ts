/**
 * The conformance suite of the `Kv` port: every promise that `kv.ts` makes, as a test that a driver
 * has to pass. It needs no particular test runner: the functions of one are passed in.
 */

import { CONFLICT_TESTS } from "./conflicts.js";
import type { ConformanceTests, RandomOptions, StoreUnderTest } from "./conformance-test.js";
import { RANGE_TESTS } from "./ranges.js";
import { RUN_TESTS } from "./runs.js";
import { SNAPSHOT_TESTS } from "./snapshots.js";
import { VALUE_TESTS } from "./values.js";

/** The functions that the suite needs of a test runner. */
export type TestRunner = {
  readonly test: (name: string, body: () => Promise<void>) => unknown;
  /** Is `beforeAll` of vitest, or `before` of node:test. */
  readonly before: (body: () => Promise<void>) => unknown;
  /** Is `afterAll` of vitest, or `after` of node:test. */
  readonly after: (body: () => Promise<void>) => unknown;
};

/**
 * Defines the tests of a driver. `prepare` runs once, before the first of them.
 *
 *     import { after, before, test } from "node:test";
 *     testKvConformance({ test, before, after }, async () => ({ open, end }));
 */
export function testKvConformance(
  { test, before, after }: TestRunner,
  prepare: () => Promise<StoreUnderTest>,
  options: RandomOptions = {},
): void {
  let underTest: StoreUnderTest | undefined;
  before(async () => {
    underTest = await prepare();
  });
  after(async () => {
    await underTest?.end();
  });
  for (const [name, run] of Object.entries(CONFORMANCE_TESTS)) {
    test(name, async () => {
      const store = await underTest?.open();
      if (store === undefined) throw new Error("`before` has to run ahead of the tests");
      try {
        await run(store.kv, store, options);
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
