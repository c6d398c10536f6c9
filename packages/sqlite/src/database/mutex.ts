/** A fair mutex: callers run one at a time, in the order in which they asked. */

import { DatabaseError } from "../database-error.js";

export class Mutex {
  readonly #maxWaiting: number;
  readonly #waiting: { readonly begin: () => void; readonly fail: (error: Error) => void }[] = [];
  #isTaken = false;
  #ended: DatabaseError | null = null;

  constructor(maxWaiting: number) {
    this.#maxWaiting = maxWaiting;
  }

  /** Runs `work` when the mutex is free. Throws `overloaded` if too many calls wait already. */
  async run<Value>(work: () => Promise<Value>): Promise<Value> {
    await this.#begin();
    try {
      return await work();
    } finally {
      this.#next();
    }
  }

  /** Rejects all calls that wait, and all later ones. The call that holds the mutex goes on. */
  end(error: DatabaseError): void {
    this.#ended = error;
    for (const { fail } of this.#waiting.splice(0)) fail(error);
  }

  async #begin(): Promise<void> {
    if (this.#ended !== null) throw this.#ended;
    if (!this.#isTaken) {
      this.#isTaken = true;
      return;
    }
    if (this.#waiting.length >= this.#maxWaiting) {
      throw new DatabaseError({ kind: "overloaded", maxQueuedCount: this.#maxWaiting });
    }
    await new Promise<void>((begin, fail) => this.#waiting.push({ begin, fail }));
  }

  /** Hands the mutex to the next caller directly, so that no other call can come in between. */
  #next(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#isTaken = false;
    else next.begin();
  }
}
