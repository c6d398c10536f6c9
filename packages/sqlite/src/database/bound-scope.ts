/** `BoundScope`: the statements of one scope, in turn, on one SQLite. */

import { isFunction } from "@barewire/client/options";
import type { Clock } from "@barewire/clock";
import { checkArgument, optionsOf } from "../check-options.js";
import { DatabaseError, ignoreDatabaseError } from "../database-error.js";
import type {
  CommandKind,
  InputOf,
  OutputOf,
  RunResult,
  TransactionPlace,
} from "../sqlite/commands.js";
import type { SqlParameters } from "../sqlite/sql-value.js";
import type { CallContext } from "../worker/platform.js";
import type { SqliteBinding } from "../worker/sqlite-binding.js";
import {
  type AnyRow,
  batchGivenOf,
  givenOf,
  listQueryOf,
  queryOf,
  termsOf,
} from "./call-arguments.js";
import { type CallLimit, type CallOptions, endedBy } from "./call-limit.js";
import { callerOf, locatorOf } from "./call-site.js";
import { type BatchStatement, manyOf, sqlOf, statementOf } from "./check-parameters.js";
import { Lease } from "./lease.js";
import { PreparedStatement } from "./prepared-statement.js";
import { ROW_CHECKS, type RowOptions, rowFormOf, type SqlValues } from "./row-form.js";
import { type CursorSource, ITERATE_CHECKS, RowReader } from "./row-reader.js";
import { ScopeCalls } from "./scope-calls.js";
import { released, rolledBackBy, transactionEnded } from "./scope-ends.js";
import type {
  BatchResult,
  IterateOptions,
  ReservedConnection,
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

  constructor(
    parts: ScopeParts,
    lease: Lease | null = null,
    depth = 0,
    limit: CallLimit | null = null,
  ) {
    const { maxQueuedCount: maxWaiting, turnTimeoutMs, context, clock } = parts;
    this.#parts = parts;
    this.#turns = new Turns({ maxWaiting, turnTimeoutMs, context, clock });
    const end = lease === null ? "apart" : "with-scope";
    this.#calls = new ScopeCalls({ turns: this.#turns, end, clock, limit });
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

  execute(sql: string, options: CallOptions = {}): Promise<void> {
    return this.#calls.checked(
      this.execute,
      () => givenOf(sqlOf(sql), options),
      async ({ input }) => {
        await this.#send("execute", { sql: input, place: this.#place });
      },
      termsOf,
    );
  }

  run(sql: string, parameters?: SqlParameters, options: CallOptions = {}): Promise<RunResult> {
    return this.#calls.checked(
      this.run,
      () => givenOf(statementOf(sql, parameters), options),
      ({ input }) => this.#send("run", { ...input, place: this.#place }),
      termsOf,
    );
  }

  batch<Row extends AnyRow>(
    statements: readonly (string | BatchStatement)[],
    options: CallOptions & RowOptions = {},
  ): Promise<BatchResult<Row>[]> {
    return this.#calls.checked(
      this.batch,
      () => batchGivenOf<Row>(statements, options),
      async ({ input: { form, ...batch } }) => {
        const outputs = await this.#send("batch", { ...batch, place: this.#place });
        return outputs.map((output) => ({ ...output, rows: form(output.columns, output.rows) }));
      },
      termsOf,
    );
  }

  runMany(
    sql: string,
    rows: Iterable<SqlParameters>,
    options: CallOptions = {},
  ): Promise<RunResult> {
    return this.#calls.checked(
      this.runMany,
      () => givenOf(manyOf(sql, rows), options),
      ({ input }) => this.#send("run-many", { ...input, place: this.#place }),
      termsOf,
    );
  }

  all<Row extends AnyRow>(
    sql: string,
    parameters?: SqlParameters,
    options: CallOptions & RowOptions = {},
  ): Promise<Row[]> {
    return this.#calls.checked(
      this.all,
      () => queryOf<Row>(sql, parameters, options),
      ({ input }) => this.#rows.all(input),
      termsOf,
    );
  }

  values(
    sql: string,
    parameters?: SqlParameters,
    options: CallOptions & Pick<RowOptions, "integers"> = {},
  ): Promise<SqlValues> {
    return this.#calls.checked(
      this.values,
      () => listQueryOf(sql, parameters, options),
      ({ input }) => this.#rows.withColumns(input),
      termsOf,
    );
  }

  get<Row extends AnyRow>(
    sql: string,
    parameters?: SqlParameters,
    options: CallOptions & RowOptions = {},
  ): Promise<Row | undefined> {
    return this.#calls.checked(
      this.get,
      () => queryOf<Row>(sql, parameters, options),
      ({ input }) => this.#rows.get(input),
      termsOf,
    );
  }

  iterate<Row extends AnyRow>(
    sql: string,
    parameters?: SqlParameters,
    options: IterateOptions & RowOptions = {},
  ): AsyncGenerator<Row, void, void> {
    const statement = statementOf(sql, parameters);
    const checks = { ...ITERATE_CHECKS, ...ROW_CHECKS };
    const { rowMode, integers, ...given } = optionsOf<IterateOptions & RowOptions>(options, checks);
    const form = rowFormOf<Row>(rowMode === undefined ? {} : { rowMode });
    return this.#rows.iterate({ statement, form, integers: integers ?? "auto" }, given);
  }

  prepare<Row extends AnyRow>(
    sql: string,
    options: CallOptions & RowOptions = {},
  ): Promise<SqlStatement<Row>> {
    return this.#calls.checked(
      this.prepare,
      () => queryOf<Row>(sql, [], options),
      async ({ input: query }) =>
        new PreparedStatement<Row>({
          sql,
          query,
          described: await this.#send("describe", { sql }),
          calls: this.#calls,
          rows: this.#rows,
          run: (...given) => this.run(...given),
        }),
      termsOf,
    );
  }

  transaction<Value>(
    work: (scope: SqlScope) => Promise<Value>,
    options: CallOptions = {},
  ): Promise<Value> {
    const lease = this.#newLease("transaction", this.transaction);
    return this.#calls.checked(
      this.transaction,
      () => givenOf(checkArgument("work", work, isFunction), options),
      () => this.#transact(lease, work),
      ({ terms }) => ({ ...terms, lease }),
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
      scope.end(released());
    } catch (error) {
      scope.#abort(rolledBackBy(error));
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
    const { limit } = this.#calls;
    const scope = new BoundScope(this.#parts, lease, this.#depth + 1, limit);
    this.#inner = scope;
    try {
      const value = await endedBy(
        limit,
        this.#inside(lease, () => work(scope)),
      );
      const count = scope.#calls.count;
      if (count > 0) throw new DatabaseError({ kind: "call-not-awaited", count });
      scope.end(transactionEnded());
      await scope.#stopAll();
      await this.#command(savepoint === null ? "COMMIT" : `RELEASE ${savepoint}`, "inside");
      return value;
    } catch (error) {
      scope.#abort(rolledBackBy(error));
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

  #cursorSource(): CursorSource {
    const { binding, writes } = this.#parts;
    const perform = <Value>(work: () => Promise<Value>, terms: CallOptions): Promise<Value> =>
      this.#calls.perform(perform, work, terms);
    return {
      writes,
      isEnded: () => this.#ended !== null,
      perform,
      query: (statement, shape, rest) =>
        this.#send("query", { ...statement, ...shape, rest, place: this.#place }),
      next: (cursor, shape) => this.#send("next", { cursor, ...shape }),
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
  #send<Kind extends CommandKind>(
    kind: Kind,
    input: InputOf<Kind>,
    limit = this.#calls.limit,
  ): Promise<OutputOf<Kind>> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    if (limit !== null && limit.error !== null) return Promise.reject(limit.error);
    const { binding, writes } = this.#parts;
    if (WRITING_COMMANDS.has(kind)) writes.count += 1;
    const lease = this.#lease;
    const command = (): Promise<OutputOf<Kind>> => binding.call(kind, input, limit);
    const output = lease === null ? command() : lease.use(command);
    return output.catch((error: unknown) => {
      const isAborted = error instanceof DatabaseError && error.issue.kind === "aborted";
      // The limit knows its cause, and so does the end of the database.
      throw isAborted ? (limit?.error ?? this.#ended ?? error) : error;
    });
  }

  async #command(sql: string, place: TransactionPlace, limit = this.#calls.limit): Promise<void> {
    await this.#send("execute", { sql, place }, limit);
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
      // It must not be given up, whatever limit the call has reached.
      const { isInTransaction } = await this.#send("state", {}, null);
      if (!isInTransaction) return;
      await this.#command(
        savepoint === null ? "ROLLBACK" : `ROLLBACK TO ${savepoint}; RELEASE ${savepoint}`,
        "inside",
        null,
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

/** The commands that may write. */
const WRITING_COMMANDS: ReadonlySet<CommandKind> = new Set(["execute", "run", "batch", "run-many"]);
