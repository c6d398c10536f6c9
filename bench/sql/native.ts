/**
 * SQLite as native code, on files of this machine: packages of npm, which `peers/` has with a
 * lockfile of their own, and the module of newer versions of Node.
 */

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Engine, INSERT, type OpenEngine, READ, type Row } from "./engine.js";

const PEERS = join(import.meta.dirname, "peers");

/** The parts of the packages that are used; they are not dependencies of the workspace. */
type SyncStatement = {
  run(...values: readonly unknown[]): unknown;
  get(...values: readonly unknown[]): unknown;
  all(...values: readonly unknown[]): readonly unknown[];
};
type SyncDatabase = {
  exec(sql: string): unknown;
  prepare(sql: string): SyncStatement;
  close(): void;
};
type SyncConstructor = new (file: string) => SyncDatabase;
type LibsqlClient = {
  executeMultiple(sql: string): Promise<void>;
  batch(statements: readonly object[], mode: "write"): Promise<unknown>;
  execute(statement: object | string): Promise<{ readonly rows: readonly unknown[] }>;
  transaction(mode: "write"): Promise<{
    execute(statement: object): Promise<unknown>;
    commit(): Promise<void>;
  }>;
  close(): void;
};
type Libsql = { createClient(options: { readonly url: string }): LibsqlClient };
type TursoStatement = {
  run(...values: readonly unknown[]): Promise<unknown>;
  get(...values: readonly unknown[]): Promise<unknown>;
  all(...values: readonly unknown[]): Promise<readonly unknown[]>;
};
type TursoDatabase = {
  exec(sql: string): Promise<void>;
  prepare(sql: string): TursoStatement;
  close(): Promise<void>;
};
type Turso = { connect(file: string): Promise<TursoDatabase> };

/** Installs the packages where they are missing, and compiles what has to be compiled. */
export function installPeers(): void {
  if (existsSync(join(PEERS, "node_modules"))) return;
  console.log("installing the peers of bench/sql, one of which is compiled");
  execFileSync("npm", ["ci"], { cwd: PEERS, stdio: "inherit" });
}

const load = createRequire(join(PEERS, "package.json"));

type Opener = { readonly name: string; readonly open: (file: string) => Promise<OpenEngine> };

/** The engines that this version of Node can load; the reason is printed for the others. */
export async function nativeEngines(folder: string): Promise<readonly Engine[]> {
  const openers: Readonly<Record<string, () => Promise<Opener["open"]>>> = {
    "better-sqlite3": async () => {
      const Database: SyncConstructor = load("better-sqlite3");
      // It is loaded by the first database.
      new Database(":memory:").close();
      return async (file) => syncEngine(new Database(file));
    },
    "node:sqlite": async () => {
      const module = process.getBuiltinModule("node:sqlite") as
        | { readonly DatabaseSync: SyncConstructor }
        | undefined;
      if (module === undefined) throw new Error("this version of Node has none");
      return async (file) => syncEngine(new module.DatabaseSync(file));
    },
    "@libsql/client, a file": async () => {
      const { createClient } = (await import(load.resolve("@libsql/client"))) as Libsql;
      return async (file) => libsqlEngine(createClient({ url: `file:${file}` }));
    },
    "@tursodatabase/database": async () => {
      const { connect } = (await import(load.resolve("@tursodatabase/database"))) as Turso;
      return async (file) => tursoEngine(await connect(file));
    },
  };
  const engines: Engine[] = [];
  for (const [name, opener] of Object.entries(openers)) {
    try {
      const open = await opener();
      const prefix = name.replaceAll(/\W+/g, "-");
      engines.push({ name, open: (file) => open(join(folder, `${prefix}-${file}.db`)) });
    } catch (error) {
      console.log(`left out: ${name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return engines;
}

function syncEngine(database: SyncDatabase): OpenEngine {
  const statements = new Map<string, SyncStatement>();
  const prepared = (sql: string): SyncStatement => {
    const known = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  const insert = (rows: readonly Row[]): void => {
    const statement = prepared(INSERT);
    database.exec("BEGIN");
    for (const row of rows) statement.run(...row);
    database.exec("COMMIT");
  };
  return {
    execute: (sql) => void database.exec(sql),
    insertMany: insert,
    insertOneByOne: insert,
    pointRead: (id) => prepared(READ).get(id),
    select: (sql) => prepared(sql).all(),
    close: () => database.close(),
  };
}

function libsqlEngine(client: LibsqlClient): OpenEngine {
  return {
    execute: (sql) => client.executeMultiple(sql),
    insertMany: async (rows) => {
      await client.batch(
        rows.map((args) => ({ sql: INSERT, args })),
        "write",
      );
    },
    insertOneByOne: async (rows) => {
      const transaction = await client.transaction("write");
      for (const args of rows) await transaction.execute({ sql: INSERT, args });
      await transaction.commit();
    },
    pointRead: async (id) => (await client.execute({ sql: READ, args: [id] })).rows[0],
    select: async (sql) => (await client.execute(sql)).rows,
    close: () => client.close(),
  };
}

function tursoEngine(database: TursoDatabase): OpenEngine {
  let read: TursoStatement | undefined;
  const insert = async (rows: readonly Row[]): Promise<void> => {
    const statement = database.prepare(INSERT);
    await database.exec("BEGIN");
    for (const row of rows) await statement.run(...row);
    await database.exec("COMMIT");
  };
  return {
    execute: (sql) => database.exec(sql),
    insertMany: insert,
    insertOneByOne: insert,
    pointRead: (id) => {
      read ??= database.prepare(READ);
      return read.get(id);
    },
    select: (sql) => database.prepare(sql).all(),
    close: () => database.close(),
  };
}
