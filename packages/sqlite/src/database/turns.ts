/**
 * `Turns`: a fair queue. Calls of a scope run one at a time, in the order in which they were made;
 * a transaction or a reservation keeps its turn for many calls.
 *
 * A call that is made inside the transaction that has the turn would wait for itself. Where the
 * platform tells inside which calls code runs, it fails at once. Elsewhere a call fails when what
 * has the turn has not used the database for `turnTimeoutMs`, which is how such a wait looks from
 * outside.
 */

import { type Clock, Timer } from "@barewire/clock";
import { DatabaseError } from "../database-error.js";
import type { CallContext } from "../worker/platform.js";
import type { CallLimit } from "./call-limit.js";
import type { Lease } from "./lease.js";

export interface TurnOptions {
  /** Calls that may wait. */
  readonly maxWaiting: number;
  /**
   * The time for which a call waits for a lease that is not used, unless the context makes a
   * deadlock certain.
   */
  readonly turnTimeoutMs: number | null;
  /** The leases inside which the code that is running was called; null where it is unknown. */
  readonly context: CallContext<readonly Lease[]> | null;
  readonly clock: Pick<Clock, "setTimer" | "monotonicMs">;
}

type Waiting = {
  readonly begin: () => void;
  readonly fail: (error: DatabaseError) => void;
  readonly sinceMs: number;
};

/** `call` stands for all that has the turn for one call, and so gives it back by itself. */
type Holder = "call" | Lease;

const DEFAULT_TURN_TIMEOUT_MS = 5_000;

export class Turns {
  readonly #options: TurnOptions;
  readonly #timer: Timer;
  readonly #waiting: Waiting[] = [];
  #holder: Holder | null = null;
  #ended: DatabaseError | null = null;

  constructor(options: TurnOptions) {
    this.#options = options;
    this.#timer = new Timer(options.clock);
  }

  /** Tells whether no call has the turn or waits for it. */
  get isIdle(): boolean {
    return this.#holder === null && this.#waiting.length === 0;
  }

  /** Runs `work` when it has its turn. Throws `overloaded`, `turn-held` or the error of `limit`. */
  async run<Value>(
    holder: Holder,
    work: () => Promise<Value>,
    limit: CallLimit | null = null,
  ): Promise<Value> {
    await this.take(holder, limit);
    try {
      return await work();
    } finally {
      this.give();
    }
  }

  /** Waits for the turn, which is given back with `give`. */
  async take(holder: Holder, limit: CallLimit | null = null): Promise<void> {
    if (this.#ended !== null) throw this.#ended;
    if (limit !== null && limit.error !== null) throw limit.error;
    if (this.#holder !== null) await this.#wait(this.#holder, limit);
    this.#holder = holder;
    if (holder !== "call") holder.start();
    this.#watch();
  }

  /** Hands the turn to the next caller directly, so that no other call can come in between. */
  give(): void {
    this.#timer.stop();
    const holder = this.#holder;
    if (holder !== null && holder !== "call") holder.isHeld = false;
    const next = this.#waiting.shift();
    // The next caller runs a little later, and no other may come in between.
    this.#holder = next === undefined ? null : "call";
    next?.begin();
  }

  /** Rejects all calls that wait, and all later ones. The one that has the turn goes on. */
  end(error: DatabaseError): void {
    this.#ended ??= error;
    this.#timer.stop();
    for (const { fail } of this.#waiting.splice(0)) fail(this.#ended);
  }

  #wait(holder: Holder, limit: CallLimit | null): Promise<void> {
    const { maxWaiting, context, clock } = this.#options;
    if (holder !== "call" && context?.current()?.includes(holder) === true) {
      throw turnHeld(holder, 0);
    }
    if (this.#waiting.length >= maxWaiting) {
      throw new DatabaseError({ kind: "overloaded", maxQueuedCount: maxWaiting });
    }
    return new Promise((begin, fail) => {
      let forget: (() => void) | undefined;
      const waiting: Waiting = {
        begin: () => {
          forget?.();
          begin();
        },
        fail,
        sinceMs: clock.monotonicMs(),
      };
      this.#waiting.push(waiting);
      this.#watch();
      forget = limit?.onReached(() => this.#leave(waiting, limit));
    });
  }

  /** Takes a call out of the queue whose limit is reached, unless it has got its turn. */
  #leave(waiting: Waiting, { error }: CallLimit): void {
    const index = this.#waiting.indexOf(waiting);
    if (index < 0 || error === null) return;
    this.#waiting.splice(index, 1);
    waiting.fail(error);
  }

  /** Waits until a call can have waited for too long, if what has the turn can make it do so. */
  #watch(): void {
    const [first] = this.#waiting;
    if (first === undefined || this.#timer.isRunning) return;
    const timeoutMs = this.#timeoutMs();
    if (timeoutMs !== Number.POSITIVE_INFINITY) this.#timer.start(timeoutMs, () => this.#check());
  }

  #timeoutMs(): number {
    const holder = this.#holder;
    // One call always ends, and what it takes is not for others to judge.
    if (holder === null || holder === "call") return Number.POSITIVE_INFINITY;
    const { turnTimeoutMs, context } = this.#options;
    if (turnTimeoutMs !== null) return turnTimeoutMs;
    // A reservation has no callback, so no context tells what is called inside it.
    const isCertain = context !== null && holder.kind === "transaction";
    return isCertain ? Number.POSITIVE_INFINITY : DEFAULT_TURN_TIMEOUT_MS;
  }

  #check(): void {
    const holder = this.#holder;
    if (holder === null || holder === "call") return;
    const nowMs = this.#options.clock.monotonicMs();
    const timeoutMs = this.#timeoutMs();
    const { idleSinceMs } = holder;
    const waitedMs = ({ sinceMs }: Waiting): number => nowMs - Math.max(sinceMs, idleSinceMs);
    // They wait in the order in which they came, so the first ones have waited longest.
    while (this.#waiting[0] !== undefined && waitedMs(this.#waiting[0]) >= timeoutMs) {
      this.#waiting.shift()?.fail(turnHeld(holder, timeoutMs));
    }
    const [next] = this.#waiting;
    if (next !== undefined) this.#timer.start(timeoutMs - waitedMs(next), () => this.#check());
  }
}

function turnHeld(holder: Lease, waitedMs: number): DatabaseError {
  const { kind, heldMs } = holder;
  const calledAt = holder.calledAt();
  return new DatabaseError({ kind: "turn-held", holder: kind, heldMs, calledAt, waitedMs });
}
