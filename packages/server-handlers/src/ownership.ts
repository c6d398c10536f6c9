/** Which connection of this process has which actor: the newest. */

import type { DatabaseId } from "@barewire/sqlite-storage";

/** One actor on one connection. */
export type Owner = {
  /** Settles when the actor has been opened, or has failed to. */
  readonly opened: Promise<unknown>;
  /** Called when another connection opens the actor. */
  evict(): void;
};

/** One for all connections of a process. */
export class Ownership {
  readonly #owners: Map<string, Owner> = new Map();

  /** Makes `owner` the owner and evicts the one before, which is returned. */
  claim(database: DatabaseId, owner: Owner): Owner | undefined {
    const previous = this.#owners.get(keyOf(database));
    this.#owners.set(keyOf(database), owner);
    previous?.evict();
    return previous;
  }

  release(database: DatabaseId, owner: Owner): void {
    const isOwner = this.#owners.get(keyOf(database)) === owner;
    if (isOwner) this.#owners.delete(keyOf(database));
  }

  /** How many actors are open. */
  get size(): number {
    return this.#owners.size;
  }
}

function keyOf({ namespace, actorId }: DatabaseId): string {
  return JSON.stringify([namespace, actorId]);
}
