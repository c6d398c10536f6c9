/**
 * Tests several processes with one store, and a store whose disk is full.
 */

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openLmdbKv } from "@barewire/sqlite-storage/lmdb";
import { expect, test } from "vitest";
import { startPostgresIfPossible } from "../postgres/postgres-server.js";
import { commitNumber, readNumber } from "./numbered-commit.js";

const OPTIONS = ["--conditions=@barewire/source", "--import", "tsx"];
const COMMITS = 12;

const COMMIT_FOREVER = fileURLToPath(new URL("commit-forever.ts", import.meta.url));
const FILL_UNTIL_FULL = fileURLToPath(new URL("fill-until-full.ts", import.meta.url));

async function withFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "barewire-kv-"));
  try {
    await run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The numbers of the commits that one process made until it had made some. */
async function numbersOfProcess(driver: string, place: string): Promise<readonly number[]> {
  const child = spawn(process.execPath, [...OPTIONS, COMMIT_FOREVER, driver, place]);
  let output = "";
  let errors = "";
  child.stderr.on("data", (text) => {
    errors += String(text);
  });
  child.stdout.on("data", (text) => {
    output += String(text);
    if (output.split("\n").length > COMMITS) child.kill("SIGKILL");
  });
  await new Promise((resolve) => child.once("exit", resolve));
  const numbers = output.split("\n").slice(0, -1).map(Number);
  if (numbers.length < COMMITS) throw new Error(`it did not commit: ${errors}`);
  return numbers;
}

/** No number is given twice: no process overwrote what another one had committed. */
async function check(driver: string, place: string): Promise<void> {
  const processes = [1, 2].map(() => numbersOfProcess(driver, place));
  const numbers = (await Promise.all(processes)).flat();
  expect(new Set(numbers).size).toBe(numbers.length);
}

test("two processes that count in one LMDB file lose nothing", () =>
  withFolder((folder) => check("lmdb", join(folder, "data.lmdb"))));

test("two processes that count in one PostgreSQL lose nothing", async (context) => {
  const server = await startPostgresIfPossible();
  if (typeof server === "string") return context.skip(server);
  try {
    await check("postgres", server.url);
  } finally {
    await server.remove();
  }
});

test("a full disk refuses a commit and leaves the store readable", () =>
  withFolder(async (folder) => {
    const path = join(folder, "data.lmdb");
    const command = [process.execPath, ...OPTIONS, FILL_UNTIL_FULL, path];
    // A file that may not grow beyond 4 MiB is as full as a disk, and no one has to be root.
    const script = `trap '' XFSZ; ulimit -f 8192; exec "$@"`;
    const output = execFileSync("sh", ["-c", script, "sh", ...command], {
      encoding: "utf8",
      stdio: "pipe",
    });
    const { kind, last, read } = JSON.parse(output);
    expect({ kind, read }).toEqual({ kind: "kv-full", read: last });
    expect(last).toBeGreaterThan(0);
    const kv = await openLmdbKv({ path });
    expect(await readNumber(kv)).toBe(last);
    expect(await commitNumber(kv)).toBe(last + 1);
    await kv.close();
  }));
