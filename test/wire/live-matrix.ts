/** `pnpm live-matrix`: prints the matrix into its page; with `--check`, only compares. */

import { readFileSync, writeFileSync } from "node:fs";
import { livePage, PAGE_PATH } from "./live/page.js";

const page = await livePage();
if (!process.argv.includes("--check")) {
  writeFileSync(PAGE_PATH, page);
  console.log(page);
} else if (readFileSync(PAGE_PATH, "utf8") !== page) {
  console.error("docs/live-matrix.md is stale; run `pnpm live-matrix`");
  process.exitCode = 1;
}
