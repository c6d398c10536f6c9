/**
 * Tests the verdicts of `verify` on databases that are sound, and on those whose rows or whose
 * SQLite are not. The independent judge of the SQLite is the program `sqlite3`, if it is installed.
 */

import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { createSqliteStore, type DatabaseId, type Kv } from "@barewire/sqlite-storage";
import { openLmdbKv } from "@barewire/sqlite-storage/lmdb";
import { openMemoryKv } from "@barewire/sqlite-storage/memory";
import { openPostgresKv } from "@barewire/sqlite-storage/postgres";
import { afterAll, expect, test } from "vitest";
import { databaseKeys } from "../../packages/storage/src/format/database-keys.js";
import type { CommandIo } from "../../packages/storage-cli/src/command/command-io.js";
import { setQuota } from "../../packages/storage-cli/src/command/set-quota-command.js";
import { statOne } from "../../packages/storage-cli/src/command/stat-command.js";
import { verifyAll } from "../../packages/storage-cli/src/command/verify-command.js";
import { importDatabase } from "../../packages/storage-cli/src/transfer/import-database.js";
import { UnfinishedImport } from "../../packages/storage-cli/src/transfer/unfinished-import.js";
import { countFrom, pick, randomNumbers } from "../contract/seeded-random.js";
import { startPostgresIfPossible } from "../postgres/postgres-server.js";
import { hasDebianSqlite } from "../vfs/debian-sqlite.js";
import { runCommand } from "./command.js";
import { makeDatabaseFile, runSqlOnFile } from "./database-files.js";

const folder = await mkdtemp(join(tmpdir(), "barewire-verify-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const sound = join(folder, "sound.db");
await makeDatabaseFile(sound, { rowCount: 600 });
let fileCount = 0;

function id(actorId: string): DatabaseId {
  return { namespace: "ns", actorId };
}

/** A copy of the sound file, as `change` leaves it. */
async function fileWith(change: (bytes: Buffer) => void): Promise<string> {
  fileCount += 1;
  const path = join(folder, `${fileCount}.db`);
  const bytes = await readFile(sound);
  change(bytes);
  await writeFile(path, bytes);
  return path;
}

/** Stores a page in place of another, as a client does. */
async function commitPage(kv: Kv, database: DatabaseId, pgno: number, bytes: Uint8Array) {
  const engine = createSqliteStore({ kv });
  const { generation, meta } = await engine.open(database);
  const { headTxid: expectedHeadTxid, dbSizePages: newDbSizePages } = meta;
  const dirtyPages = [{ pgno, bytes }];
  const { actorId } = database;
  const request = { actorId, generation, expectedHeadTxid, newDbSizePages, dirtyPages };
  await engine.commit(database, request);
  await engine.close(database, generation);
  await engine.stop();
}

function page(bytes: Uint8Array, pgno: number): Buffer {
  return Buffer.from(bytes.subarray((pgno - 1) * PAGE_SIZE, pgno * PAGE_SIZE));
}

type Told = { readonly verdict: string; readonly lines: readonly string[] };

async function verify(kv: Kv, format: "text" | "json" = "text"): Promise<Told> {
  const lines: string[] = [];
  const io: CommandIo = {
    print: (line) => lines.push(line),
    tell: (line) => lines.push(line),
    showProgress: () => ({ update: () => undefined, stop: () => undefined }),
  };
  return { verdict: await verifyAll(kv, io, format), lines };
}

/** Each kind of damage in a store of its own: the verdict, and what is said of it. */
async function check(make: (kv: Kv) => Promise<void>, verdict: string, text: RegExp) {
  const kv = openMemoryKv();
  await make(kv);
  const told = await verify(kv);
  expect([told.verdict, told.lines.join("\n")]).toEqual([verdict, expect.stringMatching(text)]);
}

test("a sound database is sound, and so is one without a page", async () => {
  const text = /^ns a: sound \(\d+ rows, [\d.]+ KiB\)\n1 of 1 databases are sound$/;
  await check((kv) => importDatabase(kv, id("a"), sound).then(() => undefined), "sound", text);
  const empty = async (kv: Kv): Promise<void> => {
    const { generation } = await createSqliteStore({ kv }).open(id("a"));
    await createSqliteStore({ kv }).close(id("a"), generation);
  };
  await check(empty, "sound", /^ns a: sound/);
});

test("a SQLite that is damaged in sound rows is found, and how", async () => {
  const bytes = await readFile(sound);
  const withPage = (pgno: number, change: (page: Buffer) => void) => async (kv: Kv) => {
    await importDatabase(kv, id("a"), sound);
    const changed = page(bytes, pgno);
    change(changed);
    await commitPage(kv, id("a"), pgno, changed);
  };
  const damaged = /^ns a: the rows are sound, and the SQLite database in them is damaged/;
  const says = (text: string) => new RegExp(`${damaged.source}.*\\n  SQLite ${text}`);
  const kind = "sqlite-damaged";
  await check(
    withPage(2, (one) => one.fill(0)),
    kind,
    says("integrity_check: "),
  );
  await check(
    withPage(5, (one) => one.fill(0x5a, 0, 8)),
    kind,
    says("integrity_check: "),
  );
  await check(
    withPage(1, (one) => one.fill(0, 0, 16)),
    kind,
    says("header: "),
  );
  await check(
    withPage(1, (one) => one.writeUInt16BE(512, 16)),
    kind,
    says("header: .*512"),
  );
  await check(
    withPage(1, (one) => one.fill(0xff, 100, 108)),
    kind,
    says("(SQLite|integrity)"),
  );
  const longer = withPage(1, (one) => one.writeUInt32BE(one.readUInt32BE(28) + 9, 28));
  await check(longer, kind, says("header: it says \\d+ pages, and \\d+ are stored"));
  // A page that SQLite calls free and that is in use.
  const freelist = withPage(1, (one) => {
    one.writeUInt32BE(3, 32);
    one.writeUInt32BE(1, 36);
  });
  await check(freelist, kind, says("freelist: page 3 "));
});

test("a header that says WAL is told, and the database is judged", async () => {
  const bytes = await readFile(sound);
  const wal = (extra: (page: Buffer) => void) => async (kv: Kv) => {
    await importDatabase(kv, id("a"), sound);
    const first = page(bytes, 1);
    first.fill(2, 18, 20);
    extra(first);
    await commitPage(kv, id("a"), 1, first);
  };
  const note = "note: the header says journal_mode=WAL";
  const unchanged = wal(() => undefined);
  await check(unchanged, "sound", new RegExp(`^ns a: sound \\(.*\\n  ${note}`));
  const damaged = wal((first) => first.writeUInt32BE(9, 36));
  await check(damaged, "sqlite-damaged", new RegExp(`SQLite freelist: [^]*${note}`));
});

test("rows that break foreign keys are told with the name of their table", async () => {
  const path = await fileWith(() => undefined);
  await runSqlOnFile(path, [
    "PRAGMA foreign_keys = OFF",
    'CREATE TABLE "the child" (x REFERENCES t (id))',
    'INSERT INTO "the child" VALUES (1), (-1), (-2)',
  ]);
  await check(
    (kv) => importDatabase(kv, id("a"), path).then(() => undefined),
    "foreign-keys-broken",
    /^ns a: sound, but foreign keys .*\n {2}SQLite foreign_key_check: 2 rows of table the child /,
  );
});

test("the SQLite is asked although rows are damaged, and the rest of a store is judged", async () => {
  const kv = openMemoryKv();
  for (const actor of ["a", "b", "c", "d", "e", "f"]) await importDatabase(kv, id(actor), sound);
  const rowsOf = async (actor: string, space: number) => {
    const start = databaseKeys(id(actor)).prefix.slice();
    start[0] = space;
    const end = start.slice();
    end[end.length - 1] = 1;
    return (await kv.run("read", (tx) => tx.range({ start, end }), { readOnly: true })).rows;
  };
  const chunks = await rowsOf("b", 3);
  await kv.run("damage", async (tx) => {
    // The damage is one chunk of b, the record of c, all of page 1 of e, and a newer record of f.
    tx.clear(chunks.at(-1)?.[0] ?? new Uint8Array());
    tx.set(databaseKeys(id("c")).meta, Uint8Array.of(1, 2, 3));
    for (const [key] of (await rowsOf("e", 2)).slice(1)) tx.clear(key);
    // The row has a key that no id can have.
    tx.set(Uint8Array.of(2, 0xff, 0xfe, 0, 97, 0, 47), Uint8Array.of(1));
    tx.set(Uint8Array.of(2, 0, 0), Uint8Array.of(1));
  });
  const identity = { nowMs: 0, token: new Uint8Array(16), maxStorageSize: undefined };
  await new UnfinishedImport(kv, databaseKeys(id("f1")), identity).begin("refuse");
  const { verdict, lines } = await verify(kv, "json");
  expect(verdict).toBe("unreadable");
  const told = lines
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line))
    .map((one) => [one.actorId, one.verdict, one.exitCode, one.sqlite?.verdict ?? null]);
  expect(told).toEqual([
    ["a", "sound", 0, "sound"],
    ["b", "rows-damaged", 1, "damaged"],
    ["c", "rows-damaged", 1, null],
    ["d", "sound", 0, "sound"],
    ["e", "rows-damaged", 1, "damaged"],
    ["f", "sound", 0, "sound"],
    ["f1", "unreadable", 5, null],
  ]);
  expect(lines.at(-1)).toBe("2 rows of the store belong to no database");
  const text = (await verify(kv)).lines.join("\n");
  expect(text).toContain("ns f1: cannot be read: an import into it has not ended");
  expect(text).toContain("3 of 7 databases are sound");
});

test("random damage is found where sqlite3 finds it", async (context) => {
  if (!hasDebianSqlite()) return context.skip("sqlite3 is not installed");
  const seed = countFrom("BAREWIRE_TEST_SEED", 1);
  const random = randomNumbers(seed);
  const kv = openMemoryKv();
  const expected: string[] = [];
  const pageCount = (await readFile(sound)).length / PAGE_SIZE;
  for (let index = 0; index < countFrom("BAREWIRE_TEST_DAMAGED_DATABASES", 12); index += 1) {
    const path = await fileWith((bytes) => {
      const pgno = 2 + random(pageCount - 1);
      const size = pick(random, [1, 2, 12, 200]);
      const at = pgno * PAGE_SIZE - PAGE_SIZE + random(pick(random, [12, 3_800]));
      for (let byte = 0; byte < size; byte += 1) bytes[at + byte] = random(256);
    });
    const { stdout, status } = spawnSync("sqlite3", [path, "PRAGMA integrity_check(1)"]);
    expected.push(status === 0 && String(stdout).trim() === "ok" ? "sound" : "sqlite-damaged");
    await importDatabase(kv, id(String(index).padStart(5, "0")), path);
  }
  const { lines } = await verify(kv, "json");
  const found = lines.map((line) => JSON.parse(line).verdict);
  expect(found, `BAREWIRE_TEST_SEED=${seed}`).toEqual(expected);
  expect(new Set(expected).size).toBe(2);
});

test("the exit code of the command is that of the worst database", async () => {
  const store = join(folder, "store");
  const url = `lmdb:${store}`;
  const kv = await openLmdbKv({ path: store });
  await importDatabase(kv, id("a"), sound);
  await importDatabase(kv, id("b"), sound);
  await commitPage(kv, id("b"), 2, new Uint8Array(PAGE_SIZE));
  await kv.close();
  const text = await writeFile(join(folder, "notes.txt"), "notes").then(() => "notes.txt");
  const run = async (args: readonly string[], where = url) => (await runCommand(args, where)).code;
  const codes = await Promise.all([
    run(["verify", "--json"]),
    run(["verify", "ns", "a"]),
    run(["verify"], `lmdb:${join(folder, text)}`),
    run(["set-quota", "ns", "a", "nonsense"]),
  ]);
  expect(codes).toEqual([3, 0, 5, 2]);
});

test("set-quota gives a database a quota of its own, and takes it away", async () => {
  const kv = openMemoryKv();
  await importDatabase(kv, id("a"), sound);
  const lines: string[] = [];
  const io: CommandIo = {
    print: (line) => lines.push(line),
    tell: (line) => lines.push(line),
    showProgress: () => ({ update: () => undefined, stop: () => undefined }),
  };
  const engine = createSqliteStore({ kv, thresholds: { maxStorageSize: 1n } });
  const { generation, meta } = await engine.open(id("a"));
  let expectedHeadTxid = meta.headTxid;
  const grow = async (): Promise<string> => {
    const pgno = meta.dbSizePages + Number(expectedHeadTxid);
    const dirtyPages = [{ pgno, bytes: new Uint8Array(PAGE_SIZE).fill(7) }];
    const request = {
      actorId: "a",
      generation,
      expectedHeadTxid,
      newDbSizePages: pgno,
      dirtyPages,
    };
    return await engine.commit(id("a"), request).then(
      ({ newHeadTxid }) => {
        expectedHeadTxid = newHeadTxid;
        return "done";
      },
      ({ issue }) => `${issue.kind} ${issue.maxSize}`,
    );
  };
  expect(await grow()).toBe("quota-exceeded 1");
  for (const [quota, outcome] of [
    [2n ** 40n, "done"],
    [2n, "quota-exceeded 2"],
    // The value must not be taken for the default of all databases, which is equal.
    [10n * 2n ** 30n, "done"],
    [undefined, "quota-exceeded 1"],
  ] as const) {
    await setQuota(kv, id("a"), quota, io);
    expect(await grow()).toBe(outcome);
  }
  await statOne(kv, id("a"), io);
  expect(lines).toContainEqual(expect.stringMatching(/^ns a: quota none of its own; .* are used$/));
  expect(lines).toContainEqual(expect.stringMatching(/^quota is +the default; /));
  await engine.stop();
});

test("the SQLite in PostgreSQL is judged, too", async (context) => {
  const server = await startPostgresIfPossible();
  if (typeof server === "string") return context.skip(server);
  try {
    const kv = await openPostgresKv({ url: server.url });
    await importDatabase(kv, id("a"), sound);
    expect((await verify(kv)).verdict).toBe("sound");
    await commitPage(kv, id("a"), 2, new Uint8Array(PAGE_SIZE));
    expect((await verify(kv)).verdict).toBe("sqlite-damaged");
    await kv.close();
  } finally {
    await server.remove();
  }
});
