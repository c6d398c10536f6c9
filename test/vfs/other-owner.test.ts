/**
 * Tests a session whose link was cut and which comes back after another owner has had the database:
 * it is fenced off if that owner has written, and continues otherwise.
 */

import type { Connection, Transport } from "@barewire/client";
import { type Database, DatabaseError, openDatabase, type SharedRuntime } from "@barewire/sqlite";
import { beforeAll, expect, test } from "vitest";
import { testRuntime } from "./test-runtime.js";
import { NAMESPACE, WireServer } from "./wire-server.js";

const POLL = { timeout: 20_000 };

let runtime: SharedRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
});

/** Connecting takes as long as a test wants. */
class HeldTransport implements Transport {
  isHeld = false;
  readonly #transport: Transport;
  readonly #held: (() => void)[] = [];

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  get heldCount(): number {
    return this.#held.length;
  }

  open: Transport["open"] = (request, events) => {
    if (!this.isHeld) return this.#transport.open(request, events);
    let connection: Connection | null = null;
    this.#held.push(() => {
      connection = this.#transport.open(request, events);
    });
    return {
      bufferedSize: () => connection?.bufferedSize() ?? 0,
      send: (frame) => connection?.send(frame),
      close: (code) => connection?.close(code),
    };
  };

  release(): void {
    this.isHeld = false;
    for (const connect of this.#held.splice(0)) connect();
  }
}

function open(transport: Transport, cache = runtime): Promise<Database> {
  const options = { transport, namespace: NAMESPACE, actor: "one", requestTimeoutMs: 20_000 };
  return openDatabase({ ...options, runtime: cache });
}

/** Checks an INSERT after `deed` of another owner: its outcome, and the stored rows. */
async function check(
  deed: (other: Database) => Promise<unknown>,
  fate: "fenced" | "goes on",
): Promise<{ readonly kind: string; readonly stored: readonly unknown[] }> {
  const server = new WireServer();
  const transport = new HeldTransport(server.transport);
  const older = await open(transport);
  await older.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
  await older.run("INSERT INTO t (v) VALUES ('first')");
  transport.isHeld = true;
  server.sever();
  await expect.poll(() => transport.heldCount, POLL).toBeGreaterThan(0);
  const other = await open(server.transport, await testRuntime());
  await deed(other);
  await other.close();
  transport.release();
  // The reconnect alone fences the session, before any request: cached pages may not be read any
  // more.
  await expect.poll(() => older.isFenced, POLL).toBe(fate === "fenced");
  if (fate === "fenced") {
    const stale = older.all("SELECT v FROM t");
    await expect(stale).rejects.toMatchObject({ issue: { kind: "fenced" } });
  }
  const kind = await older.run("INSERT INTO t (v) VALUES ('third')").then(
    () => "done",
    (error: unknown) => (error instanceof DatabaseError ? error.issue.kind : "not a DatabaseError"),
  );
  if (kind === "done") expect(await older.all("SELECT v FROM t")).toHaveLength(2);
  await older.close();
  const last = await open(server.transport);
  const stored = (await last.all("SELECT v FROM t ORDER BY id")).map(({ v }) => v);
  await last.close();
  expect(server.findings("one")).toEqual([]);
  return { kind, stored };
}

test("a session that returns after another owner has written is fenced off", async () => {
  const { kind, stored } = await check(
    (other) => other.run("INSERT INTO t (v) VALUES ('second')"),
    "fenced",
  );
  expect(kind).toBe("fenced");
  expect(stored).toEqual(["first", "second"]);
});

test("a session that returns after another owner has only read goes on, and writes once", async () => {
  const { kind, stored } = await check((other) => other.all("SELECT * FROM t"), "goes on");
  expect(kind).toBe("done");
  expect(stored).toEqual(["first", "third"]);
});
