/** The database as an application sees it: statements, values, transactions, closing. */

import { createEnvironment, type Database, openSession, presetFlags } from "@barewire/sqlite-vfs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PageMapServer } from "./page-map-server.js";
import { bundleThread } from "./thread-bundle.js";

let environment: ReturnType<typeof createEnvironment>;
const opened: Database[] = [];

beforeAll(async () => {
  environment = createEnvironment({
    flags: presetFlags("modern"),
    threadUrl: await bundleThread(),
  });
});

afterAll(async () => {
  for (const database of opened) await database.close();
});

async function open(server: PageMapServer = new PageMapServer()): Promise<Database> {
  const database = await openSession(server.open(), environment, { proof: "always" });
  opened.push(database);
  return database;
}

test("a table can be written and read, and is there again after a reopen", async () => {
  const server = new PageMapServer();
  const database = await open(server);
  await database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)");
  expect(await database.run("INSERT INTO t (name) VALUES (?), (?)", ["one", "two"])).toEqual({
    changes: 2,
    lastInsertRowid: 2,
  });
  expect(await database.all("SELECT * FROM t")).toEqual([
    { id: 1, name: "one" },
    { id: 2, name: "two" },
  ]);
  await database.close();
  const again = await open(server);
  expect(await again.get("SELECT count(*) AS n FROM t")).toEqual({ n: 2 });
  expect(server.commits).toBe(2);
});
