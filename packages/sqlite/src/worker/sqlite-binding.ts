/** `SqliteBinding`: one SQLite with one database, in a thread of its own or in this one. */

import type { CommandKind, InputOf, OutputOf } from "../sqlite/commands.js";

export interface SqliteBinding {
  /** Commands are carried out one after another. Refused with a `DatabaseError`. */
  call<Kind extends CommandKind>(kind: Kind, input: InputOf<Kind>): Promise<OutputOf<Kind>>;
  /** Rolls back what is open and closes the database, after all that was called before. */
  close(): Promise<void>;
  /** Milliseconds that SQLite has waited for pages and commits. */
  readonly waitedMs: number;
  /** Ends it at once; what is being carried out fails with `closed`. May be called again. */
  terminate(): void;
}
