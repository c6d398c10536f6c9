/**
 * `Deadlines`: the time-outs of attempts. There are ten thousands of attempts a second, and hardly
 * one is ever overdue. Those with the same time-out end in the order in which they began, so one
 * timer is enough for all of them. It is not cancelled when its attempt ends; when it fires, it is
 * set again for the first attempt that still runs.
 */

import { type Clock, Timer } from "@barewire/clock";

export class Deadlines {
  readonly #clock: Clock;
  /** Queues by their time-out in milliseconds. */
  readonly #queues: Map<number, Queue> = new Map();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `interrupt` once, after `timeoutMs`, unless the deadline is ended before. */
  start(timeoutMs: number, interrupt: () => void): Deadline {
    const queue = this.#queues.get(timeoutMs) ?? this.#newQueue(timeoutMs);
    const endMs = this.#clock.monotonicMs() + timeoutMs;
    return new Deadline(queue.waiting, endMs, interrupt);
  }

  /** Stops all timers. Otherwise, a timer may keep the process alive after the last attempt. */
  stop(): void {
    for (const { timer } of this.#queues.values()) timer.stop();
    this.#queues.clear();
  }

  #newQueue(timeoutMs: number): Queue {
    const queue: Queue = { waiting: new Set(), timer: new Timer(this.#clock) };
    this.#queues.set(timeoutMs, queue);
    this.#lookIn(timeoutMs, timeoutMs, queue);
    return queue;
  }

  #lookIn(delayMs: number, timeoutMs: number, queue: Queue): void {
    queue.timer.start(delayMs, () => this.#look(timeoutMs, queue));
  }

  #look(timeoutMs: number, queue: Queue): void {
    const nowMs = this.#clock.monotonicMs();
    for (const deadline of queue.waiting) {
      if (deadline.endMs > nowMs) {
        this.#lookIn(deadline.endMs - nowMs, timeoutMs, queue);
        return;
      }
      deadline.end();
      deadline.interrupt();
    }
    this.#queues.delete(timeoutMs);
  }
}

type Queue = {
  /** The deadlines in the order in which they end. */
  readonly waiting: Set<Deadline>;
  readonly timer: Timer;
};

export class Deadline {
  readonly endMs: number;
  readonly interrupt: () => void;
  readonly #waiting: Set<Deadline>;

  constructor(waiting: Set<Deadline>, endMs: number, interrupt: () => void) {
    this.#waiting = waiting;
    this.endMs = endMs;
    this.interrupt = interrupt;
    waiting.add(this);
  }

  end(): void {
    this.#waiting.delete(this);
  }
}
