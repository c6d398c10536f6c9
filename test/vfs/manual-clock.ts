/** Time that passes by hand, for all that a database waits for. */

import type { DatabaseClock } from "@barewire/sqlite";

interface Wait {
  readonly dueMs: number;
  readonly task: () => void;
}

export class ManualClock implements DatabaseClock {
  /** Of every wait that was begun, how long it is to take. */
  readonly begun: number[] = [];
  #nowMs = 0;
  readonly #waits = new Set<Wait>();

  now: DatabaseClock["now"] = () => this.#nowMs;

  /** The least that chance gives, so that retries come in a known time. */
  random: DatabaseClock["random"] = () => 0;

  epochMs: DatabaseClock["epochMs"] = () => this.#nowMs;

  fillRandom: DatabaseClock["fillRandom"] = (bytes) => {
    bytes.fill(7);
  };

  schedule: DatabaseClock["schedule"] = (task, delayMs) => {
    const wait = { dueMs: this.#nowMs + delayMs, task };
    this.#waits.add(wait);
    this.begun.push(delayMs);
    return () => {
      this.#waits.delete(wait);
    };
  };

  /** How long everything that is waited for takes from now on, in ascending order. */
  get waits(): readonly number[] {
    return [...this.#waits].map(({ dueMs }) => dueMs - this.#nowMs).sort((a, b) => a - b);
  }

  /** What falls due meanwhile happens at its time, in order. */
  advance(byMs: number): void {
    const endMs = this.#nowMs + byMs;
    for (;;) {
      const [next] = [...this.#waits].sort((a, b) => a.dueMs - b.dueMs);
      if (next === undefined || next.dueMs > endMs) break;
      this.#waits.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      next.task();
    }
    this.#nowMs = endMs;
  }
}
