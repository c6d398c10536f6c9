#!/usr/bin/env node
import { existsSync } from "node:fs";

const cli = new URL("../dist/cli.js", import.meta.url);
if (existsSync(cli)) {
  await import(cli.href);
} else {
  console.error("barewire-storage: it is not built yet; run `pnpm build` first");
  process.exitCode = 1;
}
