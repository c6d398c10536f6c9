/**
 * Databases of a server in another process, with the round-trip time to it.
 */

import { createEnvoyClient } from "@barewire/client";
import { webSocketTransport } from "@barewire/client/websocket";
import {
  createSharedRuntime,
  type Database,
  DEFAULT_PAGE_FLAGS,
  openDatabase,
  type PageFlags,
  type SharedRuntime,
} from "@barewire/sqlite";
import { bundleWorker } from "../../test/vfs/worker-bundle.js";
import { median } from "../measure.js";
import { farUrl } from "../network/link.js";

const NAMESPACE = "bench";
const PINGS = 15;

export type Opened = { readonly database: Database; readonly openMs: number };

export async function environmentOf(flags: Partial<PageFlags>): Promise<SharedRuntime> {
  const workerUrl = await bundleWorker();
  return createSharedRuntime({ flags: { ...DEFAULT_PAGE_FLAGS, ...flags }, workerUrl });
}

export async function openAt(
  url: string,
  actor: string,
  rttMs: number,
  runtime: SharedRuntime,
): Promise<Opened> {
  const transport = webSocketTransport({ url: await farUrl(url, rttMs) });
  const start = performance.now();
  const database = await openDatabase({ transport, namespace: NAMESPACE, actor, runtime });
  return { database, openMs: performance.now() - start };
}

/** The median milliseconds from a request for one page to its response. */
export async function pingMs(url: string, rttMs: number): Promise<number> {
  const actor = "ping";
  const transport = webSocketTransport({ url: await farUrl(url, rttMs) });
  const client = createEnvoyClient({ transport, namespace: NAMESPACE, actors: [actor] });
  try {
    await client.started(actor);
    const took: number[] = [];
    for (let ping = 0; ping < PINGS; ping++) {
      const start = performance.now();
      await client.request(actor, "ToRivetSqliteGetPagesRequest", { pgnos: [1] });
      took.push(performance.now() - start);
    }
    return median(took);
  } finally {
    client.close();
  }
}
