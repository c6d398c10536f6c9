/**
 * `CompactionScheduler` decides which database is compacted when, in this process. Each database
 * has one worker, and a few workers run at a time. Work that is left is kept as numbers rather than
 * as signals, so a commit during a pass is never forgotten. The pass itself is passed in.
 */

import { Timer } from "@barewire/clock";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import {
  type BackPressure,
  backPressureOf,
  type CompactionLag,
  type CompactionPolicy,
  needOf,
} from "../engine/compaction-policy.js";
import type { CompactionContext, CompactionSignals } from "../engine/engine-context.js";
import type { DatabaseKeys } from "../format/database-keys.js";
import { StorageError } from "../storage-error.js";
import { laterTxid } from "./compaction-plan.js";

/** The work that is left, as META has it; both numbers only ever increase. */
export type CompactionWatermark = Pick<Meta, "headTxid" | "materializedTxid">;

export type PassOutcome =
  /** Everything that the pass had planned is done. */
  | { readonly kind: "done"; readonly watermark: CompactionWatermark }
  /** Other transactions won every conflict; a pass that begins at once would do as little. */
  | { readonly kind: "overtaken"; readonly watermark: CompactionWatermark }
  /** Another process holds the lease. */
  | { readonly kind: "leased-elsewhere"; readonly watermark: CompactionWatermark }
  | { readonly kind: "stopped" };

export type PassControl = { readonly isStopped: () => boolean };

export type CompactionPass = (keys: DatabaseKeys, control: PassControl) => Promise<PassOutcome>;

type Entry = {
  readonly keys: DatabaseKeys;
  watermark: CompactionWatermark;
  deltaBytes: number;
  /** The time since when a pass has been worthwhile; `undefined` while it is not. */
  neededSinceMs: number | undefined;
  state: "idle" | "queued" | "running" | "paused";
  isStopped: boolean;
  failureCount: number;
  worker: Promise<void>;
  readonly timer: Timer;
  readonly waiting: Set<() => void>;
};

export class CompactionScheduler implements Omit<CompactionSignals, "reclaimSpace"> {
  readonly #context: CompactionContext;
  readonly #policy: CompactionPolicy;
  readonly #pass: CompactionPass;
  readonly #entries = new Map<string, Entry>();
  readonly #queue: Entry[] = [];
  #workerCount = 0;
  #isClosed = false;

  constructor(context: CompactionContext, pass: CompactionPass) {
    const { flags, thresholds } = context;
    this.#context = context;
    this.#policy = flags.disableCompaction
      ? { ...thresholds.compaction, state: "off" }
      : thresholds.compaction;
    this.#pass = pass;
  }

  async throttle({ text }: DatabaseKeys): Promise<void> {
    const entry = this.#entries.get(text);
    if (entry === undefined || this.#pressureOn(entry) === "none") return;
    this.#schedule(entry);
    await this.#waitForPass(entry);
  }

  rejectIfOverloaded(keys: DatabaseKeys, meta: Meta): void {
    if (this.#policy.state === "off" || this.#isClosed) return;
    const entry = this.#entryOf(keys);
    entry.watermark = later(entry.watermark, meta);
    if (this.#pressureOn(entry) !== "reject") return;
    this.#schedule(entry);
    throw new StorageError({
      kind: "overloaded",
      reason: "compaction is too far behind the commits",
    });
  }

  onCommit(keys: DatabaseKeys, meta: Meta, deltaSize: number): void {
    if (this.#policy.state === "off" || this.#isClosed) return;
    const entry = this.#entryOf(keys);
    entry.isStopped = false;
    entry.watermark = later(entry.watermark, meta);
    entry.deltaBytes += deltaSize;
    this.#context.observer.record("barewire_sqlite_delta_count", lagOf(entry).deltaCount, {});
    this.#schedule(entry);
  }

  onClose(keys: DatabaseKeys): void {
    void this.#end(keys);
  }

  /** Ends all work, and waits for the transactions that run. */
  async stop(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#entries.values()].map(({ keys }) => this.#end(keys)));
  }

  async #end({ text }: DatabaseKeys): Promise<void> {
    const entry = this.#entries.get(text);
    if (entry === undefined) return;
    entry.isStopped = true;
    entry.timer.stop();
    if (entry.state !== "running") entry.state = "idle";
    wake(entry);
    await entry.worker;
    // The database may have been opened again meanwhile.
    if (entry.isStopped) this.#entries.delete(text);
  }

  #entryOf(keys: DatabaseKeys): Entry {
    const known = this.#entries.get(keys.text);
    if (known !== undefined) return known;
    const entry: Entry = {
      keys,
      watermark: { headTxid: 0n, materializedTxid: 0n },
      deltaBytes: 0,
      neededSinceMs: undefined,
      state: "idle",
      isStopped: false,
      failureCount: 0,
      worker: Promise.resolve(),
      timer: new Timer(this.#context.clock),
      waiting: new Set(),
    };
    this.#entries.set(keys.text, entry);
    return entry;
  }

  #pressureOn(entry: Entry): BackPressure {
    return backPressureOf(lagOf(entry), this.#policy);
  }

  /** This is the one place that decides whether a worker starts, at once or later. */
  #schedule(entry: Entry): void {
    if (entry.state !== "idle" || entry.isStopped || this.#isClosed) return;
    entry.timer.stop();
    const need = needOf(lagOf(entry), this.#policy);
    if (need === "none") {
      entry.neededSinceMs = undefined;
      return;
    }
    entry.neededSinceMs ??= this.#context.clock.monotonicMs();
    if (need === "now") {
      this.#enqueue(entry);
    } else {
      entry.timer.start(this.#policy.idleMs, () => this.#enqueue(entry));
    }
  }

  #enqueue(entry: Entry): void {
    entry.state = "queued";
    this.#queue.push(entry);
    this.#startWorkers();
  }

  #startWorkers(): void {
    while (this.#workerCount < this.#policy.maxWorkers) {
      const entry = this.#queue.shift();
      if (entry === undefined) return;
      // A database that was stopped while it waited is no longer queued.
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
    if (pauseMs > 0 && !entry.isStopped && !this.#isClosed) this.#pause(entry, pauseMs);
    // Other databases that wait come first.
    this.#startWorkers();
    this.#schedule(entry);
    if (this.#pressureOn(entry) === "none") wake(entry);
  }

  /** Runs one pass, and returns how long to wait before the next. */
  async #runPass(entry: Entry): Promise<number> {
    const { leaseMs, retryMs, maxRetryMs } = this.#policy;
    const bytesAtStart = entry.deltaBytes;
    try {
      const outcome = await this.#pass(entry.keys, { isStopped: () => entry.isStopped });
      entry.failureCount = 0;
      if (outcome.kind === "stopped") return 0;
      entry.watermark = later(entry.watermark, outcome.watermark);
      if (lagOf(entry).deltaCount === 0) entry.deltaBytes = 0;
      switch (outcome.kind) {
        case "done":
          entry.deltaBytes = Math.max(0, entry.deltaBytes - bytesAtStart);
          this.#noteDone(entry);
          return 0;
        case "overtaken":
          return retryMs;
        case "leased-elsewhere":
          return leaseMs;
        default:
          return outcome satisfies never;
      }
    } catch (cause) {
      this.#context.observer.onEvent({ kind: "compaction-failed", database: entry.keys.id, cause });
      entry.failureCount += 1;
      return Math.min(retryMs * 2 ** (entry.failureCount - 1), maxRetryMs);
    }
  }

  #noteDone(entry: Entry): void {
    const { observer, clock } = this.#context;
    if (entry.neededSinceMs === undefined) return;
    const seconds = (clock.monotonicMs() - entry.neededSinceMs) / 1_000;
    observer.record("barewire_sqlite_compaction_lag_seconds", seconds, {});
    entry.neededSinceMs = undefined;
  }

  #pause(entry: Entry, ms: number): void {
    entry.state = "paused";
    entry.timer.start(ms, () => {
      entry.state = "idle";
      this.#schedule(entry);
    });
  }

  #waitForPass(entry: Entry): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        entry.waiting.delete(end);
        cancelTimer();
        resolve();
      };
      const cancelTimer = this.#context.clock.setTimer(end, this.#policy.maxWaitMs);
      entry.waiting.add(end);
    });
  }
}

/** A pass that has folded everything leaves no bytes, whatever was counted before. */
function lagOf({ watermark, deltaBytes }: Entry): CompactionLag {
  const deltaCount = Number(watermark.headTxid - watermark.materializedTxid);
  return { deltaCount, deltaBytes: deltaCount === 0 ? 0 : deltaBytes };
}

function later(a: CompactionWatermark, b: CompactionWatermark): CompactionWatermark {
  return {
    headTxid: laterTxid(a.headTxid, b.headTxid),
    materializedTxid: laterTxid(a.materializedTxid, b.materializedTxid),
  };
}

function wake({ waiting }: Entry): void {
  for (const end of [...waiting]) end();
}
