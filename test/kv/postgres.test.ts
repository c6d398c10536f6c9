/** The PostgreSQL driver conforms. */

import { openPostgresKv } from "@barewire/sqlite-storage/postgres";
import { test } from "vitest";
import { testConformance } from "../../packages/storage/src/testing/conformance/conformance.js";
import { bytes } from "../../packages/storage/src/testing/conformance/store-under-test.js";
import { startPostgresIfPossible } from "../postgres/postgres-server.js";

const server = await startPostgresIfPossible();

if (typeof server === "string") {
  test("PostgreSQL", (context) => context.skip(server));
} else {
  const { url } = server;
  const open = () => openPostgresKv({ url });
  testConformance(async () => ({
    open: async () => {
      const kv = await open();
      // One table for all tests: making one takes longer than most of them.
      await kv.run("empty", async (tx) => tx.clearRange(bytes(), new Uint8Array(1_025).fill(0xff)));
      return { kv, again: open };
    },
    end: () => server.remove(),
  }));
}
