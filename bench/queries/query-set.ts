/** The queries, each of which is run on a database that has just been opened. */

import type { SqlParameter } from "@barewire/sqlite";
import { numbers } from "./social-data.js";

export interface ColdQuery {
  readonly name: string;
  readonly sql: string;
  /** A statement that is run before, on the same open database. */
  readonly before?: string;
  /** One list for each run of the statement; mostly there is one run. */
  readonly runs: readonly (readonly SqlParameter[])[];
}

/** The six shapes, for a database with so many posts. */
export function socialQueries(postCount: number): readonly ColdQuery[] {
  const userCount = Math.max(50, Math.floor(postCount / 10));
  const user = Math.floor(userCount * 0.37);
  const query = (name: string, sql: string, ...parameters: readonly SqlParameter[]): ColdQuery => ({
    name,
    sql,
    runs: [parameters],
  });
  return [
    query(
      "user with posts",
      `SELECT u.handle, u.name, p.id, p.created_at, p.body FROM users u
       JOIN posts p ON p.user_id = u.id WHERE u.id = ? ORDER BY p.created_at DESC LIMIT 20`,
      user,
    ),
    query(
      "five-way profile join",
      `SELECT u.name, u.bio, c.name, e.name, s.name, l.name FROM users u
       JOIN cities c ON c.id = u.city_id JOIN employers e ON e.id = u.employer_id
       JOIN schools s ON s.id = u.school_id JOIN languages l ON l.id = u.language_id
       WHERE u.id = ?`,
      user + 1,
    ),
    query(
      "who liked",
      `SELECT u.id, u.name FROM likes l JOIN users u ON u.id = l.user_id WHERE l.post_id = ?`,
      Math.max(1, Math.floor(postCount / 50)),
    ),
    query(
      "mutual friends",
      `SELECT u.id, u.name FROM friends a JOIN friends b ON b.friend_id = a.friend_id
       JOIN users u ON u.id = a.friend_id WHERE a.user_id = ? AND b.user_id = ?`,
      3,
      5,
    ),
    query(
      "indexed filter",
      `SELECT id, user_id, score, body FROM posts WHERE topic = ? AND score > ?
       ORDER BY score DESC LIMIT 50`,
      42,
      500,
    ),
    query(
      "full scan",
      "SELECT COUNT(*), SUM(score), MAX(length(body)) FROM posts WHERE body LIKE '%c0ffee%'",
    ),
  ];
}

const CHINOOK_SQL: readonly (readonly [sql: string, ...parameters: readonly SqlParameter[]])[] = [
  ["SELECT * FROM artists WHERE ArtistId = ?", 90],
  ["SELECT * FROM albums WHERE ArtistId = ?", 22],
  ["SELECT Name, Milliseconds FROM tracks WHERE AlbumId = ? ORDER BY TrackId", 141],
  ["SELECT COUNT(*) FROM tracks"],
  ["SELECT * FROM tracks WHERE TrackId BETWEEN ? AND ?", 1_000, 1_100],
  ["SELECT g.Name, COUNT(*) FROM tracks t JOIN genres g USING (GenreId) GROUP BY g.GenreId"],
  ["SELECT * FROM customers WHERE Country = ? ORDER BY LastName", "Country 7"],
  ["SELECT i.* FROM invoices i WHERE i.CustomerId = ? ORDER BY InvoiceDate DESC", 12],
  [
    `SELECT t.Name, l.Quantity FROM invoice_items l JOIN tracks t USING (TrackId)
     WHERE l.InvoiceId = ?`,
    98,
  ],
  [
    `SELECT ar.Name, al.Title, t.Name FROM tracks t JOIN albums al USING (AlbumId)
     JOIN artists ar USING (ArtistId) WHERE t.TrackId = ?`,
    2_001,
  ],
  [
    `SELECT t.Name FROM playlist_track p JOIN tracks t USING (TrackId) WHERE p.PlaylistId = ?
     ORDER BY t.Name LIMIT 40`,
    5,
  ],
  ["SELECT BillingCountry, SUM(Total) FROM invoices GROUP BY BillingCountry ORDER BY 2 DESC"],
  [
    `SELECT c.LastName, SUM(i.Total) FROM customers c JOIN invoices i USING (CustomerId)
     GROUP BY c.CustomerId ORDER BY 2 DESC LIMIT 10`,
  ],
  ["SELECT Name FROM tracks WHERE Composer LIKE ? LIMIT 20", "Composer 17%"],
  ["SELECT * FROM tracks ORDER BY TrackId DESC LIMIT 25"],
  [
    `SELECT e.LastName, COUNT(*) FROM employees e JOIN customers c ON c.SupportRepId = e.EmployeeId
     GROUP BY e.EmployeeId`,
  ],
  [
    "SELECT * FROM tracks WHERE TrackId IN (SELECT TrackId FROM invoice_items WHERE InvoiceId = ?)",
    7,
  ],
  [
    `SELECT al.Title FROM albums al WHERE EXISTS
     (SELECT 1 FROM tracks t WHERE t.AlbumId = al.AlbumId AND t.GenreId = ?)`,
    9,
  ],
  ["SELECT MAX(Milliseconds), MIN(Milliseconds) FROM tracks WHERE GenreId = ?", 3],
  [
    `SELECT p.Name, COUNT(*) FROM playlists p JOIN playlist_track x USING (PlaylistId)
     GROUP BY p.PlaylistId`,
  ],
];

export const CHINOOK_QUERIES: readonly ColdQuery[] = CHINOOK_SQL.map(([sql, ...parameters]) => ({
  name: sql.replaceAll(/\s+/g, " "),
  sql,
  runs: [parameters],
}));

const RANDOM_ROWS = 1_000;

/** Reads of documents that are hard to foresee: in the order of a scattered key, and at random. */
export function documentQueries(documentCount: number): readonly ColdQuery[] {
  let state = 1;
  const ids = Array.from({ length: RANDOM_ROWS }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return 1 + (Math.floor(state / 8) % documentCount);
  });
  return [
    {
      name: "index to table",
      sql: `SELECT external_key, rank, length(body) AS size FROM docs INDEXED BY docs_by_key
            ORDER BY external_key, rank`,
      runs: [[]],
    },
    {
      name: "long rows by key",
      sql: "SELECT key, hex(substr(body, -8)) FROM long_docs ORDER BY key",
      runs: [[]],
    },
    {
      name: `${RANDOM_ROWS} random rows`,
      sql: "SELECT length(body) AS size FROM docs WHERE id = ?",
      runs: ids.map((id) => [id]),
    },
  ];
}

const DOCUMENT_BYTES = 2_048;
/** Rows of so many bytes go on at three overflow pages each. */
const LONG_DOCUMENT_BYTES = 13_000;
const LONG_DOCUMENTS = 100;
const DOCUMENTS_PER_STATEMENT = 1_024;

/** Documents of 2 KiB with keys that are spread over them; their number is printed in the body. */
export function documentStatements(documentCount: number): readonly string[] {
  const statementCount = Math.ceil(documentCount / DOCUMENTS_PER_STATEMENT);
  return [
    `CREATE TABLE docs (
       id INTEGER PRIMARY KEY AUTOINCREMENT,
       external_key TEXT NOT NULL UNIQUE,
       rank INTEGER NOT NULL,
       tenant INTEGER NOT NULL,
       body TEXT NOT NULL
     );
     CREATE INDEX docs_by_key ON docs (external_key, rank);
     CREATE INDEX docs_by_tenant ON docs (tenant, rank);
     CREATE TABLE long_docs (id INTEGER PRIMARY KEY, key INTEGER NOT NULL, body TEXT NOT NULL);
     CREATE INDEX long_docs_by_key ON long_docs (key);`,
    `INSERT INTO long_docs
     SELECT i, (i * 2654435761) & 0xffff, printf('%0${LONG_DOCUMENT_BYTES}d', i)
     FROM (${numbers(1, LONG_DOCUMENTS)})`,
    ...Array.from({ length: statementCount }, (_, index) => {
      const first = index * DOCUMENTS_PER_STATEMENT;
      const last = Math.min(documentCount, first + DOCUMENTS_PER_STATEMENT) - 1;
      return `INSERT INTO docs (external_key, rank, tenant, body)
        SELECT printf('%08x', (i * 2654435761) & 0xffffffff), i, i % 128,
          printf('%0${DOCUMENT_BYTES}d', i) FROM (${numbers(first, last)})`;
    }),
  ];
}
