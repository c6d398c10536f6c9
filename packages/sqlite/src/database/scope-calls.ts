/** `ScopeCalls`: the calls of one scope, from the check of their arguments to their end. */

import type { DatabaseError } from "../database-error.js";
import { locatorOf } from "./call-site.js";
import type { Lease } from "./lease.js";
import type { Turns } from "./turns.js";

/** The public function that was called; errors have the stack of its caller. */
type Entry = (...values: never[]) => unknown;

type Reject = (error: DatabaseError) => void;

export class ScopeCalls {
  readonly #turns: Turns;
  /** Tells whether a call that still runs ends together with the scope. */
  readonly #end: "apart" | "with-scope";
  readonly #running = new Map<Promise<unknown>, Reject>();

  constructor(turns: Turns, end: "apart" | "with-scope") {
    this.#turns = turns;
    this.#end = end;
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
    holder: "call" | Lease = "call",
  ): Promise<Value> {
    let given: Given;
    try {
      given = check();
    } catch (error) {
      return Promise.reject(error);
    }
    return this.perform(entry, () => work(given), holder);
  }

  /** Runs `work` in turn. */
  perform<Value>(
    entry: Entry,
    work: () => Promise<Value>,
    holder: "call" | Lease = "call",
  ): Promise<Value> {
    const located = locatorOf(entry);
    const done = this.#turns.run(holder, work).catch((error: unknown) => {
      throw located(error);
    });
    if (this.#end === "apart") return done;
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
