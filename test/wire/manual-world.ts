/** Time that passes when a test says so, for clients and handlers alike. */

export class ManualWorld {
  #nowMs = 1_000_000;
  /** What the clock on the wall is ahead of that. */
  #epochOffsetMs = 0;
  #tasks: { readonly dueMs: number; readonly task: () => void }[] = [];
  /** What the next call of `random` returns. */
  chance = 0;

  /** As the client calls it. */
  readonly now = (): number => this.#nowMs;
  /** As the handlers call it. */
  readonly monotonicMs: () => number = this.now;
  readonly epochMs = (): number => this.#nowMs + this.#epochOffsetMs;
  readonly random = (): number => this.chance;

  readonly schedule = (task: () => void, delayMs: number): (() => void) => {
    const entry = { dueMs: this.#nowMs + delayMs, task };
    this.#tasks.push(entry);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== entry);
    };
  };

  /** Sets the clock on the wall, forwards or backwards; no time passes. */
  setClock(byMs: number): void {
    this.#epochOffsetMs += byMs;
  }

  /** How many tasks are due some time. */
  get pendingCount(): number {
    return this.#tasks.length;
  }

  /** Lets time pass, task by task, and what each of them begins. */
  async advance(durationMs: number): Promise<void> {
    const endMs = this.#nowMs + durationMs;
    await settle();
    for (;;) {
      const [next] = this.#tasks.toSorted((a, b) => a.dueMs - b.dueMs);
      if (next === undefined || next.dueMs > endMs) break;
      this.#tasks = this.#tasks.filter((entry) => entry !== next);
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      next.task();
      await settle();
    }
    this.#nowMs = endMs;
  }
}

/** Lets everything happen that needs no time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
