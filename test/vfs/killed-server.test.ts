/**
 * Tests a server process that is killed while a client commits, and restarted on the same store and
 * port: acknowledged commits are durable, and the client is told the truth about all others.
 */

import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Database, DatabaseError, openDatabase } from "@barewire/sqlite";
import { afterEach, expect, test } from "vitest";
import { countFrom, type Random, withSeed } from "../contract/seeded-random.js";
import { Leftovers, type ServerProcess } from "../server/server-process.js";
import { Ledger } from "./ledger.js";
import { testRuntime } from "./test-runtime.js";

const leftovers = new Leftovers();

afterEach(() => leftovers.remove());

const ROUNDS = countFrom("BAREWIRE_KILLED_SERVERS", 5);
const TIMEOUT_MS = 600_000;
/**
 * The number of transactions before the kill, and more time than a transaction takes on an idle
 * machine.
 */
const MAX_BEFORE = 4;
const MAX_PAUSE_MS = 150;
/** The number of transactions afterwards, which show that the database continues. */
const AFTER = 2;

const WHERE = { namespace: "tests", actor: "ledger" };

/** A server that can be killed and restarted at the same address. */
class Revenant {
  readonly url: string;
  #server: ServerProcess;
  readonly #flags: readonly string[];

  private constructor(server: ServerProcess, url: string, store: string) {
    this.#server = server;
    this.url = url;
    this.#flags = ["--port", new URL(url).port, "--store", store];
  }

  static async start(store: string): Promise<Revenant> {
    const { server, url } = await leftovers.serve(["--store", store]);
    return new Revenant(server, url, store);
  }

  async killAndStart(): Promise<void> {
    expect((await this.#server.kill("SIGKILL")).signal).toBe("SIGKILL");
    this.#server = await leftovers.start({ flags: this.#flags });
    expect(await this.#server.url()).toBe(this.url);
  }
}

/** Tries transaction `n` until it is done; returns how often it was refused. */
async function commit(database: Database, ledger: Ledger, n: number): Promise<number> {
  for (let refusals = 0; refusals < 10; refusals++) {
    try {
      await database.transaction((scope) => ledger.write(scope, n));
      return refusals;
    } catch (error) {
      // Other kinds are wrong: there is no other owner, and the server is never away for long.
      expect(error).toBeInstanceOf(DatabaseError);
      expect(error).toMatchObject({ issue: { kind: "sqlite", cause: { kind: "no-response" } } });
      // A refused transaction was not applied: the database is unchanged to the last byte.
      await ledger.verify(database, n - 1);
    }
  }
  throw new Error(`transaction ${n} is refused for ever`);
}

test(
  "commits over a server that is killed are done once or not, as the client is told",
  () =>
    withSeed(async (random: Random) => {
      const revenant = await Revenant.start(`lmdb:${join(leftovers.folder(), "data")}`);
      const runtime = await testRuntime();
      const { url } = revenant;
      // The time is enough for a server to restart on a busy machine.
      const options = { url, ...WHERE, runtime, requestTimeoutMs: 120_000 };
      const open = (): Promise<Database> => openDatabase(options);
      // One transaction in four is larger than a message may be.
      const ledger = new Ledger({ seed: random(1 << 30), largeEvery: 4, largeSize: 9_000_000 });
      let database = await open();
      await ledger.create(database);
      let n = 0;
      let refusals = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const before = random(MAX_BEFORE);
        for (let at = 0; at < before; at++) refusals += await commit(database, ledger, ++n);
        const restarted = pause(random(MAX_PAUSE_MS)).then(() => revenant.killAndStart());
        for (let at = 0; at < AFTER; at++) refusals += await commit(database, ledger, ++n);
        await restarted;
        refusals += await commit(database, ledger, ++n);
        if (random(2) === 0) continue;
        await database.close();
        database = await open();
        await ledger.verify(database, n);
      }
      await ledger.verify(database, n);
      await database.close();
      const again = await open();
      await ledger.verify(again, n);
      await again.close();
      console.log(`${n} transactions, ${ROUNDS} kills: ${refusals} were refused and repeated`);
    }),
  TIMEOUT_MS,
);
