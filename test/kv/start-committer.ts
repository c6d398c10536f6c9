/**
 * A committer: a process that commits to a store until it is killed, and prints a line after each
 * commit. The program defines the format of the line.
 */

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Kv } from "@barewire/sqlite-storage";
import { openLmdbKv } from "@barewire/sqlite-storage/lmdb";
import { openPostgresKv } from "@barewire/sqlite-storage/postgres";
import { test } from "vitest";
import { startPostgresIfPossible } from "../postgres/postgres-server.js";

export type Driver = "lmdb" | "postgres";

/** A store whose committers are killed. */
export type KillableStore = {
  readonly driver: Driver;
  /** The path of an LMDB file, or the URL of a PostgreSQL database. */
  readonly place: string;
  readonly open: () => Promise<Kv>;
  /** Kills the other processes of the test besides the committer. */
  readonly killServer: () => Promise<void>;
};

/** Runs `program`, with the driver and the place as arguments, until it has committed once. */
async function startCommitter(program: string, { driver, place }: KillableStore) {
  const options = ["--conditions=@barewire/source", "--import", "tsx", program, driver, place];
  const child = spawn(process.execPath, options, { stdio: ["ignore", "pipe", "pipe"] });
  // All that the program has written has arrived only when its streams are closed.
  const closed = new Promise((resolve) => child.once("close", resolve));
  let output = "";
  let errors = "";
  child.stdout.on("data", (text) => {
    output += String(text);
  });
  child.stderr.on("data", (text) => {
    errors += String(text);
  });
  while (!output.includes("\n")) {
    if (child.exitCode !== null) throw new Error(`the committer did not commit: ${errors}`);
    await sleep(10);
  }
  return {
    kill: async (): Promise<string> => {
      child.kill("SIGKILL");
      await closed;
      // The kill may have cut off a last line that has no end.
      return output.split("\n").at(-2) ?? "";
    },
  };
}

/**
 * Lets a committer run for `runMs` and kills it, together with the server if the test says so.
 * Returns the line of the last commit that was acknowledged.
 */
export async function runAndKill(
  program: string,
  store: KillableStore,
  runMs: number,
): Promise<string> {
  const committer = await startCommitter(program, store);
  try {
    await sleep(runMs);
    await store.killServer();
  } catch (error) {
    await committer.kill();
    throw error;
  }
  return await committer.kill();
}

/** Defines the tests of a committer: on LMDB, on PostgreSQL, and with the server killed as well. */
export function testKills(check: (store: KillableStore) => Promise<void>): void {
  test("LMDB, when the process that commits is killed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "barewire-kill-"));
    try {
      const place = join(folder, "data.lmdb");
      const open = () => openLmdbKv({ path: place });
      await check({ driver: "lmdb", place, open, killServer: async () => {} });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("PostgreSQL, when the process that commits is killed", async (context) => {
    const server = await startPostgresIfPossible();
    if (typeof server === "string") return context.skip(server);
    const { url: place } = server;
    try {
      const open = () => openPostgresKv({ url: place });
      await check({ driver: "postgres", place, open, killServer: async () => {} });
    } finally {
      await server.remove();
    }
  });

  test("PostgreSQL, when the server itself is killed", async (context) => {
    const server = await startPostgresIfPossible();
    if (typeof server === "string") return context.skip(server);
    const { url: place } = server;
    const open = async () => {
      await server.start();
      return await openPostgresKv({ url: place });
    };
    try {
      await check({ driver: "postgres", place, open, killServer: () => server.kill() });
    } finally {
      await server.remove();
    }
  });
}
