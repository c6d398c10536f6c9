/**
 * The thread of one database at a time: SQLite's synchronous build, which blocks while its host
 * fetches.
 */

import { SYSTEM_CLOCK, SYSTEM_RANDOM } from "@barewire/clock";
import { DatabaseError } from "../database-error.js";
import { openRecoveringEngine, type RecoveringEngine } from "../sqlite/crash-recovery.js";
import { createSqliteInstance, type SqliteInstance } from "../sqlite/sqlite-instance.js";
import { type ProgressHandler, startSqlite } from "../sqlite/sqlite-module.js";
import { startSynchronous } from "../sqlite/synchronous-build.js";
import { type SentCommand, type SentOutput, WorkerChannel } from "./command-channel.js";
import { controlBlock, isInterrupted } from "./control-block.js";
import { createPageTableReader } from "./page-table-reader.js";
import { createWorkerPageStore } from "./worker-page-store.js";
import type { FromWorker, PlainError, ToWorker } from "./worker-protocol.js";

/** The thread's end of its messages. */
export interface WorkerPort {
  post(message: FromWorker, transfer?: readonly ArrayBuffer[]): void;
  listen(receive: (message: ToWorker) => void): void;
}

/** The id of the start, among those of the commands. */
const START_ID = 0;

/** The time after which a thread that has always had a command looks for its messages. */
const MAX_STAY_MS = 100;

type Start = Extract<ToWorker, { readonly kind: "start" }>;

/** Waits for `start`, then for commands, one after another; after `close` for another `start`. */
export function runWorker(port: WorkerPort): void {
  const thread = new DatabaseThread(port);
  let busy: Promise<void> = Promise.resolve();
  port.listen((message) => {
    thread.received(message);
    busy = busy.then(() =>
      message.kind === "start" ? thread.start(message) : thread.commands(message),
    );
  });
}

class DatabaseThread {
  readonly #port: WorkerPort;
  #engine: RecoveringEngine | null = null;
  #sqlite: SqliteInstance | null = null;
  /** The command that runs, if it may be interrupted. */
  #running: number | null = null;
  #channel: WorkerChannel | null = null;
  /** The messages with commands since the start. */
  #receivedCount = 0;

  constructor(port: WorkerPort) {
    this.#port = port;
  }

  received(message: ToWorker): void {
    this.#receivedCount = message.kind === "start" ? 0 : this.#receivedCount + 1;
  }

  async start(message: Start): Promise<void> {
    try {
      // A start that asks for the check gets a SQLite that has passed it.
      let sqlite = this.#sqlite;
      if (sqlite?.batchAtomicCheck !== message.settings.batchAtomicCheck) {
        sqlite = await startIdle(message);
      }
      this.#sqlite = sqlite;
      const control = controlBlock(message.control);
      const onProgress = (): 0 | 1 =>
        this.#running !== null && isInterrupted(control, this.#running) ? 1 : 0;
      this.#engine = await startEngine(this.#port, message, sqlite, onProgress, async () => {
        this.#sqlite = await startIdle(message);
        return this.#sqlite;
      });
      const nowMs = SYSTEM_CLOCK.monotonicMs;
      this.#channel = new WorkerChannel({ ...message.channel, nowMs });
      this.#port.post({ kind: "ready" });
    } catch (error) {
      this.#port.post({ kind: "failed", id: START_ID, failure: plainErrorOf(error) });
    }
  }

  /** Carries out a command, and those that come through the channel after it. */
  async commands(first: SentCommand): Promise<void> {
    const untilMs = SYSTEM_CLOCK.monotonicMs() + MAX_STAY_MS;
    let command: SentCommand | null = first;
    while (command !== null) {
      const output = await this.#outputOf(command);
      if (output === null) return;
      const channel = this.#channel;
      const isTaken = channel?.answer(output) === true;
      if (!isTaken) this.#port.post(output);
      if (channel === null) return;
      const isLeaving: boolean =
        command.command === "close" || SYSTEM_CLOCK.monotonicMs() >= untilMs;
      command = isLeaving
        ? channel.leave()
        : channel.next(this.#receivedCount, isTaken ? "looking" : "asleep");
    }
  }

  /** Null if no database is open. */
  async #outputOf({ id, command, input }: SentCommand): Promise<SentOutput | null> {
    const engine = this.#engine;
    if (engine === null) return null;
    try {
      // A close ends the database, so nothing interrupts it.
      this.#running = command === "close" ? null : id;
      const output = await engine.call(command, input);
      if (command === "close") this.#engine = null;
      return { kind: "done", id, output };
    } catch (error) {
      return { kind: "failed", id, failure: plainErrorOf(error) };
    } finally {
      this.#running = null;
    }
  }
}

async function startIdle({ compiled, settings }: Start): Promise<SqliteInstance> {
  const module = await startSqlite(startSynchronous, compiled);
  return createSqliteInstance({
    module,
    waits: "blocking",
    clock: SYSTEM_CLOCK,
    random: SYSTEM_RANDOM,
    mode: settings.batchAtomicCheck,
  });
}

async function startEngine(
  port: WorkerPort,
  start: Start,
  sqlite: SqliteInstance,
  onProgress: ProgressHandler,
  restart: () => Promise<SqliteInstance>,
): Promise<RecoveringEngine> {
  const { settings, slab, databaseId } = start;
  const store = createWorkerPageStore({
    pageTable: createPageTableReader(slab, databaseId),
    control: controlBlock(start.control),
    pageSize: settings.pageSize,
    send: (number, request, transfer) => port.post({ kind: "request", number, request }, transfer),
    notifyAccesses: () => port.post({ kind: "accesses" }),
  });
  return openRecoveringEngine({
    sqlite,
    store,
    clock: SYSTEM_CLOCK,
    settings,
    onProgress,
    restart,
  });
}

/** An error that is not a `DatabaseError` is a bug, and ends the worker. */
function plainErrorOf(error: unknown): PlainError {
  if (error instanceof DatabaseError) return { issue: error.issue, message: error.message };
  throw error;
}
