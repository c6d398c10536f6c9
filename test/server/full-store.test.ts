/**
 * Tests a server whose disk becomes full, and then has space again.
 */

import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "@barewire/sqlite";
import { afterEach, expect, test } from "vitest";
import { randomNumbers } from "../contract/seeded-random.js";
import { missingTool } from "../missing-tool.js";
import { randomBytes } from "../vfs/ledger.js";
import { testRuntime } from "../vfs/test-runtime.js";
import { httpGet, Leftovers, until } from "./server-process.js";

const leftovers = new Leftovers();

afterEach(() => leftovers.remove());

/** The limit of file sizes of the process has the effect of a full disk, without root. */
function limitFiles(pid: number, size: number | "unlimited"): boolean {
  return spawnSync("prlimit", ["--pid", String(pid), `--fsize=${size}:`]).status === 0;
}

test("a full disk is SQLITE_FULL for SQL and 503 for /healthz, until there is room", async (context) => {
  const path = join(leftovers.folder(), "data");
  const server = await leftovers.start({
    flags: ["--port", "0", "--store", `lmdb:${path}`],
    launcher: ["sh", "-c", `trap '' XFSZ; exec "$@"`, "sh"],
  });
  const url = await server.url();
  if (!limitFiles(server.pid, "unlimited")) context.skip(missingTool("prlimit does not run"));
  const health = async () => (await httpGet(url, "/healthz")).status;
  expect(await health()).toBe(200);
  const runtime = await testRuntime();
  const database = await openDatabase({ url, namespace: "n", actor: "a", runtime });
  await database.execute("CREATE TABLE t (v BLOB); INSERT INTO t VALUES (1)");
  const random = randomNumbers(1);
  const insert = () => database.run("INSERT INTO t VALUES (?)", [randomBytes(random, 400_000)]);
  limitFiles(server.pid, statSync(path).size + 200_000);
  let count = 0;
  const fill = async (): Promise<void> => {
    for (; count < 20; count += 1) await insert();
  };
  await expect(fill()).rejects.toMatchObject({
    message: expect.stringMatching(
      /^the server has no room: .+ \(SQLite: database or disk is full\)$/,
    ),
    issue: { kind: "sqlite", code: 13, cause: { kind: "full", what: "store" } },
  });
  await until("it is said to be unhealthy", async () => (await health()) === 503);
  // The second request has a probe of its own.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(await health()).toBe(503);
  expect(await database.get("SELECT count(*) AS count FROM t")).toEqual({ count: count + 1 });
  limitFiles(server.pid, "unlimited");
  await until("it is healthy again", async () => (await health()) === 200);
  await insert();
  expect(await database.all("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
  await database.close();
});
