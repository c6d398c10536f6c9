/** The estimate of a message's heap size. */

import { expect, test } from "vitest";
import { estimateHeapSize } from "./heap-size.js";

test("the size of a message grows with what it holds, and its bytes count once", () => {
  const bytes = new Uint8Array(4_096);
  const sizes = [0, 1, 2].map((count) =>
    estimateHeapSize({ dirtyPages: Array.from({ length: count }, () => ({ pgno: 1, bytes })) }),
  );
  const [none = 0, one = 0, two = 0] = sizes;
  expect(two - one).toBe(one - none);
  expect(one - none).toBeGreaterThanOrEqual(bytes.length);
  expect(one - none).toBeLessThan(bytes.length + 64);
  expect(estimateHeapSize(new Map([["a", "x".repeat(100)]]))).toBeGreaterThanOrEqual(100);
  expect(estimateHeapSize(null)).toBeGreaterThan(0);
});
