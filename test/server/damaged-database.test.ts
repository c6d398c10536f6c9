/**
 * Tests one damaged database in a store: all others keep working, on the server and on the
 * connection.
 */

import { createEnvoyClient, type EnvoyClient } from "@barewire/client";
import { webSocketTransport } from "@barewire/client/websocket";
import { openDatabase } from "@barewire/sqlite";
import { createSqliteStore, openKv } from "@barewire/sqlite-storage";
import { afterEach, expect, test } from "vitest";
import { databaseKeys } from "../../packages/storage/src/format/database-keys.js";
import { deltaKey, metaKey } from "../../packages/storage/src/format/logical-key.js";
import { encodeValue } from "../../packages/storage/src/format/logical-value.js";
import { testRuntime } from "../vfs/test-runtime.js";
import { Leftovers } from "./server-process.js";

const NAMESPACE = "n";
const ACTORS = ["sound", "no-record", "no-rows", "newer", "other"];

const leftovers = new Leftovers();

afterEach(() => leftovers.remove());

function pageOf(text: string): Uint8Array {
  return new Uint8Array(4_096).fill(text.length);
}

/** A store with a database of two commits for each actor, three of them damaged afterwards. */
async function damagedStore(): Promise<string> {
  const store = `lmdb:${leftovers.folder()}/data`;
  const kv = await openKv(store);
  const engine = createSqliteStore({ kv });
  for (const actorId of ACTORS) {
    const id = { namespace: NAMESPACE, actorId };
    const { generation } = await engine.open(id);
    for (const expectedHeadTxid of [0n, 1n]) {
      const pgnos = expectedHeadTxid === 0n ? [1, 2] : [2];
      const dirtyPages = pgnos.map((pgno) => ({ pgno, bytes: pageOf(actorId) }));
      const request = { actorId, generation, expectedHeadTxid, newDbSizePages: 2, dirtyPages };
      await engine.commit(id, request);
    }
    await engine.close(id, generation);
  }
  await kv.run("damage", async (tx) => {
    const keysOf = (actorId: string) => databaseKeys({ namespace: NAMESPACE, actorId });
    tx.set(keysOf("no-record").meta, Uint8Array.of(1, 2, 3, 4));
    const newer = metaKey(keysOf("newer"));
    // The version, and a record that this software cannot read.
    for (const [key, value] of encodeValue(newer, Uint8Array.of(3, 0, 1, 2))) tx.set(key, value);
    tx.clear(deltaKey(keysOf("no-rows"), 2n, 0).bytes);
  });
  await engine.stop();
  await kv.close();
  return store;
}

function connect(url: string, actors: readonly string[]): EnvoyClient {
  const transport = webSocketTransport({ url });
  const limits = { requestTimeoutMs: 20_000 };
  return createEnvoyClient({
    transport,
    namespace: NAMESPACE,
    actors,

    limits,
  });
}

async function check(client: EnvoyClient, actorId: string, outcome: string): Promise<void> {
  const found = await client.request(actorId, "ToRivetSqliteGetPagesRequest", { pgnos: [2] }).then(
    ({ tag }) => tag,
    ({ issue }) => issue.kind,
  );
  expect([actorId, found]).toEqual([actorId, outcome]);
}

const SOUND = "SqliteGetPagesOk";

test("the other databases on the connection and on the server go on", async () => {
  const { url, server } = await leftovers.serve(["--store", await damagedStore()]);
  const client = connect(url, ACTORS);
  await check(client, "sound", SOUND);
  await check(client, "other", SOUND);
  await check(client, "no-record", "actor-not-open");
  await check(client, "newer", "actor-not-open");
  // The record is sound, but the rows that it refers to are missing: only reads of them fail.
  await check(client, "no-rows", "SqliteErrorResponse");
  await check(client, "sound", SOUND);
  const beside = connect(url, ["other"]);
  await check(beside, "other", SOUND);
  beside.close();
  client.close();
  expect(server.stdout).toContain("open-failed");
  expect(await server.kill("SIGTERM")).toEqual({ code: 0, signal: null });
});

test("a client that has opened nothing else is told what is wrong, and asks no more", async () => {
  const { url } = await leftovers.serve(["--store", await damagedStore()]);
  for (const [actor, kind] of [
    ["no-record", "corrupt"],
    ["newer", "newer-record"],
    // Its record is sound, and page 1 is what an opening reads.
    ["no-rows", "corrupt"],
  ] as const) {
    const open = { url, namespace: NAMESPACE, actor, runtime: await testRuntime() };
    const error: unknown = await openDatabase(open).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ issue: { kind, url } });
  }
});
