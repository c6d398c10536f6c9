/** The calls of a database of the bench, each in its own way. */

export type Row = readonly [text: string, real: number];

export interface OpenEngine {
  /** Runs statements whose rows do not matter. */
  execute(sql: string): Promise<void> | void;
  /** Inserts all rows in one transaction, by the fastest call that there is for it. */
  insertMany(rows: readonly Row[]): Promise<void> | void;
  /** Inserts all rows in one transaction, each by a call of its own whose end is awaited. */
  insertOneByOne(rows: readonly Row[]): Promise<void> | void;
  /** Reads one row by its id, with a statement that is prepared once. */
  pointRead(id: number): Promise<unknown> | unknown;
  /** Reads all rows as objects. */
  select(sql: string): Promise<readonly unknown[]> | readonly unknown[];
  close(): Promise<void> | void;
}

export interface Engine {
  readonly name: string;
  /** Opens a database of this name, which is new. */
  open(name: string): Promise<OpenEngine>;
  stop?(): Promise<void>;
}

export const INSERT = "INSERT INTO item (text, real) VALUES (?, ?)";
export const READ = "SELECT id, text, real FROM item WHERE id = ?";
