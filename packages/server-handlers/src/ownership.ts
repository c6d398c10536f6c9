/**
 * The ownership of actors among the connections of this process: the newest one that opened an
 * actor owns it.
 */

import type { DatabaseId } from "@barewire/sqlite-storage";
import type { OpenActor } from "./open-actor.js";

/** All connections of a process share one, so that a new owner evicts the one before. */
export class Ownership {
  readonly #owners: Map<string, OpenActor> = new Map();

  /** Makes the connection of `actor` its owner. Evicts and returns the owner before, if any. */
  claim(actor: OpenActor): OpenActor | undefined {
    const key = keyOf(actor.database);
    const previous = this.#owners.get(key);
    this.#owners.set(key, actor);
    previous?.evict();
    return previous;
  }

  /** Ends the ownership, unless another connection has claimed the actor since. */
  release(actor: OpenActor): void {
    const key = keyOf(actor.database);
    if (this.#owners.get(key) === actor) this.#owners.delete(key);
  }

  /** The number of actors that are open. */
  get size(): number {
    return this.#owners.size;
  }
}

function keyOf({ namespace, actorId }: DatabaseId): string {
  return JSON.stringify([namespace, actorId]);
}
