/**
 * The run loop: makes a `Kv` of a driver. It repeats attempts that conflicted, ends those that take
 * too long, and knows what may be said of a commit whose answer was lost.
 */

import { type KvIssue, StorageError } from "../storage-error.js";
import { KV_LIMITS, type Kv, type KvLimits, type KvRunOptions, type KvTransaction } from "./kv.js";
import {
  type KvDriver,
  KvDriverError,
  type KvDriverTransaction,
  toDriverError,
} from "./kv-driver.js";
import { type KvEnvironment, pause } from "./kv-environment.js";
import { checkLimits } from "./limit-check.js";
import { RunTransaction } from "./run-transaction.js";

const TIMEOUT_MS = 5_000;
const MAX_ATTEMPTS = 100;

/** A store that is not there may be starting anew: this many attempts last about 5 s. */
const MAX_UNAVAILABLE_ATTEMPTS = 10;

const BACKOFF_MS = 10;
const MAX_BACKOFF_DOUBLINGS = 7;

/** The `Kv` of a driver, with its limits checked. */
export function runKv(driver: KvDriver, environment: KvEnvironment): Kv {
  return checkLimits(new RunLoop(driver, environment));
}

class RunLoop implements Kv {
  readonly limits: KvLimits = KV_LIMITS;
  readonly #driver: KvDriver;
  readonly #environment: KvEnvironment;
  #runningCount = 0;
  /** Called when nothing runs any more. */
  #idle: () => void = () => {};
  #closed: Promise<void> | undefined;

  constructor(driver: KvDriver, environment: KvEnvironment) {
    this.#driver = driver;
    this.#environment = environment;
  }

  async run<T>(name: string, work: Work<T>, options: KvRunOptions = {}): Promise<T> {
    if (this.#closed !== undefined) throw new StorageError({ kind: "kv-closed" });
    this.#runningCount += 1;
    try {
      return await this.#runAttempts({ name, work, options });
    } finally {
      this.#runningCount -= 1;
      if (this.#runningCount === 0) this.#idle();
    }
  }

  close(): Promise<void> {
    this.#closed ??= this.#untilIdle().then(() => this.#driver.close());
    return this.#closed;
  }

  async #untilIdle(): Promise<void> {
    if (this.#runningCount === 0) return;
    await new Promise<void>((resolve) => {
      this.#idle = resolve;
    });
  }

  async #runAttempts<T>(run: Run<T>): Promise<T> {
    const { options } = run;
    const { maxAttempts = MAX_ATTEMPTS } = options;
    // Once a commit is of unknown fate, no later failure to commit makes its fate known.
    let unknown: KvDriverError | undefined;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#attempt(run, attempt);
      if (outcome.kind === "committed") return outcome.result;
      if (outcome.kind === "threw") throw outcome.error;
      const { error } = outcome;
      if (error.failure === "unknown-result") unknown ??= error;
      const canRepeat = mayRepeat(error, attempt, options.token) && attempt < maxAttempts;
      if (!canRepeat) throw toStorageError(unknown ?? error, attempt, options);
      await pause(this.#environment, this.#backOffMs(attempt));
    }
  }

  async #attempt<T>({ name, work, options }: Run<T>, attempt: number): Promise<Outcome<T>> {
    const { readOnly = false, timeoutMs = TIMEOUT_MS } = options;
    const clock = new AttemptClock(this.#environment, timeoutMs);
    try {
      const begun = this.#driver.begin({ name, readOnly, timeoutMs });
      const driver = await clock.limit(begun, () => rollBackLater(begun));
      const errorOf = (error: KvDriverError) => toStorageError(error, attempt, options);
      const transaction = new RunTransaction(driver, { attempt, readOnly, errorOf });
      const outcome = await this.#work(work, transaction, driver, clock);
      if (outcome.kind !== "committed" || readOnly) {
        await driver.rollback();
        return outcome;
      }
      await this.#commit(transaction, driver, clock);
      return outcome;
    } catch (error) {
      return { kind: "failed", error: toDriverError(error) };
    } finally {
      clock.stop();
    }
  }

  /** Runs the closure. "committed" says that nothing speaks against the commit. */
  async #work<T>(
    work: Work<T>,
    transaction: RunTransaction,
    driver: KvDriverTransaction,
    clock: AttemptClock,
  ): Promise<Outcome<T>> {
    const working = settle(work, transaction);
    try {
      const outcome = await clock.limit(working, () => {
        transaction.end(new KvDriverError("timeout"));
        void driver.rollback();
      });
      // The closure may have caught what failed, or have wrapped it.
      const { failure } = transaction;
      return failure === undefined ? outcome : { kind: "failed", error: failure };
    } catch (error) {
      return { kind: "failed", error: toDriverError(error) };
    }
  }

  async #commit(
    transaction: RunTransaction,
    driver: KvDriverTransaction,
    clock: AttemptClock,
  ): Promise<void> {
    // Only the driver knows whether a commit can still be called off.
    clock.onTimeout(() => void driver.rollback());
    try {
      await driver.commit(transaction.end());
    } catch (error) {
      await driver.rollback();
      const failure = toDriverError(error);
      const isOverdue = clock.isOver && failure.failure !== "unknown-result";
      throw isOverdue ? new KvDriverError("timeout", { cause: failure }) : failure;
    }
  }

  #backOffMs(attempt: number): number {
    const doubled = 2 ** Math.min(attempt - 1, MAX_BACKOFF_DOUBLINGS);
    return BACKOFF_MS * doubled + Math.floor(this.#environment.random() * doubled);
  }
}

type Work<T> = (tx: KvTransaction) => Promise<T>;

/** What is to be run, and run again. */
type Run<T> = {
  readonly name: string;
  readonly work: Work<T>;
  readonly options: KvRunOptions;
};

type Outcome<T> =
  | { readonly kind: "committed"; readonly result: T }
  | { readonly kind: "threw"; readonly error: unknown }
  | { readonly kind: "failed"; readonly error: KvDriverError };

/** The time-out of one attempt. */
class AttemptClock {
  readonly #stop: () => void;
  #callback: () => void = () => {};
  #isOver = false;

  constructor({ startTimer }: KvEnvironment, timeoutMs: number) {
    this.#stop = startTimer(timeoutMs, () => {
      this.#isOver = true;
      this.#callback();
    });
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  onTimeout(callback: () => void): void {
    this.#callback = callback;
    if (this.#isOver) callback();
  }

  /** What `promise` gives, unless the time is over before. */
  limit<T>(promise: Promise<T>, clean: () => void): Promise<T> {
    return new Promise((resolve, reject) => {
      this.onTimeout(() => {
        clean();
        reject(new KvDriverError("timeout"));
      });
      promise.then(resolve, reject);
    });
  }

  stop(): void {
    this.#callback = () => {};
    this.#stop();
  }
}

/** Never rejects, so that nobody has to wait for a closure that was given up. */
async function settle<T>(work: Work<T>, transaction: KvTransaction): Promise<Outcome<T>> {
  try {
    return { kind: "committed", result: await work(transaction) };
  } catch (error) {
    return { kind: "threw", error };
  }
}

function rollBackLater(begun: Promise<KvDriverTransaction>): void {
  // A driver that could not begin has nothing to roll back.
  begun.then(
    (driver) => driver.rollback(),
    () => {},
  );
}

function mayRepeat(
  { failure }: KvDriverError,
  attempt: number,
  token: Uint8Array | undefined,
): boolean {
  switch (failure) {
    case "conflict":
      return true;
    case "unavailable":
      return attempt < MAX_UNAVAILABLE_ATTEMPTS;
    case "unknown-result":
      return token !== undefined;
    case "timeout":
    case "full":
    case "failed":
      return false;
    default:
      return failure satisfies never;
  }
}

function toStorageError(
  error: KvDriverError,
  attempt: number,
  { timeoutMs = TIMEOUT_MS }: KvRunOptions,
): StorageError {
  const { failure, cause } = error;
  const options = cause === undefined ? {} : { cause };
  return new StorageError(toIssue(failure, attempt, timeoutMs), options);
}

function toIssue(failure: KvDriverError["failure"], attempts: number, timeoutMs: number): KvIssue {
  switch (failure) {
    case "conflict":
      return { kind: "kv-conflict", attempts };
    case "unavailable":
    case "failed":
      return { kind: "kv-failed" };
    case "unknown-result":
      return { kind: "kv-unknown-result" };
    case "timeout":
      return { kind: "kv-timeout", timeoutMs };
    case "full":
      return { kind: "kv-full" };
    default:
      return failure satisfies never;
  }
}
