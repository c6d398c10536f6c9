/**
 * Makes a `Kv` fail where a test wants it to: at the operation with a given number, so that every
 * operation of a scenario can fail once, and the same failure can be repeated.
 */

import { type Clock, sleep } from "@barewire/clock";
import type { Kv, KvRunOptions, KvTransaction } from "../kv/kv.js";
import { type KvIssue, StorageError } from "../storage-error.js";
import { aroundReads, type KvOperation } from "./observed-transaction.js";

export type KvFault =
  /** The operation is refused. A commit that is refused writes nothing. */
  | { readonly kind: "fail"; readonly issue: KvIssue }
  /** A commit writes nothing, and the closure runs again. A read is refused. */
  | { readonly kind: "conflict" }
  /** A commit is applied, and its answer is lost. A read is refused as `kv-failed`. */
  | { readonly kind: "lose-answer" }
  | { readonly kind: "delay"; readonly delayMs: number }
  /** The process ends before the operation, or after it: nothing is ever answered any more. */
  | { readonly kind: "crash"; readonly when: "before" | "after" };

export type KvFaultPoint = {
  /**
   * The number of the operation, from 1, over all transactions. An attempt ends in a "commit"
   * unless it is read-only.
   */
  readonly index: number;
  readonly operation: KvOperation;
  /** The name of the run. */
  readonly name: string;
};

export type FaultyKv = Kv & {
  /** The number of operations so far. */
  operationCount(): number;
  /** The number of faults so far: a test that expects one checks that it happened. */
  faultCount(): number;
};

/** Injects the faults that `faultAt` decides on; it is called once for each operation, in order. */
export function injectFaults(
  kv: Kv,
  faultAt: (point: KvFaultPoint) => KvFault | undefined,
  clock: Pick<Clock, "setTimer">,
): FaultyKv {
  const injector = new Injector(kv, faultAt, clock);
  return {
    limits: kv.limits,
    run: (name, work, options) => injector.run(name, work, options),
    close: () => kv.close(),
    operationCount: () => injector.operationCount,
    faultCount: () => injector.faultCount,
  };
}

/** Injects the fault at the operation with number `index`, and at no other. */
export function faultAtIndex(
  index: number,
  fault: KvFault,
): (point: KvFaultPoint) => KvFault | undefined {
  return (point) => (point.index === index ? fault : undefined);
}

const MAX_ATTEMPTS = 100;

type Work<T> = (tx: KvTransaction) => Promise<T>;

/** Is thrown through the inner `run` to roll back and run again. */
class Rerun extends Error {}

/** The faults that one attempt has met. */
type Attempt = { refusal?: unknown; atCommit?: KvFault | undefined };

class Injector {
  operationCount = 0;
  faultCount = 0;
  readonly #kv: Kv;
  readonly #faultAt: (point: KvFaultPoint) => KvFault | undefined;
  readonly #clock: Pick<Clock, "setTimer">;
  #hasCrashed = false;

  constructor(
    kv: Kv,
    faultAt: (point: KvFaultPoint) => KvFault | undefined,
    clock: Pick<Clock, "setTimer">,
  ) {
    this.#kv = kv;
    this.#faultAt = faultAt;
    this.#clock = clock;
  }

  async run<T>(name: string, work: Work<T>, options: KvRunOptions = {}): Promise<T> {
    const { maxAttempts = MAX_ATTEMPTS, token } = options;
    let attempt = 0;
    let isUnknown = false;
    for (;;) {
      let met: Attempt = {};
      const faulty = (tx: KvTransaction) => {
        attempt += 1;
        met = {};
        return this.#attempt(name, work, { tx, attempt, met, options });
      };
      try {
        const result = await this.#alive(() => this.#kv.run(name, faulty, options));
        if (met.atCommit?.kind === "crash") return await this.#crash();
        if (met.atCommit?.kind !== "lose-answer") return result;
        isUnknown = true;
        if (token === undefined || attempt >= maxAttempts) throw unknownResult();
      } catch (error) {
        if (!(error instanceof Rerun)) throw error;
        if (attempt >= maxAttempts) throw isUnknown ? unknownResult() : conflict(attempt);
      }
    }
  }

  async #attempt<T>(name: string, work: Work<T>, running: Running): Promise<T> {
    const { tx, attempt, met, options } = running;
    let result: T;
    try {
      result = await work({ ...this.#faultyReads(tx, name, met), attempt });
    } catch (error) {
      // The closure may have wrapped the error that it met.
      throw met.refusal ?? error;
    }
    // A transaction whose closure catches a refused read cannot commit, as in a real store.
    if (met.refusal !== undefined) throw met.refusal;
    if (options.readOnly === true) return result;
    met.atCommit = await this.#next("commit", name);
    if (met.atCommit !== undefined) await this.#beforeCommit(met.atCommit);
    return result;
  }

  #faultyReads(tx: KvTransaction, name: string, met: Attempt): KvTransaction {
    return aroundReads(tx, async (operation, proceed) => {
      const fault = await this.#next(operation, name);
      try {
        if (fault !== undefined) await this.#beforeRead(fault);
      } catch (refusal) {
        met.refusal ??= refusal;
        throw refusal;
      }
      const result = await this.#alive(proceed);
      return fault?.kind === "crash" ? await this.#crash() : result;
    });
  }

  async #beforeRead(fault: KvFault): Promise<void> {
    if (fault.kind === "lose-answer") throw new StorageError({ kind: "kv-failed" });
    await this.#beforeCommit(fault);
  }

  async #beforeCommit(fault: KvFault): Promise<void> {
    switch (fault.kind) {
      case "lose-answer":
        return;
      case "delay":
        return await sleep(this.#clock, fault.delayMs);
      case "fail":
        throw new StorageError(fault.issue);
      case "conflict":
        throw new Rerun();
      case "crash":
        if (fault.when === "before") await this.#crash();
        return;
      default:
        fault satisfies never;
    }
  }

  async #next(operation: KvOperation, name: string): Promise<KvFault | undefined> {
    if (this.#hasCrashed) return await this.#crash();
    this.operationCount += 1;
    const fault = this.#faultAt({ index: this.operationCount, operation, name });
    if (fault !== undefined) this.faultCount += 1;
    return fault;
  }

  #crash(): Promise<never> {
    this.#hasCrashed = true;
    return new Promise(() => {});
  }

  /** Simulates a crashed process, which neither sends a request nor receives an answer. */
  #alive<T>(ask: () => Promise<T>): Promise<T> {
    if (this.#hasCrashed) return this.#crash();
    return new Promise((resolve, reject) => {
      ask().then(
        (result) => this.#hasCrashed || resolve(result),
        (error) => this.#hasCrashed || reject(error),
      );
    });
  }
}

type Running = {
  readonly tx: KvTransaction;
  readonly attempt: number;
  readonly met: Attempt;
  readonly options: KvRunOptions;
};

function conflict(attempts: number): StorageError {
  return new StorageError({ kind: "kv-conflict", attempts });
}

function unknownResult(): StorageError {
  return new StorageError({ kind: "kv-unknown-result" });
}
