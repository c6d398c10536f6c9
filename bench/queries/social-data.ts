/**
 * A social network: users with profiles, posts, likes and friendships. Every value follows from the
 * row's number and the seed, so that the same size gives the same database everywhere.
 */

/** Statements to run in order: the schema, then the rows in transactions of bounded size. */
export function socialStatements(postCount: number, seed: number): readonly string[] {
  const userCount = Math.max(50, Math.floor(postCount / 10));
  return [
    SCHEMA,
    ...LOOKUP_TABLES.map(
      ([table, count]) => `INSERT INTO ${table} SELECT i, printf('${table} number %d', i)
         FROM (${numbers(1, count)})`,
    ),
    ...chunks(userCount, (first, last) => userRows(first, last, userCount, seed)),
    ...chunks(postCount, (first, last) => postRows(first, last, userCount, seed)),
    ...chunks(postCount * LIKES_PER_POST, (first, last) =>
      likeRows(first, last, postCount, userCount, seed),
    ),
    ...chunks(userCount * FRIENDS_PER_USER, (first, last) =>
      friendRows(first, last, userCount, seed),
    ),
  ];
}

const LIKES_PER_POST = 3;
const FRIENDS_PER_USER = 12;
const TOPIC_COUNT = 200;
const ROWS_PER_STATEMENT = 20_000;

const LOOKUP_TABLES: readonly (readonly [table: string, count: number])[] = [
  ["cities", 2_000],
  ["employers", 1_000],
  ["schools", 1_000],
  ["languages", 60],
];

const SCHEMA = `
  CREATE TABLE cities (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
  CREATE TABLE employers (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
  CREATE TABLE schools (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
  CREATE TABLE languages (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
  CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    handle TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    city_id INTEGER NOT NULL,
    employer_id INTEGER NOT NULL,
    school_id INTEGER NOT NULL,
    language_id INTEGER NOT NULL,
    bio TEXT NOT NULL
  );
  CREATE TABLE posts (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    topic INTEGER NOT NULL,
    score INTEGER NOT NULL,
    body TEXT NOT NULL
  );
  CREATE INDEX posts_by_user ON posts (user_id, created_at);
  CREATE INDEX posts_by_topic ON posts (topic, score);
  CREATE TABLE likes (
    post_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (post_id, user_id)
  ) WITHOUT ROWID;
  CREATE TABLE friends (
    user_id INTEGER NOT NULL,
    friend_id INTEGER NOT NULL,
    PRIMARY KEY (user_id, friend_id)
  ) WITHOUT ROWID;
`;

function userRows(first: number, last: number, userCount: number, seed: number): string {
  return `INSERT INTO users
    SELECT i, printf('%08x', ${hash("i", seed)}), printf('User %d of %d', i, ${userCount}),
      1 + ${hash("i", seed + 1)} % 2000, 1 + ${hash("i", seed + 2)} % 1000,
      1 + ${hash("i", seed + 3)} % 1000, 1 + ${hash("i", seed + 4)} % 60,
      ${text("i", seed + 5, 12)}
    FROM (${numbers(first, last)})`;
}

function postRows(first: number, last: number, userCount: number, seed: number): string {
  return `INSERT INTO posts
    SELECT i, ${skewed("i", seed + 10, userCount)}, 1700000000 + i * 7,
      1 + ${hash("i", seed + 12)} % ${TOPIC_COUNT}, ${hash("i", seed + 13)} % 1000,
      ${text("i", seed + 14, 24)}
    FROM (${numbers(first, last)})`;
}

function likeRows(
  first: number,
  last: number,
  postCount: number,
  userCount: number,
  seed: number,
): string {
  return `INSERT OR IGNORE INTO likes
    SELECT ${skewed("i", seed + 20, postCount)}, 1 + ${hash("i", seed + 22)} % ${userCount},
      1700000000 + i
    FROM (${numbers(first, last)})`;
}

function friendRows(first: number, last: number, userCount: number, seed: number): string {
  return `INSERT OR IGNORE INTO friends
    SELECT ${skewed("i", seed + 30, userCount)}, ${skewed("i", seed + 32, userCount)}
    FROM (${numbers(first, last)})`;
}

function chunks(count: number, rows: (first: number, last: number) => string): readonly string[] {
  const chunkCount = Math.ceil(count / ROWS_PER_STATEMENT);
  return Array.from({ length: chunkCount }, (_, chunk) =>
    rows(1 + chunk * ROWS_PER_STATEMENT, Math.min(count, (chunk + 1) * ROWS_PER_STATEMENT)),
  );
}

export function numbers(first: number, last: number): string {
  return `WITH RECURSIVE n(i) AS (SELECT ${first} UNION ALL SELECT i + 1 FROM n WHERE i < ${last})
    SELECT i FROM n`;
}

/** An expression for 31 bits that look random, and depend on the number and the seed alone. */
export function hash(number: string, seed: number): string {
  const mixed = `((${number} + ${seed * 7_919}) * 2654435761 & 4294967295)`;
  return `((${mixed} * 69069 + (${mixed} >> 13) * 362437) >> 5 & 2147483647)`;
}

/** An expression for a number from 1 to `count` of which the lower ones are more frequent. */
function skewed(number: string, seed: number, count: number): string {
  const [one, other] = [hash(number, seed), hash(number, seed + 1)];
  return `(1 + (${one} % ${count}) * (1 + ${other} % 1000) / 1000)`;
}

/** An expression for a text of eight characters a word. */
function text(number: string, seed: number, wordCount: number): string {
  const words = Array.from({ length: wordCount }, (_, word) =>
    hash(number, seed + 100 + (word % 3)).concat(` + ${word}`),
  );
  return `printf('${"%07x ".repeat(wordCount)}', ${words.join(", ")})`;
}
