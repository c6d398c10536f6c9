/**
 * The databases of a stored store: the SQL that each has executed, and the state in which it was
 * left. None of it is random, so that plain SQLite, given the same statements, computes the
 * expected contents.
 *
 * A store that was written stays as it is. New cases get a new store, under another name, so
 * entries here may be added and changed.
 */

import type { DatabaseId } from "@barewire/sqlite-storage";

/** The fate of a database after its client has gone. */
export type Ending =
  /** The commits are left as they were made. */
  | "none"
  /** All its commits are folded into shards. */
  | "compact"
  /** The same, and then `later` is committed on top. */
  | "compact-and-go-on"
  /** The META record is written in version 1 of `sqlite-storage`. */
  | "meta-v1"
  /** Another owner has opened it, has staged a part of a commit, and never came back. */
  | "unfinished-stage";

export type DatabaseStory = {
  readonly id: DatabaseId;
  /** Each is a transaction of its own. */
  readonly statements: readonly string[];
  readonly ending: Ending;
  readonly later?: readonly string[];
  /** Tells whether the client sends preload hints for the next open. */
  readonly hints?: true;
};

/** Every database has this table, which tests change and mend. */
const TABLE = "CREATE TABLE t (id INTEGER PRIMARY KEY, k TEXT NOT NULL, v BLOB)";

/**
 * The rows `first` to `last` of the table that every database has, each with `size` bytes that
 * compress.
 */
function rows(first: number, last: number, size: number): string {
  return `INSERT INTO t (id, k, v)
    WITH RECURSIVE n(i) AS (SELECT ${first} UNION ALL SELECT i + 1 FROM n WHERE i < ${last})
    SELECT i, 'key ' || i, CASE i % 3 WHEN 0 THEN zeroblob(${size} + i % 7)
      ELSE cast(printf('%.*c', ${size}, char(97 + i % 26)) || i AS BLOB) END FROM n`;
}

function updates(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    return `UPDATE t SET k = k || '.${index}' WHERE id % ${count} = ${index}`;
  });
}

const VALUES = [
  "CREATE TABLE kinds (a, b INT, c REAL, d TEXT, e BLOB)",
  `INSERT INTO kinds VALUES
    (NULL, -9223372036854775808, 1e308, 'é🎈', x'00ff'), ('7', 7, 7.5, '', x''), (0, 1, -0.0, 'z', x'7a')`,
  "CREATE TABLE w (k TEXT PRIMARY KEY, v) WITHOUT ROWID",
  "INSERT INTO w VALUES ('a', 1), ('b', NULL), ('c', 2.5)",
  "CREATE INDEX t_k ON t (k)",
  "CREATE VIEW long AS SELECT * FROM t WHERE length(v) > 100",
  "CREATE TRIGGER t_w AFTER DELETE ON t BEGIN DELETE FROM w WHERE k = old.k; END",
  "PRAGMA user_version = 42",
];

/** The pages do not fit into one message, so they are staged. */
const LARGE = [TABLE, rows(1, 2_150, 3_900)];

const id = (actorId: string, namespace = "stores"): DatabaseId => ({ namespace, actorId });

export const DATABASE_STORIES: readonly DatabaseStory[] = [
  { id: id("empty"), statements: [TABLE], ending: "none" },
  {
    id: id("small"),
    statements: [TABLE, ...VALUES, rows(1, 40, 300), ...updates(8)],
    ending: "none",
  },
  {
    id: id("compacted"),
    statements: [TABLE, ...VALUES, rows(1, 600, 1_500), ...updates(5)],
    ending: "compact",
  },
  {
    id: id("compacted, then written"),
    statements: [TABLE, rows(1, 500, 1_500), ...updates(5)],
    ending: "compact-and-go-on",
    later: [...VALUES, rows(501, 520, 1_500), ...updates(3)],
  },
  { id: id("staged"), statements: LARGE, ending: "none" },
  { id: id("staged and compacted"), statements: LARGE, ending: "compact" },
  {
    id: id("vacuumed"),
    statements: [TABLE, rows(1, 700, 1_500), "DELETE FROM t WHERE id % 10 > 0", "VACUUM"],
    ending: "none",
  },
  {
    id: id("compacted, then vacuumed"),
    statements: [TABLE, rows(1, 700, 1_500), ...updates(2)],
    ending: "compact-and-go-on",
    later: ["DELETE FROM t WHERE id % 10 > 0", "VACUUM", rows(1_001, 1_100, 900)],
  },
  {
    id: id("auto-vacuumed"),
    statements: [
      ...["PRAGMA auto_vacuum = FULL", "VACUUM", TABLE],
      ...[rows(1, 300, 2_500), "DELETE FROM t WHERE id > 20", rows(21, 60, 9_000)],
    ],
    ending: "none",
  },
  {
    id: id("with hints"),
    statements: [TABLE, rows(1, 400, 1_500), ...updates(2)],
    ending: "compact-and-go-on",
    // Hints name pages that were read from the server.
    later: ["SELECT sum(length(v)) FROM t", "SELECT k FROM t WHERE id = 100"],
    hints: true,
  },
  {
    id: id("with a head record of version 1"),
    statements: [TABLE, ...VALUES, rows(1, 100, 1_500), ...updates(2)],
    ending: "meta-v1",
  },
  {
    id: id("staging"),
    statements: [TABLE, rows(1, 100, 1_500)],
    ending: "unfinished-stage",
  },
  // A name that is longer in bytes than in characters, and one that holds what keys are made of.
  { id: id("größe/META", "日本"), statements: [TABLE, rows(1, 30, 500)], ending: "compact" },
];
