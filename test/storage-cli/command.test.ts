/** The command `barewire-storage` as people run it: arguments, output, exit codes. */

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSqliteStore, type Kv } from "@barewire/sqlite-storage";
import { openLmdbKv } from "@barewire/sqlite-storage/lmdb";
import { afterAll, expect, test } from "vitest";
import { databaseKeys } from "../../packages/storage/src/format/database-keys.js";
import { type CommandIo, UsageError } from "../../packages/storage-cli/src/command/command-io.js";
import { compact } from "../../packages/storage-cli/src/command/compact-command.js";
import { dumpMeta } from "../../packages/storage-cli/src/command/dump-meta-command.js";
import { inspectStored } from "../../packages/storage-cli/src/command/inspect-stored.js";
import { openStore } from "../../packages/storage-cli/src/command/open-store.js";
import { printable, sizeText } from "../../packages/storage-cli/src/command/printable.js";
import { showLines } from "../../packages/storage-cli/src/command/show-progress.js";
import { statAll, statOne } from "../../packages/storage-cli/src/command/stat-command.js";
import { verifyOne } from "../../packages/storage-cli/src/command/verify-command.js";
import { importDatabase } from "../../packages/storage-cli/src/transfer/import-database.js";
import { noise, range } from "../engine/database-under-test.js";
import { hasDebianSqlite } from "../vfs/debian-sqlite.js";
import { type CommandResult, runCommand } from "./command.js";
import { compareFiles, makeDatabaseFile, makeRawFile } from "./database-files.js";

const folder = await mkdtemp(join(tmpdir(), "barewire-command-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The program, where it is installed. */
const SQLITE = "sqlite3";

const ID = { namespace: "default", actorId: "actor" };
let storeCount = 0;

function newStore(): string {
  storeCount += 1;
  return join(folder, `store-${storeCount}`);
}

/** Runs a command on a store and compares its exit code. */
async function check(path: string, args: readonly string[], code: number): Promise<CommandResult> {
  const result = await runCommand(args, `lmdb:${path}`);
  expect([result.code, result.stderr]).toEqual([code, result.stderr]);
  expect(result.stderr).not.toContain(folder);
  expect(result.stdout).not.toContain(folder);
  return result;
}

/** A store with one database, which has its newest pages in commits. */
async function withCommits(path: string, pageCount: number): Promise<void> {
  const kv = await openLmdbKv({ path });
  const engine = createSqliteStore({ kv });
  const { generation } = await engine.open(ID);
  for (const first of [1, 1 + pageCount / 2]) {
    await engine.commit(ID, {
      actorId: ID.actorId,
      generation,
      expectedHeadTxid: first === 1 ? 0n : 1n,
      newDbSizePages: first - 1 + pageCount / 2,
      dirtyPages: range(first, first - 1 + pageCount / 2).map((pgno) => {
        return { pgno, bytes: noise(pgno) };
      }),
    });
  }
  await engine.persistPreloadHints(ID, {
    actorId: ID.actorId,
    generation,
    hints: { pgnos: [3], ranges: [] },
  });
  await engine.close(ID, generation);
  await engine.stop();
  await kv.close();
}

test("a database goes in, is looked at, and comes out with the same rows", async () => {
  const [store, source, target] = [newStore(), join(folder, "in.db"), join(folder, "out.db")];
  await makeDatabaseFile(source, { rowCount: 3_000 });
  const imported = await check(store, ["import", source, "ns", "a"], 0);
  expect(imported.stdout).toMatch(/^ns a: \d+ pages imported, /);
  expect(imported.stderr).toContain("import ns a: 100 %");
  expect((await check(store, ["stat"], 0)).stdout).toMatch(
    /^ns +a +[0-9a-f]{12} +1 +1 +\d+ .* closed$/m,
  );
  expect((await check(store, ["verify"], 0)).stdout).toContain("1 of 1 databases are sound");
  expect((await check(store, ["export", "ns", "a", target], 0)).stdout).toContain("as of commit 1");
  expect(await compareFiles(source, target)).toBe(0);
  if (hasDebianSqlite()) {
    const [dump, exported] = [source, target].map((path) => sqlite(path, ".dump"));
    expect(exported).toBe(dump);
    expect(sqlite(target, "PRAGMA integrity_check")).toBe("ok\n");
  }
});

test("commits are counted, dumped and compacted", async () => {
  const store = newStore();
  await withCommits(store, 400);
  await onStore(store, async (kv) => {
    const before = await linesOf((io) => statOne(kv, ID, io));
    expect(before).toMatch(/^deltas +2 in 2 pieces, /m);
    expect(before).toMatch(/^pages in deltas +400$/m);
    expect(before).toMatch(/^quota +10737418240 bytes, 10\.0 GiB$/m);
    const dumped = JSON.parse(await linesOf((io) => dumpMeta(kv, ID, io)));
    expect(dumped).toMatchObject({
      namespace: "default",
      meta: { headTxid: "2", dbSizePages: 400 },
      preloadHints: { hot: [3] },
    });
    expect(dumped.meta.lastCommit.token).toMatch(/^[0-9a-f]{32}$/);
    const compacted = await linesOf((io) => compact(kv, ID, io));
    expect(compacted).toBe("default actor: 7 shards written");
    const after = await linesOf((io) => statOne(kv, ID, io));
    expect(after).toMatch(/^deltas +0 in 0 pieces, 0 B$/m);
    expect(after).toMatch(/^shards +7, /m);
    const verified = await linesOf((io) => verifyOne(kv, ID, io));
    // Pages of noise are stored without a fault, but are not a SQLite database.
    expect(verified).toContain("default actor: the rows are sound, and the SQLite database");
  });
});

test("verify ends with 1 and says what is wrong, and never what is stored", async () => {
  const store = newStore();
  await withCommits(store, 400);
  await onStore(store, async (kv) => {
    const { prefix } = databaseKeys(ID);
    const start = Uint8Array.from(prefix, (byte, index) => (index === 0 ? 3 : byte));
    await kv.run("damage", async (tx) => {
      const { rows } = await tx.range({ start, end: Uint8Array.of(4), limit: 2 });
      const [first, second] = rows;
      if (first === undefined || second === undefined) throw new Error("nothing to damage");
      tx.clear(first[0]);
      tx.set(second[0], second[1].slice(1));
    });
  });
  const { stdout } = await check(store, ["verify"], 1);
  expect(stdout).toMatch(/^default actor: \d+ findings \(/);
  expect(stdout).toMatch(/^ {2}delta 1: a chunk is missing$/m);
  expect(stdout).toMatch(/^ {2}delta: a chunk row has another size than its header row says$/m);
  expect(stdout).toContain("0 of 1 databases are sound");
});

test.each([
  [["stat"], "--store: the LMDB file does not exist; check the path"],
  [["verify", "ns"], "a namespace and an actor"],
  [["frobnicate"], "unknown command"],
] as const)("%j is a mistake of the person, who is told", async (args, text) => {
  const store = newStore();
  expect((await check(store, args, 2)).stderr).toContain(text);
  expect(existsSync(store)).toBe(false);
});

test.each([
  ["memory:", "would end with the command"],
  ["mysql://secret", "a store is lmdb:PATH or postgres:"],
  [`lmdb:${folder}/none`, "--store: the LMDB file does not exist; check the path"],
])("the store %s is refused", async (url, text) => {
  const opened = openStore(url, "refuse").then(
    () => "opened",
    (error: unknown) => (error instanceof UsageError ? error.message : error),
  );
  expect(await opened).toContain(text);
  expect(await opened).not.toContain("secret");
});

test("a database that does not exist is said to be missing", async () => {
  await onStore(newStore(), async (kv) => {
    for (const command of [statOne, verifyOne, dumpMeta, compact]) {
      const told = linesOf((io) => command(kv, ID, io));
      await expect(told).rejects.toThrow("the database does not exist");
    }
    expect(await linesOf((io) => statAll(kv, io))).toBe("no databases");
  });
});

test("the inspection of a snapshot is not disturbed by commits and compaction", async () => {
  const path = newStore();
  await withCommits(path, 1_000);
  await onStore(path, async (kv) => {
    const engine = createSqliteStore({ kv });
    let compacted: Promise<void> | undefined;
    const inspection = await inspectStored(kv, ID, () => {
      compacted ??= engine.compact(ID);
    });
    await compacted;
    await engine.stop();
    expect(inspection.findings).toEqual([]);
    expect([inspection.deltaCount, inspection.shardCount]).toEqual([2, 0]);
    expect((await inspectStored(kv, ID, () => {})).deltaCount).toBe(0);
  });
});

test("names cannot write to a terminal, and sizes are readable", () => {
  expect(printable("a\u001b[2J b\u202e\\")).toBe("a\\u{1b}[2J\\u{20}b\\u{202e}\\u{5c}");
  expect([0, 1_023, 1_024, 1_610_612_736n].map(sizeText)).toEqual([
    "0 B",
    "1023 B",
    "1.0 KiB",
    "1.5 GiB",
  ]);
});

test("progress in a file is a line for every tenth", () => {
  const lines: string[] = [];
  const { update } = showLines("work", (line) => lines.push(line));
  for (let done = 0; done <= 1_000; done += 7) update(done, 1_000);
  update(1_100, 1_000);
  expect(lines).toHaveLength(10);
  expect(lines.at(-1)).toBe("work: 100 %");
});

test("what a killed SQLite leaves is refused until SQLite has cleaned it up", async (context) => {
  if (!hasDebianSqlite()) return context.skip("sqlite3 is not installed");
  const kinds: string[] = [];
  for (const [name, statements] of [
    ["wal", "PRAGMA journal_mode = WAL; INSERT INTO t SELECT 9000, 'x', 'y', 1.0;"],
    ["journal", "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; UPDATE t SET a = 'z';"],
  ] as const) {
    const path = join(folder, `${name}.db`);
    await makeDatabaseFile(path);
    await killSqlite(path, statements);
    const kv = await openLmdbKv({ path: newStore() });
    const imported = importDatabase(kv, ID, path);
    kinds.push(
      await imported.then(
        () => "imported",
        ({ issue }) => issue.kind,
      ),
    );
    // The test follows the advice of the message.
    sqlite(path, "PRAGMA wal_checkpoint(TRUNCATE); SELECT count(*) FROM t;");
    const { meta } = await importDatabase(kv, ID, path);
    expect(meta.dbSizePages).toBe((await readFile(path)).length / 4_096);
    await kv.close();
  }
  expect(kinds).toEqual(["wal-live", "journal-hot"]);
});

test("the quota is compared with what a file really takes", async () => {
  const [store, path] = [newStore(), join(folder, "raw.db")];
  await makeRawFile(path, 200, noise);
  await onStore(store, async (kv) => {
    const { meta } = await importDatabase(kv, ID, path);
    expect((await inspectStored(kv, ID, () => {})).usedSize).toBe(meta.sqliteStorageUsed);
  });
});

/** The lines that a command prints. */
async function linesOf(command: (io: CommandIo) => Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  await command({
    print: (line) => lines.push(line),
    tell: () => undefined,
    showProgress: () => ({ update: () => undefined, stop: () => undefined }),
  });
  return lines.join("\n");
}

async function onStore(path: string, work: (kv: Kv) => Promise<void>): Promise<void> {
  const kv = await openLmdbKv({ path });
  try {
    await work(kv);
  } finally {
    await kv.close();
  }
}

function sqlite(path: string, sql: string): string {
  return spawnSync(SQLITE, [path, sql], { encoding: "utf8", maxBuffer: 1 << 26 }).stdout;
}

/** Runs statements, and ends the process before it can clean up. */
async function killSqlite(path: string, statements: string): Promise<void> {
  const child = spawn(SQLITE, [path], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.write(`${statements}\n.print done\n`);
  let output = "";
  for await (const data of child.stdout) {
    output += String(data);
    if (output.includes("done")) break;
  }
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}
