/** Statements that fail because the server is gone: what they tell, where, and when. */

import type { Transport } from "@barewire/client";
import { webSocketTransport } from "@barewire/client/websocket";
import {
  type Database,
  DatabaseError,
  type OpenDatabaseOptions,
  openDatabase,
} from "@barewire/sqlite";
import { afterAll, afterEach, expect, test } from "vitest";
import { failureOf } from "../contract/failure-of.js";
import { Leftovers, type ServerProcess, until } from "../server/server-process.js";
import { testRuntime } from "../vfs/test-runtime.js";

const leftovers = new Leftovers();
const opened: Database[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.abandon()));
});
afterAll(() => leftovers.remove());

type Options = Omit<OpenDatabaseOptions, "transport" | "namespace" | "actor">;

/** The connections of a client that have ended, and the frames that it has sent. */
type Traffic = { closedCount: number; sentCount: number };

type Opened = {
  readonly database: Database;
  readonly url: string;
  readonly server: ServerProcess;
  readonly traffic: Traffic;
};

/** A database with a table, at a server of its own. */
async function open(options: Partial<Options> = {}, store = "memory:"): Promise<Opened> {
  const { server, url } = await leftovers.serve(["--store", store]);
  const traffic = { closedCount: 0, sentCount: 0 };
  const transport = counting(webSocketTransport({ url }), traffic);
  const who = { namespace: "notebooks", actor: "ada", runtime: await testRuntime() };
  const database = await openDatabase({ transport, ...who, minRetryMs: 20, ...options });
  opened.push(database);
  await database.execute("CREATE TABLE note (text TEXT)");
  return { database, url, server, traffic };
}

function counting(transport: Transport, traffic: Traffic): Transport {
  return {
    ...transport,
    open: (request, events) => {
      const connection = transport.open(request, {
        opened: (subprotocol) => events.opened(subprotocol),
        frame: (bytes) => events.frame(bytes),
        closed: (code, failure) => {
          events.closed(code, failure);
          traffic.closedCount += 1;
        },
      });
      return {
        bufferedSize: () => connection.bufferedSize(),
        send: (frame) => {
          connection.send(frame);
          traffic.sentCount += 1;
        },
        close: (code) => connection.close(code),
      };
    },
  };
}

/** Waits until the client has lost its connection, found no server at the URL and was refused. */
async function goOffline({ server, traffic }: Opened): Promise<void> {
  await server.kill("SIGKILL");
  await until("the client is refused", () => traffic.closedCount >= 2);
}

/** All errors from this one to the first cause. */
function chainOf(error: unknown): readonly Error[] {
  return error instanceof Error ? [error, ...chainOf(error.cause)] : [];
}

test("a database that is told to fails at once while it is offline, and says of what", async () => {
  const opening = await open({ whenOffline: "fail" });
  const { database, url } = opening;
  await goOffline(opening);
  const begunMs = performance.now();
  const error = await failureOf(database.run("INSERT INTO note VALUES ('x')"), DatabaseError);
  expect(performance.now() - begunMs).toBeLessThan(1_000);
  expect(error.issue).toMatchObject({ kind: "sqlite", cause: { kind: "offline" } });
  for (const text of [url, "whenOffline", "disk I/O error"]) expect(error.message).toContain(text);
  // A connection that the kernel took for a server that is being killed is reset.
  expect(error.message).toMatch(/ECONNREFUSED|ECONNRESET/);
  const code = expect.stringMatching(/^ECONN(?:REFUSED|RESET)$/);
  expect(chainOf(error).at(-1)).toMatchObject({ code });
});

test("a commit whose answer is lost fails at once too, and is settled later", async () => {
  const { database, server, traffic } = await open({ whenOffline: "fail" });
  process.kill(server.pid, "SIGSTOP");
  const { sentCount } = traffic;
  const writing = failureOf(database.run("INSERT INTO note VALUES ('x')"), DatabaseError);
  await until("the commit is sent", () => traffic.sentCount > sentCount);
  await server.kill("SIGKILL");
  const { issue } = await writing;
  expect(issue).toMatchObject({ cause: { kind: "no-response", outcome: "unknown" } });
  const next = await failureOf(database.get("SELECT count(*) FROM note"), DatabaseError);
  expect(next.issue).toEqual({ kind: "no-response", outcome: "unknown" });
});

test("a database that waits says after its time-out why nobody has answered", async () => {
  const opening = await open({ requestTimeoutMs: 400 });
  const { database, url } = opening;
  await goOffline(opening);
  const error = await failureOf(database.run("INSERT INTO note VALUES ('x')"), DatabaseError);
  expect(error.issue).toMatchObject({ kind: "sqlite", cause: { kind: "no-response" } });
  for (const text of [url, "ECONNREFUSED"]) expect(error.message).toContain(text);
  expect(error.message).not.toMatch(/^disk I\/O error$/);
});

test("a statement that waits runs when the server is there again", async () => {
  const store = `lmdb:${leftovers.folder()}/data`;
  const opening = await open({ maxRetryMs: 50, retryJitter: 0 }, store);
  const { database, url } = opening;
  await goOffline(opening);
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
  const error = await failureOf(call(database), DatabaseError);
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
  const failures = [1, 2, 3].map((id) => failureOf(database.run("SELECT ?", [id]), DatabaseError));
  await database.abandon();
  const late = await failureOf(database.run("SELECT 1"), DatabaseError);
  const later = await failureOf(database.run("SELECT 1"), DatabaseError);
  expect(late).not.toBe(later);
  expect(late.issue.kind).toBe("closed");
  await Promise.allSettled(failures);
});
