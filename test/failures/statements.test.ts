/** Statements that fail because the server is gone: what they tell, where, and when. */

import {
  type Database,
  DatabaseError,
  type OpenDatabaseOptions,
  openDatabase,
} from "@barewire/sqlite";
import { afterAll, afterEach, expect, test } from "vitest";
import { Leftovers, type ServerProcess } from "../server/server-process.js";
import { testRuntime } from "../vfs/test-runtime.js";

const leftovers = new Leftovers();
const opened: Database[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.abandon()));
});
afterAll(() => leftovers.remove());

type Options = Omit<OpenDatabaseOptions, "transport" | "namespace" | "actor">;

type Opened = {
  readonly database: Database;
  readonly url: string;
  readonly server: ServerProcess;
};

/** A database with a table, at a server of its own. */
async function open(options: Partial<Options> = {}, store = "memory:"): Promise<Opened> {
  const { server, url } = await leftovers.serve(["--store", store]);
  const who = { namespace: "notebooks", actor: "ada", runtime: await testRuntime() };
  const database = await openDatabase({ url, ...who, minRetryMs: 20, ...options });
  opened.push(database);
  await database.execute("CREATE TABLE note (text TEXT)");
  return { database, url, server };
}

/** Waits until the client has found no server at the URL, and was refused once. */
async function goOffline(server: ServerProcess): Promise<void> {
  await server.kill("SIGKILL");
  await new Promise((resolve) => setTimeout(resolve, 500));
}

async function failureOf(work: () => Promise<unknown>): Promise<DatabaseError> {
  const error = await work().then(
    () => expect.unreachable("it has not failed"),
    (reason: unknown) => reason,
  );
  return error instanceof DatabaseError ? error : expect.unreachable(String(error));
}

/** All errors from this one to the first cause. */
function chainOf(error: unknown): readonly Error[] {
  return error instanceof Error ? [error, ...chainOf(error.cause)] : [];
}

test("a database that is told to fails at once while it is offline, and says of what", async () => {
  const { database, server, url } = await open({ whenOffline: "fail" });
  await goOffline(server);
  const begunMs = performance.now();
  const error = await failureOf(() => database.run("INSERT INTO note VALUES ('x')"));
  expect(performance.now() - begunMs).toBeLessThan(1_000);
  expect(error.issue).toMatchObject({ kind: "sqlite", cause: { kind: "offline" } });
  for (const text of [url, "ECONNREFUSED", "whenOffline", "disk I/O error"]) {
    expect(error.message).toContain(text);
  }
  expect(chainOf(error).at(-1)).toMatchObject({ code: "ECONNREFUSED" });
});

test("a commit whose answer is lost fails at once too, and is settled later", async () => {
  const { database, server } = await open({ whenOffline: "fail" });
  process.kill(server.pid, "SIGSTOP");
  const writing = failureOf(() => database.run("INSERT INTO note VALUES ('x')"));
  await new Promise((resolve) => setTimeout(resolve, 300));
  await server.kill("SIGKILL");
  const { issue } = await writing;
  expect(issue).toMatchObject({ cause: { kind: "no-response", outcome: "unknown" } });
  const next = await failureOf(() => database.get("SELECT count(*) FROM note"));
  expect(next.issue).toEqual({ kind: "no-response", outcome: "unknown" });
});

test("a database that waits says after its time-out why nobody has answered", async () => {
  const { database, server, url } = await open({ requestTimeoutMs: 400 });
  await goOffline(server);
  const error = await failureOf(() => database.run("INSERT INTO note VALUES ('x')"));
  expect(error.issue).toMatchObject({ kind: "sqlite", cause: { kind: "no-response" } });
  for (const text of [url, "ECONNREFUSED"]) expect(error.message).toContain(text);
  expect(error.message).not.toMatch(/^disk I\/O error$/);
});

test("a statement that waits runs when the server is there again", async () => {
  const store = `lmdb:${leftovers.folder()}/data`;
  const { database, server, url } = await open({ maxRetryMs: 50, retryJitter: 0 }, store);
  await goOffline(server);
  const writing = database.run("INSERT INTO note VALUES ('x')");
  const { port } = new URL(url);
  await (await leftovers.start({ flags: ["--store", store, "--port", port] })).url();
  expect(await writing).toMatchObject({ changes: 1 });
  expect(await database.all("SELECT text FROM note")).toEqual([{ text: "x" }]);
});

const CALLS: readonly (readonly [string, (database: Database) => Promise<unknown>])[] = [
  ["execute", (database) => database.execute("SELECT * FROM nowhere")],
  ["run", (database) => database.run("SELECT * FROM nowhere")],
  ["all", (database) => database.all("SELECT * FROM nowhere")],
  ["get", (database) => database.get("SELECT * FROM nowhere")],
  ["prepare", (database) => database.prepare("SELECT * FROM nowhere")],
  [
    "iterate",
    async (database) => {
      for await (const row of database.iterate("SELECT * FROM nowhere")) expect(row).toBeNull();
    },
  ],
  ["transaction", (database) => database.transaction((scope) => scope.run("no SQL"))],
];

test.each(CALLS)("the stack of %s begins where the application has called it", async (_, call) => {
  const { database } = await open();
  const error = await failureOf(() => call(database));
  expect(error.stack).toContain(error.message);
  expect(error.stack).toContain("statements.test.ts");
  // The call is made with `then`, too, which no engine follows in a stack trace.
  const stack = await call(database).then(
    () => "",
    (reason: DatabaseError) => reason.stack,
  );
  expect(stack).toContain("statements.test.ts");
});

test("calls that wait end with errors of their own when the database is closed", async () => {
  const { database } = await open();
  const failures = [1, 2, 3].map((id) => failureOf(() => database.run("SELECT ?", [id])));
  await database.abandon();
  const late = await failureOf(() => database.run("SELECT 1"));
  const later = await failureOf(() => database.run("SELECT 1"));
  expect(late).not.toBe(later);
  expect(late.issue.kind).toBe("closed");
  await Promise.allSettled(failures);
});
