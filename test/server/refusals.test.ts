/** Every refusal is logged in exactly one line and counted, and tells nothing of a client. */

import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect as connectTcp, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomBytes, SYSTEM_RANDOM } from "@barewire/clock";
import { createLog, type RunningServer, readSettings, startServer } from "@barewire/server";
import { databaseHash, type Kv, openKv, StorageError } from "@barewire/sqlite-storage";
import { afterEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { databaseKeys } from "../../packages/storage/src/format/database-keys.js";
import { LATER, NEWEST, OLDEST, subprotocolOf } from "../contract/envoy-versions.js";
import { RawSocket, readOf } from "./raw-socket.js";
import { httpGet, until } from "./server-process.js";

const TOKEN = "swordfish";
const OTHER_TOKEN = "marlin";
/** Everything that a client names or sends, none of which may be told. */
const SECRETS = [TOKEN, OTHER_TOKEN, "sesame", "aquarium", "secret-actor", "hunter2"];
const NAMESPACE = "aquarium";
const ACTOR = "secret-actor";
const V3 = "envoy-protocol.v3";
const REFUSED = "envoy-protocol.refused";

type Line = { readonly msg: string; readonly kind?: string; readonly [fact: string]: unknown };

type Watched = {
  readonly server: RunningServer;
  readonly url: string;
  readonly lines: readonly Line[];
  readonly kv: Kv;
  /** Lets the next transaction of the store fail with `error`. */
  readonly failOnce: (error: Error) => void;
};

const running: RunningServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function start(
  flags: Readonly<Record<string, string>> = {},
  environment: Readonly<Record<string, string>> = { BAREWIRE_TOKEN: TOKEN },
): Promise<Watched> {
  const lines: Line[] = [];
  const write = (line: string): void => void lines.push(JSON.parse(line) as Line);
  const all = { store: "memory:", port: "0", maxFrameSize: "64KiB", maxActors: "2", ...flags };
  const { settings } = readSettings({ flags: all, environment, file: null });
  const kv = await openKv("memory:");
  let failure: Error | null = null;
  const failing: Kv = {
    limits: kv.limits,
    close: () => kv.close(),
    run: async (name, work, options) => {
      const error = failure;
      failure = null;
      if (error !== null) throw error;
      return kv.run(name, work, options);
    },
  };
  const server = await startServer(settings, failing, createLog("info", { write }));
  running.push(server);
  const failOnce = (error: Error): void => {
    failure = error;
  };
  return { server, url: server.url, lines, kv, failOnce };
}

/** The lines that are about a refusal, without their level and time. */
function refusalsIn(lines: readonly Line[]): readonly Record<string, unknown>[] {
  return lines
    .filter(({ kind }) => kind !== undefined)
    .map(({ level: _level, time: _time, address: _address, ...facts }) => facts);
}

/** Sends `text` over TCP and waits for the end; with an empty text it sends nothing. */
function sendText(url: string, text: string): Promise<string> {
  const { port } = new URL(url);
  return new Promise((resolve) => {
    let answer = "";
    const socket = connectTcp(Number(port), "127.0.0.1", () => socket.write(text));
    socket.on("data", (data) => {
      answer += data.toString("latin1");
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer));
  });
}

const UPGRADE = [
  "Host: a",
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
];

function upgradeText(target: string, headers: readonly string[] = UPGRADE): string {
  return [`GET ${target} HTTP/1.1`, ...headers, "", ""].join("\r\n");
}

const PATH = `/?namespace=${NAMESPACE}&actor=${ACTOR}`;

function protocols(token: string | null = TOKEN): readonly string[] {
  return token === null ? [V3, REFUSED] : [V3, REFUSED, `envoy-protocol.token.${token}`];
}

/** Opens a WebSocket, and returns the close code or the status of HTTP. */
function open(
  url: string,
  path: string,
  subprotocols: readonly string[] = protocols(),
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  const socket = new WebSocket(url + path, [...subprotocols], { headers });
  return new Promise((resolve) => {
    socket.on("unexpected-response", (_request, response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    socket.on("error", () => undefined);
    socket.on("close", (code) => resolve(code));
  });
}

async function openAndSend(url: string, frame: Uint8Array | string): Promise<number> {
  const socket = new WebSocket(url + PATH, [...protocols()]);
  socket.on("open", () => socket.send(frame));
  socket.on("error", () => undefined);
  return new Promise((resolve) => socket.on("close", resolve));
}

/** The end of `work`, and the one refusal that is logged for it and counted. */
async function check(
  watched: Watched,
  work: () => Promise<unknown>,
  end: unknown,
  refusal: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { url, lines } = watched;
  const before = refusalsIn(lines).length;
  const name = `barewire_refusal_total{event="${refusal["msg"]}",kind="${refusal["kind"]}"}`;
  const countBefore = await counterOf(url, name);
  const found = await work();
  await until("it is logged", () => refusalsIn(lines).length > before);
  expect(await counterOf(url, name)).toBe(countBefore + 1);
  // A second line would have come before the metrics.
  expect([found, refusalsIn(lines).slice(before)]).toEqual([end, [refusal]]);
  const logged = JSON.stringify(lines);
  for (const secret of SECRETS) expect(logged).not.toContain(secret);
}

async function counterOf(url: string, name: string): Promise<number> {
  const { text } = await httpGet(url, "/metrics");
  for (const secret of SECRETS) expect(text).not.toContain(secret);
  const line = text.split("\n").find((each) => each.startsWith(name));
  return Number(line?.slice(name.length) ?? 0);
}

const refused = (kind: string, facts = {}) => ({ msg: "refused", kind, ...facts });

type Upgrade = {
  readonly path?: string;
  readonly subprotocols?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
};

const UPGRADES: readonly (readonly [Upgrade, number, Readonly<Record<string, unknown>>])[] = [
  [{ path: "/hunter2" }, 404, refused("wrong-path")],
  [{ subprotocols: ["chat"] }, 400, refused("foreign-subprotocol")],
  [
    { subprotocols: [...LATER.map(subprotocolOf), REFUSED] },
    1000,
    refused("version", { offered: LATER.join(", "), supported: `${OLDEST} to ${NEWEST}` }),
  ],
  [{ subprotocols: protocols(null) }, 4003, refused("token-missing")],
  [{ subprotocols: protocols("sesame") }, 4003, refused("token-wrong")],
  [
    { path: `/?actor=${ACTOR}` },
    4005,
    refused("name", { rule: "there must be exactly one namespace" }),
  ],
  [
    { path: `/?namespace=${NAMESPACE}` },
    4005,
    refused("name", { rule: "there must be at least one actor" }),
  ],
  [
    { path: `/?namespace=&actor=${ACTOR}` },
    4005,
    refused("name", { rule: "a name may not be empty" }),
  ],
  [
    { path: `/?namespace=${NAMESPACE}&actor=a&actor=b&actor=c` },
    4005,
    refused("name", { rule: "there may be at most 2 actors (maxActors)" }),
  ],
  [
    { path: `${PATH}&actor=${ACTOR}` },
    4005,
    refused("name", { rule: "an actor may be named once only" }),
  ],
  [{ path: `${PATH}%00` }, 4005, refused("name", { rule: "a name may not contain U+0000" })],
  [
    { path: `${PATH}${"x".repeat(256)}` },
    4005,
    refused("name", { rule: "a name may have at most 256 UTF-16 code units" }),
  ],
];

test("every upgrade that is refused is logged once and counted", async () => {
  const watched = await start();
  const { url } = watched;
  for (const [{ path = PATH, subprotocols, headers }, end, refusal] of UPGRADES) {
    await check(watched, () => open(url, path, subprotocols, headers), end, refusal);
  }
  const evil = { Origin: "https://evil.example" };
  const origin = await open(url, PATH, protocols(), evil);
  expect(watched.lines.at(-1)).toMatchObject(
    refused("origin", { origin: "https://evil.example", address: "127.0.0.1" }),
  );
  expect(origin).toBeGreaterThanOrEqual(4003);
  await check(
    watched,
    () => open(url, PATH, ["chat"], { Origin: "hunter2" }),
    403,
    refused("origin", { origin: "invalid" }),
  );
});

test("a token that does not open the namespace is logged once and counted", async () => {
  const folder = mkdtempSync(join(tmpdir(), "barewire-tokens-"));
  const tokensFile = join(folder, "tokens.json");
  writeFileSync(tokensFile, JSON.stringify({ [TOKEN]: [NAMESPACE], [OTHER_TOKEN]: ["sesame"] }));
  try {
    const watched = await start({ tokensFile }, {});
    const { url } = watched;
    const opened = (path: string) => () => open(url, path, protocols(OTHER_TOKEN));
    await check(watched, opened(PATH), 4004, refused("namespace"));
    // It is answered alike whether the namespace has a token of its own or not.
    const nowhere = `/?namespace=hunter2&actor=${ACTOR}`;
    await check(watched, opened(nowhere), 4004, refused("namespace"));
    const own = new RawSocket(url, { namespace: NAMESPACE, actors: [ACTOR], token: TOKEN });
    await (await own.started()).close();
    expect(refusalsIn(watched.lines)).toHaveLength(2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a socket beyond those that the system has closed in time is logged once", async () => {
  const watched = await start();
  const listening = await listenerOf(watched.url);
  const standing = connectTcp(Number(new URL(watched.url).port), "127.0.0.1");
  await new Promise((resolve) => standing.once("connect", resolve));
  // The server has accepted it before it answers this request.
  await httpGet(watched.url, "/healthz");
  const dropped = async (): Promise<string> => {
    const { maxConnections } = listening;
    listening.maxConnections = 1;
    try {
      return await sendText(watched.url, "");
    } finally {
      listening.maxConnections = maxConnections;
    }
  };
  await check(watched, dropped, "", refused("socket-limit"));
  expect(watched.lines.at(-1)).toMatchObject({ address: "127.0.0.1" });
  standing.destroy();
});

/** The listening socket of the server at `url`, as Node tells it of a request. */
async function listenerOf(url: string): Promise<Server> {
  const found: Server[] = [];
  const listen = (message: unknown): void => {
    // The channel is documented to publish the server of each request.
    found.push((message as { readonly server: Server }).server);
  };
  subscribe("http.server.request.start", listen);
  await httpGet(url, "/healthz");
  unsubscribe("http.server.request.start", listen);
  const [server] = found;
  if (server === undefined) throw new Error("no request has reached the server");
  return server;
}

test("what is no upgrade is logged once and counted", async () => {
  const watched = await start();
  const { url } = watched;
  const statusOf = async (text: string) => Number((await sendText(url, text)).slice(9, 12));
  await check(watched, () => statusOf(upgradeText("//")), 400, refused("invalid-url"));
  await check(
    watched,
    () => statusOf(upgradeText(PATH, [...UPGRADE.slice(0, 4), `Sec-WebSocket-Protocol: ${V3}`])),
    400,
    refused("websocket-handshake", { reason: "Missing or invalid Sec-WebSocket-Key header" }),
  );
  await check(
    watched,
    () => statusOf("\u0016\u0003\u0001 this is TLS\r\n\r\n"),
    400,
    refused("malformed-http", { code: "HPE_INVALID_METHOD" }),
  );
  await check(
    watched,
    () => statusOf(upgradeText(PATH, [`X-Long: ${"x".repeat(20_000)}`])),
    431,
    refused("malformed-http", { code: "HPE_HEADER_OVERFLOW" }),
  );
  await check(
    watched,
    async () => (await httpGet(url, "/hunter2")).status,
    404,
    refused("plain-http", { status: 404 }),
  );
});

test("every frame that is refused is logged once and counted", async () => {
  const watched = await start();
  const { url } = watched;
  // A read of pages that ends in the middle of the name of its actor.
  const damaged = Uint8Array.from([1, 1, 0, 0, 0, 200, 104, 117, 110]);
  await check(
    watched,
    () => openAndSend(url, damaged),
    4001,
    refused("malformed-frame", {
      size: damaged.length,
      path: expect.stringMatching(/^ToRivet\.\w/),
      offset: expect.any(Number),
      reason: expect.stringMatching(/\w/),
    }),
  );
  await check(watched, () => openAndSend(url, "hunter2"), 4001, refused("text-frame"));
  await check(
    watched,
    () => openAndSend(url, new Uint8Array(70_000)),
    1009,
    refused("frame-too-large", { maxFrameSize: 65_536 }),
  );
});

test("a frame that violates the WebSocket protocol is logged once and counted", async () => {
  const watched = await start();
  const offer = `Sec-WebSocket-Protocol: ${protocols().join(", ")}`;
  // A frame that is not masked, behind the upgrade.
  const text = `${upgradeText(PATH, [...UPGRADE, offer])}\u0002\u0001a`;
  const code = { code: "WS_ERR_EXPECTED_MASK" };
  await check(
    watched,
    async () => (await sendText(watched.url, text)).slice(0, 12),
    "HTTP/1.1 101",
    refused("websocket-violation", code),
  );
});

const DATABASE = { namespace: NAMESPACE, actorId: ACTOR };
const HASH = databaseHash(DATABASE);

function codedError(code: string): Error {
  const cause = Object.assign(new Error("hunter2"), { code });
  return new StorageError({ kind: "kv-failed" }, { cause });
}

test("a failed request is logged once, with the code behind it and the hashed name", async () => {
  const watched = await start();
  const raw = await new RawSocket(watched.url, {
    namespace: NAMESPACE,
    actors: [ACTOR],
    token: TOKEN,
  }).started();
  const { generation } = raw;
  const data = { actorId: ACTOR, generation, expectedHeadTxid: 0n, newDbSizePages: 1 };
  const commit = (size: number) => async () => {
    const dirtyPages = [{ pgno: 1, bytes: new Uint8Array(size) }];
    const answer = await raw.ask((requestId) => ({
      tag: "ToRivetSqliteCommitRequest",
      val: { requestId, data: { ...data, dirtyPages } },
    }));
    return answer?.tag;
  };
  const read = (actorId: string, of: bigint) => async () => {
    return (await raw.ask(readOf(actorId, of)))?.tag;
  };
  const failed = (kind: string, tag: string, facts = {}) => ({
    ...{ msg: "request-failed", kind, tag, requestId: expect.any(Number) },
    ...facts,
  });
  const database = { database: HASH };
  const [COMMIT, READ] = ["ToRivetSqliteCommitRequest", "ToRivetSqliteGetPagesRequest"];
  const ERROR = "SqliteErrorResponse";
  await check(watched, commit(5), ERROR, failed("invalid-request", COMMIT, database));
  await check(watched, read("hunter2", 1n), ERROR, failed("actor-missing", READ));
  const fenced = failed("fence-mismatch", READ, database);
  await check(watched, read(ACTOR, generation - 1n), "SqliteFenceMismatch", fenced);
  watched.failOnce(codedError("53200"));
  const sqlState = failed("kv-failed", COMMIT, { ...database, code: "53200" });
  await check(watched, commit(4_096), ERROR, sqlState);
  watched.failOnce(codedError("EIO"));
  const errno = failed("kv-failed", COMMIT, { ...database, code: "EIO" });
  await check(watched, commit(4_096), ERROR, errno);
  watched.failOnce(new TypeError("hunter2"));
  const bug = failed("failed", COMMIT, { ...database, code: "TypeError" });
  await check(watched, commit(4_096), ERROR, bug);
  watched.failOnce(new StorageError({ kind: "kv-unknown-result" }));
  await check(watched, commit(4_096), undefined, failed("kv-unknown-result", COMMIT, database));
  expect(await raw.closed).toBe(1011);
});

test("a commit beyond the quota is logged once", async () => {
  const watched = await start({ maxDatabaseSize: "8KiB" });
  const options = { namespace: NAMESPACE, actors: [ACTOR], token: TOKEN };
  const raw = await new RawSocket(watched.url, options).started();
  const dirtyPages = [1, 2, 3, 4].map((pgno) => ({ pgno, bytes: randomPage() }));
  const data = { actorId: ACTOR, generation: raw.generation, expectedHeadTxid: 0n };
  const commit = async () => {
    const answer = await raw.ask((requestId) => ({
      tag: "ToRivetSqliteCommitRequest",
      val: { requestId, data: { ...data, dirtyPages, newDbSizePages: 4 } },
    }));
    return answer?.tag;
  };
  await check(watched, commit, "SqliteErrorResponse", {
    ...{ msg: "request-failed", kind: "quota-exceeded", tag: "ToRivetSqliteCommitRequest" },
    ...{ requestId: expect.any(Number), database: HASH },
  });
  await raw.close();
});

/** A page that cannot be compressed. */
function randomPage(): Uint8Array {
  return randomBytes(SYSTEM_RANDOM, 4_096);
}

test("a database that cannot be opened is logged once, by its hashed name", async () => {
  const watched = await start();
  const opened = () => open(watched.url, PATH);
  const failed = (kind: string, facts = {}) => ({
    ...{ msg: "open-failed", kind, database: HASH },
    ...facts,
  });
  watched.failOnce(codedError("28P01"));
  await check(watched, opened, 1011, failed("kv-failed", { code: "28P01" }));
  const { meta } = databaseKeys(DATABASE);
  await watched.kv.run("damage", async (tx) => tx.set(meta, Uint8Array.of(1, 2, 3, 4)));
  await check(watched, opened, expect.any(Number), failed("corrupt"));
});

test("without room a client is refused, and so is one that comes while the server stops", async () => {
  const watched = await start({ maxConnections: "1", drainTimeout: "300ms" });
  const { url, lines, server } = watched;
  const first = await new RawSocket(url, { namespace: NAMESPACE, token: TOKEN }).started();
  const full = refused("connection-limit", { maxConnections: 1 });
  await check(watched, () => open(url, PATH), 503, full);
  // Its socket is accepted, and its upgrade comes when the server stops already.
  const late = connectTcp(Number(new URL(url).port), "127.0.0.1");
  await new Promise((resolve) => late.once("connect", resolve));
  const offer = `Sec-WebSocket-Protocol: ${protocols().join(", ")}`;
  late.write(upgradeText(PATH, [...UPGRADE, offer]).slice(0, -2));
  // The server has read what was sent before this request.
  await httpGet(url, "/healthz");
  // The first client does not answer its close, which keeps the server from ending at once.
  first.socket.pause();
  const stopped = server.stop();
  late.write("\r\n");
  const answer = await new Promise((resolve) => late.once("data", (data) => resolve(`${data}`)));
  expect(answer).toMatch(/^HTTP\/1.1 503 /);
  late.destroy();
  first.socket.terminate();
  await stopped;
  expect(refusalsIn(lines).slice(1)).toEqual([refused("stopping")]);
});

test("a flood of refusals is counted whole, and fills no log", async () => {
  const watched = await start();
  const { url, lines, server } = watched;
  for (let batch = 0; batch < 10; batch += 1) {
    const attempts = Array.from({ length: 30 }, () => open(url, PATH, protocols("sesame")));
    expect(new Set(await Promise.all(attempts))).toEqual(new Set([4003]));
  }
  const name = 'barewire_refusal_total{event="refused",kind="token-wrong"}';
  expect(await counterOf(url, name)).toBe(300);
  await server.stop();
  const refusals = refusalsIn(lines);
  const logged = refusals.filter(({ msg }) => msg === "refused").length;
  expect(logged).toBeGreaterThanOrEqual(50);
  expect(logged).toBeLessThan(80);
  expect(refusals.at(-1)).toEqual({
    msg: "lines-suppressed",
    kind: "refused token-wrong",
    count: 300 - logged,
  });
});
