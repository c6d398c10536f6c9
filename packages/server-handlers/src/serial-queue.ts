/** Runs asynchronous tasks one after another, in the order in which they were added. */
export class SerialQueue {
  #tail: Promise<void> = Promise.resolve();

  /** Runs `task`, which must not fail, after all earlier ones; resolves when it is done. */
  run(task: () => Promise<void>): Promise<void> {
    this.#tail = runAfter(this.#tail, task);
    return this.#tail;
  }
}

async function runAfter(earlier: Promise<void>, task: () => Promise<void>): Promise<void> {
  await earlier;
  await task();
}
