/** The LMDB driver conforms. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLmdbKv } from "@barewire/sqlite-storage/lmdb";
import { testConformance } from "./conformance.js";

testConformance(async () => {
  const folder = mkdtempSync(join(tmpdir(), "barewire-lmdb-"));
  let count = 0;
  return {
    open: async () => {
      count += 1;
      const path = join(folder, `${count}.lmdb`);
      return { kv: await openLmdbKv({ path }), again: () => openLmdbKv({ path }) };
    },
    end: async () => rmSync(folder, { recursive: true }),
  };
});
