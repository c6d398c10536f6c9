/** `BoundScope`: the statements of one scope, in turn, on one SQLite. */

import { isCount, isFunction, type OptionChecks } from "@barewire/client/options";
import type { Clock } from "@barewire/clock";
import { checkArgument, optionsOf } from "../check-options.js";
import { DatabaseError, ignoreDatabaseError } from "../database-error.js";
import type {
  CommandKind,
  InputOf,
  OutputOf,
  RowBatch,
  RunResult,
  StatementInput,
  TransactionPlace,
} from "../sqlite/commands.js";
import type { SqlParameters } from "../sqlite/sql-value.js";
import type { CallContext } from "../worker/platform.js";
import type { SqliteBinding } from "../worker/sqlite-binding.js";
import { callerOf, locatorOf } from "./call-site.js";
import { sqlOf, statementOf } from "./check-parameters.js";
import { Lease } from "./lease.js";
import { type ReadBatch, RowIterator } from "./row-iterator.js";
import { rowsOf } from "./rows-of.js";
import { ScopeCalls } from "./scope-calls.js";
import type {
  IterateOptions,
  ReservedConnection,
  SqlRow,
  SqlScope,
  SqlStatement,
} from "./sql-scope.js";
import { Turns } from "./turns.js";

/** The state that all scopes of one database share. */
export interface ScopeParts {
  readonly binding: SqliteBinding;
  /** Counts what may have written, so that rows are not read ahead of it. */
  readonly writes: { count: number };
  readonly maxQueuedCount: number;
  readonly turnTimeoutMs: number | null;
  readonly context: CallContext<readonly Lease[]> | null;
  readonly clock: Pick<Clock, "setTimer" | "monotonicMs">;
}

/** Rows of a batch: of one that is awaited as a whole, of an iteration, and of `get`. */
const ALL_ROWS = 1_000;
const ITERATED_ROWS = 100;
const ONE_ROW = 1;

const ITERATE_CHECKS: OptionChecks<IterateOptions> = { readAhead: isCount(1, 10_000) };

export class BoundScope implements SqlScope {
  readonly #parts: ScopeParts;
  readonly #turns: Turns;
  /** The lease under which the scope runs; null for the database itself. */
  readonly #lease: Lease | null;
  /** The depth of nesting of this transaction. */
  readonly #depth: number;
  readonly #calls: ScopeCalls;
  /** The scope of the transaction or reservation that has the turn. */
  #inner: BoundScope | null = null;
  /** Rows that are being iterated. */
  readonly #cursors = new Set<number>();
  #ended: DatabaseError | null = null;

  constructor(parts: ScopeParts, lease: Lease | null = null, depth = 0) {
    const { maxQueuedCount: maxWaiting, turnTimeoutMs, context, clock } = parts;
    this.#parts = parts;
    this.#turns = new Turns({ maxWaiting, turnTimeoutMs, context, clock });
    this.#calls = new ScopeCalls(this.#turns, lease === null ? "apart" : "with-scope");
    this.#lease = lease;
    this.#depth = depth;
  }

  /** Nothing can be asked of the scope any more, nor of those inside it. */
  end(error: DatabaseError): void {
    this.#ended ??= error;
    this.#turns.end(error);
    this.#inner?.end(error);
  }

  execute(sql: string): Promise<void> {
    return this.#calls.checked(
      this.execute,
      () => sqlOf(sql),
      async (text) => {
        await this.#send("execute", { sql: text, place: this.#place });
      },
    );
  }

  run(sql: string, parameters?: SqlParameters): Promise<RunResult> {
    return this.#calls.checked(
      this.run,
      () => statementOf(sql, parameters),
      (statement) => this.#send("run", { ...statement, place: this.#place }),
    );
  }

  all<Row extends SqlRow = SqlRow>(sql: string, parameters?: SqlParameters): Promise<Row[]> {
    return this.#calls.checked(
      this.all,
      () => statementOf(sql, parameters),
      async (statement) => {
        const first = await this.#query(statement, ALL_ROWS);
        const rows = rowsOf<Row>(first.columns, first);
        let { cursor } = first;
        try {
          while (cursor !== null) {
            const batch: RowBatch = await this.#next(cursor, ALL_ROWS);
            for (const row of rowsOf<Row>(first.columns, batch)) rows.push(row);
            cursor = batch.cursor;
          }
          return rows;
        } finally {
          if (cursor !== null) await this.#stop(cursor);
        }
      },
    );
  }

  get<Row extends SqlRow = SqlRow>(
    sql: string,
    parameters?: SqlParameters,
  ): Promise<Row | undefined> {
    return this.#calls.checked(
      this.get,
      () => statementOf(sql, parameters),
      async (statement) => {
        const batch = await this.#query(statement, ONE_ROW);
        const { cursor } = batch;
        if (cursor !== null) await this.#stop(cursor);
        return rowsOf<Row>(batch.columns, batch)[0];
      },
    );
  }

  iterate<Row extends SqlRow = SqlRow>(
    sql: string,
    parameters?: SqlParameters,
    options: IterateOptions = {},
  ): AsyncGenerator<Row, void, void> {
    const statement = statementOf(sql, parameters);
    const { readAhead } = optionsOf<IterateOptions>(options, ITERATE_CHECKS);
    const { writes } = this.#parts;
    let columns: readonly string[] = [];
    let seenCount = Number.NaN;
    const maxRows = (): number => {
      const isUnchanged = seenCount === writes.count;
      return readAhead ?? (isUnchanged ? ITERATED_ROWS : ONE_ROW);
    };
    const take = (batch: RowBatch): ReadBatch<Row> => {
      seenCount = writes.count;
      return { rows: rowsOf<Row>(columns, batch), cursor: batch.cursor };
    };
    const perform = <Value>(work: () => Promise<Value>): Promise<Value> =>
      this.#calls.perform(perform, work);
    return new RowIterator<Row>({
      perform,
      first: async () => {
        const batch = await this.#query(statement, maxRows());
        ({ columns } = batch);
        return take(batch);
      },
      next: async (cursor) => take(await this.#next(cursor, maxRows())),
      stop: (cursor) => this.#stop(cursor),
    });
  }

  prepare<Row extends SqlRow = SqlRow>(sql: string): Promise<SqlStatement<Row>> {
    return this.#calls.checked(
      this.prepare,
      () => sqlOf(sql),
      async (text) => ({
        ...(await this.#send("describe", { sql: text })),
        run: (parameters) => this.run(text, parameters),
        all: (parameters) => this.all<Row>(text, parameters),
        get: (parameters) => this.get<Row>(text, parameters),
        iterate: (parameters, options) => this.iterate<Row>(text, parameters, options),
      }),
    );
  }

  transaction<Value>(work: (scope: SqlScope) => Promise<Value>): Promise<Value> {
    const lease = this.#newLease("transaction", this.transaction);
    return this.#calls.checked(
      this.transaction,
      () => checkArgument("work", work, isFunction),
      () => this.#transact(lease, work),
      lease,
    );
  }

  /** Takes the turn until it is released. `entry` is the public function that was called. */
  protected async reserveScope(
    entry: (...values: never[]) => unknown,
  ): Promise<ReservedConnection> {
    const lease = this.#newLease("reservation", entry);
    const located = locatorOf(entry);
    await this.#turns.take(lease).catch((error: unknown) => {
      throw located(error);
    });
    const scope: ReservedScope = new ReservedScope(this.#parts, lease, () => this.#release(scope));
    this.#inner = scope;
    return scope;
  }

  async #release(scope: BoundScope): Promise<void> {
    const count = scope.#calls.count;
    try {
      if (count > 0) throw new DatabaseError({ kind: "call-not-awaited", count });
      scope.end(new DatabaseError({ kind: "closed" }, RELEASED));
    } catch (error) {
      scope.#abort(reasonOf(error));
      throw error;
    } finally {
      await scope.#stopAll().catch(ignoreDatabaseError);
      await this.#rollBack(null);
      this.#inner = null;
      this.#turns.give();
    }
  }

  async #transact<Value>(lease: Lease, work: (scope: SqlScope) => Promise<Value>): Promise<Value> {
    const savepoint = this.#lease === null ? null : `barewire_${this.#depth}`;
    await (savepoint === null
      ? this.#command("BEGIN", "first")
      : this.#command(`SAVEPOINT ${savepoint}`, "inside"));
    const scope = new BoundScope(this.#parts, lease, this.#depth + 1);
    this.#inner = scope;
    try {
      const value = await this.#inside(lease, () => work(scope));
      const count = scope.#calls.count;
      if (count > 0) throw new DatabaseError({ kind: "call-not-awaited", count });
      scope.end(new DatabaseError({ kind: "closed" }, TRANSACTION_ENDED));
      await scope.#stopAll();
      await this.#command(savepoint === null ? "COMMIT" : `RELEASE ${savepoint}`, "inside");
      return value;
    } catch (error) {
      scope.#abort(reasonOf(error));
      await scope.#stopAll().catch(ignoreDatabaseError);
      await this.#rollBack(savepoint);
      throw error;
    } finally {
      this.#inner = null;
    }
  }

  /** Runs `work` so that calls in it are known to be made inside the lease. */
  #inside<Value>(lease: Lease, work: () => Value): Value {
    const { context } = this.#parts;
    if (context === null) return work();
    // Those that have ended are of no use, and would gather where one transaction leads to another.
    const outer = context.current()?.filter(({ isHeld }) => isHeld) ?? [];
    return context.run([...outer, lease], work);
  }

  /** Ends the scope together with the calls that still run. */
  #abort(error: DatabaseError): void {
    this.end(error);
    this.#calls.abort(error);
    const inner = this.#inner;
    if (inner !== null) inner.#abort(error);
  }

  async #query(statement: StatementInput, maxRows: number): Promise<OutputOf<"query">> {
    const batch = await this.#send("query", { ...statement, maxRows, place: this.#place });
    const { cursor, isReadonly } = batch;
    if (!isReadonly) this.#parts.writes.count += 1;
    if (cursor === null) return batch;
    this.#cursors.add(cursor);
    // The other rows will not be requested.
    if (this.#ended !== null) await this.#stop(cursor);
    return batch;
  }

  async #next(cursor: number, maxRows: number): Promise<RowBatch> {
    const batch = await this.#send("next", { cursor, maxRows });
    if (batch.cursor === null) this.#cursors.delete(cursor);
    return batch;
  }

  /** Sends a command, unless the scope has ended: what follows belongs to no transaction. */
  #send<Kind extends CommandKind>(kind: Kind, input: InputOf<Kind>): Promise<OutputOf<Kind>> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    const { binding, writes } = this.#parts;
    if (kind === "execute" || kind === "run") writes.count += 1;
    if (this.#lease === null) return binding.call(kind, input);
    return this.#lease.use(() => binding.call(kind, input));
  }

  async #command(sql: string, place: TransactionPlace): Promise<void> {
    await this.#send("execute", { sql, place });
  }

  /** A call on the database is a transaction of its own, or a whole one. */
  get #place(): TransactionPlace {
    if (this.#lease === null) return "alone";
    return this.#lease.kind === "reservation" ? "reserved" : "inside";
  }

  #newLease(kind: Lease["kind"], entry: (...values: never[]) => unknown): Lease {
    const { clock } = this.#parts;
    return new Lease({ kind, calledAt: callerOf(entry), parent: this.#lease, clock });
  }

  /** SQLite has rolled some failures back already; what cannot be rolled back is lost anyway. */
  async #rollBack(savepoint: string | null): Promise<void> {
    try {
      const { isInTransaction } = await this.#send("state", {});
      if (!isInTransaction) return;
      await this.#command(
        savepoint === null ? "ROLLBACK" : `ROLLBACK TO ${savepoint}; RELEASE ${savepoint}`,
        "inside",
      );
    } catch (error) {
      ignoreDatabaseError(error);
    }
  }

  /** Gives up the rows that were not read to their end, with those of all scopes inside. */
  async #stopAll(): Promise<void> {
    const inner = this.#inner;
    if (inner !== null) await inner.#stopAll();
    for (const cursor of this.#cursors) await this.#stop(cursor);
  }

  /** A statement may commit what it wrote when it ends, so only a closed database is ignored. */
  async #stop(cursor: number): Promise<void> {
    if (!this.#cursors.delete(cursor)) return;
    try {
      await this.#parts.binding.call("stop", { cursor });
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.issue.kind !== "closed") throw error;
    }
  }
}

/** The scope of a reservation. */
class ReservedScope extends BoundScope implements ReservedConnection {
  readonly #release: () => Promise<void>;
  #released: Promise<void> | null = null;

  constructor(parts: ScopeParts, lease: Lease, release: () => Promise<void>) {
    super(parts, lease);
    this.#release = release;
  }

  release(): Promise<void> {
    this.#released ??= this.#release();
    return this.#released;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.release();
  }
}

const RELEASED = "the reserved connection was released; reserve another one";
const TRANSACTION_ENDED = "the transaction has ended, and its scope with it; begin another one";
const ROLLED_BACK = "the transaction was rolled back, because its callback failed";

/**
 * The reason for which the calls fail that still run when the callback of their transaction throws.
 */
function reasonOf(error: unknown): DatabaseError {
  const isOwn = error instanceof DatabaseError && error.issue.kind === "call-not-awaited";
  return isOwn ? error : new DatabaseError({ kind: "closed" }, ROLLED_BACK, { cause: error });
}
