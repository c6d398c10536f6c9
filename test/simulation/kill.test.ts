/** `kill -9` of an engine that commits: nothing acknowledged is lost, nothing is there in part. */

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createSqliteStore, type Kv } from "@barewire/sqlite-storage";
import { openLmdbKv } from "@barewire/sqlite-storage/lmdb";
import { openPostgresKv } from "@barewire/sqlite-storage/postgres";
import { expect, test } from "vitest";
import { countFrom, type Random, withSeed } from "../contract/seeded-random.js";
import { startPostgresIfPossible } from "../postgres/postgres-server.js";
import { type Contents, contentsAfter, KILLED, readStory } from "./killed-story.js";

const PROGRAM = fileURLToPath(new URL("commit-forever.ts", import.meta.url));
const ROUNDS = countFrom("BAREWIRE_TEST_KILLS", 3);
const MAX_RUN_MS = 400;

type Acknowledged = { readonly number: number; readonly txid: bigint };

type Committer = { readonly kill: () => Promise<Acknowledged> };

/** A program that has committed once at least. */
async function startCommitter(driver: string, place: string): Promise<Committer> {
  const options = ["--conditions=@barewire/source", "--import", "tsx", PROGRAM, driver, place];
  const child = spawn(process.execPath, options, { stdio: ["ignore", "pipe", "pipe"] });
  // Only then, all that it has said has come.
  const ended = new Promise((resolve) => child.once("close", resolve));
  let output = "";
  child.stdout.on("data", (text) => {
    output += String(text);
  });
  await untilItCommits(child, () => output.includes("\n"));
  return {
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
      // A line that was cut off by the end is none.
      const [number, txid] = (output.split("\n").at(-2) ?? "").split(" ");
      return { number: Number(number), txid: BigInt(txid ?? "") };
    },
  };
}

async function untilItCommits(child: ChildProcess, hasCommitted: () => boolean): Promise<void> {
  let errors = "";
  child.stderr?.on("data", (text) => {
    errors += String(text);
  });
  while (!hasCommitted()) {
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
    let before: Contents = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const committer = await startCommitter(driver, place);
      const acknowledged = await killSoon(committer, random(MAX_RUN_MS), end);
      const kv = await open();
      try {
        before = await judge(kv, before, acknowledged);
      } finally {
        await kv.close();
      }
    }
    console.log(`${driver}: ${before[0]} commits, ${ROUNDS} times killed`);
  });
}

async function killSoon(
  committer: Committer,
  delayMs: number,
  end: () => Promise<void>,
): Promise<Acknowledged> {
  try {
    await sleep(delayMs);
    await end();
  } catch (error) {
    await committer.kill();
    throw error;
  }
  return await committer.kill();
}

/** The newest commit is the last that was acknowledged, or the one after it, and all is whole. */
async function judge(kv: Kv, before: Contents, acknowledged: Acknowledged): Promise<Contents> {
  const engine = createSqliteStore({ kv });
  expect((await engine.inspect(KILLED)).findings).toEqual([]);
  const { contents, headTxid, generation } = await readStory(engine);
  const number = contents[0] ?? 0;
  expect([acknowledged.number, acknowledged.number + 1]).toContain(number);
  if (number === acknowledged.number) expect(headTxid).toBe(acknowledged.txid);
  expect(headTxid).toBeGreaterThanOrEqual(acknowledged.txid);
  let expected = before;
  for (let next = (before[0] ?? 0) + 1; next <= number; next += 1) {
    expected = contentsAfter(expected, next);
  }
  expect(contents).toEqual(expected);
  expect((await engine.inspect(KILLED)).findings).toEqual([]);
  await engine.close(KILLED, generation);
  await engine.stop();
  return contents;
}

test("LMDB, when the engine is killed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "barewire-kill-"));
  try {
    const path = join(folder, "data.lmdb");
    await check("lmdb", path, { open: () => openLmdbKv({ path }), end: async () => {} });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("PostgreSQL, when the engine is killed", async (context) => {
  const server = await startPostgresIfPossible();
  if (typeof server === "string") return context.skip(server);
  const { url } = server;
  try {
    await check("postgres", url, { open: () => openPostgresKv({ url }), end: async () => {} });
  } finally {
    await server.remove();
  }
});

test("PostgreSQL, when the server is killed under the engine", async (context) => {
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
