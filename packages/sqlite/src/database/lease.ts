/**
 * `Lease`: a turn of a scope that lasts longer than one call, because a transaction or a
 * reservation has it. It knows whether it is used, and what to say about it in an error.
 */

import type { Clock } from "@barewire/clock";
import type { TurnHolder } from "../call-issue.js";
import type { CallSite } from "./call-site.js";

export interface LeaseOptions {
  readonly kind: TurnHolder;
  readonly calledAt: CallSite;
  /** The lease under which the scope runs whose turn this is; null on the database itself. */
  readonly parent: Lease | null;
  readonly clock: Pick<Clock, "monotonicMs">;
}

export class Lease {
  readonly kind: TurnHolder;
  readonly calledAt: CallSite;
  /** Tells whether it has its turn now. */
  isHeld = false;
  readonly #parent: Lease | null;
  readonly #clock: Pick<Clock, "monotonicMs">;
  #startedMs = 0;
  #usedMs = 0;
  #runningCount = 0;

  constructor({ kind, calledAt, parent, clock }: LeaseOptions) {
    this.kind = kind;
    this.calledAt = calledAt;
    this.#parent = parent;
    this.#clock = clock;
  }

  /** Is called when it has got its turn. */
  start(): void {
    this.isHeld = true;
    this.#startedMs = this.#clock.monotonicMs();
    this.#usedMs = this.#startedMs;
  }

  get heldMs(): number {
    return this.#clock.monotonicMs() - this.#startedMs;
  }

  /** The time since when SQLite has had no work for it: now, while it has. */
  get idleSinceMs(): number {
    return this.#runningCount > 0 ? this.#clock.monotonicMs() : this.#usedMs;
  }

  /** Runs a command of SQLite for this lease, which its parents wait for as well. */
  async use<Value>(command: () => Promise<Value>): Promise<Value> {
    this.#count(1);
    try {
      return await command();
    } finally {
      this.#count(-1);
    }
  }

  #count(difference: number): void {
    this.#runningCount += difference;
    this.#usedMs = this.#clock.monotonicMs();
    const parent = this.#parent;
    if (parent !== null) parent.#count(difference);
  }
}
