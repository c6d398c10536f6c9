/**
 * `CompactionScheduler`: when which database is compacted in this process. There is one worker for
 * a database, a few for all, and what is left to do is kept as a number rather than as signals, so
 * a commit during a pass is never forgotten. What a pass does is passed in.
 */

import type { KvEnvironment } from "../kv/kv-environment.js";
import { StorageError } from "../storage-error.js";
import type { DatabaseId } from "../store/sqlite-store.js";
import {
  type CompactionLag,
  type CompactionPolicy,
  isFarBehind,
  needOf,
} from "./compaction-policy.js";

/** What META says of the work that is left; both numbers only ever rise. */
export type CompactionMark = { readonly headTxid: bigint; readonly materializedTxid: bigint };

export type PassOutcome =
  /** Everything that the pass had planned is done. */
  | { readonly kind: "done"; readonly mark: CompactionMark }
  /** Others were faster everywhere; the same again at once would do as little. */
  | { readonly kind: "overtaken"; readonly mark: CompactionMark }
  /** Another process is at it. */
  | { readonly kind: "leased-elsewhere"; readonly mark: CompactionMark }
  | { readonly kind: "stopped" };

export type CompactionPass = (
  database: DatabaseId,
  control: { readonly isStopped: () => boolean },
) => Promise<PassOutcome>;

export type CompactionSchedulerOptions = {
  readonly policy: CompactionPolicy;
  readonly pass: CompactionPass;
  readonly startTimer: KvEnvironment["startTimer"];
  /** A pass has failed; it is repeated later. */
  readonly onFailure: (database: DatabaseId, error: unknown) => void;
};

type Entry = {
  readonly database: DatabaseId;
  mark: CompactionMark;
  deltaBytes: number;
  state: "idle" | "queued" | "running" | "paused";
  isStopped: boolean;
  failureCount: number;
  worker: Promise<void>;
  cancelTimer: () => void;
  readonly waiting: Set<() => void>;
};

export class CompactionScheduler {
  readonly #options: CompactionSchedulerOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #queue: Entry[] = [];
  #workerCount = 0;
  #isClosed = false;

  constructor(options: CompactionSchedulerOptions) {
    this.#options = options;
  }

  /** To be called after each commit with the bytes it stored, and after opening. */
  signal(database: DatabaseId, mark: CompactionMark, addedBytes: number): void {
    const { policy } = this.#options;
    if (policy.state === "off" || this.#isClosed) return;
    const entry = this.#entryOf(database);
    entry.isStopped = false;
    entry.mark = later(entry.mark, mark);
    entry.deltaBytes += addedBytes;
    this.#schedule(entry);
  }

  /**
   * To be awaited before a commit: returns at once, or later where compaction is far behind, or
   * throws `overloaded` where it still is after the time of the policy.
   */
  async admit(database: DatabaseId): Promise<void> {
    const { policy } = this.#options;
    const entry = this.#entries.get(textOf(database));
    if (entry === undefined || !isFarBehind(lagOf(entry), policy)) return;
    this.#schedule(entry);
    await this.#waitForProgress(entry);
    if (!isFarBehind(lagOf(entry), policy)) return;
    throw new StorageError({ kind: "overloaded", reason: "compaction is too far behind" });
  }

  /** Ends the work for a database after the transaction that runs. */
  async stop(database: DatabaseId): Promise<void> {
    const entry = this.#entries.get(textOf(database));
    if (entry === undefined) return;
    entry.isStopped = true;
    entry.cancelTimer();
    if (entry.state === "paused" || entry.state === "queued") entry.state = "idle";
    wake(entry);
    await entry.worker;
    // Somebody may have opened it again meanwhile.
    if (entry.isStopped) this.#entries.delete(textOf(database));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#entries.values()].map(({ database }) => this.stop(database)));
  }

  #entryOf(database: DatabaseId): Entry {
    const text = textOf(database);
    const known = this.#entries.get(text);
    if (known !== undefined) return known;
    const entry: Entry = {
      database,
      mark: { headTxid: 0n, materializedTxid: 0n },
      deltaBytes: 0,
      state: "idle",
      isStopped: false,
      failureCount: 0,
      worker: Promise.resolve(),
      cancelTimer: () => {},
      waiting: new Set(),
    };
    this.#entries.set(text, entry);
    return entry;
  }

  /** The one place that decides whether a worker starts, now or later. */
  #schedule(entry: Entry): void {
    if (entry.state !== "idle" || entry.isStopped || this.#isClosed) return;
    entry.cancelTimer();
    const { policy, startTimer } = this.#options;
    switch (needOf(lagOf(entry), policy)) {
      case "now":
        entry.state = "queued";
        this.#queue.push(entry);
        this.#startWorkers();
        return;
      case "when-idle":
        entry.cancelTimer = startTimer(policy.idleMs, () => {
          entry.state = "queued";
          this.#queue.push(entry);
          this.#startWorkers();
        });
        return;
      case "none":
        return;
    }
  }

  #startWorkers(): void {
    while (this.#workerCount < this.#options.policy.maxWorkers) {
      const entry = this.#queue.shift();
      if (entry === undefined) return;
      // One that was stopped while it waited is no longer queued.
      if (entry.state !== "queued") continue;
      entry.state = "running";
      this.#workerCount += 1;
      entry.worker = this.#work(entry);
    }
  }

  async #work(entry: Entry): Promise<void> {
    const pauseMs = await this.#runPass(entry);
    this.#workerCount -= 1;
    entry.state = "idle";
    if (pauseMs > 0 && !entry.isStopped) this.#pause(entry, pauseMs);
    // Other databases that wait come first.
    this.#schedule(entry);
    this.#startWorkers();
    wake(entry);
  }

  /** Runs one pass; gives how long to wait before the next. */
  async #runPass(entry: Entry): Promise<number> {
    const { pass, policy, onFailure } = this.#options;
    const bytesAtStart = entry.deltaBytes;
    try {
      const outcome = await pass(entry.database, { isStopped: () => entry.isStopped });
      entry.failureCount = 0;
      switch (outcome.kind) {
        case "done":
          entry.mark = later(entry.mark, outcome.mark);
          entry.deltaBytes -= bytesAtStart;
          return 0;
        case "overtaken":
          return policy.retryMs;
        case "leased-elsewhere":
          return policy.leaseMs;
        case "stopped":
          return 0;
        default:
          return outcome satisfies never;
      }
    } catch (error) {
      onFailure(entry.database, error);
      entry.failureCount += 1;
      return Math.min(policy.retryMs * 2 ** (entry.failureCount - 1), policy.maxRetryMs);
    }
  }

  #pause(entry: Entry, ms: number): void {
    entry.state = "paused";
    entry.cancelTimer = this.#options.startTimer(ms, () => {
      entry.state = "idle";
      this.#schedule(entry);
    });
  }

  #waitForProgress(entry: Entry): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        entry.waiting.delete(end);
        cancel();
        resolve();
      };
      const cancel = this.#options.startTimer(this.#options.policy.maxWaitMs, end);
      entry.waiting.add(end);
    });
  }
}

function textOf({ namespace, actorId }: DatabaseId): string {
  return `${namespace}\0${actorId}`;
}

function lagOf({ mark, deltaBytes }: Entry): CompactionLag {
  return { deltaCount: Number(mark.headTxid - mark.materializedTxid), deltaBytes };
}

function later(a: CompactionMark, b: CompactionMark): CompactionMark {
  return {
    headTxid: a.headTxid > b.headTxid ? a.headTxid : b.headTxid,
    materializedTxid:
      a.materializedTxid > b.materializedTxid ? a.materializedTxid : b.materializedTxid,
  };
}

function wake({ waiting }: Entry): void {
  for (const end of [...waiting]) end();
}
