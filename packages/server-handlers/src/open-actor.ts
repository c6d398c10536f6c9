/** An actor on a connection: its database, its run, and whose turn it is. */

import type { ActorCheckpoint, SqliteGeneration } from "@barewire/protocol/envoy-protocol";
import type { DatabaseId } from "@barewire/sqlite-storage";

export class OpenActor {
  readonly database: DatabaseId;
  /** Called when another connection opens the actor. */
  readonly evict: () => void;
  /** Settles, never with an error, when the actor has been opened or has failed to. */
  opened: Promise<void> = Promise.resolve();
  /** Null before it is open, and on a connection of a version without SQLite. */
  generation: SqliteGeneration | null = null;
  #tail: Promise<void> = Promise.resolve();
  #commandCount = 0n;

  constructor(database: DatabaseId, evict: () => void) {
    this.database = database;
    this.evict = evict;
  }

  /** What tells this run of the actor from others. */
  get run(): number {
    return Number(BigInt.asUintN(32, this.generation ?? 0n));
  }

  /** Runs `task`, which must not fail, when all that came before is done. */
  inTurn(task: () => Promise<void>): Promise<void> {
    this.#tail = after(this.#tail, task);
    return this.#tail;
  }

  /** The place of the next command to the actor. */
  nextCheckpoint(): ActorCheckpoint {
    const index = this.#commandCount;
    this.#commandCount += 1n;
    return { actorId: this.database.actorId, generation: this.run, index };
  }
}

async function after(turn: Promise<void>, task: () => Promise<void>): Promise<void> {
  await turn;
  await task();
}
