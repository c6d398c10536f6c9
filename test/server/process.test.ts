/**
 * Tests the server as a process: how it stops, is killed, logs and ends.
 */

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ClientEvent } from "@barewire/client";
import { createSqliteStore, openKv } from "@barewire/sqlite-storage";
import { afterEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { makeCertificate } from "./certificate.js";
import { commitStream, connect, NAMESPACE, readMarks } from "./marked-commits.js";
import { Leftovers, until } from "./server-process.js";

const leftovers = new Leftovers();

afterEach(() => leftovers.remove());

/** Inspects the database of the actor `one` without a server. */
async function inspect(store: string) {
  const kv = await openKv(store);
  try {
    return await createSqliteStore({ kv }).inspect({ namespace: NAMESPACE, actorId: "one" });
  } finally {
    await kv.close();
  }
}

/** Commits without a pause until `signal` ends the server after 25 commits. */
async function check(store: string, signal: NodeJS.Signals) {
  const { server, url } = await leftovers.serve(["--store", store]);
  const events: ClientEvent[] = [];
  const onEvent = (event: ClientEvent): void => void events.push(event);
  const client = connect(url, { onEvent, maxFailureCount: 2 });
  const onAcknowledged = (count: number): void => {
    if (count === 25) process.kill(server.pid, signal);
  };
  const stream = await commitStream(client, "one", 1, { onAcknowledged });
  client.close();
  return { ...stream, exit: await server.exited, server, events };
}

test("SIGTERM finishes what was begun, refuses the rest, and closes the databases", async () => {
  const store = `lmdb:${join(leftovers.folder(), "data")}`;
  const { acknowledgedCount, sentCount, end, exit, events, server } = await check(store, "SIGTERM");
  expect(exit).toEqual({ code: 0, signal: null });
  expect(end).toBe("connection-lost");
  expect(events).toContainEqual(
    expect.objectContaining({ issue: { kind: "disconnected", code: 1001 } }),
  );
  const { meta, findings } = await inspect(store);
  expect(findings).toEqual([]);
  // Opening it again has nothing to clean up.
  expect(meta?.cleanClose).toBe(true);
  // A commit that was not acknowledged was not begun.
  expect(meta?.headTxid).toBe(BigInt(acknowledgedCount));
  expect(acknowledgedCount).toBeGreaterThanOrEqual(25);
  expect(sentCount).toBeGreaterThan(acknowledgedCount);
  expect(messagesOf(server.stdout)).toEqual([
    ...["listening", "opened", "told to stop", "stopping", "drained", "closed", "stopped"],
  ]);
});

test("a server that was killed has lost nothing that was acknowledged", async () => {
  const store = `lmdb:${join(leftovers.folder(), "data")}`;
  const { acknowledgedCount, sentCount, exit } = await check(store, "SIGKILL");
  expect(exit).toEqual({ code: null, signal: "SIGKILL" });
  const { server, url } = await leftovers.serve(["--store", store]);
  const client = connect(url);
  const { headTxid, marks } = await readMarks(client, "one", sentCount);
  expect(headTxid).toBeGreaterThanOrEqual(BigInt(acknowledgedCount));
  const count = Number(headTxid);
  const written = Array.from({ length: count }, (_, index) => ({ owner: 1, sequence: index + 1 }));
  expect(marks.slice(0, count)).toEqual(written);
  expect(marks.slice(count).every((mark) => mark === null)).toBe(true);
  client.close();
  expect(await server.kill("SIGTERM")).toEqual({ code: 0, signal: null });
  expect((await inspect(store)).findings).toEqual([]);
});

test("a server that stops takes no connection, and does not wait for who says nothing", async () => {
  const { server, url } = await leftovers.serve(["--drain-timeout", "50s"]);
  // The client answers neither ping nor close, so the server waits for it.
  const silent = new WebSocket(`${url}/?namespace=n&actor=a`, ["envoy-protocol.v3"]);
  await new Promise((resolve) => silent.once("message", resolve));
  silent.pause();
  process.kill(server.pid, "SIGTERM");
  await until("it stops", () => server.stdout.includes("stopping"));
  await expect(fetch(url.replace("ws:", "http:"))).rejects.toThrow();
  expect((await server.exited).code).toBe(0);
  silent.terminate();
});

test("TLS protects the socket", async (context) => {
  const folder = leftovers.folder();
  const [certFile, keyFile] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  const reason = makeCertificate(certFile, keyFile);
  if (reason !== null) return context.skip(reason);
  const { url } = await leftovers.serve(["--tls-cert-file", certFile, "--tls-key-file", keyFile]);
  expect(url).toMatch(/^wss:/);
  const ca = readFileSync(certFile);
  const path = `${url.replace("127.0.0.1", "localhost")}/?namespace=n&actor=a`;
  const socket = new WebSocket(path, ["envoy-protocol.v3"], { ca });
  // The frame is a ToEnvoyInit.
  expect(await new Promise((resolve) => socket.once("message", (data) => resolve(data)))).toEqual(
    expect.objectContaining({ 0: 0 }),
  );
  socket.close();
  const distrustful = new WebSocket(path, ["envoy-protocol.v3"]);
  expect(await new Promise((resolve) => distrustful.once("error", resolve))).toMatchObject({
    code: "DEPTH_ZERO_SELF_SIGNED_CERT",
  });
  const plain = new WebSocket(path.replace("wss:", "ws:"), ["envoy-protocol.v3"]);
  expect(await new Promise((resolve) => plain.once("error", resolve))).toBeInstanceOf(Error);
});

test("flag, environment, file and default win in this order, and all is printed", async () => {
  const configFile = join(leftovers.folder(), "barewire.json");
  const file = { port: 1, maxActors: 2, pingInterval: "2s", origins: ["https://a.example"] };
  writeFileSync(configFile, JSON.stringify(file));
  const server = await leftovers.start({
    flags: ["--check", "--port", "3", "--config", configFile],
    environment: { BAREWIRE_PORT: "2", BAREWIRE_MAX_ACTORS: "5", BAREWIRE_TOKEN: "swordfish" },
  });
  expect(await server.exited).toEqual({ code: 0, signal: null });
  const printed = server.stdout.split("\n").map((line) => line.replaceAll(/ +/g, " "));
  expect(printed).toEqual(
    expect.arrayContaining([
      "port 3 (flag)",
      "maxActors 5 (environment)",
      "pingInterval 2000 (file)",
      "origins https://a.example (file)",
      "idleTimeout 15000 (default)",
      "token set, not shown (environment)",
    ]),
  );
});

const FAILURES = [
  { code: 2, flags: ["--port", "x"], why: "--port must be a whole number" },
  { code: 2, flags: ["--prot", "1"], why: "unknown option '--prot'" },
  { code: 2, flags: ["serve"], why: "too many arguments" },
  { code: 2, flags: ["--tokens-file", "/no/such"], why: "cannot be read: /no/such (ENOENT)" },
  { code: 2, flags: ["--config", "/no/such"], why: "cannot be read: /no/such (ENOENT)" },
  { code: 1, flags: ["--store", "tape:/no/such"], why: "the store cannot be opened" },
];

test("a file that is no store is told by --check and by a start, and nothing is changed", async () => {
  const folder = leftovers.folder();
  const [text, missing] = [join(folder, "notes.txt"), join(folder, "deep", "data")];
  writeFileSync(text, "notes\n".repeat(10_000));
  const cases = [
    { path: text, code: 1, why: "the file is not an LMDB data file" },
    { path: folder, code: 1, why: "got a folder" },
    { path: "/proc/store", code: 1, why: "such as /proc" },
    { path: missing, code: 0, why: "idleTimeout" },
  ];
  await Promise.all(
    cases.map(async ({ path, code, why }) => {
      const store = ["--store", `lmdb:${path}`];
      const checked = await leftovers.start({ flags: ["--check", ...store] });
      // Opening uses the same function for refusals, so one of them proves the rest.
      const starts =
        path === text ? [await leftovers.start({ flags: ["--port", "0", ...store] })] : [];
      for (const server of [checked, ...starts]) {
        expect(await server.exited, path).toEqual({ code, signal: null });
        const told = server === checked ? server.stdout : server.stderr;
        expect(told).toContain(why);
        if (code !== 0) expect(told).toContain(path);
        expect(told).not.toMatch(/node:internal|at file:/);
      }
    }),
  );
  expect(existsSync(join(folder, "deep"))).toBe(false);
  expect(readFileSync(text, "utf8")).toBe("notes\n".repeat(10_000));
});

test("what keeps it from starting is told, and by the exit code", async () => {
  await Promise.all(
    FAILURES.map(async ({ flags, code, why }) => {
      const server = await leftovers.start({ flags: ["--store", "memory:", ...flags] });
      expect(await server.exited, flags.join(" ")).toEqual({ code, signal: null });
      expect(server.stderr).toContain(why);
      expect(server.stderr).not.toMatch(/node:internal|at file:/);
    }),
  );
});

function messagesOf(log: string): readonly unknown[] {
  const lines = log.trim().split("\n");
  return lines.map((line): unknown => (JSON.parse(line) as { readonly msg: unknown }).msg);
}
