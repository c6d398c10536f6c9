/** The same SQLite, on a file in the memory of this process: the limit of what ours can reach. */

import type { Connection } from "../../packages/sqlite/src/sqlite/connection.js";
import { MemorySqlite } from "../../test/vfs/memory-sqlite.js";
import { type Engine, INSERT, type OpenEngine, READ } from "./engine.js";

const ALL_BYTES = Number.MAX_SAFE_INTEGER;

export async function wasmInMemory(): Promise<Engine> {
  const sqlite = await MemorySqlite.start();
  return {
    name: "wa-sqlite, in memory",
    open: async (name) => engineOf(await sqlite.open(name)),
  };
}

function engineOf(connection: Connection): OpenEngine {
  const run = async (sql: string, values: readonly (string | number)[]): Promise<void> => {
    const statement = await connection.acquire(sql);
    statement.bind(values);
    while (await statement.step());
    await connection.release(statement);
  };
  const insert: OpenEngine["insertMany"] = async (rows) => {
    await connection.execute("BEGIN");
    for (const row of rows) await run(INSERT, row);
    await connection.execute("COMMIT");
  };
  const objects = async (sql: string, values: readonly number[]): Promise<readonly unknown[]> => {
    const statement = await connection.acquire(sql);
    statement.bind(values);
    const { rows } = await statement.rows(ALL_BYTES, ALL_BYTES);
    const { columns } = statement;
    await connection.release(statement);
    return rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])));
  };
  return {
    execute: (sql) => connection.execute(sql),
    insertMany: insert,
    insertOneByOne: insert,
    pointRead: async (id) => (await objects(READ, [id]))[0],
    select: (sql) => objects(sql, []),
    close: () => connection.close(),
  };
}
