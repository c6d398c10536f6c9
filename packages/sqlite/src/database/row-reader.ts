/** `RowReader`: the rows that the statements of one scope return, and its cursors that are open. */

import { isCount, type OptionChecks } from "@barewire/client/options";
import type { IntegerMode, OutputOf, RowBatch, StatementInput } from "../sqlite/commands.js";
import { CALL_CHECKS } from "./call-limit.js";
import type { RowForm } from "./row-form.js";
import { type ReadBatch, RowIterator } from "./row-iterator.js";
import type { CallTerms } from "./scope-calls.js";
import type { IterateOptions } from "./sql-scope.js";

/** A statement with its parameters, and the form of its rows. */
export interface Query<Row> {
  readonly statement: StatementInput;
  readonly form: RowForm<Row>;
  readonly integers: IntegerMode;
}

/** The limits of a batch of rows, and the form of its integers. */
export interface BatchShape {
  readonly maxRows: number;
  readonly integers: IntegerMode;
}

export interface CursorSource {
  /** Counts what may have written, so that rows are not read ahead of it. */
  readonly writes: { count: number };
  /** True when the scope has ended: the rows that are left will not be requested. */
  isEnded(): boolean;
  /** Runs `work` when the scope has its turn. */
  perform<Value>(work: () => Promise<Value>, terms: CallTerms): Promise<Value>;
  query(
    statement: StatementInput,
    shape: BatchShape,
    rest: "kept" | "given-up",
  ): Promise<OutputOf<"query">>;
  next(cursor: number, shape: BatchShape): Promise<RowBatch>;
  stop(cursor: number): Promise<void>;
}

export const ITERATE_CHECKS: OptionChecks<IterateOptions> = {
  ...CALL_CHECKS,
  readAhead: isCount(1, 10_000),
};

/** Rows of a batch: of one that is awaited as a whole, of an iteration, and of `get`. */
const ALL_ROWS = 1_000;
const ITERATED_ROWS = 100;
const ONE_ROW = 1;

export class RowReader {
  readonly #source: CursorSource;
  readonly #cursors = new Set<number>();

  constructor(source: CursorSource) {
    this.#source = source;
  }

  async all<Row>(query: Query<Row>): Promise<Row[]> {
    return (await this.withColumns(query)).rows;
  }

  /** All rows, and the names of their columns. */
  async withColumns<Row>({
    statement,
    form,
    integers,
  }: Query<Row>): Promise<{ readonly columns: readonly string[]; readonly rows: Row[] }> {
    const shape = { maxRows: ALL_ROWS, integers };
    const first = await this.#query(statement, shape);
    const { columns } = first;
    const rows = [...form(columns, first.rows)];
    let { cursor } = first;
    try {
      while (cursor !== null) {
        const batch: RowBatch = await this.#next(cursor, shape);
        for (const row of form(columns, batch.rows)) rows.push(row);
        cursor = batch.cursor;
      }
      return { columns, rows };
    } finally {
      if (cursor !== null) await this.#stop(cursor);
    }
  }

  async get<Row>({ statement, form, integers }: Query<Row>): Promise<Row | undefined> {
    const shape = { maxRows: ONE_ROW, integers };
    const { columns, rows } = await this.#query(statement, shape, "given-up");
    return form(columns, rows)[0];
  }

  iterate<Row>(
    { statement, form, integers }: Query<Row>,
    { readAhead, ...terms }: IterateOptions,
  ): RowIterator<Row> {
    const source = this.#source;
    let columns: readonly string[] = [];
    let seenCount = Number.NaN;
    const shape = (): BatchShape => {
      const isUnchanged = seenCount === source.writes.count;
      return { maxRows: readAhead ?? (isUnchanged ? ITERATED_ROWS : ONE_ROW), integers };
    };
    const take = (batch: RowBatch): ReadBatch<Row> => {
      seenCount = source.writes.count;
      return { rows: form(columns, batch.rows), cursor: batch.cursor };
    };
    return new RowIterator<Row>({
      perform: (work) => source.perform(work, terms),
      first: async () => {
        const batch = await this.#query(statement, shape());
        ({ columns } = batch);
        return take(batch);
      },
      next: async (cursor) => take(await this.#next(cursor, shape())),
      stop: (cursor) => this.#stop(cursor),
    });
  }

  /** Gives up the rows that were not read to their end. */
  async stopAll(): Promise<void> {
    for (const cursor of this.#cursors) await this.#stop(cursor);
  }

  async #query(
    statement: StatementInput,
    shape: BatchShape,
    rest: "kept" | "given-up" = "kept",
  ): Promise<OutputOf<"query">> {
    const batch = await this.#source.query(statement, shape, rest);
    const { cursor, isReadonly } = batch;
    if (!isReadonly) this.#source.writes.count += 1;
    if (cursor === null) return batch;
    this.#cursors.add(cursor);
    if (this.#source.isEnded()) await this.#stop(cursor);
    return batch;
  }

  async #next(cursor: number, shape: BatchShape): Promise<RowBatch> {
    const batch = await this.#source.next(cursor, shape);
    if (batch.cursor === null) this.#cursors.delete(cursor);
    return batch;
  }

  async #stop(cursor: number): Promise<void> {
    if (this.#cursors.delete(cursor)) await this.#source.stop(cursor);
  }
}
