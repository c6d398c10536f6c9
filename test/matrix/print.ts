/** `pnpm compatibility`: prints the matrix into its page; with `--check`, only compares. */

import { readFileSync, writeFileSync } from "node:fs";
import { compatibilityPage, PAGE_PATH } from "./document.js";
import { configuredProtocols } from "./planned-protocol.js";

const page = compatibilityPage(await configuredProtocols());
if (!process.argv.includes("--check")) {
  writeFileSync(PAGE_PATH, page);
} else if (pageOnDisk() !== page) {
  console.error("docs/compatibility.md is stale; run `pnpm compatibility`");
  process.exitCode = 1;
}

function pageOnDisk(): string | null {
  try {
    return readFileSync(PAGE_PATH, "utf8");
  } catch {
    return null;
  }
}
