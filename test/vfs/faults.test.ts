/**
 * Every request of a session fails once, in each possible way: it is refused, lost on the way
 * there, or its answer is lost. The application must be told the truth.
 */

import {
  type Database,
  DatabaseError,
  openDatabaseOnSession,
  type SharedRuntime,
} from "@barewire/sqlite";
import { beforeAll, describe, expect, test } from "vitest";
import { hasDebianSqlite, integrityOf } from "./debian-sqlite.js";
import { PageMapServer } from "./page-map-server.js";
import { TINY, testRuntime } from "./test-runtime.js";

/** A hung database would never end; a busy machine only takes long. */
const TIMEOUT_MS = 600_000;

type Fault = "refused" | "lost" | "answer-lost";

const FAULTS: readonly Fault[] = ["refused", "lost", "answer-lost"];

const ROWS = `WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT 60)`;

/** Each is one transaction: small, one that spills into a journal, staged, and one that shrinks. */
const TRANSACTIONS: readonly string[] = [
  "CREATE TABLE t (id INTEGER PRIMARY KEY, v)",
  `INSERT INTO t (v) ${ROWS} SELECT hex(zeroblob(i * 20)) FROM n`,
  "BEGIN; UPDATE t SET v = v || 'x'; CREATE INDEX j ON t (v); COMMIT",
  "DELETE FROM t WHERE id % 3 = 0",
  "VACUUM",
  "UPDATE t SET v = length(v) WHERE id = 2",
];

const STATE = "SELECT count(*) AS n, total(id) AS i, total(length(v)) AS s FROM t";
const SCHEMA = "SELECT group_concat(name) AS names FROM sqlite_schema";

let runtime: SharedRuntime;

beforeAll(async () => {
  runtime = await testRuntime(TINY);
});

test("without a fault, all go through", async () => {
  const { states, server } = await expectedStates();
  expect(new Set(states).size).toBe(TRANSACTIONS.length);
  expect(new Set(server.requests)).toEqual(
    new Set(["commit", "pages", "stage-begin", "stage", "stage-finalize"]),
  );
});

describe.each(FAULTS)("a request that is %s", (fault) => {
  test(
    "leaves the old state or the new, and the application knows which",
    async () => {
      const { states, server } = await expectedStates();
      const files: Uint8Array[] = [];
      for (let index = 0; index < server.requests.length; index++) {
        files.push(await check(fault, index, states));
      }
      if (hasDebianSqlite()) expect(new Set(await integrityOf(files))).toEqual(new Set(["ok"]));
    },
    TIMEOUT_MS,
  );
});

/** Runs everything with a fault at one request; returns the file at the end. */
async function check(fault: Fault, index: number, states: readonly string[]): Promise<Uint8Array> {
  const at = `${fault} at request ${index}`;
  let count = 0;
  const strike = (issue: ConstructorParameters<typeof DatabaseError>[0]): void => {
    count += 1;
    if (count === index + 1) throw new DatabaseError(issue);
  };
  const server = new PageMapServer({
    maxDeltaBytes: 96 * 1024,
    [fault === "answer-lost" ? "after" : "before"]: () =>
      strike(
        fault === "refused"
          ? { kind: "refused", detail: "by the test" }
          : { kind: "no-response", outcome: "unknown" },
      ),
  });
  const open = (): Promise<Database> =>
    openDatabaseOnSession(server.open(), runtime).catch(() =>
      openDatabaseOnSession(server.open(), runtime),
    );
  const database = await open();
  // One fault fails one transaction, which is then tried again.
  let attempts = 0;
  for (let done = 0; done < TRANSACTIONS.length; ) {
    attempts += 1;
    expect(attempts, at).toBeLessThanOrEqual(TRANSACTIONS.length + 1);
    const failure = await failureOf(database, TRANSACTIONS[done] ?? "");
    if (failure === null) {
      done += 1;
      expect(await stateOf(database), at).toBe(states[done]);
      continue;
    }
    expect(failure.issue.kind, at).toBe("sqlite");
    const seen = await stateOf(database);
    // After the fault, the database continues as if nothing had been tried.
    if (fault !== "answer-lost") expect(seen, at).toBe(states[done]);
    // The same session finds out the outcome, and continues.
    if (fault === "answer-lost") {
      expect([states[done], states[done + 1]], at).toContain(seen);
      if (seen === states[done + 1]) done += 1;
    }
  }
  expect(await stateOf(database), at).toBe(states.at(-1));
  await database.close();
  return server.file();
}

async function failureOf(database: Database, sql: string): Promise<DatabaseError | null> {
  try {
    await database.execute(sql);
    return null;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    // An application does this after beginning a transaction by hand.
    await database.execute("ROLLBACK").catch(() => undefined);
    return error;
  }
}

/** The states before the first transaction and after each. */
async function expectedStates(): Promise<{ states: string[]; server: PageMapServer }> {
  const server = new PageMapServer({ maxDeltaBytes: 96 * 1024 });
  const database = await openDatabaseOnSession(server.open(), runtime);
  const states = [await stateOf(database)];
  for (const sql of TRANSACTIONS) {
    await database.execute(sql);
    states.push(await stateOf(database));
  }
  await database.close();
  return { states, server };
}

async function stateOf(database: Database): Promise<string> {
  // The fault may hit here; a read that failed can be repeated.
  return readState(database).catch(() => readState(database));
}

async function readState(database: Database): Promise<string> {
  const schema = await database.get<{ names: string | null }>(SCHEMA);
  const isThere = schema?.names?.split(",").includes("t") ?? false;
  return JSON.stringify([schema, isThere ? await database.get(STATE) : null]);
}
