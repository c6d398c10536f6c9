/** The printed matrix is that of the schemas as they are. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compatibilityPage } from "./document.js";
import { PAGE_PATH } from "./page-path.js";
import { configuredProtocols } from "./planned-protocol.js";

test("docs/compatibility.md is what `pnpm compatibility` prints", async () => {
  const page = compatibilityPage(await configuredProtocols());
  expect(readFileSync(PAGE_PATH, "utf8")).toBe(page);
});
