/** `WorkerBinding`: SQLite in a worker, whose requests the host answers. */

import type { Clock } from "@barewire/clock";
import { DatabaseError } from "../database-error.js";
import type { DatabaseSession } from "../session/database-session.js";
import type { PageFetcher } from "../session/page-fetcher.js";
import type { CommandKind, InputOf, OutputOf } from "../sqlite/commands.js";
import type { EngineSettings } from "../sqlite/engine.js";
import type { CompiledSqlite } from "../sqlite/sqlite-module.js";
import { answerRequest, drainAccessLog, ReceivedRuns } from "./answer-requests.js";
import { createCommandMemory, HostChannel } from "./command-channel.js";
import { CommandSender } from "./command-sender.js";
import {
  type ControlBlock,
  controlBlock,
  createControlMemory,
  FENCED,
  interruptUpTo,
} from "./control-block.js";
import type { SlabMemory } from "./page-table.js";
import { PageWaits } from "./page-waits.js";
import type { Platform, WorkerThread } from "./platform.js";
import type { InterruptSource, SqliteBinding } from "./sqlite-binding.js";
import { withStoreFailure } from "./store-failure.js";
import type { WorkerPool, WorkerState } from "./worker-pool.js";
import type { FromWorker } from "./worker-protocol.js";

export interface WorkerBindingOptions {
  readonly workers: WorkerPool;
  readonly compiled: CompiledSqlite | null;
  readonly slab: SlabMemory;
  readonly fetcher: PageFetcher;
  readonly session: DatabaseSession;
  readonly settings: EngineSettings;
  readonly clock: Pick<Clock, "monotonicMs">;
  readonly platform: Pick<Platform, "giveWay" | "parallelism">;
}

/** Starts SQLite in a thread; returns when the database is open. */
export async function bindWorker(options: WorkerBindingOptions): Promise<SqliteBinding> {
  const binding = new WorkerBinding(options);
  try {
    await binding.ready;
    return binding;
  } catch (error) {
    binding.terminate();
    throw error;
  }
}

type PendingCall = {
  readonly resolve: (output: OutputOf<CommandKind>) => void;
  readonly reject: (error: DatabaseError) => void;
};

/** The id of the start, among those of the commands. */
const START_ID = 0;

/** A thread whose SQLite has grown larger than this does not wait for another database. */
const MAX_SPARE_HEAP_SIZE = 33_554_432;

class WorkerBinding implements SqliteBinding {
  waitedMs = 0;
  readonly ready: Promise<unknown>;
  readonly #workers: WorkerPool;
  /** Null when it has been given back. */
  #worker: WorkerThread | null;
  #state: WorkerState = "unknown";
  readonly #fetcher: PageFetcher;
  readonly #control: ControlBlock;
  readonly #sender: CommandSender;
  readonly #clock: Pick<Clock, "monotonicMs">;
  readonly #calls = new Map<number, PendingCall>();
  #lastId = START_ID;
  #ended: DatabaseError | null = null;
  readonly #waits = new PageWaits();
  readonly #runs = new ReceivedRuns();
  /** The failure of the last request since a command has ended. */
  #storeFailure: DatabaseError | null = null;

  constructor(options: WorkerBindingOptions) {
    const { workers, session, settings, fetcher } = options;
    const worker = workers.acquire();
    this.#workers = workers;
    this.#worker = worker;
    this.#fetcher = fetcher;
    this.#clock = options.clock;
    const control = createControlMemory();
    this.#control = controlBlock(control);
    if (session.isFenced) this.#markFenced();
    session.onFenced(() => this.#markFenced());
    this.ready = new Promise((resolve, reject) => {
      this.#calls.set(START_ID, { resolve, reject });
    });
    worker.listen(
      (message) => this.#receive(message),
      (cause) => {
        // A thread that is lost before it is ready has never begun.
        const kind = this.#calls.has(START_ID) ? "not-started" : "worker-lost";
        this.#end(new DatabaseError({ kind }, undefined, { cause }));
      },
    );
    const { compiled, slab, platform, clock } = options;
    const { databaseId } = fetcher.resolver;
    const memory = createCommandMemory();
    const looks = platform.parallelism > 1;
    this.#sender = new CommandSender({
      worker,
      channel: new HostChannel(memory),
      looks,
      giveWay: platform.giveWay,
      clock,
      receive: (output) => this.#receive(output),
    });
    const channel = { memory, looks };
    worker.post({ kind: "start", compiled, slab, databaseId, control, channel, settings });
  }

  call<Kind extends CommandKind>(
    kind: Kind,
    input: InputOf<Kind>,
    limit: InterruptSource | null = null,
  ): Promise<OutputOf<Kind>> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    this.#lastId += 1;
    const id = this.#lastId;
    const output = new Promise<OutputOf<CommandKind>>((resolve, reject) => {
      // First: what cannot be posted must leave no call behind that ends with the worker.
      const command = { kind: "command", id, command: kind, input } as const;
      if (this.#calls.size === 0) this.#sender.sendAlone(command);
      else this.#sender.post(command);
      this.#calls.set(id, { resolve, reject });
    });
    if (limit !== null) {
      const forget = limit.onReached(() => this.#interrupt(id));
      output.then(forget, forget);
    }
    // The output of a command is that of its kind.
    return output as Promise<OutputOf<Kind>>;
  }

  async close(): Promise<void> {
    this.#interrupt(this.#lastId);
    const { heapSize } = await this.call("close", {});
    if (heapSize <= MAX_SPARE_HEAP_SIZE) this.#state = "closed";
  }

  terminate(): void {
    this.#end(new DatabaseError({ kind: "closed" }));
    const worker = this.#worker;
    this.#worker = null;
    if (worker !== null) this.#workers.release(worker, this.#state);
  }

  #receive(message: FromWorker): void {
    if (this.#ended !== null) return;
    switch (message.kind) {
      case "ready":
        this.#take(START_ID)?.resolve(null);
        return;
      case "done":
        // Counters have to include all pages that the command has read.
        drainAccessLog(this.#fetcher, this.#control);
        this.#storeFailure = null;
        this.#waits.restart();
        this.#sender.ended();
        this.#take(message.id)?.resolve(message.output);
        return;
      case "failed": {
        drainAccessLog(this.#fetcher, this.#control);
        const { issue, message: text } = message.failure;
        const error = withStoreFailure(new DatabaseError(issue, text), this.#storeFailure);
        this.#storeFailure = null;
        this.#waits.restart();
        this.#sender.ended();
        this.#take(message.id)?.reject(error);
        return;
      }
      case "accesses":
        drainAccessLog(this.#fetcher, this.#control);
        return;
      case "request": {
        this.#sender.stopLooking();
        const requestedAt = this.#clock.monotonicMs();
        const { number, request } = message;
        const onFailure = (error: DatabaseError): void => {
          this.#storeFailure = error;
        };
        const options = { waits: this.#waits, runs: this.#runs, onFailure };
        const answered = answerRequest(this.#fetcher, this.#control, number, request, options);
        void answered.finally(() => {
          this.waitedMs += this.#clock.monotonicMs() - requestedAt;
        });
        return;
      }
      default:
        message satisfies never;
    }
  }

  /** Ends the commands up to this one, unless they have ended. A commit is waited for. */
  #interrupt(id: number): void {
    if (!this.#calls.has(id)) return;
    interruptUpTo(this.#control, id);
    this.#waits.interrupt();
  }

  #take(id: number): PendingCall | undefined {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    return call;
  }

  #end(error: DatabaseError): void {
    if (this.#ended !== null) return;
    this.#ended = error;
    for (const call of this.#calls.values()) call.reject(error);
    this.#calls.clear();
  }

  #markFenced(): void {
    Atomics.store(this.#control.cells, FENCED, 1);
  }
}
