/**
 * `GroupCommit` applies the commits of one turn of the event loop in one LMDB transaction.
 */

import { type KvDriverError, type KvWrites, toDriverError } from "../kv-driver.js";

export type CommitRequest = {
  readonly writes: KvWrites;
  /**
   * The versions that the locked keys must still have; `undefined` for a key that must be absent.
   */
  readonly locked: ReadonlyMap<string, number | undefined>;
  /** Tells whether the transaction was rolled back while it waited. */
  readonly isWithdrawn: () => boolean;
};

/**
 * Applies those requests that neither conflict nor were withdrawn, all of them durably or none, and
 * returns the outcome of each. When it throws, it has applied none.
 */
export type ApplyCommits = (
  requests: readonly CommitRequest[],
) => readonly (KvDriverError | undefined)[];

type Waiting = {
  readonly request: CommitRequest;
  readonly settle: (failure: KvDriverError | undefined) => void;
};

export class GroupCommit {
  readonly #apply: ApplyCommits;
  #waiting: Waiting[] = [];

  constructor(apply: ApplyCommits) {
    this.#apply = apply;
  }

  commit(request: CommitRequest): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#flush());
      const settle = (failure: KvDriverError | undefined) => {
        if (failure === undefined) resolve();
        else reject(failure);
      };
      this.#waiting.push({ request, settle });
    });
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      this.#applyTogether(waiting);
    } catch {
      // One of them may be the cause, so each is applied on its own.
      for (const one of waiting) this.#applyAlone(one);
    }
  }

  #applyTogether(waiting: readonly Waiting[]): void {
    const failures = this.#apply(waiting.map(({ request }) => request));
    waiting.forEach(({ settle }, index) => {
      settle(failures[index]);
    });
  }

  #applyAlone(one: Waiting): void {
    try {
      this.#applyTogether([one]);
    } catch (error) {
      one.settle(toDriverError(error));
    }
  }
}
