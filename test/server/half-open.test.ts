/** Sockets that never become a client, in any number, lock no client out. */

import { readFileSync } from "node:fs";
import { connect as connectTcp, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { makeCertificate } from "./certificate.js";
import { RawSocket } from "./raw-socket.js";
import { httpGet, Leftovers, until } from "./server-process.js";

/** More than `--max-connections` and the sockets that the server allows besides. */
const COUNT = 320;
const FEW = ["--max-connections", "20"];

const leftovers = new Leftovers();
const sockets: Socket[] = [];

/** One server for all sockets that it need not know from those of an earlier test. */
let few = "";

beforeAll(async () => {
  few = (await leftovers.serve(FEW)).url;
}, 60_000);

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

afterAll(() => leftovers.remove());

/** Opens sockets that send `text`, and neither read nor close; waits until they have sent it. */
async function stand(url: string, count: number, text: string): Promise<void> {
  const port = Number(new URL(url).port);
  const opened = Array.from({ length: count }, () => {
    const socket = connectTcp({ port, host: "127.0.0.1", allowHalfOpen: true });
    socket.on("error", () => undefined);
    sockets.push(socket);
    return new Promise((resolve) => socket.once("connect", () => socket.write(text, resolve)));
  });
  await Promise.all(opened);
}

function openCount(): number {
  return sockets.filter((socket) => !socket.destroyed).length;
}

/** A client opens its database within a second, and has answers after that. */
async function check(url: string): Promise<void> {
  const startMs = performance.now();
  const raw = await new RawSocket(url, { actors: ["real"] }).started();
  console.log(`in after ${Math.round(performance.now() - startMs)} ms, beside ${openCount()}`);
  expect(performance.now() - startMs).toBeLessThan(2_000);
  await raw.close();
}

async function refusalCount(url: string, kind: string): Promise<number> {
  const { text } = await httpGet(url, "/metrics");
  const [, count] = new RegExp(`refusal_total\\{.*kind="${kind}"\\} (\\d+)`).exec(text) ?? [];
  return Number(count ?? 0);
}

function upgradeText(target: string, subprotocols: string): string {
  return [
    `GET ${target} HTTP/1.1`,
    "Host: a",
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    `Sec-WebSocket-Protocol: ${subprotocols}`,
    "",
    "",
  ].join("\r\n");
}

const V3 = "envoy-protocol.v3, envoy-protocol.refused";

test.each([
  ["send nothing", ""],
  ["send half of an upgrade", upgradeText("/?namespace=n&actor=a", V3).slice(0, 60)],
  ["never close after they were denied", upgradeText("/nothing", V3)],
  ["never close after they were rejected", upgradeText("/?actor=a", V3)],
  ["never close after they were not understood", "no HTTP\r\n\r\n"],
])("sockets that %s", async (_what, text) => {
  await stand(few, COUNT / 2, text);
  await check(few);
  await stand(few, COUNT / 2, text);
  await check(few);
});

test("of half-open sockets, those of the address with the most make room", async () => {
  const before = await refusalCount(few, "half-open");
  await stand(few, COUNT, "");
  // 256 beside 20 connections; those that ask for the metrics come and go.
  const evicted = async () => (await refusalCount(few, "half-open")) - before;
  await until("the surplus is evicted", async () => (await evicted()) >= COUNT - 276);
  expect(await evicted()).toBeLessThan(COUNT / 2);
  await check(few);
});

test("clients that are let in and say nothing make room for one that talks", async () => {
  const { url } = await leftovers.serve([...FEW, "--ping-interval", "300ms"]);
  const talking = await new RawSocket(url, { actors: ["talking"] }).started();
  for (let index = 0; index < 19; index += 1) {
    await stand(url, 1, upgradeText(`/?namespace=n&actor=silent${index}`, V3));
  }
  const active = async () => (await httpGet(url, "/metrics")).text.includes("connection_active 20");
  await until("all are let in", active);
  // Each of them may keep its place for as long as a ping and its answer take.
  await until("one makes room", async () => {
    const raw = new RawSocket(url, { actors: ["real"] });
    const code = await Promise.race([raw.closed, raw.started().catch(() => null)]);
    if (code === 503) return false;
    await raw.close();
    return true;
  });
  expect(await refusalCount(url, "half-open")).toBe(1);
  expect(talking.closeCode).toBeNull();
  await talking.close();
});

test("sockets that never begin the handshake of TLS", async (context) => {
  const folder = leftovers.folder();
  const [certFile, keyFile] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  const reason = makeCertificate(certFile, keyFile);
  if (reason !== null) return context.skip(reason);
  const tls = ["--tls-cert-file", certFile, "--tls-key-file", keyFile];
  const { url, server } = await leftovers.serve([...FEW, ...tls]);
  await stand(url, COUNT, "");
  const path = `${url.replace("127.0.0.1", "localhost")}/?namespace=n&actor=real`;
  const ca = readFileSync(certFile);
  const open = async (actor: string): Promise<WebSocket> => {
    const client = new WebSocket(`${path}${actor}`, ["envoy-protocol.v3"], { ca });
    await new Promise((resolve, reject) => {
      client.once("message", resolve);
      client.once("error", reject);
    });
    return client;
  };
  const clients = await Promise.all(["1", "2", "3", "4", "5"].map(open));
  await stand(url, COUNT, "");
  // Sockets are accepted in their order, so the server has seen the others when it is let in.
  clients.push(await open("6"));
  expect(clients.map(({ readyState }) => readyState)).toEqual(clients.map(() => WebSocket.OPEN));
  for (const client of clients) client.close();
  // A connection that is not TLS at all is reported to the operator once.
  await stand(url, 1, "GET / HTTP/1.1\r\n\r\n");
  await until("it is logged", () => server.stdout.includes('"kind":"tls-handshake"'));
  expect(server.stdout).toContain('"code":"ERR_SSL_HTTP_REQUEST"');
});
