/**
 * Runs the same tests with SQLite in the host itself, in a Node whose WebAssembly can be suspended.
 * The package that installs it is optional; if it is missing, this test says so.
 */

import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { newerNode } from "./newer-node.js";

const FILES = [
  "arguments",
  "auto-rollback",
  "basic-sql",
  "batches",
  "cancel",
  "crash",
  "differential",
  "expression-depth",
  "faults",
  "hostile-calls",
  "imported-wal",
  "iterate",
  "lifetime",
  "math-functions",
  "refused-sequences",
  "row-arrays",
  "sql-limits",
  "sql-settings",
  "sql-text",
  "sqlite-build-page",
  "statement-plans",
  "stored-commits",
  "stored-sequences",
  "transactions",
  "wire",
];

const SESSIONS = 100;
const SEQUENCES = 500;
const HOSTILE_CALLS = 2_000;

/** A hung database would never end; a busy machine only takes long. */
const TIMEOUT_MS = 600_000;

test(
  "the tests of the database hold for suspended calls",
  async (context) => {
    const node = newerNode();
    if (node.program === null) return context.skip(node.reason);
    const manifest = createRequire(import.meta.url).resolve("vitest/package.json");
    const vitest = join(dirname(manifest), "vitest.mjs");
    const paths = [
      ...FILES.map((name) => `test/vfs/${name}.test.ts`),
      "test/failures/statements.test.ts",
    ];
    const { stdout } = await promisify(execFile)(
      node.program,
      [vitest, "run", "--reporter=json", "--maxWorkers=1", ...paths],
      {
        maxBuffer: 1 << 26,
        env: {
          ...process.env,
          BAREWIRE_SQLITE_BINDING: "suspended",
          BAREWIRE_SQL_SESSIONS: `${SESSIONS}`,
          BAREWIRE_TEST_HOSTILE_CALLS: `${HOSTILE_CALLS}`,
          BAREWIRE_TEST_SEQUENCES: `${SEQUENCES}`,
          // The process that is started runs tests of its own.
          VITEST: undefined,
        },
      },
    );
    const report: { numPassedTests: number; numFailedTests: number } = JSON.parse(
      stdout.slice(stdout.indexOf('{"numTotal')),
    );
    expect(report.numFailedTests).toBe(0);
    expect(report.numPassedTests).toBeGreaterThan(90);
  },
  TIMEOUT_MS,
);
