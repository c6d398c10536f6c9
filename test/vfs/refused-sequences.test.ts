/**
 * Tests that statements fail, and nothing else, if the server refuses or does not answer: SQLite
 * was told that its pages are not stored, so the database continues, and the stored state is sound.
 */

import {
  DatabaseError,
  openDatabaseOnSession,
  type SharedRuntime,
  type SqlScope,
} from "@barewire/sqlite";
import { expect, test } from "vitest";
import { countFrom, type Random, withSeed } from "../contract/seeded-random.js";
import { MemorySqlite, rowsOf } from "./memory-sqlite.js";
import { PageMapServer } from "./page-map-server.js";
import { ENDINGS, PREPARATION, randomSequence } from "./random-workload.js";
import { testRuntime } from "./test-runtime.js";

/** The number is a tenth of that of the sequences without failures. */
const SEQUENCES = Math.ceil(countFrom("BAREWIRE_TEST_SEQUENCES", 500) / 10);
const SEQUENCES_PER_DATABASE = 5;
const MAX_DELTA_BYTES = 64 * 1024;
/** One of so many requests fails. */
const FAILING = 6;
const TIMEOUT_MS = 3_600_000;

const CONTENTS = `
  SELECT 't0' AS name, a AS one, length(b) AS two, substr(b, 1, 20) AS three FROM t0
  UNION ALL SELECT 't1', a, length(b), substr(b, 1, 20) FROM t1
  UNION ALL SELECT 'w', k, length(v), hex(substr(v, -5)) FROM w
  ORDER BY 1, 2, 3, 4`;

type Tally = { statements: number; failed: number; stored: number };

async function check(
  random: Random,
  runtime: SharedRuntime,
  memory: MemorySqlite,
  tally: Tally,
): Promise<void> {
  let isFailing = false;
  const server = new PageMapServer({
    maxDeltaBytes: MAX_DELTA_BYTES,
    before: () => {
      if (!isFailing || random(FAILING) > 0) return;
      throw new DatabaseError(
        random(2) === 0
          ? { kind: "refused", detail: "not now" }
          : { kind: "no-response", outcome: "not-sent" },
      );
    },
  });
  const database = await openDatabaseOnSession(server.open(), runtime);
  // Transactions stay open between calls.
  const connection = await database.reserve();
  await connection.execute(PREPARATION);
  for (let sequence = 0; sequence < SEQUENCES_PER_DATABASE; sequence++) {
    isFailing = true;
    for (const { sql } of randomSequence(random)) {
      const { commits } = server;
      tally.statements += 1;
      if (!(await isAcknowledged(connection, sql))) tally.failed += 1;
      if (server.commits > commits) tally.stored += 1;
    }
    isFailing = false;
    for (const sql of ENDINGS) await isAcknowledged(connection, sql);
    // After the open transactions have ended, memory and server are equal again.
    const expected = await connection.all(CONTENTS);
    await memory.withFile(server.file(), async (file) => {
      expect(await rowsOf(file, "PRAGMA integrity_check")).toEqual([["ok"]]);
      expect(await rowsOf(file, CONTENTS)).toEqual(expected.map((row) => Object.values(row)));
    });
  }
  await database.close();
}

/** Throws for a failure that is not SQLite's. */
async function isAcknowledged(database: SqlScope, sql: string): Promise<boolean> {
  try {
    await database.execute(sql);
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && error.issue.kind === "sqlite") return false;
    throw new Error(`${String(error)}\nat ${sql}`, { cause: error });
  }
}

test(
  "a commit that fails ends its statement, not the database",
  async () => {
    const runtime = await testRuntime();
    const memory = await MemorySqlite.start();
    const tally: Tally = { statements: 0, failed: 0, stored: 0 };
    await withSeed(async (random) => {
      for (let done = 0; done < SEQUENCES; done += SEQUENCES_PER_DATABASE) {
        await check(random, runtime, memory, tally);
      }
    });
    expect(tally.failed).toBeGreaterThan(tally.statements / 50);
    expect(tally.stored).toBeGreaterThan(tally.statements / 20);
  },
  TIMEOUT_MS,
);
