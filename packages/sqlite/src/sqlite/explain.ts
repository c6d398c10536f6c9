/**
 * Reads the plan of a prepared statement from SQLite, which lists its program in the place of
 * running it. The same statement does both, so nothing is compiled again, and no transaction begins.
 */

import type { QueryPlan } from "../plan/query-plan.js";
import { readProgram } from "../plan/read-program.js";
import type { Instruction } from "../plan/registers.js";
import { leadingKeyword } from "./leading-keyword.js";
import { SQLITE_OK, SQLITE_ROW } from "./result-codes.js";
import type { SqlPlace } from "./sql-text.js";
import type { SqliteModule } from "./sqlite-module.js";

const AS_PROGRAM = 1;
const AS_STATEMENT = 0;

/**
 * Statements that only read. The end of a listing counts as the end of the statement, and would set
 * the number of changed rows to 0 for any other.
 */
const READS: ReadonlySet<string> = new Set(["SELECT", "WITH", "VALUES"]);

/**
 * Reads the plan of a statement that has just been prepared, while the schema is loaded. Undefined
 * if it reads no b-tree, or if SQLite cannot tell. Throws `fail()` if the statement cannot be used
 * after that, which only a lack of memory may cause.
 */
export async function explain(
  module: SqliteModule,
  handle: number,
  place: SqlPlace,
  fail: () => Error,
): Promise<QueryPlan | undefined> {
  const isRead =
    module._sqlite3_stmt_readonly(handle) !== 0 &&
    module._sqlite3_stmt_isexplain(handle) === 0 &&
    READS.has(leadingKeyword(place.sql, place.startUnit));
  if (!isRead) return undefined;
  const isListed = module._sqlite3_stmt_explain(handle, AS_PROGRAM) === SQLITE_OK;
  const program = isListed ? await listed(module, handle) : [];
  await module._sqlite3_reset(handle);
  if (module._sqlite3_stmt_explain(handle, AS_STATEMENT) !== SQLITE_OK) throw fail();
  return readProgram(program);
}

const MAX_INSTRUCTIONS = 4_096;

/** Empty for a program that is too long, or that cannot be listed. */
async function listed(module: SqliteModule, handle: number): Promise<readonly Instruction[]> {
  const program: Instruction[] = [];
  const { _sqlite3_column_text: text, _sqlite3_column_double: number } = module;
  for (;;) {
    const stepped = module._sqlite3_step(handle);
    const code = typeof stepped === "number" ? stepped : await stepped;
    if (code !== SQLITE_ROW) return program;
    if (program.length >= MAX_INSTRUCTIONS) return [];
    const p4 = text(handle, 5);
    program.push({
      opcode: module.UTF8ToString(text(handle, 1)),
      p1: number(handle, 2),
      p2: number(handle, 3),
      p3: number(handle, 4),
      p4: p4 === 0 ? "" : module.UTF8ToString(p4),
      p5: number(handle, 6),
    });
  }
}
