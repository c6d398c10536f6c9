/** Rejections that nothing has handled, of which a test expects none. */

export class UnhandledRejections {
  readonly #reasons: unknown[] = [];
  readonly #listen = (reason: unknown): void => void this.#reasons.push(reason);

  constructor() {
    process.on("unhandledRejection", this.#listen);
  }

  /** The reasons so far. Rejections are told after all that waits for promises has run. */
  async found(): Promise<readonly unknown[]> {
    await new Promise((resolve) => setImmediate(resolve));
    return this.#reasons;
  }

  stop(): void {
    process.off("unhandledRejection", this.#listen);
  }
}
