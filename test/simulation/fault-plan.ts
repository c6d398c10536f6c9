/**
 * `FaultPlan`: lets steps of transactions fail now and then, as a real store does.
 */

import { KvDriverError, type KvDriverFailure } from "@barewire/sqlite-storage/driver";
import { pick, type Random } from "../contract/seeded-random.js";
import type { Place } from "./scheduler.js";

/** The failures that are possible at each step. After a commit, only its answer can be lost. */
const FAILURES: Readonly<Record<string, readonly KvDriverFailure[]>> = {
  begin: ["unavailable", "unreachable", "failed"],
  get: ["unavailable", "failed", "timeout"],
  getMany: ["unavailable", "failed", "timeout"],
  range: ["unavailable", "failed", "timeout"],
  commit: ["conflict", "conflict", "unknown-result", "unavailable"],
  committed: ["unknown-result"],
};

export class FaultPlan {
  readonly #random: Random;
  readonly #log: (line: string) => void;
  #interval: number;
  #count = 0;

  /** One of `interval` steps fails; none if it is 0. */
  constructor(random: Random, interval: number, log: (line: string) => void) {
    this.#random = random;
    this.#interval = interval;
    this.#log = log;
  }

  get count(): number {
    return this.#count;
  }

  /** Stops injecting faults. */
  stop(): void {
    this.#interval = 0;
  }

  faultAt({ process, name, step }: Place): Error | undefined {
    const failures = FAILURES[step];
    if (failures === undefined || this.#interval === 0) return undefined;
    if (this.#random(this.#interval) > 0) return undefined;
    const failure = pick(this.#random, failures);
    this.#count += 1;
    this.#log(`${process.name} ${name}: ${failure} at ${step}`);
    return new KvDriverError(failure);
  }
}
