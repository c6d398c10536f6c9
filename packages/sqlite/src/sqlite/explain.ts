/**
 * Reads the plan of a statement from SQLite, which lists its program instead of running it. The
 * listing begins no transaction and reads no page.
 */

import type { QueryPlan } from "../plan/query-plan.js";
import { readProgram } from "../plan/read-program.js";
import type { Instruction } from "../plan/registers.js";
import { leadingKeyword } from "./leading-keyword.js";
import { SQLITE_OK, SQLITE_ROW } from "./result-codes.js";
import { SqlText } from "./sql-text.js";
import { readAddress, type SqliteModule } from "./sqlite-module.js";

const PLANNED: ReadonlySet<string> = new Set(
  "SELECT WITH VALUES INSERT REPLACE UPDATE DELETE".split(" "),
);

/** Longer texts are not worth to be compiled twice. */
const MAX_SQL_LENGTH = 65_536;
const MAX_INSTRUCTIONS = 4_096;

/**
 * Reads the plan of a statement that has just been prepared, so that the schema is loaded.
 * Undefined if it reads no b-tree, if SQLite cannot tell, or if the listing would be noticed: its
 * end counts as the end of the statement, and for one that writes it sets the number of changed
 * rows to 0. That is the number after an open, when the pages of the first writes are missing.
 */
export async function explain(
  module: SqliteModule,
  db: number,
  sql: string,
  handle: number,
): Promise<QueryPlan | undefined> {
  const isUnnoticed =
    module._sqlite3_stmt_readonly(handle) !== 0 || module._sqlite3_changes(db) === 0;
  const isPlanned =
    module._sqlite3_stmt_isexplain(handle) === 0 && PLANNED.has(leadingKeyword(sql, 0));
  if (!isUnnoticed || !isPlanned || sql.length > MAX_SQL_LENGTH) return undefined;
  const text = SqlText.copy(module, `EXPLAIN ${sql}`);
  if (text === null) return undefined;
  try {
    const result = text.resultsAt;
    const [at, size] = [text.addressOf(0), text.size + 1];
    const code = await module._sqlite3_prepare_v3(db, at, size, 0, result, result + 4);
    const listing = code === SQLITE_OK ? readAddress(module, result) : 0;
    if (listing === 0) return undefined;
    const program = await listed(module, listing);
    await module._sqlite3_finalize(listing);
    return readProgram(program);
  } finally {
    text.free();
  }
}

/** The instructions whose P4 matters: each text takes time to be copied. */
const WITH_P4 = /^(?:Open|Reopen|Seek|Idx|Found|NotFound|NoConflict|Int64|String8)/;

/** Empty for a program that is too long. */
async function listed(module: SqliteModule, handle: number): Promise<readonly Instruction[]> {
  const program: Instruction[] = [];
  const { _sqlite3_column_text: text, _sqlite3_column_double: number } = module;
  for (;;) {
    const stepped = module._sqlite3_step(handle);
    const code = typeof stepped === "number" ? stepped : await stepped;
    if (code !== SQLITE_ROW) return program;
    if (program.length >= MAX_INSTRUCTIONS) return [];
    const opcode = module.UTF8ToString(text(handle, 1));
    const p4 = WITH_P4.test(opcode) ? text(handle, 5) : 0;
    program.push({
      opcode,
      p1: number(handle, 2),
      p2: number(handle, 3),
      p3: number(handle, 4),
      p4: p4 === 0 ? "" : module.UTF8ToString(p4),
      p5: number(handle, 6),
    });
  }
}
