/** An opening that cannot succeed: its kind, its cause, what it tells, and when it ends. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseError, type OpenDatabaseOptions, openDatabase } from "@barewire/sqlite";
import { afterAll, expect, test } from "vitest";
import { makeCertificate } from "../server/certificate.js";
import { Leftovers } from "../server/server-process.js";
import { testRuntime } from "../vfs/test-runtime.js";
import { ForeignHosts } from "./foreign-hosts.js";

const hosts = new ForeignHosts();
const leftovers = new Leftovers();

afterAll(async () => {
  await hosts.close();
  await leftovers.remove();
});

const TOKEN = "kept-from-everybody";
/** The most that a failure with an answer may take on a busy machine. */
const MAX_ANSWERED_MS = 2_000;

type Options = Partial<Omit<OpenDatabaseOptions, "transport">> & { readonly token?: string };

async function failureOf(url: string, options: Options = {}): Promise<DatabaseError> {
  const who = { namespace: "notebooks", actor: "ada", token: TOKEN };
  const error = await openDatabase({ url, ...who, ...options }).then(
    async (database) => {
      await database.close();
      return expect.unreachable("it has opened");
    },
    (reason: unknown) => reason,
  );
  return error instanceof DatabaseError ? error : expect.unreachable(String(error));
}

/** Opens in vain, in time, with this issue; the message has each of `says`, and no secret. */
async function check(
  url: string,
  issue: object,
  says: readonly string[],
  options: Options = {},
): Promise<DatabaseError> {
  const begunMs = performance.now();
  const error = await failureOf(url, options);
  expect(performance.now() - begunMs).toBeLessThan(MAX_ANSWERED_MS);
  expect(error.issue).toEqual(issue);
  for (const text of says) expect(error.message).toContain(text);
  expect(JSON.stringify([error.message, error.issue, error.stack])).not.toContain(TOKEN);
  return error;
}

test("where nothing listens, the URL, the system's code and what to do are told", async () => {
  const url = `ws://${await hosts.nothing()}`;
  const issue = { kind: "unreachable", url, reason: "refused", code: "ECONNREFUSED" };
  const error = await check(url, issue, [url, "ECONNREFUSED", "start the server"]);
  expect(error.cause).toMatchObject({ code: "ECONNREFUSED" });
});

test("credentials and query of the URL are not told", async () => {
  const host = await hosts.nothing();
  const url = `ws://user:${TOKEN}@${host}/path?token=${TOKEN}`;
  await check(
    url,
    { kind: "unreachable", url: `ws://${host}/path`, reason: "refused", code: "ECONNREFUSED" },
    [],
  );
});

test("a name that cannot be resolved is told as such", async () => {
  const url = "ws://nowhere.invalid:7447";
  const error = await failureOf(url);
  expect(error.issue).toMatchObject({ kind: "unreachable", url, reason: "unknown-host" });
  expect(error.cause).toMatchObject({ syscall: "getaddrinfo" });
});

test("a host that hangs up is told as such", async () => {
  const url = `ws://${await hosts.tcp((socket) => socket.resetAndDestroy())}`;
  const issue = { kind: "unreachable", url, reason: "cut", code: "ECONNRESET" };
  await check(url, issue, [url, "ECONNRESET"]);
});

test("a host that says nothing is left after connectTimeoutMs", async () => {
  const url = `ws://${await hosts.silent()}`;
  const issue = { kind: "unreachable", url, reason: "silent", timeoutMs: 300 };
  await check(url, issue, [url, "300 ms (connectTimeoutMs)"], { connectTimeoutMs: 300 });
});

test("a WebSocket that says nothing is left after connectTimeoutMs", async () => {
  const url = `ws://${await hosts.webSocket("envoy-protocol.v3")}`;
  const issue = { kind: "unreachable", url, reason: "silent", timeoutMs: 300 };
  await check(url, issue, [url], { connectTimeoutMs: 300 });
});

test.each([200, 301, 404, 426])("HTTP status %i is not a Barewire server", async (status) => {
  const url = `ws://${await hosts.http(status)}`;
  const issue = { kind: "not-a-barewire-server", url, answer: "http-status", status };
  await check(url, issue, [url, `HTTP status ${status}`]);
});

test.each([502, 503])("HTTP status %i is a server that cannot serve now", async (status) => {
  const url = `ws://${await hosts.http(status)}`;
  await check(url, { kind: "server-unavailable", url, status }, [url, `HTTP status ${status}`]);
});

test("HTTP status 401 is a token that is missing", async () => {
  const url = `ws://${await hosts.http(401)}`;
  await check(url, { kind: "unauthorised", url }, [url, "token"]);
});

test("a server of another protocol is none, and what it said is not told", async () => {
  const banner = "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n";
  const url = `ws://${await hosts.tcp((socket) => socket.write(banner))}`;
  const issue = { kind: "not-a-barewire-server", url, answer: "not-http", status: null };
  const error = await check(url, issue, [url, "another protocol"]);
  expect(error.cause).toMatchObject({ code: expect.stringMatching(/^HPE_/) });
  expect(error.cause).not.toHaveProperty("rawPacket");
});

test.each([
  ["selects no subprotocol", null, undefined, "handshake"],
  ["selects one that was not offered", "chat", undefined, "handshake"],
  ["begins with a text", "envoy-protocol.v3", "hello", "first-frame"],
  ["begins with other bytes", "envoy-protocol.v3", Uint8Array.of(250, 1, 2), "first-frame"],
  ["refuses with other bytes", "envoy-protocol.refused", Uint8Array.of(1), "first-frame"],
] as const)("a WebSocket server that %s is none", async (_what, subprotocol, first, answer) => {
  const url = `ws://${await hosts.webSocket(subprotocol, first)}`;
  const issue = { kind: "not-a-barewire-server", url, answer, status: null };
  await check(url, issue, [url, "not a Barewire server"]);
});

test("a scheme that does not fit is told in both directions", async (context) => {
  const folder = leftovers.folder();
  const files = [join(folder, "cert.pem"), join(folder, "key.pem")] as const;
  const missing = makeCertificate(...files);
  if (missing !== null) return context.skip(missing);
  const tls = await hosts.tls(readFileSync(files[0]), readFileSync(files[1]));
  const untrusted = await failureOf(`wss://${tls}`);
  expect(untrusted.issue).toMatchObject({ kind: "unreachable", reason: "certificate" });
  expect(untrusted.message).toContain("NODE_EXTRA_CA_CERTS");
  const { message, issue } = await failureOf(`ws://${tls}`);
  expect(issue).toMatchObject({ kind: "unreachable", url: `ws://${tls}` });
  expect(message).toContain("wss:");
  const plain = await hosts.http(426);
  const swapped = await failureOf(`wss://${plain}`);
  expect(swapped.issue).toMatchObject({ kind: "unreachable", reason: "needs-ws" });
  expect(swapped.message).toContain("use ws:");
});

test("a Barewire server tells what it does not accept", async () => {
  const tokens = join(leftovers.folder(), "tokens.json");
  writeFileSync(tokens, JSON.stringify({ [TOKEN]: ["notebooks"] }));
  const { url } = await leftovers.serve(["--tokens-file", tokens]);
  const wrong = { token: `not-${TOKEN}` };
  await check(url, { kind: "unauthorised", url }, [url, "--token"], wrong);
  const namespace = "another";
  await check(url, { kind: "no-such-namespace", url }, [url, "tokens file"], { namespace });
  const elsewhere = `${url}/elsewhere`;
  const answer = { answer: "http-status", status: 404 };
  await check(elsewhere, { kind: "not-a-barewire-server", url: elsewhere, ...answer }, ["path"]);
});

test("an opening that waits for its server opens when there is one", async () => {
  const host = await hosts.nothing();
  const url = `ws://${host}`;
  const who = { namespace: "notebooks", actor: "ada", runtime: await testRuntime() };
  const opening = openDatabase({ url, ...who, waitForServerMs: Number.POSITIVE_INFINITY });
  const port = new URL(url).port;
  await (await leftovers.start({ flags: ["--store", "memory:", "--port", port] })).url();
  const database = await opening;
  expect(await database.get("SELECT 1 AS one")).toEqual({ one: 1 });
  await database.close();
});

test("an opening that has waited in vain tells its last failure", async () => {
  const url = `ws://${await hosts.nothing()}`;
  const begunMs = performance.now();
  const error = await failureOf(url, { waitForServerMs: 700 });
  expect(error.issue).toMatchObject({ kind: "unreachable", reason: "refused" });
  expect(performance.now() - begunMs).toBeGreaterThanOrEqual(700);
});

test("an opening does not wait for what waiting cannot change", async () => {
  const url = `ws://${await hosts.http(404)}`;
  const issue = { kind: "not-a-barewire-server", url, answer: "http-status", status: 404 };
  await check(url, issue, [], { waitForServerMs: 60_000 });
});
