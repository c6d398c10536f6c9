/** One at a time, in the order of asking: whoever has the turn keeps it until done. */

import { DatabaseError } from "../database-error.js";

export class Mutex {
  readonly #maxWaiting: number;
  readonly #waiting: { readonly begin: () => void; readonly fail: (error: Error) => void }[] = [];
  #isTaken = false;
  #ended: DatabaseError | null = null;

  constructor(maxWaiting: number) {
    this.#maxWaiting = maxWaiting;
  }

  /** Runs `work` in its turn. Throws `overloaded` where too many wait already. */
  async run<Value>(work: () => Promise<Value>): Promise<Value> {
    await this.#begin();
    try {
      return await work();
    } finally {
      this.#next();
    }
  }

  /** Whoever waits, and whoever asks from now on, fails. What has the turn goes on. */
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

  /** The turn goes from hand to hand, so that nobody can come in between. */
  #next(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#isTaken = false;
    else next.begin();
  }
}
