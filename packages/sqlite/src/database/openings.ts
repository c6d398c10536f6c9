/**
 * `Openings`: openings of the same database by one process, one after another. An opening fences
 * the owner before it, and connections that are made at once may arrive in any order; so each
 * begins when the one before has ended, and the database belongs to the last one.
 */

export class Openings {
  readonly #last = new Map<string, Promise<void>>();
  readonly #numbers = new WeakMap<object, number>();
  #lastNumber = 0;

  /** `server` is a URL or a transport; `names` name the database there. */
  run<Value>(
    server: string | object,
    names: readonly string[],
    open: () => Promise<Value>,
  ): Promise<Value> {
    const key = JSON.stringify([this.#nameOf(server), ...names]);
    const before = this.#last.get(key);
    const opening = before === undefined ? open() : before.then(open);
    const end = (): void => {
      if (this.#last.get(key) === ended) this.#last.delete(key);
    };
    const ended = opening.then(end, end);
    this.#last.set(key, ended);
    return opening;
  }

  #nameOf(server: string | object): string | number {
    if (typeof server === "string") return server;
    const known = this.#numbers.get(server);
    if (known !== undefined) return known;
    this.#lastNumber += 1;
    this.#numbers.set(server, this.#lastNumber);
    return this.#lastNumber;
  }
}
