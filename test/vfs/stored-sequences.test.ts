/**
 * Acknowledged means stored: after each statement that did not fail, the store holds what the same
 * SQLite in memory does, and inside a transaction what it held before.
 *
 * Sequences of settings and work run over databases that get old; now and then one is reopened.
 * `BAREWIRE_TEST_SEQUENCES` makes it longer.
 */

import {
  type Database,
  DatabaseError,
  type DatabaseSession,
  type EngineCounters,
  openDatabaseOnSession,
  type ReservedConnection,
  type SharedRuntime,
  type SqlScope,
} from "@barewire/sqlite";
import { expect, test } from "vitest";
import { openEnvoySession } from "../../packages/sqlite/src/session/envoy-session.js";
import type { Connection } from "../../packages/sqlite/src/sqlite/connection.js";
import { countFrom, type Random, withSeed } from "../contract/seeded-random.js";
import { digestOf, MemorySqlite, rowsOf } from "./memory-sqlite.js";
import { ENDINGS, PREPARATION, randomSequence, type Step } from "./random-workload.js";
import { StoredDatabase } from "./stored-snapshot.js";
import { testRuntime } from "./test-runtime.js";
import { NAMESPACE, WireServer } from "./wire-server.js";

const SEQUENCES = countFrom("BAREWIRE_TEST_SEQUENCES", 500);
const SEQUENCES_PER_DATABASE = 10;
/** The least share of the sequences, in percent, in which each kind of event has to occur. */
const MIN_SHARE = 5;
/** Larger commits are staged; a real server states 8 MiB. */
const MAX_DELTA_BYTES = 64 * 1024;
const ACTOR = "sequences";
/** A hung database would never end; a busy machine only takes long. */
const TIMEOUT_MS = 3_600_000;

const EVENTS = [
  "spills",
  "journal commits",
  "batch-atomic commits",
  "staged commits",
  "rollbacks",
  "refusals",
] as const;
type EventKind = (typeof EVENTS)[number];

/** The number of sequences with such an event, and of all such events. */
type Tally = Map<EventKind, { sequences: number; events: number }>;

class Run {
  readonly tally: Tally = new Map(EVENTS.map((kind) => [kind, { sequences: 0, events: 0 }]));
  snapshots = 0;
  statements = 0;
  readonly #random: Random;
  readonly #runtime: SharedRuntime;
  readonly #memory: MemorySqlite;
  readonly #snapshots: MemorySqlite;

  constructor(
    random: Random,
    runtime: SharedRuntime,
    memory: MemorySqlite,
    snapshots: MemorySqlite,
  ) {
    this.#random = random;
    this.#runtime = runtime;
    this.#memory = memory;
    this.#snapshots = snapshots;
  }

  /** Runs sequences over one new database. */
  async database(sequences: number): Promise<void> {
    const server = new WireServer();
    const pair = new Pair(server, this.#runtime, this.#memory, this.#snapshots);
    await pair.open();
    try {
      await pair.run({ sql: PREPARATION, route: "execute", expected: "same" });
      for (let done = 0; done < sequences; done++) {
        if (this.#random(5) === 0) await pair.reopen();
        await this.#sequence(pair, server);
      }
    } finally {
      await pair.close();
      this.#memory.clear();
    }
    this.snapshots += pair.snapshots;
  }

  async #sequence(pair: Pair, server: WireServer): Promise<void> {
    const before = await pair.counters();
    const finalized = finalizedCount(server);
    const steps = randomSequence(this.#random);
    const counts = { rollbacks: 0, refusals: 0 };
    for (const step of steps) {
      const wasInTransaction = pair.isInTransaction;
      const code = await pair.run(step).catch((cause: unknown) => {
        const text = steps.map(({ sql }) => sql).join(";\n");
        throw new Error(`${String(cause)}\nat ${step.sql}\nof ${text}`, { cause });
      });
      this.statements += 1;
      if (wasInTransaction && code === 0 && step.sql.startsWith("ROLLBACK")) counts.rollbacks += 1;
      if (step.expected === "refused") counts.refusals += 1;
    }
    for (const sql of ENDINGS) await pair.run({ sql, route: "execute", expected: "same" });
    const after = await pair.counters();
    this.#count("spills", after.spills - before.spills);
    this.#count("journal commits", after.journalCommits - before.journalCommits);
    this.#count("batch-atomic commits", after.atomicCommits - before.atomicCommits);
    this.#count("staged commits", finalizedCount(server) - finalized);
    this.#count("rollbacks", counts.rollbacks);
    this.#count("refusals", counts.refusals);
  }

  #count(kind: EventKind, events: number): void {
    const entry = this.tally.get(kind);
    if (entry === undefined || events === 0) return;
    entry.sequences += 1;
    entry.events += events;
  }
}

function finalizedCount(server: WireServer): number {
  return server.outcomes.filter((outcome) => outcome.includes("CommitFinalizeRequest ok")).length;
}

/** Transactions stay open between calls, so the statements run on a connection of the database. */
type Opened = {
  readonly database: Database;
  readonly subject: ReservedConnection;
  readonly reference: Connection;
};

/** A database over the wire, and the same SQLite in memory. */
class Pair {
  snapshots = 0;
  readonly #server: WireServer;
  readonly #runtime: SharedRuntime;
  readonly #memory: MemorySqlite;
  readonly #snapshots: MemorySqlite;
  readonly #stored: StoredDatabase;
  #opened: Opened | null = null;
  #headTxid = 0n;
  /** The digest of the snapshot at the head. */
  #storedDigest = "";
  #referenceFile: Uint8Array = new Uint8Array(0);
  #referenceDigest = "";

  constructor(
    server: WireServer,
    runtime: SharedRuntime,
    memory: MemorySqlite,
    snapshots: MemorySqlite,
  ) {
    this.#server = server;
    this.#runtime = runtime;
    this.#memory = memory;
    this.#snapshots = snapshots;
    this.#stored = new StoredDatabase(server, ACTOR);
  }

  get isInTransaction(): boolean {
    return this.#parts.reference.isInTransaction;
  }

  async open(): Promise<void> {
    const session = await openEnvoySession({
      transport: this.#server.transport,
      namespace: NAMESPACE,
      actor: ACTOR,
      clock: this.#runtime.clock,
      random: this.#runtime.random,
    });
    const database = await openDatabaseOnSession(withSmallMessages(session), this.#runtime);
    const subject = await database.reserve();
    this.#opened = { database, subject, reference: await this.#memory.open("reference") };
  }

  async close(): Promise<void> {
    const { database, reference } = this.#parts;
    await database.close();
    await reference.close();
  }

  /**
   * Closes and opens the database: reads see stored data only, and all settings are the initial
   * ones.
   */
  async reopen(): Promise<void> {
    await this.close();
    await this.open();
    await this.#checkStored();
  }

  async counters(): Promise<EngineCounters> {
    return (await this.#parts.database.metrics()).engine;
  }

  /** Runs the step, on both if it should do the same. Returns SQLite's code, 0 for none. */
  async run(step: Step): Promise<number> {
    const { subject, reference } = this.#parts;
    const code = await codeOf(() => runOn(subject, step));
    if (step.expected === "same") {
      const expected = await codeOf(() => reference.execute(step.sql));
      if (code !== expected) throw new Error(`SQLite's result code is ${code}, not ${expected}`);
    } else {
      const isRefused = code !== 0;
      if (isRefused !== (step.expected === "refused")) throw new Error(`result code ${code}`);
    }
    await this.#checkStored();
    return code;
  }

  async #checkStored(): Promise<void> {
    const { reference } = this.#parts;
    const headTxid = await this.#stored.headTxid();
    const isMoved = headTxid !== this.#headTxid;
    if (reference.isInTransaction) {
      if (isMoved) throw new Error("a transaction that is open was stored");
      return;
    }
    if (isMoved) {
      const { file } = await this.#stored.snapshot();
      this.#headTxid = headTxid;
      this.#storedDigest = await this.#digestOf(file);
      this.snapshots += 1;
    }
    const referenceFile = this.#memory.bytesOf("reference");
    if (Buffer.compare(referenceFile, this.#referenceFile) !== 0) {
      this.#referenceFile = referenceFile.slice();
      this.#referenceDigest = await this.#digestOf(this.#referenceFile);
    }
    if (this.#storedDigest !== this.#referenceDigest) {
      throw new Error("what is stored is not what was acknowledged");
    }
  }

  /** The digest of a file, which has to be sound. */
  #digestOf(file: Uint8Array): Promise<string> {
    return this.#snapshots.withFile(file, async (connection) => {
      const verdict = await rowsOf(connection, "PRAGMA integrity_check");
      if (verdict[0]?.[0] !== "ok") throw new Error(`integrity_check: ${verdict.join(", ")}`);
      return digestOf(connection);
    });
  }

  get #parts(): Opened {
    if (this.#opened === null) throw new Error("the databases are not open");
    return this.#opened;
  }
}

/** The session is the same, but commits are staged although they are not large. */
function withSmallMessages(session: DatabaseSession): DatabaseSession {
  const start = { ...session.start, maxDeltaBytes: MAX_DELTA_BYTES };
  return new Proxy(session, {
    get: (target, name) => {
      if (name === "start") return start;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

async function runOn(subject: SqlScope, { sql, route }: Step): Promise<void> {
  switch (route) {
    case "execute":
      return subject.execute(sql);
    case "run":
      await subject.run(sql);
      return;
    case "all":
      await subject.all(sql);
      return;
    case "first":
      await subject.get(sql);
      return;
    case "break":
      for await (const _ of subject.iterate(sql)) break;
      return;
    default:
      route satisfies never;
  }
}

/** SQLite's extended result code; any other failure is not expected here. */
async function codeOf(work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.issue.kind !== "sqlite") throw error;
    if (error.issue.cause !== null) throw error;
    return error.issue.extendedCode;
  }
}

test(
  "after every statement that is acknowledged, the store holds what SQLite in memory does",
  async () => {
    const runtime = await testRuntime();
    const memory = await MemorySqlite.start();
    const snapshots = await MemorySqlite.start();
    const run = await withSeed(async (random) => {
      const run = new Run(random, runtime, memory, snapshots);
      for (let done = 0; done < SEQUENCES; done += SEQUENCES_PER_DATABASE) {
        await run.database(Math.min(SEQUENCES_PER_DATABASE, SEQUENCES - done));
      }
      return run;
    });
    const lines = [...run.tally].map(
      ([kind, { sequences, events }]) => `${events} ${kind} in ${sequences} sequences`,
    );
    console.log(
      `${SEQUENCES} sequences, ${run.statements} statements, ${run.snapshots} snapshots: ` +
        lines.join(", "),
    );
    for (const [kind, { sequences }] of run.tally) {
      expect(sequences, kind).toBeGreaterThanOrEqual((SEQUENCES * MIN_SHARE) / 100);
    }
  },
  TIMEOUT_MS,
);
