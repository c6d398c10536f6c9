/**
 * Tests of commands that reach the worker through shared memory: they need fewer messages while
 * one follows another, and together with messages nothing is lost, overtaken or changed.
 */

import { deepStrictEqual } from "node:assert";
import {
  createSharedRuntime,
  currentPlatform,
  type Database,
  openDatabaseOnSession,
  type Platform,
} from "@barewire/sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { countFrom, pick, type Random, withSeed } from "../contract/seeded-random.js";
import { PageMapServer } from "./page-map-server.js";
import { bundleWorker } from "./worker-bundle.js";

const COMMANDS = countFrom("BAREWIRE_TEST_CHANNEL", 1_500);

let database: Database;
let counts: { sent: number; received: number };

async function open(platform: Partial<Platform> = {}): Promise<Database> {
  const actual = currentPlatform({ workerUrl: await bundleWorker() });
  const counted: Platform = {
    ...actual,
    parallelism: 2,
    ...platform,
    spawnWorker: () => {
      const worker = actual.spawnWorker();
      return {
        ...worker,
        post: (message) => {
          counts.sent += 1;
          worker.post(message);
        },
        listen: (receive, lost) =>
          worker.listen((message) => {
            counts.received += 1;
            receive(message);
          }, lost),
      };
    },
  };
  const runtime = createSharedRuntime({ platform: counted, binding: "worker" });
  return openDatabaseOnSession(new PageMapServer().open(), runtime);
}

beforeEach(async () => {
  counts = { sent: 0, received: 0 };
  database = await open();
});

afterEach(async () => {
  await database.close();
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test("calls that follow one another need fewer messages", async () => {
  await database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)");
  await database.transaction(async (transaction) => {
    for (let row = 1; row <= 200; row++) {
      await transaction.run("INSERT INTO t (text) VALUES (?)", [`row ${row}`]);
    }
    // The number depends on the load of the machine: where both threads share a core, most calls
    // take the two messages that each call would take otherwise.
    const counted: number[] = [];
    for (let attempt = 0; attempt < 50 && !counted.some((count) => count < 400); attempt++) {
      const before = counts.sent + counts.received;
      for (let row = 1; row <= 200; row++) {
        const found = await transaction.get("SELECT text FROM t WHERE id = ?", [row]);
        expect(found).toEqual({ text: `row ${row}` });
      }
      counted.push(counts.sent + counts.received - before);
    }
    expect(Math.min(...counted)).toBeLessThan(400);
  });
});

test("without a second thread that could run, all commands are messages", async () => {
  const alone = await open({ parallelism: 1 });
  const before = counts.sent;
  for (let call = 0; call < 20; call++) await alone.get("SELECT ?", [call]);
  expect(counts.sent - before).toBe(20);
  await alone.close();
});

const VALUES: readonly unknown[] = [
  null,
  1,
  1.5,
  -0.25,
  2 ** 53,
  -(2n ** 63n),
  "",
  "text",
  "ä€😀",
  "x".repeat(20_000),
  "€".repeat(30_000),
  new Uint8Array([0, 255]),
  new Uint8Array(70_000),
];

type Step = (random: Random, database: Database) => Promise<unknown>;

/** Each checks its own result. */
const STEPS: Readonly<Record<string, Step>> = {
  "a value of any size": async (random, at) => {
    const value = pick(random, VALUES);
    const { rows } = await at.values("SELECT ?", [value as string]);
    deepStrictEqual(rows, [[value]]);
  },
  "values of many sizes": async (random, at) => {
    const values = Array.from({ length: random(6) }, () => pick(random, VALUES));
    const sql = `SELECT 0${", ?".repeat(values.length)}`;
    deepStrictEqual((await at.values(sql, values as string[])).rows, [[0, ...values]]);
  },
  "calls that are not awaited one by one": async (random, at) => {
    const numbers = Array.from({ length: 1 + random(8) }, () => random(1_000));
    const results = await Promise.all(numbers.map((number) => at.get("SELECT ? AS n", [number])));
    deepStrictEqual(
      results,
      numbers.map((n) => ({ n })),
    );
  },
  "rows in several batches": async (random, at) => {
    const count = 1 + random(400);
    let read = 0;
    const sql =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n";
    const readAhead = 1 + random(100);
    for await (const row of at.iterate<{ i: number }>(sql, [count], { readAhead })) {
      read += 1;
      expect(row.i).toBe(read);
      if (random(50) === 0) return;
    }
    expect(read).toBe(count);
  },
  "a failure": async (_, at) => {
    await expect(at.run("INSERT INTO nowhere VALUES (1)")).rejects.toThrow("no such table");
  },
  "a call that is aborted": async (random, at) => {
    const aborting = new AbortController();
    const call = at.get(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT max(i) FROM n",
      [],
      {
        signal: aborting.signal,
      },
    );
    setTimeout(() => aborting.abort(), random(3));
    await expect(call).rejects.toMatchObject({ issue: { kind: "aborted" } });
  },
  "a write that is read again": async (random, at) => {
    const value = random(1_000_000);
    await at.execute("CREATE TABLE IF NOT EXISTS w (v)");
    await at.run("INSERT INTO w VALUES (?)", [value]);
    deepStrictEqual(await at.get("SELECT v FROM w ORDER BY rowid DESC"), { v: value });
  },
  "a pause in which the worker falls asleep": (random) => pause(random(15)),
};

test("any sequence of calls has the results that messages alone would have", async () => {
  await withSeed(async (random) => {
    const names = Object.keys(STEPS);
    for (let command = 0; command < COMMANDS; command++) {
      const [name] = [pick(random, names)];
      const step = STEPS[name];
      if (step === undefined) throw new Error(`there is no step ${name}`);
      await step(random, database);
    }
  });
});
