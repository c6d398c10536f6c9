/** `RowReader`: the rows that the statements of one scope return, and its cursors that are open. */

import type { OutputOf, RowBatch, StatementInput } from "../sqlite/commands.js";
import type { RowForm } from "./row-form.js";
import { type ReadBatch, RowIterator } from "./row-iterator.js";
import type { IterateOptions } from "./sql-scope.js";

/** A statement with its parameters, and the form of its rows. */
export interface Query<Row> {
  readonly statement: StatementInput;
  readonly form: RowForm<Row>;
}

export interface CursorSource {
  /** Counts what may have written, so that rows are not read ahead of it. */
  readonly writes: { count: number };
  /** True when the scope has ended: the rows that are left will not be requested. */
  isEnded(): boolean;
  /** Runs `work` when the scope has its turn. */
  perform<Value>(work: () => Promise<Value>): Promise<Value>;
  query(statement: StatementInput, maxRows: number): Promise<OutputOf<"query">>;
  next(cursor: number, maxRows: number): Promise<RowBatch>;
  stop(cursor: number): Promise<void>;
}

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

  async all<Row>({ statement, form }: Query<Row>): Promise<Row[]> {
    const first = await this.#query(statement, ALL_ROWS);
    const rows = [...form(first.columns, first)];
    let { cursor } = first;
    try {
      while (cursor !== null) {
        const batch: RowBatch = await this.#next(cursor, ALL_ROWS);
        for (const row of form(first.columns, batch)) rows.push(row);
        cursor = batch.cursor;
      }
      return rows;
    } finally {
      if (cursor !== null) await this.#stop(cursor);
    }
  }

  async get<Row>({ statement, form }: Query<Row>): Promise<Row | undefined> {
    const batch = await this.#query(statement, ONE_ROW);
    const { cursor } = batch;
    if (cursor !== null) await this.#stop(cursor);
    return form(batch.columns, batch)[0];
  }

  iterate<Row>({ statement, form }: Query<Row>, { readAhead }: IterateOptions): RowIterator<Row> {
    const source = this.#source;
    let columns: readonly string[] = [];
    let seenCount = Number.NaN;
    const maxRows = (): number => {
      const isUnchanged = seenCount === source.writes.count;
      return readAhead ?? (isUnchanged ? ITERATED_ROWS : ONE_ROW);
    };
    const take = (batch: RowBatch): ReadBatch<Row> => {
      seenCount = source.writes.count;
      return { rows: form(columns, batch), cursor: batch.cursor };
    };
    return new RowIterator<Row>({
      perform: (work) => source.perform(work),
      first: async () => {
        const batch = await this.#query(statement, maxRows());
        ({ columns } = batch);
        return take(batch);
      },
      next: async (cursor) => take(await this.#next(cursor, maxRows())),
      stop: (cursor) => this.#stop(cursor),
    });
  }

  /** Gives up the rows that were not read to their end. */
  async stopAll(): Promise<void> {
    for (const cursor of this.#cursors) await this.#stop(cursor);
  }

  async #query(statement: StatementInput, maxRows: number): Promise<OutputOf<"query">> {
    const batch = await this.#source.query(statement, maxRows);
    const { cursor, isReadonly } = batch;
    if (!isReadonly) this.#source.writes.count += 1;
    if (cursor === null) return batch;
    this.#cursors.add(cursor);
    if (this.#source.isEnded()) await this.#stop(cursor);
    return batch;
  }

  async #next(cursor: number, maxRows: number): Promise<RowBatch> {
    const batch = await this.#source.next(cursor, maxRows);
    if (batch.cursor === null) this.#cursors.delete(cursor);
    return batch;
  }

  async #stop(cursor: number): Promise<void> {
    if (this.#cursors.delete(cursor)) await this.#source.stop(cursor);
  }
}
