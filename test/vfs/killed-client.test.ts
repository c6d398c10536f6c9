/**
 * Tests a client process that is killed in the middle of its transactions, again and again:
 * acknowledged transactions are stored, and the interrupted one is stored as a whole or not at all.
 */

import { setTimeout as pause } from "node:timers/promises";
import { type Database, openDatabase } from "@barewire/sqlite";
import { afterEach, expect, test } from "vitest";
import { countFrom, type Random, withSeed } from "../contract/seeded-random.js";
import { Leftovers } from "../server/server-process.js";
import { bundleClient, ClientProcess } from "./client-process.js";
import { Ledger, type LedgerOptions } from "./ledger.js";
import { testRuntime } from "./test-runtime.js";
import { bundleWorker } from "./worker-bundle.js";

const leftovers = new Leftovers();

afterEach(() => leftovers.remove());

const ROUNDS = countFrom("BAREWIRE_KILLED_CLIENTS", 10);
/** A hung process would never end; a busy machine only takes long. */
const TIMEOUT_MS = 600_000;
const MAX_ACKNOWLEDGED = 4;
/** The time is longer than any transaction takes on an idle machine. */
const MAX_PAUSE_MS = 150;

const WHERE = { namespace: "tests", actor: "ledger" };

test(
  "a client that is killed leaves exactly what it was told, or one transaction more",
  async () => {
    await withSeed(async (random) => {
      const folder = leftovers.folder();
      const { url } = await leftovers.serve(["--store", `lmdb:${folder}/data`]);
      const runtime = await testRuntime();
      const open = (): Promise<Database> => openDatabase({ url, ...WHERE, runtime });
      // One transaction in seven is larger than a message may be.
      const options = { seed: random(1 << 30), largeEvery: 7, largeSize: 9_000_000 };
      const ledger = new Ledger(options);
      const database = await open();
      await ledger.create(database);
      await database.close();
      const program = await bundleClient(folder);
      const workerUrl = (await bundleWorker()).href;
      let n = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const acknowledged = await killedClient(program, workerUrl, url, options, random);
        const again = await open();
        const found = await ledger.headOf(again);
        expect(found).toBeGreaterThanOrEqual(Math.max(n, acknowledged));
        expect(found).toBeLessThanOrEqual(Math.max(n, acknowledged) + 1);
        await ledger.verify(again, found);
        await again.close();
        n = found;
      }
      expect(n).toBeGreaterThanOrEqual(ROUNDS);
    });
  },
  TIMEOUT_MS,
);

/** Returns the last transaction that the client was told is durable. */
async function killedClient(
  program: string,
  workerUrl: string,
  url: string,
  ledger: LedgerOptions,
  random: Random,
): Promise<number> {
  const client = new ClientProcess(program, {
    ...WHERE,
    url,
    ledger,
    workerUrl,
    // Some transactions are in a journal before they are committed, others are not.
    pagerCacheKib: random(2) === 0 ? 64 : 16_384,
  });
  await client.heard(1 + random(MAX_ACKNOWLEDGED));
  await pause(random(MAX_PAUSE_MS));
  expect(await client.kill(), client.stderr).toBe("SIGKILL");
  return client.acknowledged;
}
