/**
 * `RowIterator`: rows of one statement, one by one, of which some are read ahead.
 *
 * It is no generator function, because the promise of `next` has to be the one that its scope
 * knows: a call that is still running when its transaction ends is failed by the scope, and must
 * not end the process where it was not awaited.
 */

/** One batch of rows; `cursor` names the rest, and is null at the end. */
export interface ReadBatch<Row> {
  readonly rows: readonly Row[];
  readonly cursor: number | null;
}

export interface RowSource<Row> {
  /** Runs `work` when the scope has its turn. */
  perform<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Runs the statement and reads its first rows. */
  first(): Promise<ReadBatch<Row>>;
  next(cursor: number): Promise<ReadBatch<Row>>;
  /** Gives up what was not read. */
  stop(cursor: number): Promise<void>;
}

export class RowIterator<Row> implements AsyncGenerator<Row, void, void> {
  readonly #source: RowSource<Row>;
  #rows: readonly Row[] = [];
  #index = 0;
  #cursor: number | null = null;
  #state: "new" | "open" | "done" = "new";
  /** Calls of `next` that wait for rows; a later one must not overtake them. */
  #waitingCount = 0;

  constructor(source: RowSource<Row>) {
    this.#source = source;
  }

  next(): Promise<IteratorResult<Row, void>> {
    const isReady = this.#index < this.#rows.length || this.#state === "done";
    if (this.#waitingCount === 0 && isReady) return Promise.resolve(this.#take());
    this.#waitingCount += 1;
    const call = this.#source.perform(() => this.#advance());
    const settle = (): void => {
      this.#waitingCount -= 1;
    };
    // A loop that fails does not say that it will read no more.
    call.then(settle, () => {
      settle();
      return this.#finish().catch(() => undefined);
    });
    return call;
  }

  async return(): Promise<IteratorResult<Row, void>> {
    await this.#finish();
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<IteratorResult<Row, void>> {
    await this.#finish();
    throw error;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#finish();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #take(): IteratorResult<Row, void> {
    const row = this.#rows[this.#index];
    if (row === undefined) return { done: true, value: undefined };
    this.#index += 1;
    return { done: false, value: row };
  }

  async #advance(): Promise<IteratorResult<Row, void>> {
    while (this.#index === this.#rows.length && this.#state !== "done") {
      const { rows, cursor } = await this.#read();
      this.#cursor = cursor;
      // It may have been given up while the rows were on their way.
      if (this.#isDone) await this.#finish();
      else this.#put(rows, cursor);
    }
    return this.#take();
  }

  #put(rows: readonly Row[], cursor: number | null): void {
    this.#rows = rows;
    this.#index = 0;
    this.#state = cursor === null ? "done" : "open";
  }

  #read(): Promise<ReadBatch<Row>> {
    const cursor = this.#cursor;
    // The one that reads is the one that stops, so that no other call can end what it has.
    this.#cursor = null;
    return cursor === null ? this.#source.first() : this.#source.next(cursor);
  }

  get #isDone(): boolean {
    return this.#state === "done";
  }

  async #finish(): Promise<void> {
    const cursor = this.#cursor;
    this.#state = "done";
    this.#rows = [];
    this.#index = 0;
    this.#cursor = null;
    if (cursor !== null) await this.#source.stop(cursor);
  }
}
