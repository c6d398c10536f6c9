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

type Start = Extract<ToWorker, { readonly kind: "start" }>;

/** Waits for `start`, then for commands, one after another; after `close` for another `start`. */
export function runWorker(port: WorkerPort): void {
  let engine: RecoveringEngine | null = null;
  let sqlite: SqliteInstance | null = null;
  let busy: Promise<void> = Promise.resolve();
  /** The command that runs, if it may be interrupted. */
  let running: number | null = null;

  const work = async (message: ToWorker): Promise<void> => {
    const id = message.kind === "start" ? START_ID : message.id;
    try {
      if (message.kind === "start") {
        // A start that asks for the check gets a SQLite that has passed it.
        if (sqlite?.batchAtomicCheck !== message.settings.batchAtomicCheck)
          sqlite = await startIdle(message);
        const control = controlBlock(message.control);
        const onProgress = (): 0 | 1 =>
          running !== null && isInterrupted(control, running) ? 1 : 0;
        engine = await startEngine(port, message, sqlite, onProgress, async () => {
          sqlite = await startIdle(message);
          return sqlite;
        });
        port.post({ kind: "ready" });
      } else if (engine !== null) {
        // A close ends the database, so nothing interrupts it.
        running = message.command === "close" ? null : id;
        const output = await engine.call(message.command, message.input);
        if (message.command === "close") engine = null;
        port.post({ kind: "done", id, output });
      }
    } catch (error) {
      port.post({ kind: "failed", id, failure: plainErrorOf(error) });
    } finally {
      running = null;
    }
  };

  port.listen((message) => {
    busy = busy.then(() => work(message));
  });
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
