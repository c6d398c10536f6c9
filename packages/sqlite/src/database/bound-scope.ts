/** `BoundScope`: the statements of one scope, in turn, on one SQLite. */

import { isCount, isFunction, type OptionChecks } from "@barewire/client/options";
import type { Clock } from "@barewire/clock";
import { checkArgument, optionsOf } from "../check-options.js";
import { DatabaseError, ignoreDatabaseError } from "../database-error.js";
import type {
  CommandKind,
  InputOf,
  OutputOf,
  RunResult,
  StatementInfo,
  TransactionPlace,
} from "../sqlite/commands.js";
import type { SqlParameters } from "../sqlite/sql-value.js";
import type { CallContext } from "../worker/platform.js";
import type { SqliteBinding } from "../worker/sqlite-binding.js";
import { callerOf, locatorOf } from "./call-site.js";
import { sqlOf, statementOf } from "./check-parameters.js";
import { Lease } from "./lease.js";
import {
  ROW_CHECKS,
  type RowForm,
  type RowOptions,
  rowFormOf,
  type SqlRow,
  type SqlRowArray,
} from "./row-form.js";
import { type CursorSource, type Query, RowReader } from "./row-reader.js";
import { ScopeCalls } from "./scope-calls.js";
import type { IterateOptions, ReservedConnection, SqlScope, SqlStatement } from "./sql-scope.js";
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

const ITERATE_CHECKS: OptionChecks<IterateOptions> = { readAhead: isCount(1, 10_000) };

type AnyRow = SqlRow | SqlRowArray;

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
  readonly #rows: RowReader;
  #ended: DatabaseError | null = null;

  constructor(parts: ScopeParts, lease: Lease | null = null, depth = 0) {
    const { maxQueuedCount: maxWaiting, turnTimeoutMs, context, clock } = parts;
    this.#parts = parts;
    this.#turns = new Turns({ maxWaiting, turnTimeoutMs, context, clock });
    this.#calls = new ScopeCalls(this.#turns, lease === null ? "apart" : "with-scope");
    this.#lease = lease;
    this.#depth = depth;
    this.#rows = new RowReader(this.#cursorSource());
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

  all<Row extends AnyRow>(
    sql: string,
    parameters?: SqlParameters,
    options: RowOptions = {},
  ): Promise<Row[]> {
    return this.#calls.checked(
      this.all,
      () => queryOf<Row>(sql, parameters, options),
      (query) => this.#rows.all(query),
    );
  }

  get<Row extends AnyRow>(
    sql: string,
    parameters?: SqlParameters,
    options: RowOptions = {},
  ): Promise<Row | undefined> {
    return this.#calls.checked(
      this.get,
      () => queryOf<Row>(sql, parameters, options),
      (query) => this.#rows.get(query),
    );
  }

  iterate<Row extends AnyRow>(
    sql: string,
    parameters?: SqlParameters,
    options: IterateOptions & RowOptions = {},
  ): AsyncGenerator<Row, void, void> {
    const statement = statementOf(sql, parameters);
    const checks = { ...ITERATE_CHECKS, ...ROW_CHECKS };
    const given = optionsOf<IterateOptions & RowOptions>(options, checks);
    return this.#rows.iterate({ statement, form: rowFormOf<Row>(given) }, given);
  }

  prepare<Row extends AnyRow>(sql: string, options: RowOptions = {}): Promise<SqlStatement<Row>> {
    return this.#calls.checked(
      this.prepare,
      () => ({ text: sqlOf(sql), form: rowFormOf<Row>(optionsOf(options, ROW_CHECKS)) }),
      async ({ text, form }) =>
        this.#prepared(text, form, await this.#send("describe", { sql: text })),
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

  #prepared<Row extends AnyRow>(
    sql: string,
    form: RowForm<Row>,
    described: StatementInfo,
  ): SqlStatement<Row> {
    let { columns } = described;
    const queryOf = (parameters?: SqlParameters): Query<Row> => ({
      statement: statementOf(sql, parameters),
      form: (latest, batch) => {
        columns = latest;
        return form(latest, batch);
      },
    });
    const all = (parameters?: SqlParameters): Promise<Row[]> =>
      this.#calls.checked(
        all,
        () => queryOf(parameters),
        (query) => this.#rows.all(query),
      );
    const get = (parameters?: SqlParameters): Promise<Row | undefined> =>
      this.#calls.checked(
        get,
        () => queryOf(parameters),
        (query) => this.#rows.get(query),
      );
    return {
      get columns() {
        return columns;
      },
      isReadonly: described.isReadonly,
      run: (parameters) => this.run(sql, parameters),
      all,
      get,
      iterate: (parameters, options = {}) => {
        const query = queryOf(parameters);
        return this.#rows.iterate(query, optionsOf<IterateOptions>(options, ITERATE_CHECKS));
      },
    };
  }

  #cursorSource(): CursorSource {
    const { binding, writes } = this.#parts;
    const perform = <Value>(work: () => Promise<Value>): Promise<Value> =>
      this.#calls.perform(perform, work);
    return {
      writes,
      isEnded: () => this.#ended !== null,
      perform,
      query: (statement, maxRows) =>
        this.#send("query", { ...statement, maxRows, place: this.#place }),
      next: (cursor, maxRows) => this.#send("next", { cursor, maxRows }),
      // A statement may commit what it wrote when it ends, so only a closed database is ignored.
      stop: async (cursor) => {
        try {
          await binding.call("stop", { cursor });
        } catch (error) {
          if (!(error instanceof DatabaseError) || error.issue.kind !== "closed") throw error;
        }
      },
    };
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
    await this.#rows.stopAll();
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

/** Checks and copies what a method that reads rows was given. */
function queryOf<Row extends AnyRow>(
  sql: unknown,
  parameters: unknown,
  options: unknown,
): Query<Row> {
  const statement = statementOf(sql, parameters);
  return { statement, form: rowFormOf<Row>(optionsOf<RowOptions>(options, ROW_CHECKS)) };
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
