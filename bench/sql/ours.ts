/** Our databases: over a WebSocket on the same machine, from LMDB in another process. */

import {
  type BindingKind,
  createSharedRuntime,
  openDatabase,
  type SharedRuntime,
  type SqlStatement,
} from "@barewire/sqlite";
import { bundleWorker } from "../../test/vfs/worker-bundle.js";
import { startBarewire } from "../wire/peers.js";
import { type Engine, INSERT, type OpenEngine, READ } from "./engine.js";

export async function ours(binding: BindingKind): Promise<Engine> {
  const server = await startBarewire();
  const workerUrl = await bundleWorker();
  const runtime = createSharedRuntime({ workerUrl, binding });
  return {
    name: `barewire, ${binding === "worker" ? "in a worker" : "suspended"}`,
    open: (actor) => openOurs(server.url, actor, runtime),
    stop: () => server.stop(),
  };
}

async function openOurs(url: string, actor: string, runtime: SharedRuntime): Promise<OpenEngine> {
  const database = await openDatabase({ url, namespace: "bench", actor, runtime });
  let read: SqlStatement | undefined;
  return {
    execute: (sql) => database.execute(sql),
    insertMany: async (rows) => {
      await database.runMany(INSERT, rows);
    },
    insertOneByOne: (rows) =>
      database.transaction(async (transaction) => {
        for (const row of rows) await transaction.run(INSERT, row);
      }),
    pointRead: async (id) => {
      read ??= await database.prepare(READ);
      return read.get([id]);
    },
    select: (sql) => database.all(sql),
    close: () => database.close(),
  };
}
