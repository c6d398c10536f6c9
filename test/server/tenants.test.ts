/**
 * Tests that a client without access to an actor learns nothing of it, and that the log reveals
 * nothing either.
 */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ToRivet } from "@barewire/protocol/envoy-protocol";
import { afterEach, expect, test } from "vitest";
import { pageOf } from "./marked-pages.js";
import { RawSocket, readOf } from "./raw-socket.js";
import { httpGet, Leftovers } from "./server-process.js";

const leftovers = new Leftovers();

afterEach(() => leftovers.remove());

type MakeRequest = (requestId: number) => ToRivet;

/** The requests of each kind, about `actorId`. */
function requestsOf(actorId: string, generation: bigint): Readonly<Record<string, MakeRequest>> {
  const place = { actorId, generation };
  const dirtyPages = [{ pgno: 1, bytes: pageOf({ owner: 9, sequence: 9 }) }];
  const chunk = { txid: 2n, chunkIdx: 0, bytes: new Uint8Array(9), isLast: true };
  return {
    read: readOf(actorId, generation),
    range: (requestId) => ({
      tag: "ToRivetSqliteGetPageRangeRequest",
      val: { requestId, data: { ...place, startPgno: 1, maxPages: 1, maxBytes: 4_096n } },
    }),
    commit: (requestId) => ({
      tag: "ToRivetSqliteCommitRequest",
      val: { requestId, data: { ...place, expectedHeadTxid: 1n, dirtyPages, newDbSizePages: 1 } },
    }),
    begin: (requestId) => ({
      tag: "ToRivetSqliteCommitStageBeginRequest",
      val: { requestId, data: place },
    }),
    stage: (requestId) => ({
      tag: "ToRivetSqliteCommitStageRequest",
      val: { requestId, data: { ...place, ...chunk } },
    }),
    finalize: (requestId) => ({
      tag: "ToRivetSqliteCommitFinalizeRequest",
      val: { requestId, data: { ...place, expectedHeadTxid: 1n, txid: 2n, newDbSizePages: 1 } },
    }),
    hints: (requestId) => ({
      tag: "ToRivetSqlitePersistPreloadHintsRequest",
      val: { requestId, data: { ...place, hints: { pgnos: [1], ranges: [] } } },
    }),
    keys: (requestId) => ({
      tag: "ToRivetKvRequest",
      val: { actorId, requestId, data: { tag: "KvDropRequest", val: null } },
    }),
  };
}

function tokensFile(tokens: Readonly<Record<string, readonly string[]>>): string {
  const path = join(leftovers.folder(), "tokens.json");
  writeFileSync(path, JSON.stringify(tokens));
  return path;
}

/** The metrics of the engine that count operations. */
async function engineMetrics(url: string): Promise<readonly string[]> {
  const { text } = await httpGet(url, "/metrics");
  return text.split("\n").filter((line) => line.startsWith("barewire_sqlite_"));
}

test("another tenant's actor is answered as one that does not exist, by the same path", async () => {
  const tokens = tokensFile({ "token-a": ["a"], "token-b": ["b"] });
  const { url } = await leftovers.serve(["--tokens-file", tokens]);
  const owner = new RawSocket(url, { namespace: "b", actors: ["victim"], token: "token-b" });
  const { generation } = await owner.started();
  const commit = requestsOf("victim", generation)["commit"];
  if (commit === undefined) throw new Error("no commit");
  expect((await owner.ask(commit))?.tag).toBe("SqliteFenceMismatch");
  const stranger = new RawSocket(url, { namespace: "a", actors: ["mine"], token: "token-a" });
  await stranger.started();
  const before = await engineMetrics(url);
  for (const [kind, make] of Object.entries(requestsOf("victim", generation))) {
    const answer = await stranger.ask(make);
    const ofAbsent = requestsOf("absent", generation)[kind];
    if (ofAbsent === undefined) throw new Error(kind);
    expect(await stranger.ask(ofAbsent), kind).toEqual(answer);
    expect(answer, kind).toEqual({
      tag: kind === "keys" ? "KvErrorResponse" : "SqliteErrorResponse",
      val: { message: "the actor does not exist" },
    });
  }
  // The store was not asked, so the time of an answer reveals nothing of it.
  expect(await engineMetrics(url)).toEqual(before);
  expect((await owner.ask(readOf("victim", generation)))?.tag).toBe("SqliteGetPagesOk");
  await Promise.all([owner.close(), stranger.close()]);
});

test("who may not open a namespace is not told whether it is there", async () => {
  const tokens = tokensFile({ "token-a": ["a"], "token-b": ["b"] });
  const { url } = await leftovers.serve(["--tokens-file", tokens]);
  const owner = new RawSocket(url, { namespace: "b", actors: ["victim"], token: "token-b" });
  await owner.started();
  for (const [namespace, actor, token, code] of [
    ["b", "victim", "token-a", 4004],
    ["b", "absent", "token-a", 4004],
    ["absent", "victim", "token-a", 4004],
    ["b", "victim", "token-c", 4003],
    ["absent", "victim", "token-c", 4003],
    ["b", "victim", undefined, 4003],
  ] as const) {
    const shown = token === undefined ? {} : { token };
    const raw = new RawSocket(url, { namespace, actors: [actor], ...shown });
    expect(await raw.closed, `${namespace} ${actor} ${token}`).toBe(code);
    expect(raw.received).toEqual([]);
  }
  // No other client has taken it from its owner.
  expect(owner.closeCode).toBe(null);
  await owner.close();
});

const SECRETS = {
  token: "planted-token",
  wrongToken: "planted-wrong-token",
  namespace: "planted-namespace",
  actor: "planted-actor",
  path: "planted-path",
  sql: "CREATE TABLE planted_table",
  key: "planted-key",
  value: "planted-value",
  tunnel: "planted-tunnel",
  damage: "planted-damage",
};

/** Makes the server execute, refuse and fail at everything. */
async function provoke(url: string): Promise<void> {
  const { actor, namespace, token } = SECRETS;
  const open = async (): Promise<RawSocket> => {
    return await new RawSocket(url, { namespace, actors: [actor], token }).started();
  };
  const evicted = await open();
  const raw = await open();
  expect(await evicted.closed).toBe(4000);
  const bytes = Uint8Array.from(Buffer.alloc(4_096, SECRETS.sql));
  const place = { actorId: actor, generation: raw.generation };
  for (const [expectedHeadTxid, pgno] of [
    [0n, 1],
    [9n, 1],
    [1n, 0],
  ] as const) {
    await raw.ask((requestId) => ({
      tag: "ToRivetSqliteCommitRequest",
      val: {
        requestId,
        data: { ...place, expectedHeadTxid, dirtyPages: [{ pgno, bytes }], newDbSizePages: 1 },
      },
    }));
  }
  for (const make of Object.values(requestsOf(actor, raw.generation))) await raw.ask(make);
  for (const make of Object.values(requestsOf(actor, 999n))) await raw.ask(make);
  const [keys, values] = [[Buffer.from(SECRETS.key)], [Buffer.from(SECRETS.value)]];
  await raw.ask((requestId) => ({
    tag: "ToRivetKvRequest",
    val: { actorId: actor, requestId, data: { tag: "KvPutRequest", val: { keys, values } } },
  }));
  raw.send({
    tag: "ToRivetTunnelMessage",
    val: {
      messageId: { gatewayId: bytes.slice(0, 4), requestId: bytes.slice(0, 4), messageIndex: 1 },
      messageKind: {
        tag: "ToRivetWebSocketMessage",
        val: { data: Buffer.from(SECRETS.tunnel), binary: true },
      },
    },
  });
  raw.sendBytes(Buffer.from(SECRETS.damage));
  expect(await raw.closed).toBe(4001);
  // The name is too long for the store, though not for the URL.
  const long = `${actor}${"ä".repeat(240)}`;
  const tooLong = new RawSocket(url, {
    namespace: namespace.padEnd(256, "ä"),
    actors: [long],
    token,
  });
  expect(await tooLong.closed).not.toBe(1000);
  const rejected = new RawSocket(url, { namespace, actors: [actor], token: SECRETS.wrongToken });
  expect(await rejected.closed).toBe(4003);
}

test("at its most talkative, the log holds kinds, ids and counts, and no secret", async () => {
  const folder = join(leftovers.folder(), SECRETS.path);
  const { server, url } = await leftovers.serve(
    ["--store", `lmdb:${folder}`, "--log-level", "trace"],
    { BAREWIRE_TOKEN: SECRETS.token },
  );
  await provoke(url);
  const { text: metrics } = await httpGet(url, "/metrics");
  const { text: health } = await httpGet(url, `/${SECRETS.actor}?token=${SECRETS.token}`);
  expect((await server.kill("SIGTERM")).code).toBe(0);
  const logged = server.stdout + server.stderr;
  // The log has entries, so there was something to leak.
  expect(logged).toContain('"tag":"ToRivetSqliteCommitRequest"');
  expect(logged).toContain('"kind":"fence-mismatch"');
  for (const kind of ["malformed-frame", "evicted", "open-failed", "tunnel-message-dropped"]) {
    expect(logged).toContain(kind);
  }
  for (const [name, secret] of Object.entries(SECRETS)) {
    const forms = [
      secret,
      Buffer.from(secret).toString("hex"),
      Buffer.from(secret).toString("base64"),
    ];
    for (const form of [...forms, encodeURIComponent(secret)]) {
      expect(logged.includes(form), `${name} in the log`).toBe(false);
      expect(metrics.includes(form), `${name} in the metrics`).toBe(false);
      expect(health.includes(form), `${name} in an answer`).toBe(false);
    }
  }
});
