/** `kill -9` of whoever commits: what was acknowledged is there, and no commit is there in part. */

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openLmdbKv } from "@barewire/sqlite-storage/lmdb";
import { openPostgresKv } from "@barewire/sqlite-storage/postgres";
import { expect, test } from "vitest";
import type { Kv } from "../../packages/storage/src/kv/kv.js";
import { countFrom, type Random, withSeed } from "../contract/seeded-random.js";
import { startPostgresIfPossible } from "../postgres/postgres-server.js";
import { readNumber } from "./numbered-commit.js";

const PROGRAM = fileURLToPath(new URL("commit-forever.ts", import.meta.url));
const ROUNDS = countFrom("BAREWIRE_TEST_KILLS", 2);

type Committer = {
  /** The number of the last commit that it knows of. */
  lastNumber(): number;
  kill(): Promise<void>;
};

async function startCommitter(driver: string, place: string): Promise<Committer> {
  const options = ["--conditions=@barewire/source", "--import", "tsx", PROGRAM, driver, place];
  const child = spawn(process.execPath, options, { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let output = "";
  child.stdout.on("data", (text) => {
    output += String(text);
  });
  // A line that was cut off by the end is none.
  const lastNumber = () => Number(output.split("\n").at(-2) ?? 0);
  await untilItCommits(child, lastNumber);
  return {
    lastNumber,
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function untilItCommits(child: ChildProcess, lastNumber: () => number): Promise<void> {
  let errors = "";
  child.stderr?.on("data", (text) => {
    errors += String(text);
  });
  while (lastNumber() === 0) {
    if (child.exitCode !== null) throw new Error(`it did not commit: ${errors}`);
    await sleep(10);
  }
}

/** Kills a committer again and again; `end` is what else ends with it. */
async function check(
  driver: string,
  place: string,
  { open, end }: { readonly open: () => Promise<Kv>; readonly end: () => Promise<void> },
): Promise<void> {
  await withSeed(async (random: Random) => {
    let before = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const committer = await startCommitter(driver, place);
      await sleep(random(200));
      await end();
      await committer.kill();
      const kv = await open();
      const number = await readNumber(kv);
      await kv.close();
      expect(number).toBeGreaterThan(before);
      expect(number).toBeGreaterThanOrEqual(committer.lastNumber());
      before = number;
    }
    console.log(`${driver}: ${before} commits, ${ROUNDS} times killed`);
  });
}

test("LMDB, when the process that commits is killed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "barewire-kill-"));
  try {
    const path = join(folder, "data.lmdb");
    await check("lmdb", path, { open: () => openLmdbKv({ path }), end: async () => {} });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("PostgreSQL, when the process that commits is killed", async (context) => {
  const server = await startPostgresIfPossible();
  if (typeof server === "string") return context.skip(server);
  const { url } = server;
  try {
    await check("postgres", url, { open: () => openPostgresKv({ url }), end: async () => {} });
  } finally {
    await server.remove();
  }
});

test("PostgreSQL, when the server itself is killed", async (context) => {
  const server = await startPostgresIfPossible();
  if (typeof server === "string") return context.skip(server);
  const { url } = server;
  const open = async () => {
    await server.start();
    return await openPostgresKv({ url });
  };
  try {
    await check("postgres", url, { open, end: () => server.kill() });
  } finally {
    await server.remove();
  }
});
