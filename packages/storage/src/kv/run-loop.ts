/**
 * The run loop: makes a `Kv` of a driver. It repeats attempts that conflicted, and knows what may
 * be concluded about a commit whose answer was lost.
 */

import { type Clock, type Random, SYSTEM_CLOCK, SYSTEM_RANDOM, sleep } from "@barewire/clock";
import { type KvIssue, StorageError } from "../storage-error.js";
import { type AttemptOutcome, runAttempt } from "./attempt.js";
import { Deadlines } from "./deadlines.js";
import { KV_LIMITS, type Kv, type KvLimits, type KvRunOptions, type KvTransaction } from "./kv.js";
import type { KvDriver, KvDriverError, KvDriverFailure } from "./kv-driver.js";

const TIMEOUT_MS = 5_000;
const MAX_ATTEMPTS = 100;

/**
 * The time from the first failure of an outage for which attempts are repeated, because the store
 * may be restarting. Nothing listens for a moment only; starting after a crash may take seconds.
 * Once an outage has lasted longer, each run makes one attempt, so that its caller is told at once.
 */
const MAX_OUTAGE_MS: { readonly [Failure in Outage]: number } = {
  unavailable: 4_000,
  unreachable: 1_000,
};

const BACKOFF_MS = 10;
const MAX_BACKOFF_DOUBLINGS = 7;

/**
 * Clock and random numbers are those of the system by default; tests and simulations pass others.
 */
export type RunLoopOptions = {
  readonly clock?: Clock;
  readonly random?: Pick<Random, "number">;
};

/** Makes a `Kv` of a driver. */
export function runKv(driver: KvDriver, options: RunLoopOptions = {}): Kv {
  return new RunLoop(driver, options);
}

class RunLoop implements Kv {
  readonly limits: KvLimits = KV_LIMITS;
  readonly #driver: KvDriver;
  readonly #clock: Clock;
  readonly #random: Pick<Random, "number">;
  readonly #deadlines: Deadlines;
  #runningCount = 0;
  /** The time of the first failure since the store has last answered; null if there was none. */
  #outageSinceMs: number | null = null;
  /** Is called when nothing runs any more. */
  #idle: () => void = () => {};
  #closed: Promise<void> | undefined;

  constructor(driver: KvDriver, options: RunLoopOptions) {
    const { clock = SYSTEM_CLOCK, random = SYSTEM_RANDOM } = options;
    this.#driver = driver;
    this.#clock = clock;
    this.#random = random;
    this.#deadlines = new Deadlines(clock);
  }

  async run<T>(name: string, work: Work<T>, options: KvRunOptions = {}): Promise<T> {
    if (this.#closed !== undefined) throw new StorageError({ kind: "kv-closed" });
    const { maxAttempts = MAX_ATTEMPTS } = options;
    // Once a commit has an unknown outcome, no later failure to commit makes it known.
    let unknown: KvDriverError | undefined;
    this.#runningCount += 1;
    try {
      for (let attempt = 1; ; attempt += 1) {
        const outcome = await this.#attempt(name, work, options, attempt);
        const outageMs = this.#outageMsAfter(outcome);
        if (outcome.kind === "committed") return outcome.result;
        if (outcome.kind === "threw") throw outcome.error;
        const { error } = outcome;
        if (error.failure === "unknown-result") unknown ??= error;
        const canRepeat = mayRepeat(error, outageMs, options.token) && attempt < maxAttempts;
        if (!canRepeat) throw toStorageError(unknown ?? error, attempt, options);
        await sleep(this.#clock, this.#pauseMs(error, attempt, outageMs));
      }
    } finally {
      this.#runningCount -= 1;
      if (this.#runningCount === 0) this.#idle();
    }
  }

  close(): Promise<void> {
    this.#closed ??= this.#untilIdle().then(() => {
      this.#deadlines.stop();
      return this.#driver.close();
    });
    return this.#closed;
  }

  async #untilIdle(): Promise<void> {
    if (this.#runningCount === 0) return;
    await new Promise<void>((resolve) => {
      this.#idle = resolve;
    });
  }

  #attempt<T>(
    name: string,
    work: Work<T>,
    options: KvRunOptions,
    attempt: number,
  ): Promise<AttemptOutcome<T>> {
    const { readOnly = false, timeoutMs = TIMEOUT_MS } = options;
    const errorOf = (error: KvDriverError) => toStorageError(error, attempt, options);
    return runAttempt(this.#driver, this.#deadlines, {
      name,
      work,
      attempt,
      readOnly,
      timeoutMs,
      errorOf,
    });
  }

  /** The duration of the outage that the attempt has met, which is 0 if it has met none. */
  #outageMsAfter(outcome: AttemptOutcome<unknown>): number {
    if (outcome.kind !== "failed" || !isOutage(outcome.error.failure)) {
      this.#outageSinceMs = null;
      return 0;
    }
    const nowMs = this.#clock.monotonicMs();
    this.#outageSinceMs ??= nowMs;
    return nowMs - this.#outageSinceMs;
  }

  /** The back-off before the next attempt; in an outage the last attempt is made at its limit. */
  #pauseMs({ failure }: KvDriverError, attempt: number, outageMs: number): number {
    const doubled = 2 ** Math.min(attempt - 1, MAX_BACKOFF_DOUBLINGS);
    const backOffMs = BACKOFF_MS * doubled + Math.floor(this.#random.number() * doubled);
    return isOutage(failure) ? Math.min(backOffMs, MAX_OUTAGE_MS[failure] - outageMs) : backOffMs;
  }
}

type Work<T> = (tx: KvTransaction) => Promise<T>;

type Outage = Extract<KvDriverFailure, "unavailable" | "unreachable">;

function isOutage(failure: KvDriverFailure): failure is Outage {
  return failure === "unavailable" || failure === "unreachable";
}

function mayRepeat(
  { failure }: KvDriverError,
  outageMs: number,
  token: Uint8Array | undefined,
): boolean {
  switch (failure) {
    case "conflict":
      return true;
    case "unavailable":
    case "unreachable":
      return outageMs < MAX_OUTAGE_MS[failure];
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

function toIssue(failure: KvDriverFailure, attempts: number, timeoutMs: number): KvIssue {
  switch (failure) {
    case "conflict":
      return { kind: "kv-conflict", attempts };
    case "unavailable":
    case "unreachable":
      return { kind: "kv-unavailable" };
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
