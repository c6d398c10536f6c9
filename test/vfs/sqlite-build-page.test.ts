/**
 * `docs/sqlite-build.md` says what this build of SQLite can do, as the build itself tells it;
 * BAREWIRE_UPDATE=1 writes it anew.
 */

import { readFile, writeFile } from "node:fs/promises";
import { type Database, openDatabaseOnSession } from "@barewire/sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MAX_EXPRESSION_HEIGHT } from "../../packages/sqlite/src/sqlite/expression-stack.js";
import { SQL_LIMITS } from "../../packages/sqlite/src/sqlite/sql-limits.js";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";

const PAGE = new URL("../../docs/sqlite-build.md", import.meta.url);

interface Feature {
  readonly name: string;
  /** SQL that needs it. */
  readonly probe: string;
  /** A further remark; may be empty. */
  readonly note: string;
}

const PRESENT: readonly Feature[] = [
  { name: "FTS5", probe: "CREATE VIRTUAL TABLE temp.f USING fts5(x)", note: "" },
  { name: "JSON and JSONB", probe: "SELECT jsonb('[1]') -> 0", note: "" },
  { name: "window functions", probe: "SELECT row_number() OVER ()", note: "" },
  { name: "STRICT tables", probe: "CREATE TABLE temp.s (a INT) STRICT", note: "" },
  {
    name: "generated columns",
    probe: "CREATE TABLE temp.g (a, b AS (a + 1) STORED)",
    note: "",
  },
  { name: "RETURNING", probe: "INSERT INTO temp.s VALUES (1) RETURNING a", note: "" },
  { name: "UPSERT", probe: "INSERT INTO temp.s VALUES (1) ON CONFLICT DO NOTHING", note: "" },
  {
    name: "mathematical functions",
    probe: "SELECT log(2, 8), ln(2), mod(5, 3), trunc(1.5), pi()",
    note: "all that SQLite documents, and deterministic",
  },
];

const MISSING: readonly Feature[] = [
  {
    name: "R*Tree and Geopoly",
    probe: "CREATE VIRTUAL TABLE r USING rtree(id, a, b)",
    note: "use an index over the bounds",
  },
  { name: "FTS3 and FTS4", probe: "CREATE VIRTUAL TABLE f USING fts4(x)", note: "use FTS5" },
  {
    name: "collations of an application",
    probe: "SELECT 'a' < 'b' COLLATE mine",
    note: "there are `BINARY`, `NOCASE` and `RTRIM`",
  },
  { name: "functions of an application", probe: "SELECT mine(1)", note: "" },
  { name: "ICU", probe: "SELECT icu_load_collation('de', 'german')", note: "" },
  { name: "soundex", probe: "SELECT soundex('a')", note: "" },
  { name: "dbstat", probe: "SELECT * FROM dbstat", note: "" },
  {
    name: "LIMIT of UPDATE and DELETE",
    probe: "DELETE FROM sqlite_stat1 LIMIT 1",
    note: "use `WHERE rowid IN (SELECT rowid ... LIMIT 1)`",
  },
  {
    name: "strings in double quotes",
    probe: 'SELECT "no column"',
    note: "a text is in single quotes",
  },
  {
    name: "extensions in files",
    probe: "SELECT load_extension('x')",
    note: "there are no files",
  },
];

let database: Database;

beforeAll(async () => {
  database = await openDatabaseOnSession(new PageMapServer().open(), await testRuntime());
});
afterAll(async () => {
  await database.close();
});

async function namesOf(sql: string): Promise<readonly string[]> {
  const rows = await database.all<{ name: string }>(`SELECT DISTINCT name FROM ${sql} ORDER BY 1`);
  return rows.map(({ name }) => `\`${name}\``);
}

function table(head: string, rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const columns = head.split(" | ");
  return [line(columns), `|${"---|".repeat(columns.length)}`, ...rows.map(line)].join("\n");
}

const featureRows = (features: readonly Feature[]): readonly (readonly string[])[] =>
  features.map(({ name, probe, note }) => [name, `\`${probe}\``, note]);

/** The page, as it has to be. */
async function page(): Promise<string> {
  const [version] = await namesOf("(SELECT sqlite_version() AS name)");
  const options = await database.all<{ compile_options: string }>("PRAGMA compile_options");
  const [modules, collations, extension] = [
    await namesOf("pragma_module_list WHERE name NOT LIKE 'pragma%'"),
    await namesOf("pragma_collation_list"),
    await namesOf("pragma_function_list WHERE NOT builtin AND name NOT LIKE '%fts5%'"),
  ];
  const limits = SQL_LIMITS.map(({ name, value, reason }) => [
    `\`${name}\``,
    value.toLocaleString("en"),
    reason,
  ]);
  return `# The build of SQLite

<!-- Printed by \`BAREWIRE_UPDATE=1 npx vitest run sqlite-build\` from the build. Do not edit. -->

\`@barewire/sqlite\` runs SQLite ${version} in WebAssembly. Each SQL below is run by a test: what is
there returns, and what is missing fails.

## There

${table("feature | SQL | note", featureRows(PRESENT))}

Virtual tables: ${modules.join(", ")}. Collations: ${collations.join(", ")}. Functions besides those
of the core: ${extension.join(", ")}.

## Missing

${table("feature | SQL that fails | instead", featureRows(MISSING))}

\`barewire-storage import\` refuses a file whose schema needs a module, a collation or a function that
is missing, and names it.

The declared type of a result's column (\`sqlite3_column_decltype\`) is compiled out, too;
\`PRAGMA table_info\` has the types of a table. What SQL may set is in
[sql-settings.md](sql-settings.md).

## Limits

What exceeds a limit fails with SQLite's own error, which names it.

${table("limit | value | bounds", limits)}
| \`EXPR_DEPTH\` | ${MAX_EXPRESSION_HEIGHT.toLocaleString("en")} | levels of an expression |

The build has no bound of expressions (\`MAX_EXPR_DEPTH=0\`), so they are measured before they are
compiled. COLLATE counts for a fifth of a level, and SQLite's own bound adds up the levels of
queries in one another, which is not done here. What no text shows, such as views upon more than a
thousand views, may crash SQLite: the statement fails with \`sqlite-crashed\`, its transaction with
\`rolled-back\`, and the database goes on with what is stored.

## Compile options

${options.map(({ compile_options }) => `\`${compile_options}\``).join(", ")}.
`;
}

test("the page says what the build can do", async () => {
  const expected = await page();
  if (process.env["BAREWIRE_UPDATE"] === "1") await writeFile(PAGE, expected);
  expect(await readFile(PAGE, "utf8")).toBe(expected);
});

test.each(PRESENT)("there: $name", async ({ probe }) => {
  await database.execute(probe);
});

test.each(MISSING)("missing: $name", async ({ probe }) => {
  // The table is there once ANALYZE has run, so that nothing but the clause is at fault.
  await database.execute("CREATE TABLE IF NOT EXISTS analysed (a PRIMARY KEY); ANALYZE");
  await expect(database.execute(probe)).rejects.toMatchObject({ issue: { kind: "sqlite" } });
});
