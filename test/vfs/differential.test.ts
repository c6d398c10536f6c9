/**
 * Random sessions of SQL against the same build of SQLite on files in memory: every result, then a
 * dump, then the file itself as an independent SQLite sees it.
 *
 * A session takes over what the last one has left, so that databases get old; now and then one is
 * reopened with a cold cache, or a new one begins. `BAREWIRE_SQL_SESSIONS` makes it longer.
 */

import {
  openDatabaseOnSession,
  type ReservedConnection,
  type SharedRuntime,
} from "@barewire/sqlite";
import { expect, test } from "vitest";
import { countFrom, type Random, withSeed } from "../contract/seeded-random.js";
import { compareDumps, compareOutcomes } from "./compare-databases.js";
import { hasDebianSqlite, integrityOf } from "./debian-sqlite.js";
import { PageMapServer } from "./page-map-server.js";
import { PREPARATION, randomStatement } from "./random-sql.js";
import { openReference, type ReferenceDatabase } from "./reference-database.js";
import { TINY, testRuntime } from "./test-runtime.js";

const SESSIONS = countFrom("BAREWIRE_SQL_SESSIONS", 1_000);
/** A hung database would never end; a busy machine only takes long. */
const TIMEOUT_MS = 600_000;

const SESSIONS_PER_OPEN = 25;
const SESSIONS_PER_DATABASE = 50;
const MAX_STATEMENTS = 24;

/** Runs sessions over databases of this runtime; returns their files at the end of each. */
async function check(
  random: Random,
  runtime: SharedRuntime,
  sessions: number,
): Promise<readonly Uint8Array[]> {
  const files: Uint8Array[] = [];
  for (let done = 0; done < sessions; done += SESSIONS_PER_DATABASE) {
    const server = new PageMapServer({ maxDeltaBytes: 64 * 1024 });
    const reference = await openReference();
    const count = Math.min(SESSIONS_PER_DATABASE, sessions - done);
    for (let part = 0; part < count; part += SESSIONS_PER_OPEN) {
      const database = await openDatabaseOnSession(server.open(), runtime);
      const subject = await database.reserve();
      try {
        for (let session = 0; session < Math.min(SESSIONS_PER_OPEN, count - part); session++) {
          await runSession(random, subject, reference);
          files.push(server.file());
        }
      } finally {
        await database.close();
      }
    }
    await reference.close();
  }
  return files;
}

async function runSession(
  random: Random,
  subject: ReservedConnection,
  reference: ReferenceDatabase,
): Promise<void> {
  const statements = Array.from({ length: 4 + random(MAX_STATEMENTS) }, () =>
    randomStatement(random),
  );
  for (const statement of [...PREPARATION, ...statements]) {
    await compareOutcomes(subject, reference, statement);
  }
  // The end is random: committed or rolled back.
  const end = { sql: random(3) === 0 ? "ROLLBACK" : "COMMIT", parameters: [] };
  await compareOutcomes(subject, reference, end);
  await compareDumps(subject, reference);
}

test.each([
  ["a cache of few pages", TINY, 0.7],
  ["the usual cache", {}, 0.3],
])(
  "with %s nothing tells the databases apart",
  async (_, flags, share) => {
    const runtime = await testRuntime(flags);
    const sessions = Math.ceil(SESSIONS * share);
    const files = await withSeed((random) => check(random, runtime, sessions));
    if (!hasDebianSqlite()) return;
    for (let start = 0; start < files.length; start += 100) {
      const verdicts = await integrityOf(files.slice(start, start + 100));
      expect(new Set(verdicts)).toEqual(new Set(["ok"]));
    }
  },
  TIMEOUT_MS,
);
