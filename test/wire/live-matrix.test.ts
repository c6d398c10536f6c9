/**
 * Tests that the printed live matrix is up to date.
 */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { livePage, PAGE_PATH } from "./live/page.js";

test("docs/live-matrix.md is what `pnpm live-matrix` prints", async () => {
  expect(await livePage()).toBe(readFileSync(PAGE_PATH, "utf8"));
});
