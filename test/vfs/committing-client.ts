/**
 * A client that commits without a pause until it is killed, as a program of its own. It prints a
 * line for each acknowledged commit.
 */

import { writeSync } from "node:fs";
import { createSharedRuntime, DEFAULT_PAGE_FLAGS, openDatabase } from "@barewire/sqlite";
import { Ledger, type LedgerOptions } from "./ledger.js";

export interface CommittingClient {
  readonly url: string;
  readonly namespace: string;
  readonly actor: string;
  readonly ledger: LedgerOptions;
  /** The worker of a database. */
  readonly workerUrl: string;
  readonly pagerCacheKib: number;
}

const STDOUT = 1;

/** Returns only by an error. */
export async function commitForEver(client: CommittingClient): Promise<never> {
  const { url, namespace, actor, workerUrl, pagerCacheKib } = client;
  const runtime = createSharedRuntime({
    workerUrl,
    binding: "worker",
    flags: { ...DEFAULT_PAGE_FLAGS, pagerCacheKib },
  });
  const database = await openDatabase({ url, namespace, actor, runtime });
  const ledger = new Ledger(client.ledger);
  for (let n = (await ledger.headOf(database)) + 1; ; n++) {
    await database.transaction((scope) => ledger.write(scope, n));
    // The line is written synchronously, so that no acknowledgement is in memory when the process
    // is killed.
    writeSync(STDOUT, `${n}\n`);
  }
}
