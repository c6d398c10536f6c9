/**
 * A program of a newer Node: a worker with a stack of the given megabytes runs deep expressions on
 * a database, without a worker of SQLite's own, and tells what became of each statement.
 *
 *     node deep-expressions.mjs MEGABYTES
 */

import { isMainThread, parentPort, Worker } from "node:worker_threads";
import {
  createSharedRuntime,
  currentPlatform,
  type Database,
  DatabaseError,
  DEFAULT_PAGE_FLAGS,
  openDatabaseOnSession,
} from "@barewire/sqlite";
import { PageMapServer } from "./page-map-server.js";

/** The statements whose compilation needs most of SQLite's own stack. */
const SHAPES: Readonly<Record<string, (count: number) => string>> = {
  sum: (count) => `SELECT ${"a+".repeat(count)}a FROM t`,
  isnull: (count) => `SELECT a${" ISNULL".repeat(count)} FROM t GROUP BY 1 HAVING a`,
  like: (count) => `UPDATE t SET a = 1 WHERE a${" LIKE 'x'".repeat(count)}`,
  between: (count) => `WITH c AS (SELECT a${" BETWEEN 1 AND 2".repeat(count)} AS b FROM t)
    SELECT b + 1 FROM c WHERE b GROUP BY b`,
};

/** Levels of expression: the most that are accepted, and too many. */
const COUNTS = [997, 2_000];

/** Views upon views, whose depth nothing bounds but the stack. */
const VIEW_COUNT = 2_000;

async function outcomeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return "accepted";
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return error.issue.kind === "sqlite" ? error.message : error.issue.kind;
  }
}

async function run(database: Database): Promise<readonly (readonly [string, string])[]> {
  await database.execute("CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2)");
  const outcomes: (readonly [string, string])[] = [];
  for (const [name, shape] of Object.entries(SHAPES)) {
    for (const count of COUNTS) {
      outcomes.push([`${name} ${count}`, await outcomeOf(() => database.all(shape(count)))]);
    }
  }
  const views = Array.from({ length: VIEW_COUNT }, (_, index) => {
    return `CREATE VIEW v${index + 1} AS SELECT a FROM ${index === 0 ? "t" : `v${index}`};`;
  });
  await database.execute(`BEGIN; ${views.join("\n")} COMMIT`);
  const crash = await outcomeOf(() => database.get(`SELECT a FROM v${VIEW_COUNT}`));
  outcomes.push(["views", crash]);
  const rows = await database.all("SELECT a, b FROM t", [], { rowMode: "array" });
  outcomes.push(["rows afterwards", JSON.stringify(rows)]);
  return outcomes;
}

function runInWorker(stackSizeMb: number): Promise<unknown> {
  const program = new URL(`file://${process.argv[1]}`);
  const worker = new Worker(program, { resourceLimits: { stackSizeMb } });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

if (isMainThread) {
  console.log(JSON.stringify(await runInWorker(Number(process.argv[2]))));
} else {
  const runtime = createSharedRuntime({
    flags: DEFAULT_PAGE_FLAGS,
    binding: "suspended",
    platform: currentPlatform(),
  });
  const database = await openDatabaseOnSession(new PageMapServer().open(), runtime);
  parentPort?.postMessage(await run(database));
  await database.close();
}
