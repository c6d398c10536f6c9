/** The PostgreSQL driver conforms. */

import { openPostgresKv } from "@barewire/sqlite-storage/postgres";
import { test } from "vitest";
import { startPostgresIfPossible } from "../postgres/postgres-server.js";
import { testConformance } from "./conformance/conformance.js";

const server = await startPostgresIfPossible();

if (typeof server === "string") {
  test("PostgreSQL", (context) => context.skip(server));
} else {
  const { url } = server;
  let count = 0;
  testConformance(async () => ({
    open: async () => {
      count += 1;
      const table = `kv_${count}`;
      const open = () => openPostgresKv({ url, table });
      return { kv: await open(), again: open };
    },
    end: () => server.remove(),
  }));
}
