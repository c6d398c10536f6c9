/**
 * A series of transactions whose states can be told apart: after the n-th the expected contents of
 * the database are known down to the last byte, and every process can compute them.
 */

import { createHash } from "node:crypto";
import type { SqlParameters, SqlRow, SqlScope, SqlValue } from "@barewire/sqlite";
import { type Random, randomNumbers } from "../contract/seeded-random.js";

export interface Readable {
  all(sql: string, parameters?: SqlParameters): Promise<SqlRow[]>;
}

export interface LedgerOptions {
  readonly seed: number;
  /** One of so many transactions has `largeSize` bytes. */
  readonly largeEvery: number;
  readonly largeSize: number;
}

/** The newest transaction, and the rows that each transaction adds. */
const SCHEMA = `CREATE TABLE head (n INTEGER);
  CREATE TABLE entry (id INTEGER PRIMARY KEY, n INTEGER, payload BLOB);
  CREATE INDEX entry_by_n ON entry (n);
  INSERT INTO head VALUES (0)`;

/**
 * The number of transactions whose rows are kept: older ones are deleted, so that pages are reused.
 */
const KEPT = 4;
const MAX_ROWS = 6;
const MAX_SMALL_SIZE = 9_000;
const LARGE_ROW_SIZE = 250_000;

interface Row {
  readonly id: number;
  readonly n: number;
  readonly payload: Uint8Array;
}

export class Ledger {
  readonly #options: LedgerOptions;

  constructor(options: LedgerOptions) {
    this.#options = options;
  }

  /** Creates the tables in one transaction, which gives state 0. */
  async create(database: SqlScope): Promise<void> {
    await database.transaction((scope) => scope.execute(SCHEMA));
  }

  /** Takes the database from state `n - 1` to state `n`, inside a transaction. */
  async write(scope: SqlScope, n: number): Promise<void> {
    await scope.run("UPDATE head SET n = ?", [n]);
    await scope.run("DELETE FROM entry WHERE n <= ?", [n - KEPT]);
    for (const { id, payload } of this.#rowsOf(n)) {
      await scope.run("INSERT INTO entry VALUES (?, ?, ?)", [id, n, payload]);
    }
  }

  /** The state that the database says it is in. */
  async headOf(database: Readable): Promise<number> {
    const [row] = await database.all("SELECT n FROM head");
    return Number(row?.["n"]);
  }

  /** Throws unless the database is in state `n` with nothing missing, changed or left over. */
  async verify(database: Readable, n: number): Promise<void> {
    const [check] = await database.all("PRAGMA integrity_check");
    if (check?.["integrity_check"] !== "ok") throw new Error(`state ${n} is not sound`);
    const found = await database.all("SELECT id, n, payload FROM entry ORDER BY id");
    const rows = found.map(({ id, n: from, payload }) => {
      return { id: Number(id), n: Number(from), payload: bytesOf(payload ?? null) };
    });
    const expected: Row[] = [];
    for (let at = Math.max(1, n - KEPT + 1); at <= n; at++) expected.push(...this.#rowsOf(at));
    const [actual, wanted] = [digestOf(rows), digestOf(expected)];
    if ((await this.headOf(database)) !== n || actual !== wanted) {
      throw new Error(`it is not state ${n}: ${actual} ≠ ${wanted}`);
    }
  }

  #rowsOf(n: number): readonly Row[] {
    const { seed, largeEvery, largeSize } = this.#options;
    const random = randomNumbers(seed * 100_003 + n);
    const isLarge = n % largeEvery === 0;
    const count = isLarge ? Math.ceil(largeSize / LARGE_ROW_SIZE) : 1 + random(MAX_ROWS);
    return Array.from({ length: count }, (_, index) => {
      const size = isLarge ? LARGE_ROW_SIZE : random(MAX_SMALL_SIZE);
      return { id: n * 1_000 + index, n, payload: randomBytes(random, size) };
    });
  }
}

/** Bytes that do not compress. */
export function randomBytes(random: Random, size: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(size / 4));
  let state = random(2 ** 32) | 1;
  for (let index = 0; index < words.length; index++) {
    // Xorshift, by Marsaglia.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[index] = state;
  }
  return new Uint8Array(words.buffer, 0, size);
}

function bytesOf(value: SqlValue): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new Error("a payload is no blob");
  return value;
}

/** The count, and a hash of everything in the rows. */
function digestOf(rows: readonly Row[]): string {
  const hash = createHash("sha256");
  for (const { id, n, payload } of rows)
    hash.update(`${id} ${n} ${payload.length} `).update(payload);
  return `${rows.length} rows ${hash.digest("hex").slice(0, 16)}`;
}
