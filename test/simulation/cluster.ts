/**
 * `Cluster`: one store, the servers that share it, and the models that judge them. After each
 * transaction that has written, all of the store is compared with the models.
 */

import type { Clock } from "@barewire/clock";
import type { StorageIssue } from "@barewire/sqlite-storage";
import {
  createSqliteStore,
  type DatabaseId,
  DEFAULT_STORAGE_FLAGS,
  inspectDatabase,
  type SqliteEngine,
  StorageError,
} from "@barewire/sqlite-storage";
import { type MemoryContents, MemoryStore, openMemoryKv } from "@barewire/sqlite-storage/memory";
import { databaseKeys } from "../../packages/storage/src/format/database-keys.js";
import { pick, type Random } from "../contract/seeded-random.js";
import { DatabaseModel, Violation } from "./database-model.js";
import { FaultPlan } from "./fault-plan.js";
import { type Process, Scheduler } from "./scheduler.js";
import { StoredReader, UnsoundError } from "./stored-state.js";
import { drawTuning, MAX_SKEW_MS, type Tuning } from "./tuning.js";

export type Database = { readonly id: DatabaseId; readonly model: DatabaseModel };

export type Server = {
  readonly process: Process;
  readonly engine: SqliteEngine;
  /** The time at which it ends. */
  readonly ended: Promise<"ended">;
};

/** The answer of a server. */
export type Answer<T> =
  | { readonly kind: "ok"; readonly value: T }
  | { readonly kind: "refused"; readonly issue: StorageIssue }
  | { readonly kind: "ended" };

/** Every so many transactions, the engine's own inspection looks at all, too. */
const INSPECTION_INTERVAL = 16;

export class Cluster {
  readonly random: Random;
  readonly tuning: Tuning;
  readonly faults: FaultPlan;
  readonly scheduler: Scheduler;
  readonly store: MemoryStore = new MemoryStore();
  readonly databases: readonly Database[];
  readonly #log: (line: string) => void;
  readonly #reader = new StoredReader();
  readonly #servers = new Map<Server, () => void>();
  #observed: MemoryContents | undefined;
  #serverCount = 0;
  #contentCount = 0;
  #writeCount = 0;
  #violation: unknown;

  constructor(random: Random, log: (line: string) => void) {
    this.random = random;
    this.tuning = drawTuning(random);
    this.faults = new FaultPlan(random, this.tuning.faultInterval, log);
    this.scheduler = new Scheduler({ random, faultAt: (place) => this.faults.faultAt(place) });
    this.#log = log;
    this.databases = ["a", "ab"].slice(0, this.tuning.databaseCount).map((actorId) => {
      return { id: { namespace: "simulated", actorId }, model: new DatabaseModel(actorId) };
    });
  }

  /** The number of transactions that have written. */
  get writeCount(): number {
    return this.#writeCount;
  }

  get violation(): unknown {
    return this.#violation;
  }

  get servers(): readonly Server[] {
    return [...this.#servers.keys()];
  }

  /** The number of a content that no page has had. */
  newContent(): number {
    this.#contentCount += 1;
    return this.#contentCount;
  }

  note(line: string): void {
    this.#log(`${this.scheduler.nowMs % 10_000_000} ${line}`);
  }

  /** Keeps the first violation. */
  violate(error: unknown): void {
    this.#violation ??= error;
    this.note(`violation: ${error instanceof Error ? error.message : String(error)}`);
  }

  startServer(): Server {
    this.#serverCount += 1;
    const process: Process = { name: `s${this.#serverCount}`, isAlive: true };
    const skewMs = pick(this.random, [0, 0, -MAX_SKEW_MS, MAX_SKEW_MS]);
    const clock: Clock = {
      epochMs: () => this.scheduler.nowMs + skewMs,
      monotonicMs: () => this.scheduler.nowMs,
      setTimer: (task, delayMs) => this.scheduler.setTimer(process, task, delayMs),
    };
    const random = { number: () => this.random(2 ** 30) / 2 ** 30 };
    const kv = openMemoryKv({
      store: this.store,
      clock,
      random,
      pause: (step, name) => {
        if (!process.isAlive) return new Promise(() => {});
        if (step === "committed") this.#observe(`${process.name} ${name}`);
        return this.scheduler.park({ process, name, step });
      },
    });
    const engine = createSqliteStore({
      kv,
      clock,
      random,
      thresholds: this.tuning.thresholds,
      flags: { ...DEFAULT_STORAGE_FLAGS, ...this.tuning.flags },
      observer: {
        record: () => {},
        onEvent: (event) => {
          if (event.kind === "compaction-failed") this.checkFailure("compaction", event.cause);
        },
      },
    });
    let end: () => void = () => {};
    const ended = new Promise<"ended">((resolve) => {
      end = () => resolve("ended");
    });
    const server: Server = { process, engine, ended };
    this.#servers.set(server, end);
    return server;
  }

  /** Ends a server: what it has stored stays, and its memory is lost. */
  crash(server: Server): void {
    this.note(`${server.process.name} crashes`);
    this.scheduler.end(server.process);
    for (const { model } of this.databases) model.endProcess(server.process);
    this.#servers.get(server)?.();
    this.#servers.delete(server);
  }

  /** Returns the engine's answer, unless the server ends before. */
  async ask<T>(server: Server, name: string, request: Promise<T>): Promise<Answer<T>> {
    const answer = request.then(
      (value): Answer<T> => ({ kind: "ok", value }),
      (error: unknown): Answer<T> => ({ kind: "refused", issue: this.checkFailure(name, error) }),
    );
    const ended = server.ended.then((): Answer<T> => ({ kind: "ended" }));
    return await Promise.race([answer, ended]);
  }

  /** The engine throws only `StorageError`s, and never finds damage, whatever happens. */
  checkFailure(name: string, error: unknown): StorageIssue {
    if (!(error instanceof StorageError)) {
      this.violate(error);
      return { kind: "kv-failed" };
    }
    const { issue } = error;
    this.note(`${name}: ${error.message}`);
    if (!this.#mayBe(issue)) this.violate(new Violation(`${name}: ${error.message}`));
    return issue;
  }

  #mayBe({ kind }: StorageIssue): boolean {
    switch (kind) {
      case "corrupt":
      case "unsupported-record":
      case "kv-closed":
      case "kv-too-large":
      case "kv-full":
      case "kv-unusable":
      case "commit-too-large":
      case "database-missing":
        return false;
      case "kv-unknown-result":
      case "kv-unavailable":
      case "kv-failed":
        return this.faults.count > 0;
      case "quota-exceeded":
        return this.tuning.thresholds.maxStorageSize !== undefined;
      case "kv-conflict":
      case "kv-timeout":
      case "fence-mismatch":
      case "stage-not-found":
      case "invalid-request":
      case "overloaded":
        // The owner that sent the request knows more.
        return true;
      default:
        return kind satisfies never;
    }
  }

  #observe(name: string): void {
    const contents = this.store.contents();
    if (contents === this.#observed || this.#violation !== undefined) return;
    this.#observed = contents;
    this.#writeCount += 1;
    try {
      for (const { id, model } of this.databases) {
        model.observe(this.#reader.read(contents, databaseKeys(id)));
      }
      if (this.#writeCount % INSPECTION_INTERVAL === 0) this.inspect();
    } catch (error) {
      const isOurs = error instanceof Violation || error instanceof UnsoundError;
      const reason = error instanceof Error ? error.message : String(error);
      const text = isOurs ? reason : `what is stored cannot be read: ${reason}`;
      this.violate(new Violation(`after ${name}: ${text}`, { cause: error }));
    }
    this.note(`${name} has written`);
  }

  /** The inspection that users have finds nothing, either. */
  inspect(): void {
    for (const { id, model } of this.databases) {
      const { prefix } = databaseKeys(id);
      const rows = [...this.store.contents().rows()].filter(([key]) => {
        return Buffer.compare(key.subarray(1, prefix.length), prefix.subarray(1)) === 0;
      });
      if (rows.length === 0 && model.meta === undefined) continue;
      const [finding] = inspectDatabase(id, rows).findings;
      if (finding !== undefined) throw new Violation(`${finding.part}: ${finding.reason}`);
    }
  }
}
