/** Runs tests with a bug planted, in a process of their own, until one of them fails. */

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { PLANTED_VARIABLE, type Replacement } from "./plant-bug.js";
import type { PlantedBug } from "./planted-bugs.js";

/** The outcome of a planted bug. */
export type Finding = {
  /** The test that has failed, with its file; null if none did. */
  readonly test: string | null;
  readonly seconds: number;
};

const ROOT = join(import.meta.dirname, "../..");
const VITEST = join(ROOT, "node_modules/vitest/vitest.mjs");

/** A test that hangs because of the bug fails after so long. */
const TEST_TIMEOUT_MS = 30_000;
/** The time limit of all tests of a package. */
const MAX_RUN_MS = 600_000;

/** All tests that are about a package. */
const SUITES: Readonly<Record<string, readonly string[]>> = {
  sqlite: ["packages/sqlite/", "test/vfs/", "test/traces/"],
  storage: ["packages/storage/", "test/engine/", "test/kv/", "test/simulation/", "test/storage-"],
  "server-handlers": ["test/wire/", "test/server/", "test/vfs/wire"],
  server: ["packages/server/", "test/server/"],
  codegen: ["codegen/", "test/contract/", "test/commands/"],
  client: ["packages/client/", "test/wire/", "test/transport/", "test/vfs/wire"],
};

/** Asks the test file that is to find the bug, and then, unless told not to, its whole package. */
export async function findBug(bug: PlantedBug, scope: "finder" | "package"): Promise<Finding> {
  const startMs = performance.now();
  const expected = existsSync(join(ROOT, bug.finder)) ? await failingTest(bug, [bug.finder]) : null;
  const isOver = expected !== null || scope === "finder";
  const test = isOver ? expected : await failingTest(bug, suiteOf(bug));
  return { test, seconds: (performance.now() - startMs) / 1_000 };
}

function suiteOf({ file }: Replacement): readonly string[] {
  const [folder = "", inPackages = ""] = file.split("/");
  const name = folder === "packages" ? inPackages : folder;
  const suite = SUITES[name];
  if (suite === undefined) throw new Error(`no tests are known of the package ${name}`);
  return suite;
}

/** The first test in `files` that fails with the bug. */
async function failingTest(bug: Replacement, files: readonly string[]): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), "barewire-planted-"));
  const report = join(folder, "report.json");
  try {
    const { file, find, replace } = bug;
    const planted = JSON.stringify({ file, find, replace } satisfies Replacement);
    const output = await run({ [PLANTED_VARIABLE]: planted }, [
      ...[VITEST, "run", "--bail=1", `--testTimeout=${TEST_TIMEOUT_MS}`],
      ...["--reporter=json", `--outputFile=${report}`, ...files],
    ]);
    if (!existsSync(report)) throw new Error(`the tests have not run: ${output.slice(-2_000)}`);
    return firstFailure(readFileSync(report, "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(environment: NodeJS.ProcessEnv, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own: what the tests have started ends with them.
      detached: true,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output = (output + text).slice(-100_000);
      });
    }
    const stop = (): void => {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    };
    const timer = setTimeout(stop, MAX_RUN_MS);
    process.once("exit", stop);
    child.once("close", () => {
      clearTimeout(timer);
      process.off("exit", stop);
      resolve(output);
    });
  });
}

/** The part of Vitest's report that is read here. */
type Report = {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
};

function firstFailure(text: string): string | null {
  // The text has the format of Vitest's JSON reporter.
  const { testResults } = JSON.parse(text) as Report;
  for (const { name, status, message, assertionResults } of testResults) {
    const file = relative(ROOT, name);
    const failed = assertionResults.find((result) => result.status === "failed");
    if (failed !== undefined) return `${file}: ${failed.fullName}`;
    // Its tests could not even begin.
    if (status === "failed") return `${file}: ${message.split("\n")[0]}`;
  }
  return null;
}
