/**
 * `PageWaits`: the wait of SQLite for a page, which ends when its command is interrupted. The fetch
 * goes on, for other readers may want its pages.
 */

import { DatabaseError } from "../database-error.js";

export class PageWaits {
  /** Tells whether the command that runs is to end. */
  isInterrupted = false;
  #end: (() => void) | null = null;

  /** Ends the wait, and all that the same command begins. */
  interrupt(): void {
    this.isInterrupted = true;
    this.#end?.();
  }

  /** Another command runs. */
  restart(): void {
    this.isInterrupted = false;
    this.#end = null;
  }

  /** Waits for a page. Throws `aborted`. */
  async wait(arrival: void | Promise<void>): Promise<void> {
    if (this.isInterrupted) throw interrupted();
    if (arrival === undefined) return;
    await new Promise<void>((resolve, reject) => {
      this.#end = () => reject(interrupted());
      arrival.then(resolve, reject);
    });
    this.#end = null;
  }
}

function interrupted(): DatabaseError {
  return new DatabaseError({ kind: "aborted", timeoutMs: null });
}
