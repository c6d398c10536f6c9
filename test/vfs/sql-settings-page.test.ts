/**
 * Tests that `docs/sql-settings.md` is printed from the table; BAREWIRE_UPDATE=1 regenerates it.
 */

import { readFile, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import {
  FILE_STATEMENTS,
  PRAGMA_RULES,
  type PragmaVerdict,
} from "../../packages/sqlite/src/sqlite/pragma-table.js";

const PAGE = new URL("../../docs/sql-settings.md", import.meta.url);

const VERDICTS: readonly PragmaVerdict[] = ["pass", "fixed", "refused"];

const sorted = [...PRAGMA_RULES].sort(([one], [other]) => (one < other ? -1 : 1));

function pragmasOf(verdict: PragmaVerdict): typeof sorted {
  return sorted.filter(([, rule]) => rule.verdict === verdict);
}

function reasons(verdict: PragmaVerdict): string {
  const lines = pragmasOf(verdict).map(([name, { reason }]) => `| \`${name}\` | ${reason} |`);
  return ["| pragma | why |", "|---|---|", ...lines].join("\n");
}

/** The expected page. */
function page(): string {
  const counts = VERDICTS.map((verdict) => pragmasOf(verdict).length);
  const statements = FILE_STATEMENTS.map(
    ({ statement, verdict, reason }) => `| \`${statement}\` | ${verdict} | ${reason} |`,
  );
  const passed = pragmasOf("pass").map(([name]) => `\`${name}\``);
  return `# What SQL may set

<!-- Printed by \`BAREWIRE_UPDATE=1 npx vitest run sql-settings\` from the table. Do not edit. -->

A commit that \`@barewire/sqlite\` acknowledges is stored at the server. Some settings of SQLite
would change that, so SQL cannot change them: not in a script, not in another schema, not by a
table-valued function. Every pragma of the build has a verdict:

| verdict | meaning | pragmas |
|---|---|---|
| pass | SQLite carries it out, as its documentation says | ${counts[0]} |
| fixed | to set it changes nothing, and is answered with the value in force | ${counts[1]} |
| refused | to set it fails with SQLITE_AUTH (23), and the message says why | ${counts[2]} |

To read a setting is never refused. A fixed setting of another schema than \`main\`, as in
\`PRAGMA temp.synchronous = OFF\`, is refused, because only the main database can answer. A name
that SQLite has no pragma of is passed over, as SQLite does.

## Fixed

${reasons("fixed")}

## Refused

${reasons("refused")}

The connection is in SQLite's defensive mode besides: the tables in which a virtual table keeps its
data are written by that virtual table alone.

## Statements that open or write files

| statement | verdict | why |
|---|---|---|
${statements.join("\n")}

\`ATTACH\` of an expression, such as \`'a' || 'b'\`, fails with SQLITE_CANTOPEN (14) unless it
makes one of the names that pass.

## Passed

What is set lasts as long as the database is open; it is not there for the next one.

${passed.join(", ")}.

## A database that says WAL

A database whose header says that it has a write-ahead log, as one does that was imported from such
a file, is opened, and says so no more after its next commit. Its pages are the same.

## If the invariant does not hold

When SQLite says that a transaction has ended, its pages have been acknowledged. That is checked
after every statement. Where it does not hold, which would be a bug, the statement fails with the
issue \`not-stored\`, and the database refuses everything but \`close\`: opened again, it holds what
was acknowledged.
`;
}

test("docs/sql-settings.md says what the table says", async () => {
  if (process.env["BAREWIRE_UPDATE"] === "1") await writeFile(PAGE, page());
  expect(await readFile(PAGE, "utf8")).toBe(page());
});
