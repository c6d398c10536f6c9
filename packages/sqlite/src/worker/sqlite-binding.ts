/** `SqliteBinding`: one SQLite with one database, in a thread of its own or in this one. */

import type { CommandKind, InputOf, OutputOf } from "../sqlite/commands.js";

/** Says when a command is to be interrupted. */
export interface InterruptSource {
  /** Calls `interrupt` once, at once if it is time. Returns a function that takes it back. */
  onReached(interrupt: () => void): () => void;
}

export interface SqliteBinding {
  /**
   * Commands are carried out one after another. Refused with a `DatabaseError`; one that was
   * interrupted because its limit is reached, with `aborted`.
   */
  call<Kind extends CommandKind>(
    kind: Kind,
    input: InputOf<Kind>,
    limit?: InterruptSource | null,
  ): Promise<OutputOf<Kind>>;
  /** Interrupts what runs, rolls back what is open and closes the database. */
  close(): Promise<void>;
  /** Milliseconds that SQLite has waited for pages and commits. */
  readonly waitedMs: number;
  /** Ends it at once; what is being carried out fails with `closed`. May be called again. */
  terminate(): void;
}
