/** What a page can be asked for, and what it answers: plain data. */

import type { DatabaseIssue, SqlRow } from "@barewire/sqlite";

export type PageRequest = {
  readonly url: string;
  readonly namespace: string;
  readonly actor: string;
  /** Where the bundler has not found the thread by itself. */
  readonly workerUrl?: string;
};

export interface PageActions {
  /** Writes all rows in one transaction, and fails in another. */
  write(request: PageRequest): Promise<{
    readonly protocolVersion: number;
    /** What the second transaction was refused with. */
    readonly failure: DatabaseIssue | null;
    /** Rows that were asked for by parameters. */
    readonly picked: readonly SqlRow[];
  }>;
  /** Opens the database and compares all rows with what they have to be. */
  scan(request: PageRequest): Promise<{
    readonly rowCount: number;
    readonly differences: readonly string[];
    readonly readPages: number;
    readonly calls: number;
  }>;
  /** Opens the database and keeps it open. */
  keep(request: PageRequest): Promise<void>;
  /** What the database that is kept refuses `sql` with, or null. */
  ask(query: { readonly sql: string }): Promise<DatabaseIssue | null>;
  /** What opening is refused with, or null. */
  openInVain(request: PageRequest): Promise<DatabaseIssue | null>;
}
