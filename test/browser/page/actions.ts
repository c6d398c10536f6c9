/**
 * The requests to a page and its answers, as plain data.
 */

import type { DatabaseIssue, SqlRow } from "@barewire/sqlite";

export type PageRequest = {
  readonly url: string;
  readonly namespace: string;
  readonly actor: string;
  /** The URL of the worker, if the bundler has not found it by itself. */
  readonly workerUrl?: string;
};

export interface PageActions {
  /** Writes all rows in one transaction, and fails in another. */
  write(request: PageRequest): Promise<{
    readonly protocolVersion: number;
    /** The issue with which the second transaction was refused. */
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
  /** The issue with which the open database refuses `sql`, or null. */
  ask(query: { readonly sql: string }): Promise<DatabaseIssue | null>;
  /** The issue with which opening is refused, or null. */
  openInVain(request: PageRequest): Promise<DatabaseIssue | null>;
}
