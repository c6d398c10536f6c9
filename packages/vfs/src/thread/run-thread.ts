/**
 * The thread of one database at a time: SQLite's synchronous build, which blocks while its host
 * fetches.
 */

import { DatabaseError } from "../database/database-error.js";
import { controlWords } from "../link/control-words.js";
import type { FromThread, PlainError, ToThread } from "../link/thread-messages.js";
import { createThreadStore } from "../link/thread-store.js";
import { createLz4Block } from "../lz4-block.js";
import { createSlabReader } from "../slab/slab-reader.js";
import { type Engine, openEngine } from "../sqlite/engine.js";
import { type IdleSqlite, prepareSqlite } from "../sqlite/idle-sqlite.js";
import { startSqlite } from "../sqlite/sqlite-module.js";
import { startSynchronous } from "../sqlite/synchronous-build.js";
import type { VfsWorld } from "../sqlite/wire-vfs.js";

/** The thread's end of its messages. */
export interface ThreadPort {
  post(message: FromThread, transfer?: readonly ArrayBuffer[]): void;
  listen(receive: (message: ToThread) => void): void;
}

type Start = Extract<ToThread, { readonly kind: "start" }>;

const WORLD: VfsWorld = {
  epochMs: Date.now,
  fillRandom: (bytes) => {
    crypto.getRandomValues(bytes);
  },
};

/** Waits for `start`, then for commands, one after another; after `close` for another `start`. */
export function runThread(port: ThreadPort): void {
  let engine: Engine | null = null;
  let sqlite: IdleSqlite | null = null;
  let busy: Promise<void> = Promise.resolve();

  const work = async (message: ToThread): Promise<void> => {
    const id = message.kind === "start" ? 0 : message.id;
    try {
      if (message.kind === "start") {
        // Who asks for the proof gets a SQLite that has given it.
        if (sqlite?.proof !== message.settings.proof) sqlite = await startIdle(message);
        engine = await startEngine(port, message, sqlite);
        port.post({ kind: "ready" });
      } else if (engine !== null) {
        // The handler of a command takes the input of that command.
        const handler = engine.handlers[message.command] as (input: unknown) => Promise<never>;
        const output = await handler(message.input);
        if (message.command === "close") engine = null;
        port.post({ kind: "done", id, output });
      }
    } catch (error) {
      port.post({ kind: "failed", id, failure: plainErrorOf(error) });
    }
  };

  port.listen((message) => {
    busy = busy.then(() => work(message));
  });
}

async function startIdle({ compiled, settings }: Start): Promise<IdleSqlite> {
  const module = await startSqlite(startSynchronous, compiled);
  return prepareSqlite({ module, waits: "blocking", world: WORLD, proof: settings.proof });
}

async function startEngine(port: ThreadPort, start: Start, sqlite: IdleSqlite): Promise<Engine> {
  const { settings, slab, databaseId } = start;
  const store = createThreadStore({
    slab: createSlabReader(slab, databaseId),
    control: controlWords(start.control, settings.pageSize),
    pageSize: settings.pageSize,
    ask: (number, question) => {
      const transfer =
        question.kind === "commit" || question.kind === "install"
          ? [question.batch.bytes.buffer]
          : question.kind === "stage"
            ? [question.bytes.buffer]
            : [];
      port.post({ kind: "question", number, question }, transfer);
    },
    tellTouches: () => port.post({ kind: "touched" }),
  });
  return openEngine({
    sqlite,
    store,
    world: WORLD,
    lz4: createLz4Block,
    settings,
  });
}

/** What is no `DatabaseError` is our own bug, and ends the thread. */
function plainErrorOf(error: unknown): PlainError {
  if (error instanceof DatabaseError) return { issue: error.issue, message: error.message };
  throw error;
}
