/**
 * Whatever the public functions are given: each call ends within a bound, by a result or an error
 * of the package, no rejection is left unhandled, and the database goes on.
 */

import { ClientError } from "@barewire/client";
import { DatabaseError, openDatabaseOnSession, type SharedRuntime } from "@barewire/sqlite";
import { expect, test } from "vitest";
import { countFrom, pick, type Random, withSeed } from "../contract/seeded-random.js";
import { type HostileCall, hostileCall } from "./hostile-calls.js";
import { PlantedError } from "./hostile-values.js";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";
import { UnhandledRejections } from "./unhandled-rejections.js";

const CALLS = countFrom("BAREWIRE_TEST_HOSTILE_CALLS", 10_000);
/** Tables and transactions of one database do not grow for ever. */
const CALLS_PER_DATABASE = 500;
const CALLS_PER_CHECK = 10;
/** The table of most of the statements; other calls may have dropped it. */
const PREPARATION = "CREATE TABLE IF NOT EXISTS t (a); INSERT INTO t VALUES (1), (2), (3)";
/** The longest that a call may take on a busy machine. */
const BOUND_MS = 10_000;
const TOO_LONG = `it takes more than ${BOUND_MS} ms`;

/** The number of calls of each function by their outcome. */
type Tally = Map<string, number>;

function count(tally: Tally, key: string): void {
  tally.set(key, (tally.get(key) ?? 0) + 1);
}

async function check(
  random: Random,
  runtime: SharedRuntime,
  calls: number,
  tally: Tally,
): Promise<void> {
  const unhandled = new UnhandledRejections();
  const session = new PageMapServer().open();
  const database = await openDatabaseOnSession(session, runtime, { turnTimeoutMs: 20 });
  const recent: string[] = [];
  try {
    for (let done = 1; done <= calls; done++) {
      if (done % CALLS_PER_CHECK === 1) await database.execute(PREPARATION);
      const call = hostileCall(random, { database, runtime });
      recent.push(call.text);
      const beganMs = performance.now();
      count(tally, await outcomeOf(call));
      // A call that blocks the thread keeps the timer of its bound from running.
      if (performance.now() - beganMs > BOUND_MS) throw new Error(TOO_LONG);
      if (done % CALLS_PER_CHECK > 0) continue;
      const rejections = await unhandled.found();
      if (rejections.length > 0) throw rejections[0];
      expect(await database.get("SELECT 1 AS one")).toEqual({ one: 1 });
      recent.length = 0;
    }
    expect(await database.get("PRAGMA integrity_check")).toEqual({ integrity_check: "ok" });
  } catch (cause) {
    throw new Error(`${String(cause)}\nafter ${recent.join("\nand ")}`, { cause });
  } finally {
    await database.close();
    unhandled.stop();
  }
}

/** `ok`, or the kind of the error. Throws for any other error, and for a call that does not end. */
async function outcomeOf({ name, run }: HostileCall): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const bound = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(TOO_LONG)), BOUND_MS);
  });
  try {
    await Promise.race([run(), bound]);
    return `${name} ok`;
  } catch (error) {
    if (error instanceof PlantedError) return `${name} planted`;
    const isOwn = error instanceof DatabaseError || error instanceof ClientError;
    if (!isOwn) throw new Error(`${String(error)} is no error of the package`, { cause: error });
    return `${name} ${error.issue.kind}`;
  } finally {
    clearTimeout(timer);
  }
}

test(
  "whatever a function is given, it ends by a result or an error, and the database goes on",
  async () => {
    // One platform tells inside which calls code runs, and the other does not.
    const runtimes = [
      await testRuntime(),
      await testRuntime({}, undefined, undefined, { createCallContext: () => null }),
    ];
    const tally: Tally = new Map();
    await withSeed(async (random) => {
      for (let done = 0; done < CALLS; done += CALLS_PER_DATABASE) {
        const runtime = pick(random, runtimes);
        await check(random, runtime, Math.min(CALLS_PER_DATABASE, CALLS - done), tally);
      }
    });
    const kinds = new Map<string, number>();
    for (const [key, calls] of tally) {
      const kind = key.slice(key.indexOf(" ") + 1);
      kinds.set(kind, (kinds.get(kind) ?? 0) + calls);
    }
    const list = [...kinds].sort(([, a], [, b]) => b - a).map(([kind, n]) => `${n} ${kind}`);
    console.log(`${CALLS} calls: ${list.join(", ")}`);
    // It has been everywhere, if it was long enough.
    if (CALLS < 10_000) return;
    for (const kind of EXPECTED) expect(list.join(), kind).toContain(` ${kind}`);
  },
  BOUND_MS + CALLS * 20,
);

const EXPECTED = [
  "ok",
  "planted",
  "sqlite",
  "invalid-parameter",
  "invalid-option",
  "invalid-sql",
  "turn-held",
  "transaction-left-open",
  "call-not-awaited",
  "statement-closed",
  "closed",
];
