/** `PostgresTransaction`: one transaction on one connection. */

import { textOfKey } from "../key-text.js";
import type { KvRange, KvRow, KvRows } from "../kv.js";
import {
  type KvBeginOptions,
  KvDriverError,
  type KvDriverTransaction,
  type KvLock,
  type KvWrites,
} from "../kv-driver.js";
import { encodeByteaArray } from "./bytea-array.js";
import { commitFailureOf, failureOf, sqlStateOf } from "./postgres-failure.js";
import type { Statement, Statements } from "./postgres-statements.js";

/** A connection that is used exclusively until it is released or destroyed. */
export type PostgresConnection = {
  /** Runs SQL without parameters. Returns the command tag of the server. */
  command(text: string): Promise<string>;
  rows(statement: Statement, values: readonly unknown[]): Promise<readonly (readonly unknown[])[]>;
  /**
   * Returns the connection to the pool when `ending` is done. If that fails, it is never used
   * again.
   */
  release(ending: Promise<unknown>): void;
  /** Closes the connection. A query that runs on it fails. */
  destroy(): void;
};

/**
 * The most rows that are fetched at once, so that no message is too large. The run loop asks for
 * the rest.
 */
const MAX_PAGE_ROWS = 2_048;
const MAX_PAGE_BYTES = 4_194_304;

export class PostgresTransaction implements KvDriverTransaction {
  readonly #connection: PostgresConnection;
  readonly #statements: Statements;
  readonly #options: KvBeginOptions;
  #begun: Promise<string> | undefined;
  /** Keys that are absent, and have a row that only this transaction sees. */
  readonly #held = new Map<string, Uint8Array>();
  #runningCount = 0;
  #hasEnded = false;
  #isBroken = false;

  constructor(connection: PostgresConnection, statements: Statements, options: KvBeginOptions) {
    this.#connection = connection;
    this.#statements = statements;
    this.#options = options;
  }

  async get(key: Uint8Array, lock: KvLock): Promise<Uint8Array | undefined> {
    if (this.#held.has(textOfKey(key))) return undefined;
    const { get, lock: getAndLock, hold } = this.#statements;
    const rows = await this.#read(lock === "lock" ? getAndLock : get, [bufferOf(key)]);
    const value = rows[0]?.[0];
    if (value !== undefined || lock === "plain") return bytesOf(value);
    // There is no row to lock. Another transaction that inserts one waits, or has won.
    const held = await this.#read(hold, [bufferOf(key)]);
    if (held.length === 0) throw new KvDriverError("conflict");
    this.#held.set(textOfKey(key), key);
    return undefined;
  }

  async getMany(keys: readonly Uint8Array[]): Promise<readonly (Uint8Array | undefined)[]> {
    const rows = await this.#read(this.#statements.getMany, [encodeByteaArray(keys)]);
    const found = new Map<string, Uint8Array>();
    for (const row of rows) {
      const [key, value] = rowOf(row);
      found.set(textOfKey(key), value);
    }
    return keys.map((key) => {
      const text = textOfKey(key);
      return this.#held.has(text) ? undefined : found.get(text);
    });
  }

  async range({ start, end, limit, maxBytes, reverse }: KvRange): Promise<KvRows> {
    const { range, rangeReverse } = this.#statements;
    const rows = await this.#read(reverse === true ? rangeReverse : range, [
      bufferOf(start),
      bufferOf(end),
      encodeByteaArray([...this.#held.values()]),
      Math.min(limit ?? MAX_PAGE_ROWS, MAX_PAGE_ROWS),
      Math.min(maxBytes ?? MAX_PAGE_BYTES, MAX_PAGE_BYTES),
    ]);
    return { rows: rows.map(rowOf), more: rows.at(-1)?.[2] === true };
  }

  async commit(writes: KvWrites): Promise<void> {
    // Locks are held already, so nothing can fail any more if there are no writes.
    if (writes.rows.length + writes.clearedRanges.length === 0) return await this.rollback();
    // Outside a transaction, each of the statements would be a commit of its own.
    await this.#run(() => this.#begin());
    this.#hasEnded = true;
    const statements = this.#writeStatements(writes);
    const commit = this.#connection.command("COMMIT");
    const ending = Promise.allSettled([...statements, commit]);
    this.#runningCount += 1;
    const failure = commitFailure(await ending);
    this.#runningCount -= 1;
    if (!this.#isBroken) this.#release(failure === undefined ? "ended" : "open");
    if (failure !== undefined) throw failure;
  }

  async rollback(): Promise<void> {
    if (this.#isBroken || (this.#hasEnded && this.#runningCount === 0)) return;
    this.#hasEnded = true;
    if (this.#runningCount > 0) {
      this.#isBroken = true;
      this.#connection.destroy();
      return;
    }
    this.#release(this.#begun === undefined ? "ended" : "open");
  }

  /**
   * The caller need not wait for the end of the transaction; the next user of the connection does.
   */
  #release(transaction: "open" | "ended"): void {
    const isOpen = transaction === "open";
    this.#connection.release(isOpen ? this.#connection.command("ROLLBACK") : Promise.resolve());
  }

  /** Sends the statements before the commit, without waiting for them. */
  #writeStatements({ clearedRanges, rows }: KvWrites): Promise<unknown>[] {
    const { clearRange, clear, set } = this.#statements;
    const written = rows.flatMap(([key, value]) => (value ? [[key, value] as const] : []));
    const writtenKeys = new Set(written.map(([key]) => textOfKey(key)));
    const cleared = rows.flatMap(([key, value]) => (value ? [] : [key]));
    const unfilled = [...this.#held].flatMap(([text, key]) => (writtenKeys.has(text) ? [] : [key]));
    const sent: Promise<unknown>[] = [];
    for (const { start, end } of clearedRanges) {
      sent.push(this.#connection.rows(clearRange, [bufferOf(start), bufferOf(end)]));
    }
    if (cleared.length + unfilled.length > 0) {
      sent.push(this.#connection.rows(clear, [encodeByteaArray([...cleared, ...unfilled])]));
    }
    if (written.length > 0) {
      const keys = encodeByteaArray(written.map(([key]) => key));
      const values = encodeByteaArray(written.map(([, value]) => value));
      sent.push(this.#connection.rows(set, [keys, values]));
    }
    return sent;
  }

  #begin(): Promise<string> {
    this.#begun ??= this.#connection.command(beginText(this.#options));
    return this.#begun;
  }

  #read(
    statement: Statement,
    values: readonly unknown[],
  ): Promise<readonly (readonly unknown[])[]> {
    return this.#run(async () => {
      const begun = this.#begin();
      // A read is harmless outside a transaction, but its result must not be used then.
      if (statement === this.#statements.hold) await begun;
      const rows = this.#connection.rows(statement, values);
      const [result] = await Promise.all([rows, begun]);
      return result;
    });
  }

  async #run<T>(operation: () => Promise<T>): Promise<T> {
    if (this.#hasEnded) throw new KvDriverError("timeout");
    this.#runningCount += 1;
    try {
      return await operation();
    } catch (error) {
      throw failureOf(error);
    } finally {
      this.#runningCount -= 1;
    }
  }
}

/**
 * The server ends a transaction that the client forgot, so that no lock outlives its owner for
 * long.
 */
function beginText({ readOnly, timeoutMs }: KvBeginOptions): string {
  const limit = Math.max(1, Math.ceil(timeoutMs));
  return `BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ${readOnly ? ", READ ONLY" : ""};
    SET LOCAL statement_timeout = ${limit};
    SET LOCAL idle_in_transaction_session_timeout = ${limit}`;
}

function commitFailure(
  results: readonly PromiseSettledResult<unknown>[],
): KvDriverError | undefined {
  const refused = results.find((result) => {
    return result.status === "rejected" && sqlStateOf(result.reason) !== undefined;
  });
  const commit = results.at(-1);
  // The server works in order: when it refuses a write, it refuses the commit behind it.
  if (refused?.status === "rejected") {
    return refused === commit ? commitFailureOf(refused.reason) : failureOf(refused.reason);
  }
  const lost = results.find((result) => result.status === "rejected");
  if (lost?.status === "rejected") return commitFailureOf(lost.reason);
  const hasCommitted = commit?.status === "fulfilled" && commit.value === "COMMIT";
  return hasCommitted ? undefined : new KvDriverError("conflict");
}

function rowOf([key, value]: readonly unknown[]): KvRow {
  const row = [bytesOf(key), bytesOf(value)] as const;
  if (row[0] === undefined || row[1] === undefined) throw new TypeError("a column has no bytes");
  return [row[0], row[1]];
}

/** The client library returns buffers, whose `slice` differs from that of other arrays. */
function bytesOf(value: unknown): Uint8Array | undefined {
  if (value === undefined) return undefined;
  if (!(value instanceof Uint8Array)) throw new TypeError("a column holds no bytes");
  return new Uint8Array(value.buffer, value.byteOffset, value.length);
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
