/** `ScopeCalls`: the calls of one scope, from the check of their arguments to their end. */

import type { Clock } from "@barewire/clock";
import type { DatabaseError } from "../database-error.js";
import { CallLimit, type CallOptions } from "./call-limit.js";
import { locatorOf } from "./call-site.js";
import type { Lease } from "./lease.js";
import type { Turns } from "./turns.js";

/** The public function that was called; errors have the stack of its caller. */
type Entry = (...values: never[]) => unknown;

type Reject = (error: DatabaseError) => void;

export interface ScopeCallsOptions {
  readonly turns: Turns;
  /** Tells whether a call that still runs ends together with the scope. */
  readonly end: "apart" | "with-scope";
  readonly clock: Pick<Clock, "setTimer">;
  /** The limit of the transaction whose scope this is. */
  readonly limit: CallLimit | null;
}

/** A call takes the turn for a lease, or for itself, and ends when its limits are reached. */
export interface CallTerms extends CallOptions {
  readonly lease?: Lease;
}

export class ScopeCalls {
  /** The limit of the call that has the turn. */
  limit: CallLimit | null;
  readonly #options: ScopeCallsOptions;
  readonly #running = new Map<Promise<unknown>, Reject>();

  constructor(options: ScopeCallsOptions) {
    this.#options = options;
    this.limit = options.limit;
  }

  /** Calls that still run or wait, of those that end with the scope. */
  get count(): number {
    return this.#running.size;
  }

  /**
   * Runs `work` in turn with the result of `check`. If `check` throws, nothing happens, and the
   * call fails by its promise like any other.
   */
  checked<Given, Value>(
    entry: Entry,
    check: () => Given,
    work: (given: Given) => Promise<Value>,
    termsOf: (given: Given) => CallTerms = () => NO_TERMS,
  ): Promise<Value> {
    let given: Given;
    try {
      given = check();
    } catch (error) {
      return Promise.reject(error);
    }
    return this.perform(entry, () => work(given), termsOf(given));
  }

  /** Runs `work` in turn. */
  perform<Value>(
    entry: Entry,
    work: () => Promise<Value>,
    terms: CallTerms = NO_TERMS,
  ): Promise<Value> {
    const located = locatorOf(entry);
    const done = this.#takingTurn(work, terms).catch((error: unknown) => {
      throw located(error);
    });
    if (this.#options.end === "apart") return done;
    let fail: Reject = () => undefined;
    const call = new Promise<Value>((resolve, reject) => {
      fail = (error) => reject(located(error));
      const forget = (): void => void this.#running.delete(call);
      done.then(forget, forget);
      done.then(resolve, reject);
    });
    this.#running.set(call, fail);
    return call;
  }

  async #takingTurn<Value>(work: () => Promise<Value>, terms: CallTerms): Promise<Value> {
    const { turns, clock, limit: outer } = this.#options;
    const holder = terms.lease ?? "call";
    const isLimited = terms.signal !== undefined || terms.timeoutMs !== undefined;
    if (!isLimited) return turns.run(holder, work, outer);
    const limit = new CallLimit(terms, clock, outer);
    const limited = async (): Promise<Value> => {
      // One call has the turn at a time.
      this.limit = limit;
      try {
        return await work();
      } finally {
        this.limit = outer;
      }
    };
    try {
      return await turns.run(holder, limited, limit);
    } finally {
      limit.release();
    }
  }

  /** Fails the calls that still run, whatever they are doing. */
  abort(error: DatabaseError): void {
    for (const [call, reject] of this.#running) {
      // A caller that does not await the call learns of its failure from the end of its
      // transaction.
      call.catch(() => undefined);
      reject(error);
    }
  }
}

const NO_TERMS: CallTerms = {};
