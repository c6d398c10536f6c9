/**
 * A database of 1 GiB through every command, run by hand:
 *
 *    node --import=tsx --conditions=@barewire/source test/storage-cli/one-gib.ts [MIB] [PAGE]
 *
 * MIB is how large the database is, a little more than 1,024 if not given, so that it crosses the
 * page of the lock byte; PAGE is the size of its pages. It takes four times the room in the folder
 * for temporary files, and needs the sqlite3 program. Ends with 1 if anything is not as it must be.
 */

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createSqliteStore, type DatabaseId } from "@barewire/sqlite-storage";
import { openLmdbKv } from "@barewire/sqlite-storage/lmdb";
import { countOperations } from "@barewire/sqlite-storage/testing";
import { measureCommand } from "./command.js";

const run = promisify(execFile);

const MAX_ANONYMOUS_SIZE = 256_000_000;
/** The batch has 64 pages that do not compress. */
const MAX_SHARD_SIZE = 270_000;
const LARGE: DatabaseId = { namespace: "large", actorId: "large" };
const SMALL: DatabaseId = { namespace: "small", actorId: "small" };
const OPENS = ["not opened before", "closed before", "not closed before"] as const;
/** A row with its place in the index takes about 4,100 bytes. */
const ROWS_PER_MIB = 256;

const [mib = "1060", pageSize = "4096"] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), "barewire-one-gib-"));
const failures: string[] = [];
try {
  await main();
} finally {
  await rm(folder, { recursive: true, force: true });
}
for (const failure of failures) console.log(`FAILED: ${failure}`);
process.exitCode = failures.length === 0 ? 0 : 1;

async function main(): Promise<void> {
  const [source, small, target] = [inFolder("source.db"), inFolder("small.db"), inFolder("out.db")];
  const data = inFolder("data");
  await makeDatabase(source, Number(mib), pageSize);
  await makeDatabase(small, 1, "4096");
  console.log(`made: ${(await stat(source)).size} bytes, pages of ${pageSize}`);
  const store = `lmdb:${data}`;
  await step(["import", small, SMALL.namespace, SMALL.actorId], store);
  await step(["import", source, LARGE.namespace, LARGE.actorId], store);
  await step(["stat", LARGE.namespace, LARGE.actorId], store);
  await step(["verify", LARGE.namespace, LARGE.actorId], store);
  await step(["export", LARGE.namespace, LARGE.actorId, target], store);
  console.log(`store: ${(await stat(data)).size} bytes`);
  await compareOpens(data);
  await judge(source, target);
}

function inFolder(name: string): string {
  return join(folder, name);
}

async function makeDatabase(path: string, sizeMib: number, page: string): Promise<void> {
  const rowCount = Math.ceil(sizeMib * ROWS_PER_MIB);
  const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rowCount})`;
  await run("sqlite3", [
    path,
    `PRAGMA page_size = ${page}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;`,
    "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, text TEXT, bytes BLOB);",
    `${numbers} INSERT INTO t SELECT i, 'row ' || i, hex(randomblob(400)), randomblob(2400) FROM n;`,
    "CREATE INDEX t_name ON t (name);",
  ]);
}

async function step(args: readonly string[], store: string): Promise<void> {
  const { code, stdout, seconds, peakAnonymousSize } = await measureCommand(args, store);
  const memory = (peakAnonymousSize / 1e6).toFixed(0);
  console.log(`${args[0]}: ${seconds.toFixed(1)} s, RssAnon ${memory} MB at most`);
  console.log(stdout.trimEnd().replaceAll(/^/gm, "    "));
  if (code !== 0) failures.push(`${args[0]} ended with ${code}`);
  if (peakAnonymousSize > MAX_ANONYMOUS_SIZE) failures.push(`${args[0]} took ${memory} MB`);
}

/** Compares the reads of an open, which must not depend on the size of the database. */
async function compareOpens(path: string): Promise<void> {
  const kv = countOperations(await openLmdbKv({ path }));
  const sizes: number[] = [];
  for (const database of [SMALL, LARGE]) {
    for (const about of OPENS) {
      kv.reset();
      // A new one each time, for it remembers pages.
      const engine = createSqliteStore({ kv });
      const { meta, generation } = await engine.open(database);
      const { runs, readBytes } = kv.counts();
      const size = `${meta.dbSizePages} pages`;
      console.log(`open, ${size}, ${about}: ${runs} round trips, ${readBytes} bytes read`);
      sizes.push(readBytes);
      if (about === "not opened before") await engine.close(database, generation);
      await engine.stop();
    }
  }
  await kv.close();
  for (let index = 0; index < OPENS.length; index += 1) {
    const [one = 0, other = 0] = [sizes[index], sizes[index + OPENS.length]];
    // Page 1 is stored with its shard, whose size is below this.
    if (Math.abs(one - other) > MAX_SHARD_SIZE)
      failures.push("an open reads more of a large database");
  }
}

async function judge(source: string, target: string): Promise<void> {
  const { stdout } = await run("sqlite3", [target, "PRAGMA integrity_check;"]);
  console.log(`integrity_check: ${stdout.trim()}`);
  if (stdout.trim() !== "ok") failures.push("integrity_check");
  const [rows, exportedRows] = [await hashOfRows(source), await hashOfRows(target)];
  console.log(`rows: ${rows === exportedRows ? "equal" : "DIFFERENT"}`);
  if (rows !== exportedRows) failures.push("the rows differ");
  if (pageSize !== "4096") return;
  const isSame = (await hashOfFile(source)) === (await hashOfFile(target));
  console.log(`bytes of the files: ${isSame ? "equal" : "DIFFERENT"}`);
  if (!isSame) failures.push("the files differ");
}

async function hashOfRows(path: string): Promise<string> {
  const { stdout } = await run("sqlite3", [path, ".sha3sum --schema"]);
  return stdout.trim();
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
