/**
 * The PostgreSQL driver: a table of keys and values, for many processes on many machines.
 *
 * A transaction is one of PostgreSQL's, at REPEATABLE READ: its first read takes the snapshot, and
 * a row that another transaction has changed since cannot be locked or written. A locked key is
 * selected FOR UPDATE; if it is absent, a row is inserted in its place, which no other transaction
 * ever sees: it is filled or removed before the commit. So a second transaction that locks the same
 * key waits for the first, and then conflicts if the first changed the key. Two transactions that
 * write the same key without locking it conflict as well, which costs a second attempt.
 *
 * Writes are kept until the commit, and sent with it, so a transaction of one read and some writes
 * takes two round trips.
 */

import { type Clock, SYSTEM_CLOCK, sleep } from "@barewire/clock";
import { Client, Pool, type PoolClient, type PoolConfig } from "pg";
import { StorageError } from "../../storage-error.js";
import type { Kv } from "../kv.js";
import type { KvBeginOptions, KvDriver, KvDriverTransaction } from "../kv-driver.js";
import { type RunLoopOptions, runKv } from "../run-loop.js";
import { failureOf, sqlStateOf } from "./postgres-failure.js";
import { type Statements, statementsFor } from "./postgres-statements.js";
import { type PostgresConnection, PostgresTransaction } from "./postgres-transaction.js";

export type PostgresKvOptions = RunLoopOptions & {
  /** The URL has the form `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** The most connections, and so transactions at a time; more of them wait. The default is 10. */
  readonly maxConnections?: number;
  /** The table, in lower case, which is created if it is missing. The default is `kv`. */
  readonly table?: string;
};

const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5_000;
/** Several processes may create the table at once, and all but one of them fail. */
const MAX_CREATE_ATTEMPTS = 10;

/** Throws a `StorageError` of kind `kv-failed` if the server or the database cannot be reached. */
export async function openPostgresKv(options: PostgresKvOptions): Promise<Kv> {
  const { url, maxConnections = MAX_CONNECTIONS, table = "kv" } = options;
  const { clock = SYSTEM_CLOCK } = options;
  const statements = statementsFor(table);
  const pool = openPool(url, maxConnections);
  try {
    await createTable(pool, statements, clock);
  } catch (cause) {
    await pool.end();
    throw new StorageError({ kind: "kv-failed" }, { cause });
  }
  return runKv(new PostgresDriver(pool, statements), options);
}

/**
 * Asks a PostgreSQL server whether it accepts this process, and changes nothing. Throws a
 * `StorageError` of kind `kv-failed` if there is no such server, user or database.
 */
export async function checkPostgres(url: string): Promise<void> {
  try {
    const client = new Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      application_name: "barewire",
    });
    // A connection that breaks is noticed by the query on it.
    client.on("error", () => {});
    try {
      await client.connect();
      await client.query("SELECT 1");
    } finally {
      await client.end();
    }
  } catch (cause) {
    throw new StorageError({ kind: "kv-failed" }, { cause });
  }
}

function openPool(url: string, maxConnections: number): Pool {
  // Queries are pipelined: they are sent without waiting for the responses to those before them.
  const config: PoolConfig & { readonly pipeline: boolean } = {
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    application_name: "barewire",
    pipeline: true,
  };
  const pool = new Pool(config);
  // A broken connection is noticed by the query on it, or discarded by the pool.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

async function createTable(pool: Pool, statements: Statements, clock: Clock): Promise<void> {
  for (let attempt = 1; !(await hasTable(pool, statements)); attempt += 1) {
    try {
      await pool.query(statements.createTable);
      await storeUncompressed(pool, statements);
    } catch (error) {
      if (sqlStateOf(error) === undefined || attempt >= MAX_CREATE_ATTEMPTS) throw error;
      await sleep(clock, 10 * attempt);
    }
  }
}

const UNDEFINED_TABLE = "42P01";

async function hasTable(pool: Pool, statements: Statements): Promise<boolean> {
  try {
    await pool.query(statements.hasTable);
    return true;
  } catch (error) {
    if (sqlStateOf(error) === UNDEFINED_TABLE) return false;
    throw error;
  }
}

/**
 * Turns compression off where it can be. Not every database that speaks the protocol has this
 * setting, and none needs it.
 */
async function storeUncompressed(pool: Pool, statements: Statements): Promise<void> {
  try {
    await pool.query(statements.storeUncompressed);
  } catch (error) {
    if (sqlStateOf(error) === undefined) throw error;
  }
}

class PostgresDriver implements KvDriver {
  readonly #pool: Pool;
  readonly #statements: Statements;
  readonly #releasing = new Set<Promise<void>>();

  constructor(pool: Pool, statements: Statements) {
    this.#pool = pool;
    this.#statements = statements;
  }

  async begin(options: KvBeginOptions): Promise<KvDriverTransaction> {
    let client: PoolClient;
    try {
      client = await this.#pool.connect();
    } catch (error) {
      throw failureOf(error);
    }
    return new PostgresTransaction(this.#connection(client), this.#statements, options);
  }

  async close(): Promise<void> {
    await Promise.all(this.#releasing);
    await this.#pool.end();
  }

  #connection(client: PoolClient): PostgresConnection {
    return {
      command: async (text) => {
        const result = await client.query(text);
        // Several statements in one text give several results.
        return Array.isArray(result) ? "" : result.command;
      },
      rows: async ({ name, text }, values) => {
        const query = { name, text, values: [...values], rowMode: "array" } as const;
        return (await client.query<unknown[]>(query)).rows;
      },
      release: (ending) => {
        const releasing = ending.then(
          () => client.release(),
          () => client.release(true),
        );
        this.#releasing.add(releasing);
        void releasing.then(() => this.#releasing.delete(releasing));
      },
      destroy: () => client.release(true),
    };
  }
}
