/** The server of the tests itself: it is there, and survives what later tests do to it. */

import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { query, startPostgresIfPossible } from "./postgres-server.js";

test("it keeps what was committed when it is stopped and when it is killed", async (context) => {
  const server = await startPostgresIfPossible();
  if (typeof server === "string") return context.skip(server);
  try {
    console.log(`${server.source}: ${await query(server.url, "SELECT version()")}`);
    await query(server.url, "CREATE TABLE kept (number int)");
    expect(await query(server.url, "SHOW fsync")).toEqual(["on"]);
    for (const end of ["stop", "kill", "stop"] as const) {
      await query(server.url, "INSERT INTO kept SELECT count(*) FROM kept");
      await server[end]();
      await expect(query(server.url, "SELECT 1")).rejects.toThrow();
      await server.start();
    }
    expect(await query(server.url, "SELECT number FROM kept ORDER BY number")).toEqual([0, 1, 2]);
  } finally {
    await server.remove();
  }
  expect(existsSync(dirname(server.socketPath))).toBe(false);
});
