/** An actor on one connection: its database, its generation, and its queue of tasks. */

import type { ActorCheckpoint, SqliteGeneration } from "@barewire/protocol/envoy-protocol";
import type { DatabaseId } from "@barewire/sqlite-storage";

export class OpenActor {
  readonly database: DatabaseId;
  /** Called when another connection opens the actor. */
  readonly evict: () => void;
  /** Opening, requests and closing run one after another, so none of them needs a lock. */
  readonly serialQueue: SerialQueue = new SerialQueue();
  /** Resolves, and never rejects, when the actor has been opened or could not be. */
  opened: Promise<void> = Promise.resolve();
  /** Null before the actor is open, and on a connection of a version without SQLite. */
  generation: SqliteGeneration | null = null;
  #commandCount = 0n;

  constructor(database: DatabaseId, evict: () => void) {
    this.database = database;
    this.evict = evict;
  }

  /**
   * The generation as checkpoints carry it, in 32 bits: it tells this run of the actor from others.
   */
  get runId(): number {
    return Number(BigInt.asUintN(32, this.generation ?? 0n));
  }

  /** The checkpoint of the next command to the actor. */
  nextCheckpoint(): ActorCheckpoint {
    const index = this.#commandCount;
    this.#commandCount += 1n;
    return { actorId: this.database.actorId, generation: this.runId, index };
  }
}

/** Runs asynchronous tasks one after another, in the order in which they were added. */
class SerialQueue {
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
