/** Which connection of this process has which actor: the newest. */

import type { DatabaseId } from "@barewire/sqlite-storage";
import type { OpenActor } from "./open-actor.js";

/** One for all connections of a process. */
export class Ownership {
  readonly #owners: Map<string, OpenActor> = new Map();

  /** Makes `actor`, on its connection, the owner and evicts the one before, which is returned. */
  claim(actor: OpenActor): OpenActor | undefined {
    const key = keyOf(actor.database);
    const previous = this.#owners.get(key);
    this.#owners.set(key, actor);
    previous?.evict();
    return previous;
  }

  release(actor: OpenActor): void {
    const key = keyOf(actor.database);
    if (this.#owners.get(key) === actor) this.#owners.delete(key);
  }

  /** How many actors are open. */
  get size(): number {
    return this.#owners.size;
  }
}

function keyOf({ namespace, actorId }: DatabaseId): string {
  return JSON.stringify([namespace, actorId]);
}
