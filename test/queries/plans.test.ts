/** Tests what the plan of a statement says, by the program that SQLite itself makes of it. */

import { beforeAll, expect, test } from "vitest";
import { createImage, type PageImage } from "../../bench/queries/page-image.js";

let image: PageImage;

beforeAll(async () => {
  image = await createImage([
    `CREATE TABLE users (id INTEGER PRIMARY KEY, handle TEXT UNIQUE, name TEXT, bio TEXT);
     CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER, topic INTEGER, body TEXT);
     CREATE INDEX posts_by_user ON posts (user_id, topic DESC);
     CREATE TABLE likes (post INTEGER, user INTEGER, PRIMARY KEY (post, user)) WITHOUT ROWID;
     CREATE TABLE words (word TEXT COLLATE NOCASE PRIMARY KEY) WITHOUT ROWID;`,
  ]);
});

/** Some properties of an access, and the kind of its b-tree. */
type Said = { readonly [property: string]: unknown };

async function check(sql: string, expected: readonly Said[]): Promise<void> {
  const plan = await image.planOf(sql);
  const said = plan.accesses.map((access) => {
    const tree = plan.cursors.find(({ cursor }) => cursor === access.cursor)?.tree;
    return { ...access, ...(tree === undefined ? {} : { tree }) };
  });
  expect(said).toMatchObject(expected);
  expect(said).toHaveLength(expected.length);
}

test("a look-up by row id takes its key from the parameter", () =>
  check("SELECT name FROM users WHERE id = ?", [
    { kind: "row", tree: "table", key: [{ kind: "parameter", index: 1 }], within: -1 },
  ]));

test("a row is looked up by the row id of the entry of an index", () =>
  check("SELECT bio FROM users WHERE handle = 'x'", [
    { kind: "range", tree: "index", key: [{ kind: "value", value: "x" }], loop: "none" },
    { kind: "row", tree: "table", key: [{ kind: "rowid" }], within: 0 },
  ]));

test("a join looks up by a column of the row before", () =>
  check("SELECT u.name FROM likes l JOIN users u ON u.id = l.user WHERE l.post = ?", [
    { kind: "range", loop: "rows", includesEnd: true, end: [{ kind: "parameter", index: 1 }] },
    { kind: "row", key: [{ kind: "column", column: 1 }], within: 0 },
  ]));

test("a key goes through a table in memory", () =>
  check("SELECT name FROM users WHERE id IN (SELECT user FROM likes WHERE post = 7)", [
    { kind: "range", loop: "complete" },
    { kind: "row", key: [{ kind: "column", column: 1 }], within: 0 },
  ]));

test("an aggregate reads all rows, and a statement with rows only as many as are wanted", async () => {
  await check("SELECT COUNT(*), MAX(length(body)) FROM posts", [
    { kind: "scan", loop: "complete", direction: "forward" },
  ]);
  await check("SELECT body FROM posts ORDER BY id DESC", [
    { kind: "scan", loop: "rows", direction: "backward" },
  ]);
  await check("SELECT MAX(id) FROM posts", [{ kind: "scan", loop: "unknown" }]);
});

test("a range of row ids has both ends", () =>
  check("SELECT body FROM posts WHERE id BETWEEN ?1 AND ?2", [
    {
      kind: "range",
      key: [{ kind: "parameter", index: 1 }],
      end: [{ kind: "parameter", index: 2 }],
      includesEnd: true,
      loop: "rows",
    },
  ]));

test("a range of an index with an end by a parameter is read to that end", () =>
  check("SELECT topic FROM posts WHERE user_id = ? AND topic > ? ORDER BY topic DESC", [
    {
      kind: "range",
      key: [{ kind: "parameter", index: 1 }],
      end: [
        { kind: "parameter", index: 1 },
        { kind: "parameter", index: 2 },
      ],
      loop: "rows",
    },
  ]));

test("both ends of a range are told where they take the same register in turns", async () => {
  const [low, high] = [
    [{ kind: "parameter", index: 1 }],
    [{ kind: "parameter", index: 2 }],
  ] as const;
  const range = { kind: "range", tree: "index", loop: "rows" };
  const row = { kind: "row", tree: "table", key: [{ kind: "rowid" }] };
  await check("SELECT body FROM posts WHERE user_id BETWEEN ? AND ?", [
    { ...range, key: low, includesKey: true, end: high, includesEnd: true },
    row,
  ]);
  await check("SELECT body FROM posts WHERE user_id > ? AND user_id < ?", [
    { ...range, key: low, includesKey: false, end: high, includesEnd: false },
    row,
  ]);
  await check("SELECT body FROM posts WHERE user_id < ?", [
    { ...range, key: [{ kind: "value", value: null }], includesKey: false, end: low },
    row,
  ]);
});

test("a scan that begins at the first row has the end of its range", () =>
  check("SELECT body FROM posts WHERE user_id > ? ORDER BY user_id DESC", [
    { kind: "scan", direction: "backward", end: [{ kind: "parameter", index: 1 }] },
    { kind: "row" },
  ]));

test("a key that one of several expressions gives is not known", () =>
  check("SELECT body FROM posts WHERE user_id = COALESCE(?, ?, 7)", [
    { kind: "range", key: [{ kind: "unknown" }] },
    { kind: "row" },
  ]));

test("a write has the plan of what it reads", () =>
  check("DELETE FROM posts WHERE user_id IN (SELECT id FROM users WHERE handle = ?)", [
    { kind: "range", tree: "index", key: [{ kind: "parameter", index: 1 }] },
    { kind: "range", tree: "index", key: [{ kind: "rowid" }], loop: "complete", within: 0 },
    { kind: "row", tree: "table", key: [{ kind: "rowid" }], within: 1 },
  ]));

test("limits and filters are told", async () => {
  const sql = "SELECT id FROM posts WHERE body LIKE '%x%' LIMIT 5";
  expect(await image.planOf(sql)).toMatchObject({
    limit: { kind: "value", value: 5 },
    isFiltered: true,
  });
  expect(await image.planOf("SELECT id FROM posts LIMIT ?")).toMatchObject({
    limit: { kind: "parameter", index: 1 },
    isFiltered: false,
  });
});

test("the order of an index is told, as far as a reader of pages can compare", async () => {
  const byUser = await image.planOf("SELECT topic FROM posts WHERE user_id = 3");
  expect(byUser.cursors).toMatchObject([{ order: ["ascending", "descending", "ascending"] }]);
  const byWord = await image.planOf("SELECT word FROM words WHERE word = 'a'");
  expect(byWord.cursors).toMatchObject([{ order: ["other"] }]);
});

test("only columns whose content is read count", async () => {
  const plan = await image.planOf("SELECT name, length(bio) FROM users WHERE id = 1");
  expect(plan.cursors).toMatchObject([{ lastColumn: 2 }]);
});

test("other schemas have no plan", async () => {
  const plan = await image.planOf("SELECT * FROM sqlite_temp_schema");
  expect(plan.accesses).toEqual([]);
});
