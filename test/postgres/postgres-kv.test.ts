/** The PostgreSQL driver when connections break, locks are held and the server goes away. */

import { SYSTEM_CLOCK } from "@barewire/clock";
import type { Kv, KvRunOptions, KvTransaction } from "@barewire/sqlite-storage";
import { StorageError } from "@barewire/sqlite-storage";
import { openPostgresKv } from "@barewire/sqlite-storage/postgres";
import { afterAll, expect, test } from "vitest";
import { startCuttingProxy } from "./cutting-proxy.js";
import { type PostgresServer, query, startPostgresIfPossible } from "./postgres-server.js";

const server = await startPostgresIfPossible();

afterAll(async () => {
  if (typeof server !== "string") await server.remove();
});

let tableCount = 0;

function newTable(): string {
  tableCount += 1;
  return `kv_${tableCount}`;
}

/** A test that needs the server. */
function check(name: string, run: (server: PostgresServer) => Promise<void>): void {
  test(name, async (context) => {
    if (typeof server === "string") return context.skip(server);
    await run(server);
  });
}

const COUNT = Uint8Array.of(1);
const TOKEN = Uint8Array.of(2);

/** Adds one, and leaves the token with it: who finds the token there has added it before. */
async function addOnce(tx: KvTransaction): Promise<number> {
  const count = (await tx.get(COUNT, { lock: true }))?.[0] ?? 0;
  if ((await tx.get(TOKEN)) !== undefined) return count;
  tx.set(COUNT, Uint8Array.of(count + 1));
  tx.set(TOKEN, TOKEN);
  return count + 1;
}

async function outcomeOf(running: Promise<unknown>): Promise<unknown> {
  return await running.catch((error: unknown) => {
    return error instanceof StorageError ? error.issue.kind : error;
  });
}

const readCount = (kv: Kv) => kv.run("read", async (tx) => (await tx.get(COUNT))?.[0] ?? 0);

// Without a token, a commit that was overtaken may become visible late: its outcome is unknown
// until then.
test.each<["delivered" | "overtaken" | "lost", KvRunOptions, unknown, number]>([
  ["delivered", {}, "kv-unknown-result", 1],
  ["lost", {}, "kv-unknown-result", 0],
  ["delivered", { token: TOKEN }, 1, 1],
  ["overtaken", { token: TOKEN }, 1, 1],
  ["lost", { token: TOKEN }, 1, 1],
])(
  "a connection that breaks at a commit that was %s, with %j",
  async (message, options, result, count) => {
    if (typeof server === "string") return;
    const proxy = await startCuttingProxy(server.socketPath);
    const kv = await openPostgresKv({ url: proxy.url, table: newTable() });
    try {
      proxy.arm({ at: "COMMIT", message });
      expect(await outcomeOf(kv.run("add", addOnce, options))).toBe(result);
      expect([await readCount(kv), proxy.cutCount()]).toEqual([count, 1]);
    } finally {
      await kv.close();
      await proxy.close();
    }
  },
);

check("a connection that breaks at a read costs an attempt", async ({ socketPath }) => {
  const proxy = await startCuttingProxy(socketPath);
  const kv = await openPostgresKv({ url: proxy.url, table: newTable() });
  proxy.arm({ at: "FOR UPDATE", message: "delivered" });
  const attempts = await kv.run("add", async (tx) => {
    await addOnce(tx);
    return tx.attempt;
  });
  expect([attempts, await readCount(kv), proxy.cutCount()]).toEqual([2, 1, 1]);
  await kv.close();
  await proxy.close();
});

check("who waits for a lock too long is told so, and does not hold it later", async ({ url }) => {
  const table = newTable();
  const kv = await openPostgresKv({ url, table });
  await kv.run("hold", async (tx) => {
    await addOnce(tx);
    const waiting = kv.run("wait", addOnce, { timeoutMs: 200 });
    expect(await outcomeOf(waiting)).toBe("kv-timeout");
  });
  expect(await readCount(kv)).toBe(1);
  const held = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
  await expect.poll(() => query(url, held)).toEqual(["0"]);
  await kv.close();
});

check("many may create the table at once", async ({ url }) => {
  const table = newTable();
  const opening = Array.from({ length: 6 }, () =>
    openPostgresKv({ url, table, maxConnections: 2 }),
  );
  const stores = await Promise.all(opening);
  await Promise.all(stores.map((kv) => kv.run("add", addOnce)));
  expect(await query(url, `SELECT count(*) FROM ${table}`)).toEqual(["2"]);
  // "e": out of line and uncompressed.
  const storage = `SELECT attstorage FROM pg_attribute
    WHERE attrelid = '${table}'::regclass AND attname = 'value'`;
  expect(await query(url, storage)).toEqual(["e"]);
  await Promise.all(stores.map((kv) => kv.close()));
});

check("no more connections are used than allowed, and none is left", async ({ url }) => {
  const kv = await openPostgresKv({ url, table: newTable(), maxConnections: 3 });
  const count = `SELECT count(*)::int FROM pg_stat_activity WHERE application_name = 'barewire'`;
  const counts = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      kv.run("read", async (tx) => {
        await tx.get(COUNT);
        return index === 5 ? (await query(url, count))[0] : undefined;
      }),
    ),
  );
  expect(counts[5]).toBeLessThanOrEqual(3);
  await kv.close();
  await expect.poll(() => query(url, count)).toEqual([0]);
});

check("connections that the server ended are replaced", async ({ url }) => {
  const kv = await openPostgresKv({ url, table: newTable() });
  await kv.run("add", addOnce);
  const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = 'barewire'`;
  expect(await query(url, end)).toContain(true);
  expect(await readCount(kv)).toBe(1);
  await kv.close();
});

check("a server that restarts is waited for, and one that stays away is not", async (running) => {
  const { url } = running;
  // A busy machine may take more than a second to start the server.
  const monotonicMs = () => SYSTEM_CLOCK.monotonicMs() / 20;
  const table = newTable();
  const kv = await openPostgresKv({ url, table, clock: { ...SYSTEM_CLOCK, monotonicMs } });
  const impatient = await openPostgresKv({ url, table });
  await kv.run("add", addOnce);
  await running.stop();
  const failedMs = async (): Promise<number> => {
    const begunMs = performance.now();
    expect(await outcomeOf(readCount(impatient))).toBe("kv-unavailable");
    return performance.now() - begunMs;
  };
  const firstMs = await failedMs();
  expect(firstMs).toBeGreaterThan(900);
  // A server that is starting would be waited for 4 seconds.
  expect(firstMs).toBeLessThan(3_500);
  // The outage is known by now.
  expect(await failedMs()).toBeLessThan(firstMs / 2);
  await expect(openPostgresKv({ url, table })).rejects.toThrow(StorageError);
  const reading = readCount(kv);
  await running.start();
  expect(await reading).toBe(1);
  expect(await readCount(impatient)).toBe(1);
  await Promise.all([kv.close(), impatient.close()]);
});

test("a name that is no table is refused, for it becomes part of the SQL", async () => {
  const opening = openPostgresKv({ url: "postgres://localhost", table: "kv; DROP TABLE kv" });
  await expect(opening).rejects.toThrow(RangeError);
});
