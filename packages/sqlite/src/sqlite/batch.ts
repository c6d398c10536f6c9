/** Several runs of statements as one: all of them are carried out, or none. */

import { DatabaseError, ignoreDatabaseError } from "../database-error.js";
import type { IntegerMode, RunResult, StatementInput, StatementOutput } from "./commands.js";
import type { Connection } from "./connection.js";
import type { SqlParameters } from "./sql-value.js";
import type { Statement } from "./statement.js";

export interface BatchParts {
  readonly connection: Connection;
  withStatement<Value>(sql: string, use: (statement: Statement) => Promise<Value>): Promise<Value>;
  /** Prepares a run of the statement to its end. */
  start(statement: Statement, parameters: SqlParameters): Promise<void>;
  /** True while the fate of a commit is unknown, which cannot be rolled back then. */
  isInDoubt(): boolean;
}

/** The savepoint around a batch. */
const BATCH = "barewire_batch";
/** A statement of a batch is run to its end. */
const ALL_ROWS = Number.MAX_SAFE_INTEGER;

/** Carries out all of `work`, or nothing of it, in a transaction or inside of the open one. */
export async function inSavepoint<Value>(
  { connection, isInDoubt }: BatchParts,
  work: () => Promise<Value>,
): Promise<Value> {
  const wasOpen = connection.isInTransaction;
  // Outside of a transaction a savepoint begins one, which its release commits.
  await connection.execute(`SAVEPOINT ${BATCH}`);
  try {
    const value = await work();
    await connection.execute(`RELEASE ${BATCH}`);
    return value;
  } catch (error) {
    // SQLite may have rolled back the whole transaction by itself.
    if (connection.isInTransaction && !isInDoubt()) {
      // A release after a rollback to the savepoint would commit pages that have not changed.
      const undo = wasOpen ? `ROLLBACK TO ${BATCH}; RELEASE ${BATCH}` : "ROLLBACK";
      await connection.execute(undo).catch(ignoreDatabaseError);
    }
    throw error;
  }
}

/** Runs statements one after another, each with all of its rows. */
export async function runBatch(
  parts: BatchParts,
  statements: readonly StatementInput[],
  integers: IntegerMode,
): Promise<readonly StatementOutput[]> {
  const outputs: StatementOutput[] = [];
  for (const [index, statement] of statements.entries()) {
    const output = runWhole(parts, statement, integers);
    outputs.push(await output.catch((error: unknown) => rethrowAt(index + 1, error)));
  }
  return outputs;
}

function runWhole(
  { connection, withStatement, start }: BatchParts,
  { sql, parameters }: StatementInput,
  integers: IntegerMode,
): Promise<StatementOutput> {
  return withStatement(sql, async (statement) => {
    const before = connection.totalChanges;
    await start(statement, parameters);
    const { rows } = await statement.rows(ALL_ROWS, Number.POSITIVE_INFINITY, integers);
    const { columns } = statement;
    return { columns, rows, ...(await resultOf(connection, connection.changesSince(before))) };
  });
}

/** Runs one statement for each list of parameters. */
export function runMany(
  { connection, withStatement, start }: BatchParts,
  sql: string,
  rows: readonly SqlParameters[],
): Promise<RunResult> {
  return withStatement(sql, async (statement) => {
    let changes = 0;
    for (const [index, parameters] of rows.entries()) {
      try {
        const before = connection.totalChanges;
        await start(statement, parameters);
        while (await statement.step());
        changes += connection.changesSince(before);
        await statement.reset();
      } catch (error) {
        rethrowAt(index + 1, error);
      }
    }
    return resultOf(connection, changes);
  });
}

async function resultOf(connection: Connection, changes: number): Promise<RunResult> {
  return { changes, lastInsertRowid: await connection.lastInsertRowid() };
}

/** Says which statement, or which list of parameters, the failure is of; counted from 1. */
function rethrowAt(position: number, error: unknown): never {
  if (!(error instanceof DatabaseError)) throw error;
  const { issue, message, cause } = error;
  const placed = issue.kind === "sqlite" ? { ...issue, statement: position } : issue;
  const options = cause === undefined ? {} : { cause };
  throw new DatabaseError(placed, `number ${position} of the batch: ${message}`, options);
}
