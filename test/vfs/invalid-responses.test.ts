/**
 * Tests a server with invalid responses: pages that are missing, not requested, or of another
 * moment. The database refuses the first of them, and does not repeat the request until one is
 * valid.
 */

import type { SqliteFetchedPage, SqliteMeta } from "@barewire/protocol/envoy-protocol";
import { type Database, DatabaseError, type DatabaseIssue, openDatabase } from "@barewire/sqlite";
import type { SqliteStore } from "@barewire/sqlite-storage";
import { afterEach, describe, expect, test } from "vitest";
import { failureOf } from "../contract/failure-of.js";
import { testRuntime } from "./test-runtime.js";
import { NAMESPACE, WireServer } from "./wire-server.js";

type Answer = { readonly pages: readonly SqliteFetchedPage[]; readonly meta: SqliteMeta };

/** Changes a right answer of the server. */
type Lie = (answer: Answer, question: "list" | "range") => Answer;

/**
 * A server that tells the truth until it is armed with a lie, and counts the reads from then on.
 */
class LyingServer {
  readonly server: WireServer;
  lie: Lie | null = null;
  readCount = 0;

  constructor() {
    this.server = new WireServer({ hook: (store) => this.#hook(store) });
  }

  #hook(store: SqliteStore): SqliteStore {
    const tell = <Told extends Answer>(answer: Told, question: "list" | "range"): Told => {
      if (this.lie === null) return answer;
      this.readCount += 1;
      return { ...answer, ...this.lie(answer, question) };
    };
    return new Proxy(store, {
      get: (target, name) => {
        switch (name) {
          case "getPages":
            return async (...request: Parameters<SqliteStore["getPages"]>) =>
              tell(await target.getPages(...request), "list");
          case "getPageRange":
            return async (...request: Parameters<SqliteStore["getPageRange"]>) =>
              tell(await target.getPageRange(...request), "range");
          default: {
            const method: unknown = Reflect.get(target, name);
            return typeof method === "function" ? method.bind(target) : method;
          }
        }
      },
    });
  }
}

const opened: Database[] = [];

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

/** Opens a database with a cache of its own, so that its reads are sent to the server. */
async function open({ server }: LyingServer): Promise<Database> {
  const runtime = await testRuntime({ pipelineMaxBytes: 0, structure: false, planPrefetch: false });
  const { transport } = server;
  const options = { transport, namespace: NAMESPACE, actor: "one", runtime };
  const database = await openDatabase({ ...options, requestTimeoutMs: 20_000 });
  opened.push(database);
  return database;
}

/** A database of some hundred pages, none of which is cached. */
async function filled(server: LyingServer): Promise<Database> {
  const database = await open(server);
  await database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v BLOB)");
  await database.run(`INSERT INTO t (v)
    WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT 300)
    SELECT zeroblob(3000) FROM n`);
  await database.close();
  return await open(server);
}

const READ = "SELECT total(length(v)) AS s FROM t";

/** A read meets the lie at its first request, and fails for this reason. */
async function check(lie: Lie, kind: DatabaseIssue["kind"]): Promise<void> {
  const server = new LyingServer();
  const database = await filled(server);
  server.lie = lie;
  const { issue } = await failureOf(database.get(READ), DatabaseError);
  expect((issue.kind === "sqlite" ? issue.cause : issue)?.kind).toBe(kind);
  expect(server.readCount).toBe(1);
  expect(database.isFenced).toBe(kind === "fenced");
  if (kind === "fenced") return;
  server.lie = null;
  expect(await database.get(READ)).toEqual({ s: 900_000 });
}

/** The same response with other pages. */
function withPages(change: (page: SqliteFetchedPage, index: number) => SqliteFetchedPage): Lie {
  return (answer) => ({ ...answer, pages: answer.pages.map(change) });
}

/** The same response from another moment. */
function fromHead(change: (headTxid: bigint) => bigint): Lie {
  return ({ pages, meta }) => ({ pages, meta: { ...meta, headTxid: change(meta.headTxid) } });
}

describe("pages", () => {
  test("that are absent inside of the database are a loss, not zeros", async () => {
    await check(
      withPages(({ pgno }) => ({ pgno, bytes: null })),
      "invalid-response",
    );
  });

  test("that were not asked for are refused", async () => {
    await check(
      withPages(({ pgno, bytes }) => ({ pgno: pgno + 1, bytes })),
      "invalid-response",
    );
  });

  test("that are cut off, or too long, are refused", async () => {
    for (const size of [100, 4_097]) {
      await check(
        withPages(({ pgno }) => ({ pgno, bytes: new Uint8Array(size) })),
        "invalid-response",
      );
    }
  });

  test("that are fewer or more than were asked for are refused", async () => {
    await check((answer) => ({ ...answer, pages: [] }), "invalid-response");
    await check(
      (answer) => ({ ...answer, pages: [...answer.pages, ...answer.pages] }),
      "invalid-response",
    );
  });
});

describe("an answer", () => {
  test("of a newer commit than any of the owner's is one of another owner", async () => {
    await check(
      fromHead((headTxid) => headTxid + 1n),
      "fenced",
    );
  });

  test("of an older commit, asked for after it, is from a server that has lost commits", async () => {
    await check(
      fromHead((headTxid) => headTxid - 1n),
      "fenced",
    );
  });
});

test("a range with a hole in it is refused, and not asked for again", async () => {
  const server = new LyingServer();
  const database = await filled(server);
  let rangeCount = 0;
  server.lie = (answer, question) => {
    if (question === "list") return answer;
    rangeCount += 1;
    return { ...answer, pages: answer.pages.toSpliced(1, 1) };
  };
  const error = await database.get(READ).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ issue: { cause: { kind: "invalid-response" } } });
  expect(rangeCount).toBe(1);
});

test("a read whose link is lost is asked again on the next connection", async () => {
  const server = new LyingServer();
  const database = await filled(server);
  let cuts = 0;
  server.server.cut = (direction) => {
    if (direction === "to-server" || cuts > 0) return false;
    cuts += 1;
    return true;
  };
  expect(await database.get(READ)).toEqual({ s: 900_000 });
  expect(cuts).toBe(1);
  expect(server.server.connectionCount).toBe(3);
});
