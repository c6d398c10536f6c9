/**
 * `Compactor`: compaction as the engine uses it, in the background and on request.
 */

import { type Random, sleep } from "@barewire/clock";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { CompactionContext, CompactionSignals } from "../engine/engine-context.js";
import type { DatabaseKeys } from "../format/database-keys.js";
import { StorageError } from "../storage-error.js";
import { type CompactOnceOptions, compactOnce } from "./compact-once.js";
import { CompactionScheduler } from "./compaction-scheduler.js";

const OWNER_SIZE = 16;
/**
 * A client gives up a request that waits for space after 30 s, so compaction has to end well
 * before.
 */
const MAX_ROOM_MS = 10_000;
/** It is rare that others win every conflict of a pass; so many such passes in a row are a bug. */
const MAX_PASSES = 100;

export class Compactor implements CompactionSignals {
  readonly #context: CompactionContext;
  readonly #scheduler: CompactionScheduler;
  /** The id by which leases name this process. */
  readonly #owner: string;
  #isStopped = false;

  constructor(context: CompactionContext, random: Pick<Random, "number">) {
    this.#context = context;
    this.#owner = randomName(random);
    this.#scheduler = new CompactionScheduler(context, (keys, { isStopped }) => {
      return compactOnce(context, keys, { isStopped, owner: this.#owner });
    });
  }

  /**
   * Compacts everything that is committed now, whatever the thresholds and the flag are. Throws
   * `overloaded` if another process is compacting the database, and what the store throws.
   */
  async compact(keys: DatabaseKeys, onProgress?: CompactOnceOptions["onProgress"]): Promise<void> {
    for (let count = 0; count < MAX_PASSES; count += 1) {
      const outcome = await compactOnce(this.#context, keys, {
        owner: this.#owner,
        isStopped: () => this.#isStopped,
        ...(onProgress === undefined ? {} : { onProgress }),
      });
      if (outcome.kind === "leased-elsewhere") {
        throw overloaded("another process holds the compaction lease of the database");
      }
      if (outcome.kind !== "overtaken") return;
      await sleep(this.#context.clock, this.#context.thresholds.compaction.retryMs);
    }
    throw overloaded("commits overtook every compaction pass");
  }

  async reclaimSpace(keys: DatabaseKeys): Promise<"reclaimed" | "none"> {
    const { clock, flags, observer, thresholds } = this.#context;
    if (flags.disableCompaction || thresholds.compaction.state === "off") return "none";
    let isOver = false;
    const cancel = clock.setTimer(() => {
      isOver = true;
    }, MAX_ROOM_MS);
    try {
      const outcome = await compactOnce(this.#context, keys, {
        owner: this.#owner,
        isStopped: () => isOver || this.#isStopped,
      });
      return outcome.kind === "leased-elsewhere" ? "none" : "reclaimed";
    } catch (cause) {
      // The caller has to be told that there is no space, so this failure is only reported.
      observer.onEvent({ kind: "compaction-failed", database: keys.id, cause });
      return "none";
    } finally {
      cancel();
    }
  }

  throttle(keys: DatabaseKeys): Promise<void> {
    return this.#scheduler.throttle(keys);
  }

  rejectIfOverloaded(keys: DatabaseKeys, meta: Meta): void {
    this.#scheduler.rejectIfOverloaded(keys, meta);
  }

  onCommit(keys: DatabaseKeys, meta: Meta, deltaSize: number): void {
    this.#scheduler.onCommit(keys, meta, deltaSize);
  }

  onClose(keys: DatabaseKeys): void {
    this.#scheduler.onClose(keys);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#scheduler.stop();
  }
}

function overloaded(reason: string): StorageError {
  return new StorageError({ kind: "overloaded", reason });
}

function randomName({ number }: Pick<Random, "number">): string {
  const bytes = Uint8Array.from({ length: OWNER_SIZE }, () => Math.floor(number() * 256));
  return Buffer.from(bytes).toString("hex");
}
