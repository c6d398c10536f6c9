/** The PostgreSQL driver conforms. */

import { openPostgresKv } from "@barewire/sqlite-storage/postgres";
import { test } from "vitest";
import { startPostgresIfPossible } from "../postgres/postgres-server.js";
import { testConformance } from "./conformance.js";

const server = await startPostgresIfPossible();

if (typeof server === "string") {
  test("PostgreSQL", (context) => context.skip(server));
} else {
  const { url } = server;
  const open = () => openPostgresKv({ url });
  testConformance(async () => ({
    open: async () => {
      const kv = await open();
      // All tests share one table: creating one takes longer than most of them.
      await kv.run("empty", async (tx) =>
        tx.clearRange(new Uint8Array(0), new Uint8Array(1_025).fill(0xff)),
      );
      return { kv, again: open };
    },
    end: () => server.remove(),
  }));
}
