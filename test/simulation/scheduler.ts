/**
 * `Scheduler`: chooses by its seed what happens next. Every task that waits for the store, for time
 * or for its turn is parked here, and continues only when it is picked; so a seed stands for one
 * order of all steps, and the same seed gives the same order again.
 */

import type { Random } from "../contract/seeded-random.js";

/** A task that waits for its turn: a step of a transaction, or the turn of an actor. */
export type Place = {
  /** The process that the task ends with. */
  readonly process: Process;
  /** The name of the run, or of the actor. */
  readonly name: string;
  readonly step: string;
};

/** A process that can end at any moment; its tasks then never continue. */
export type Process = { readonly name: string; isAlive: boolean };

export type SchedulerOptions = {
  readonly random: Random;
  /** May make the step fail instead, with the error that is thrown there. */
  readonly faultAt: (place: Place) => Error | undefined;
};

type Parked = Place & { readonly proceed: () => void; readonly fail: (error: Error) => void };

type Timer = {
  readonly process: Process;
  readonly atMs: number;
  readonly number: number;
  readonly task: () => void;
};

const START_MS = 1_700_000_000_000;
const MAX_STEP_MS = 3;
/** The number of steps after which another name is starved. */
const STARVING_STEPS = 50;

/** The strategies for picking the next step; a seed uses one of them throughout. */
const STRATEGIES = ["uniform", "sticky", "starving"] as const;

export class Scheduler {
  readonly #random: Random;
  readonly #faultAt: SchedulerOptions["faultAt"];
  readonly #strategy: (typeof STRATEGIES)[number];
  #parked: Parked[] = [];
  #timers: Timer[] = [];
  #nowMs = START_MS;
  #skippedMs = 0;
  #timerCount = 0;
  #stepCount = 0;
  #last: Place | undefined;
  #waiter: { readonly untilCount: number; readonly proceed: () => void } | undefined;
  #starvedName = "";

  constructor({ random, faultAt }: SchedulerOptions) {
    this.#random = random;
    this.#faultAt = faultAt;
    this.#strategy = STRATEGIES[random(STRATEGIES.length)] ?? "uniform";
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** The number of steps so far. */
  get stepCount(): number {
    return this.#stepCount;
  }

  /** Continues when it is picked, or never, if its process ends before. */
  park(place: Place): Promise<void> {
    if (!place.process.isAlive) return new Promise(() => {});
    return new Promise((resolve, reject) => {
      this.#parked.push({ ...place, proceed: resolve, fail: reject });
    });
  }

  setTimer(process: Process, task: () => void, delayMs: number): () => void {
    this.#timerCount += 1;
    const atMs = this.#nowMs + Math.max(0, delayMs);
    const timer: Timer = { process, atMs, number: this.#timerCount, task };
    if (process.isAlive) this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Continues after so many steps of others. One task at a time can wait like this. */
  afterSteps(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiter = { untilCount: this.#stepCount + count, proceed: resolve };
    });
  }

  /** Ends a process: none of its tasks continues. */
  end(process: Process): void {
    process.isAlive = false;
    this.#parked = this.#parked.filter((parked) => parked.process.isAlive);
    this.#timers = this.#timers.filter((timer) => timer.process.isAlive);
  }

  /** Takes the next step. Returns "idle" if there is none. */
  async next(): Promise<"stepped" | "idle"> {
    this.#stepCount += 1;
    const parked = this.#pick();
    if (parked === undefined) {
      const [first] = this.#timersInOrder();
      if (first === undefined) return "idle";
      await this.#passTime(first.atMs - this.#nowMs);
      return "stepped";
    }
    this.#last = parked;
    const fault = this.#faultAt(parked);
    if (fault === undefined) parked.proceed();
    else parked.fail(fault);
    await settle();
    await this.#endWait();
    const skippedMs = this.#skippedMs;
    this.#skippedMs = 0;
    await this.#passTime(skippedMs + this.#random(MAX_STEP_MS + 1));
    return "stepped";
  }

  /** Lets more time pass after the step that runs. */
  skip(ms: number): void {
    this.#skippedMs += ms;
  }

  /** Advances the clock past all timers that are due. */
  async #passTime(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const [first] = this.#timersInOrder();
      if (first === undefined || first.atMs > untilMs) break;
      this.#nowMs = Math.max(this.#nowMs, first.atMs);
      this.#timers = this.#timers.filter((timer) => timer !== first);
      first.task();
      await settle();
    }
    this.#nowMs = untilMs;
  }

  /** Waits until a step has ended, so that a process never ends in the middle of one. */
  async #endWait(): Promise<void> {
    if (this.#waiter === undefined || this.#waiter.untilCount > this.#stepCount) return;
    this.#waiter.proceed();
    this.#waiter = undefined;
    await settle();
  }

  #pick(): Parked | undefined {
    if (this.#parked.length === 0) return undefined;
    const parked = this.#candidates();
    const chosen = parked[this.#random(parked.length)];
    this.#parked = this.#parked.filter((other) => other !== chosen);
    return chosen;
  }

  #candidates(): readonly Parked[] {
    switch (this.#strategy) {
      case "uniform":
        return this.#parked;
      case "sticky": {
        const last = this.#last;
        const same = this.#parked.filter(({ process, name }) => {
          return process === last?.process && name === last.name;
        });
        return same.length > 0 && this.#random(8) > 0 ? same : this.#parked;
      }
      case "starving": {
        if (this.#stepCount % STARVING_STEPS === 0) {
          this.#starvedName = this.#parked[this.#random(this.#parked.length)]?.name ?? "";
        }
        const others = this.#parked.filter(({ name }) => name !== this.#starvedName);
        return others.length > 0 ? others : this.#parked;
      }
      default:
        return this.#strategy satisfies never;
    }
  }

  #timersInOrder(): readonly Timer[] {
    this.#timers.sort((a, b) => a.atMs - b.atMs || a.number - b.number);
    return this.#timers;
  }
}

/** Lets all tasks continue that do not wait for a step; they only need microtasks. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
