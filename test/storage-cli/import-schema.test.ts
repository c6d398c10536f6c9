/** A file whose schema needs what the build of SQLite lacks is refused by the name of that. */

import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { requireUsableSchema } from "../../packages/storage-cli/src/sqlite-check/check-schema.js";
import { SqliteFile } from "../../packages/storage-cli/src/transfer/sqlite-file.js";
import { hasDebianSqlite } from "../vfs/debian-sqlite.js";
import { runCommand } from "./command.js";

const folder = await mkdtemp(join(tmpdir(), "barewire-schema-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Without the program there are no files to import; it says so. */
const hasSqlite = hasDebianSqlite();
let fileCount = 0;

/**
 * Makes a file by the program `sqlite3`. It can define no functions and collations, so those of
 * `renames` are written into the schema in the place of others.
 */
function makeFile(sql: string, renames: readonly (readonly [string, string])[] = []): string {
  fileCount += 1;
  const path = join(folder, `${fileCount}.db`);
  const edits = renames.map(
    ([from, to]) => `UPDATE sqlite_schema SET sql = replace(sql, '${from}', '${to}');`,
  );
  execFileSync("sqlite3", [path], {
    input: `${sql};\n.dbconfig defensive off\nPRAGMA writable_schema = ON;\n${edits.join("\n")}`,
  });
  return path;
}

/** Returns what is missing; null if nothing is. */
async function missing(path: string): Promise<string | null> {
  const file = await SqliteFile.open(path);
  try {
    await requireUsableSchema(file);
    return null;
  } catch (error) {
    expect(error).toMatchObject({ name: "TransferError", issue: { kind: "schema-unsupported" } });
    return (error as { issue: { missing: string } }).issue.missing;
  } finally {
    await file.close();
  }
}

const MINE = [["abs(", "mine("]] as const;

test.skipIf(!hasSqlite).each([
  ["an R*Tree", "CREATE VIRTUAL TABLE r USING rtree(id, a, b)", [], "module rtree"],
  ["FTS4", "CREATE VIRTUAL TABLE f USING fts4(x)", [], "module fts4"],
  ["a view of FTS3", "CREATE VIRTUAL TABLE f USING fts3(x)", [], "module fts3"],
  ["a collation", "CREATE TABLE t (a COLLATE NOCASE)", [["NOCASE", "mine"]], "collation mine"],
  [
    "a collation of an index",
    "CREATE TABLE t (a); CREATE INDEX i ON t (a COLLATE NOCASE)",
    [["NOCASE", "mine"]],
    "collation mine",
  ],
  ["a CHECK", "CREATE TABLE t (a, CHECK (abs(a) > 0))", MINE, "function mine"],
  ["a default", "CREATE TABLE t (a DEFAULT (abs(-1)))", MINE, "function mine"],
  ["a stored column", "CREATE TABLE t (a, b AS (abs(a)) STORED)", MINE, "function mine"],
  ["a virtual column", "CREATE TABLE t (a, b AS (abs(a)))", MINE, "function mine"],
  ["an index", "CREATE TABLE t (a); CREATE INDEX i ON t (abs(a))", MINE, "function mine"],
  [
    "a partial index",
    "CREATE TABLE t (a); CREATE INDEX i ON t (a) WHERE abs(a) > 0",
    MINE,
    "function mine",
  ],
  ["a view", "CREATE TABLE t (a); CREATE VIEW v AS SELECT abs(a) FROM t", MINE, "function mine"],
  ...["INSERT", "DELETE", "UPDATE", "UPDATE OF b"].map(
    (event) =>
      [
        `a trigger of ${event}`,
        `CREATE TABLE t (a AS (b), b); CREATE TRIGGER g AFTER ${event} ON t
           BEGIN SELECT abs(1); END`,
        MINE,
        "function mine",
      ] as const,
  ),
  ["soundex", "CREATE TABLE t (a, CHECK (abs(a) > 0))", [["abs(", "soundex("]], "function soundex"],
  ["a name with quotes", `CREATE TABLE "a ""b'" (a, CHECK (abs(a) > 0))`, MINE, "function mine"],
] as const)("%s is refused by name", async (_, sql, renames, expected) => {
  expect(await missing(makeFile(sql, renames))).toBe(expected);
});

test.skipIf(!hasSqlite).each([
  ["an empty file with a table", "CREATE TABLE t (a)"],
  ["FTS5 with triggers", "CREATE VIRTUAL TABLE f USING fts5(x); INSERT INTO f VALUES ('a')"],
  ["mathematical functions", "CREATE TABLE t (a, CHECK (ln(a) + sqrt(a) + log2(a) > 0))"],
  [
    "WITHOUT ROWID, STRICT and generated columns",
    "CREATE TABLE t (a INT PRIMARY KEY, b INT AS (a + 1)) STRICT, WITHOUT ROWID",
  ],
  [
    "a view of a table that is gone",
    "CREATE TABLE t (a); CREATE VIEW v AS SELECT * FROM t; DROP TABLE t",
  ],
  ["pages of 512 bytes", "PRAGMA page_size = 512; CREATE TABLE t (a); CREATE INDEX i ON t (a)"],
  [
    "pages of 65,536 bytes",
    "PRAGMA page_size = 65536; CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t",
  ],
])("%s can be imported", async (_, sql) => {
  expect(await missing(makeFile(sql))).toBeNull();
});

test.skipIf(!hasSqlite)("the command says what is missing, and writes nothing", async () => {
  const path = makeFile("CREATE VIRTUAL TABLE r USING rtree(id, a, b)");
  const store = `lmdb:${join(folder, "store")}`;
  const refused = await runCommand(["import", path, "shop", "cart"], store);
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain("its schema needs module rtree");
  const { stdout } = await runCommand(["stat"], store);
  expect(stdout).not.toContain("cart");
});
