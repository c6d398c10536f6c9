/**
 * Random sequences of settings and work: everything by which SQLite may come to write pages in
 * another way, or not to write them. The effect of a statement depends on the database alone.
 */

import { pick, type Random } from "../contract/seeded-random.js";

/** The ways to run a statement: `first` and `break` stop before the last row. */
export type Route = "execute" | "run" | "all" | "first" | "break";

export interface Step {
  readonly sql: string;
  readonly route: Route;
  /**
   * `same`: as on any other database. `fixed`: changes nothing, and returns the value in force.
   * `refused`: fails. The last two are run on the database alone.
   */
  readonly expected: "same" | "fixed" | "refused";
}

/** The initial schema and rows of a database. */
export const PREPARATION = `
  CREATE TABLE t0 (id INTEGER PRIMARY KEY, a, b);
  CREATE TABLE t1 (a, b DEFAULT 'default');
  CREATE INDEX t0a ON t0 (a);
  CREATE TABLE w (k TEXT PRIMARY KEY, v) WITHOUT ROWID;
  CREATE VIRTUAL TABLE f USING fts5 (body);
`;

/** The statements that end any sequence; each may fail. */
export const ENDINGS: readonly string[] = [
  "COMMIT",
  "DETACH x",
  "PRAGMA query_only = OFF",
  "PRAGMA max_page_count = 1000000",
];

export function randomSequence(random: Random): readonly Step[] {
  const parts = Array.from({ length: 1 + random(3) }, () => pick(random, WORK)(random));
  const settings = Array.from({ length: random(3) }, () => randomSetting(random));
  const hostile = random(2) === 0 ? [randomHostile(random)] : [];
  const table = anyTable(random);
  // Old rows are kept for a while, but tables need not grow for ever.
  const clearing = random(3) === 0 ? [step(`DELETE FROM ${table} WHERE rowid % 4 > 0`)] : [];
  const steps = [...settings, ...clearing, ...parts.flat()];
  for (const step of hostile) steps.splice(random(steps.length + 1), 0, step);
  return steps;
}

/** Settings that do not concern the store. */
const SETTINGS: readonly ((random: Random) => string)[] = [
  (random) => `cache_size = ${5 + random(30)}`,
  () => "cache_size = 0",
  (random) => `cache_size = -${20 + random(100)}`,
  (random) => `cache_spill = ${pick(random, ["OFF", "ON", "1", "20"])}`,
  (random) => `main.cache_spill = ${pick(random, ["OFF", "ON", "5"])}`,
  (random) => `temp.cache_spill = ${random(2)}`,
  (random) => `secure_delete = ${pick(random, ["ON", "OFF", "FAST"])}`,
  (random) => `auto_vacuum = ${pick(random, ["NONE", "FULL", "INCREMENTAL"])}`,
  (random) => `journal_size_limit = ${pick(random, ["-1", "0", "4096"])}`,
  (random) => `foreign_keys = ${random(2)}`,
  (random) => `ignore_check_constraints = ${random(2)}`,
  (random) => `recursive_triggers = ${random(2)}`,
  (random) => `reverse_unordered_selects = ${random(2)}`,
  (random) => `count_changes = ${random(2)}`,
  (random) => `query_only = ${pick(random, ["OFF", "OFF", "ON"])}`,
  (random) => `user_version = ${random(1_000)}`,
  (random) => `application_id = ${random(1_000)}`,
  (random) => `max_page_count = ${20 + random(300)}`,
  (random) => `cell_size_check = ${random(2)}`,
  (random) => `fullfsync = ${random(2)}`,
  (random) => `checkpoint_fullfsync = ${random(2)}`,
  (random) => `wal_autocheckpoint = ${random(10)}`,
  (random) => `legacy_alter_table = ${random(2)}`,
  (random) => `read_uncommitted = ${random(2)}`,
  (random) => `automatic_index = ${random(2)}`,
  (random) => `trusted_schema = ${random(2)}`,
  (random) => `threads = ${random(4)}`,
  (random) => `mmap_size = ${random(2) * 1_000_000}`,
  (random) => `soft_heap_limit = ${pick(random, ["0", "1000000"])}`,
  () => "shrink_memory",
  () => "wal_checkpoint(TRUNCATE)",
  () => "optimize",
  (random) => `incremental_vacuum(${random(10)})`,
];

/** The settings that the store depends on, with other values for them. */
const FIXED: readonly (readonly [string, readonly string[]])[] = [
  ["journal_mode", ["WAL", "OFF", "MEMORY", "TRUNCATE", "PERSIST"]],
  ["synchronous", ["OFF", "0", "EXTRA"]],
  ["locking_mode", ["NORMAL"]],
  ["page_size", ["512", "8192"]],
  ["temp_store", ["FILE", "0"]],
  ["encoding", ["'UTF-16'"]],
];

const REFUSED: readonly string[] = [
  "PRAGMA writable_schema = ON",
  "PRAGMA temp.writable_schema = 1",
  "PRAGMA main.schema_version = 3",
  "PRAGMA temp.synchronous = OFF",
  "PRAGMA temp.journal_mode = MEMORY",
  "ATTACH 'other' AS y",
  "ATTACH 'oth' || 'er' AS y",
  "ATTACH 'database' AS y",
  "VACUUM INTO 'copy'",
  "VACUUM main INTO 'database'",
];

function randomSetting(random: Random): Step {
  return step(`PRAGMA ${pick(random, SETTINGS)(random)}`);
}

function randomHostile(random: Random): Step {
  if (random(2) === 0) return { sql: pick(random, REFUSED), route: "execute", expected: "refused" };
  const [name, values] = pick(random, FIXED);
  const schema = pick(random, ["", "main."]);
  return {
    sql: `PRAGMA ${schema}${name} = ${pick(random, values)}`,
    route: "all",
    expected: "fixed",
  };
}

/** A statement that inserts so many rows of about a fourth of a page. */
function rows(count: number, shift: number): string {
  return `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    SELECT i * 7919 % 1000 + ${shift}, printf('%.*c', 400 + i % 700, char(97 + i % 26)) FROM n`;
}

const insertRows = (random: Random, table: string, count: number): string =>
  `INSERT INTO ${table} (a, b) ${rows(count, random(1_000))}`;

const anyTable = (random: Random): string => pick(random, ["t0", "t1"]);

const ending = (random: Random): Step => step(random(3) === 0 ? "ROLLBACK" : "COMMIT");

/** A statement that writes a few rows. */
function smallWrite(random: Random): Step {
  const table = anyTable(random);
  return step(
    pick(random, [
      () => `INSERT INTO ${table} (a, b) VALUES (${random(100)}, 'text ${random(10)}')`,
      () => insertRows(random, table, 1 + random(10)),
      () => `UPDATE ${table} SET b = b || 'more' WHERE rowid % ${2 + random(9)} = 0`,
      () => `UPDATE ${table} SET a = a + 1 WHERE a % ${3 + random(9)} = 0`,
      () => `DELETE FROM ${table} WHERE rowid % ${2 + random(9)} = 1`,
      () => `REPLACE INTO w VALUES ('key ${random(20)}', zeroblob(${random(6_000)}))`,
      () => `INSERT INTO f VALUES ('word${random(50)} and word${random(50)}')`,
      () => `DELETE FROM f WHERE f MATCH 'word${random(50)}'`,
      () => `INSERT OR ROLLBACK INTO t0 (id, a) VALUES (${random(30)}, 'id')`,
      () => `INSERT INTO t0 (id, a) VALUES (${random(30)}, 'id')`,
    ])(),
    pick(random, ["execute", "run", "all"]),
  );
}

const WORK: readonly ((random: Random) => readonly Step[])[] = [
  (random) => [smallWrite(random), smallWrite(random)],
  (random) => [
    step(
      `INSERT INTO t0 (a) VALUES (${random(9)}), (2), (3) RETURNING id, a`,
      pick(random, ["first", "break", "all"]),
    ),
    step(
      `DELETE FROM t1 WHERE rowid % 3 = ${random(3)} RETURNING a`,
      pick(random, ["first", "break"]),
    ),
  ],
  spill,
  spill,
  savepoints,
  largeBlob,
  (random) => [smallWrite(random), step("VACUUM"), smallWrite(random)],
  (random) => [
    step(`PRAGMA auto_vacuum = ${random(3)}`),
    step("VACUUM"),
    step(`DELETE FROM ${anyTable(random)} WHERE rowid % 2 = 0`),
    step(`PRAGMA incremental_vacuum(${random(9)})`, "all"),
    smallWrite(random),
  ],
  definitions,
  (random) => [
    step("CREATE TEMP TABLE IF NOT EXISTS kept AS SELECT a, b FROM t0 LIMIT 20"),
    step(`INSERT INTO t1 SELECT a, b FROM kept LIMIT ${random(30)}`),
    step(insertRows(random, "kept", random(60))),
    step("DROP TABLE temp.kept"),
  ],
  (random) => [
    step(`ATTACH ${pick(random, ["':memory:'", "''"])} AS x`),
    step(`PRAGMA x.cache_spill = ${random(2)}`),
    step("BEGIN"),
    step("CREATE TABLE x.copy AS SELECT a, b FROM t1"),
    step(insertRows(random, "x.copy", 1 + random(80))),
    step(`INSERT INTO t0 (a, b) SELECT a, b FROM x.copy LIMIT ${random(60)}`),
    ending(random),
    smallWrite(random),
  ],
];

/** Statements that write more pages than the cache has, in one transaction or in one statement. */
function spill(random: Random): readonly Step[] {
  const work = [
    step(insertRows(random, anyTable(random), 40 + random(40))),
    smallWrite(random),
    step(`UPDATE ${anyTable(random)} SET b = b || '.' WHERE rowid < 60`),
  ].slice(0, 1 + random(3));
  const setting = step(`PRAGMA cache_size = ${5 + random(10)}`);
  return random(3) === 0 ? [setting, ...work] : [setting, step("BEGIN"), ...work, ending(random)];
}

function savepoints(random: Random): readonly Step[] {
  const end = (name: string): readonly Step[] => [
    ...(random(2) === 0 ? [step(`ROLLBACK TO ${name}`)] : []),
    step(`RELEASE ${name}`),
  ];
  const outer = random(2) === 0 ? [] : [step("BEGIN")];
  return [
    ...outer,
    step("SAVEPOINT one"),
    step(insertRows(random, anyTable(random), random(50))),
    step("SAVEPOINT two"),
    smallWrite(random),
    step(`DELETE FROM ${anyTable(random)} WHERE rowid % 3 = 0`),
    ...end("two"),
    ...end("one"),
    ...outer.map(() => ending(random)),
  ];
}

function largeBlob(random: Random): readonly Step[] {
  const key = `blob ${random(4)}`;
  return [
    step(`REPLACE INTO w VALUES ('${key}', zeroblob(${10_000 + random(110_000)}))`),
    step(`UPDATE w SET v = 'short' WHERE k <> '${key}' AND k LIKE 'blob%'`),
    ...(random(2) === 0 ? [step(`DELETE FROM w WHERE k = '${key}'`)] : []),
  ];
}

function definitions(random: Random): readonly Step[] {
  const name = `d${random(3)}`;
  const work = [
    `CREATE TABLE IF NOT EXISTS ${name} (a UNIQUE, b CHECK (b <> 5))`,
    `INSERT OR IGNORE INTO ${name} SELECT a, b FROM t0 LIMIT ${random(40)}`,
    `ALTER TABLE ${name} ADD COLUMN c${random(2)}`,
    `CREATE INDEX IF NOT EXISTS i${name} ON ${name} (b)`,
    `CREATE TRIGGER IF NOT EXISTS g${name} AFTER INSERT ON ${name}
       BEGIN UPDATE t1 SET b = new.a WHERE rowid = 1; END`,
    pick(random, ["REINDEX", "ANALYZE", `DROP TABLE ${name}`]),
    `DROP TABLE IF EXISTS ${name}`,
  ].slice(random(3), 4 + random(4));
  const steps = work.map((sql) => step(sql));
  return random(2) === 0 ? steps : [step("BEGIN IMMEDIATE"), ...steps, ending(random)];
}

function step(sql: string, route: Route = "execute"): Step {
  return { sql, route, expected: "same" };
}
