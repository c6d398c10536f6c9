/** `CallLimit`: the end that a caller sets to its call, by a signal or by a time. */

import { isDuration, nounOf, type OptionChecks } from "@barewire/client/options";
import { type Clock, Timer } from "@barewire/clock";
import { DatabaseError } from "../database-error.js";

/** The part of the platform's `AbortSignal` that is used. */
export interface CallSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

export interface CallOptions {
  /**
   * Aborts the call, which then fails with `aborted`, with the signal's reason as its cause. A
   * statement that runs is interrupted, and one that waits for pages or for its turn waits no
   * longer; a commit that was sent is waited for, because it may have been carried out.
   */
  readonly signal?: CallSignal;
  /**
   * Milliseconds, waiting for its turn included, after which the call is aborted in the same way.
   */
  readonly timeoutMs?: number;
}

export const CALL_CHECKS: OptionChecks<CallOptions> = {
  signal: isSignal,
  timeoutMs: isDuration(1),
};

/** It ends together with `outer`, the limit of the transaction around the call. */
export class CallLimit {
  /** The failure with which the call ends; null until the limit is reached. */
  error: DatabaseError | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #release: () => void;

  constructor(
    { signal, timeoutMs }: CallOptions,
    clock: Pick<Clock, "setTimer">,
    outer: CallLimit | null,
  ) {
    const onAbort = (): void => this.#reach({ timeoutMs: null }, signal?.reason);
    const timer = new Timer(clock);
    let leave: (() => void) | undefined;
    this.#release = () => {
      leave?.();
      timer.stop();
      signal?.removeEventListener("abort", onAbort);
    };
    leave = outer?.onReached(() => {
      if (outer.error !== null) this.#end(outer.error);
    });
    if (timeoutMs !== undefined) timer.start(timeoutMs, () => this.#reach({ timeoutMs }));
    if (signal?.aborted === true) onAbort();
    else signal?.addEventListener("abort", onAbort);
  }

  /**
   * Calls `listener` when the limit is reached, at once if it is. Returns a function that takes the
   * listener back.
   */
  onReached(listener: () => void): () => void {
    if (this.error !== null) {
      listener();
      return () => undefined;
    }
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Stops its timer and listens to no signal any more. The call has ended. */
  release(): void {
    this.#release();
    this.#listeners.clear();
  }

  #reach({ timeoutMs }: { readonly timeoutMs: number | null }, cause?: unknown): void {
    const options = cause === undefined ? {} : { cause };
    this.#end(new DatabaseError({ kind: "aborted", timeoutMs }, undefined, options));
  }

  #end(error: DatabaseError): void {
    if (this.error !== null) return;
    this.error = error;
    this.#release();
    for (const listener of [...this.#listeners]) listener();
    this.#listeners.clear();
  }
}

/** Waits for `work`, but not beyond the limit of the call that it belongs to. */
export function endedBy<Value>(limit: CallLimit | null, work: Promise<Value>): Promise<Value> {
  if (limit === null) return work;
  return new Promise((resolve, reject) => {
    const forget = limit.onReached(() => reject(limit.error));
    Promise.resolve(work).then(resolve, reject).finally(forget);
  });
}

function isSignal(value: unknown): string | null {
  const isOne =
    typeof value === "object" &&
    value !== null &&
    "aborted" in value &&
    "addEventListener" in value;
  return isOne ? null : `expected an AbortSignal, got ${nounOf(value)}`;
}
