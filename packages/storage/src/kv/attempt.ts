/**
 * One attempt of a run: a transaction is begun, the closure works in it, and it is committed, all
 * within the time-out of an attempt.
 */

import type { MaybePromise } from "@barewire/clock";
import type { Deadlines } from "./deadlines.js";
import type { KvTransaction } from "./kv.js";
import {
  type KvDriver,
  KvDriverError,
  type KvDriverTransaction,
  toDriverError,
} from "./kv-driver.js";
import { RunTransaction, type RunTransactionOptions } from "./run-transaction.js";

export type AttemptOptions<T> = RunTransactionOptions & {
  /** The name that the run was given, for observers. */
  readonly name: string;
  readonly work: (tx: KvTransaction) => Promise<T>;
  readonly timeoutMs: number;
};

export type AttemptOutcome<T> =
  | { readonly kind: "committed"; readonly result: T }
  /** The closure threw an error of its own. */
  | { readonly kind: "threw"; readonly error: unknown }
  | { readonly kind: "failed"; readonly error: KvDriverError };

/** Runs one attempt. The promise never rejects. */
export function runAttempt<T>(
  driver: KvDriver,
  deadlines: Deadlines,
  options: AttemptOptions<T>,
): Promise<AttemptOutcome<T>> {
  return new Promise((resolve) => {
    void new Attempt(options, resolve).run(driver, deadlines);
  });
}

class Attempt<T> {
  readonly #options: AttemptOptions<T>;
  /** Only the first outcome counts, so the run does not wait for a closure that has timed out. */
  readonly #settle: (outcome: AttemptOutcome<T>) => void;
  #stored: KvDriverTransaction | undefined;
  #transaction: RunTransaction | undefined;
  #isEnding = false;
  #isOverdue = false;

  constructor(options: AttemptOptions<T>, settle: (outcome: AttemptOutcome<T>) => void) {
    this.#options = options;
    this.#settle = settle;
  }

  /** The promise never rejects. */
  async run(driver: KvDriver, deadlines: Deadlines): Promise<void> {
    const { timeoutMs, work } = this.#options;
    const deadline = deadlines.start(timeoutMs, () => this.#interrupt());
    try {
      const begun = driver.begin(this.#options);
      const stored = begun instanceof Promise ? await begun : begun;
      const transaction = new RunTransaction(stored, this.#options);
      this.#stored = stored;
      this.#transaction = transaction;
      // The time-out may come at any `await`.
      if (this.#isOverdue) return await stored.rollback();
      let outcome: AttemptOutcome<T>;
      try {
        outcome = { kind: "committed", result: await work(transaction) };
      } catch (error) {
        outcome = { kind: "threw", error };
      }
      if (this.#isOverdue) return;
      outcome = finalOutcome(outcome, transaction);
      const ending = this.#end(outcome, transaction, stored);
      if (ending instanceof Promise) await ending;
      this.#settle(outcome);
    } catch (error) {
      this.#settle({ kind: "failed", error: toDriverError(error) });
    } finally {
      deadline.end();
    }
  }

  #end(
    { kind }: AttemptOutcome<T>,
    transaction: RunTransaction,
    stored: KvDriverTransaction,
  ): MaybePromise<void> {
    this.#isEnding = true;
    transaction.end();
    if (kind === "committed" && !this.#options.readOnly) return this.#commit(transaction, stored);
    return stored.rollback();
  }

  async #commit(transaction: RunTransaction, stored: KvDriverTransaction): Promise<void> {
    try {
      await stored.commit(transaction.writes());
    } catch (error) {
      await stored.rollback();
      const failure = toDriverError(error);
      const isOverdue = this.#isOverdue && failure.failure !== "unknown-result";
      throw isOverdue ? new KvDriverError("timeout", { cause: failure }) : failure;
    }
  }

  /** Handles the time-out. The rollback is not awaited, as it may have to wait for the store. */
  #interrupt(): void {
    const timeout = new KvDriverError("timeout");
    this.#isOverdue = true;
    this.#transaction?.end(timeout);
    void this.#stored?.rollback();
    // Only the driver knows whether a commit can still be cancelled, and reports it by how the
    // commit ends.
    if (!this.#isEnding) this.#settle({ kind: "failed", error: timeout });
  }
}

/** The closure may have caught a failure of the store, or have wrapped it. */
function finalOutcome<T>(
  outcome: AttemptOutcome<T>,
  { failure, refusal }: RunTransaction,
): AttemptOutcome<T> {
  if (failure !== undefined) return { kind: "failed", error: failure };
  const isRefused = outcome.kind === "committed" && refusal !== undefined;
  return isRefused ? { kind: "threw", error: refusal } : outcome;
}
