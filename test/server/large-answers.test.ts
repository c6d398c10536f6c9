/**
 * Tests responses of a MiB for clients in this Node and in a newer one, plain and over TLS.
 */

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { openKv } from "@barewire/sqlite-storage";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  readSettings,
  type SettingTexts,
} from "../../packages/server/src/configuration/read-settings.js";
import { createLog } from "../../packages/server/src/log.js";
import { type RunningServer, startServer } from "../../packages/server/src/start-server.js";
import { randomNumbers } from "../contract/seeded-random.js";
import { newerNode } from "../vfs/newer-node.js";
import { makeCertificate } from "./certificate.js";
import { connect, NAMESPACE } from "./marked-commits.js";
import { RawSocket } from "./raw-socket.js";
import type { LargeRead } from "./read-large.js";
import { Leftovers } from "./server-process.js";

const SCRIPT = fileURLToPath(new URL("read-large.ts", import.meta.url));
const EXEC_ARGV = ["--import=tsx", "--conditions=@barewire/source"];
/** A MiB of pages. */
const PAGE_COUNT = 256;
/** Six responses are borrowed, and six are kept. */
const ANSWER_COUNT = 12;

const leftovers = new Leftovers();
const running: RunningServer[] = [];
let url = "";
/** The URL is null if there is no certificate; the reason is printed. */
let tlsUrl: string | null = null;
let whyNoTls = "";
let certFile = "";
/** The digest of all pages. */
let digest = "";

beforeAll(async () => {
  // Both servers share the store, so that the pages can be written without trust in the
  // certificate.
  const kv = await openKv("memory:");
  const start = async (flags: SettingTexts): Promise<string> => {
    const all = { port: "0", store: "memory:", logLevel: "silent", ...flags };
    const { settings } = readSettings({ flags: all, environment: {}, file: null });
    const server = await startServer(settings, kv, createLog("silent"));
    running.push(server);
    return server.url;
  };
  url = await start({});
  digest = await commitNoise();
  const folder = leftovers.folder();
  certFile = join(folder, "cert.pem");
  const tlsKeyFile = join(folder, "key.pem");
  const reason = makeCertificate(certFile, tlsKeyFile);
  if (reason === null) tlsUrl = await start({ tlsCertFile: certFile, tlsKeyFile });
  else whyNoTls = reason;
});

afterAll(async () => {
  await Promise.all(running.map((server) => server.stop()));
  await leftovers.remove();
});

/** Writes pages of noise, over a plain socket; returns their digest. */
async function commitNoise(): Promise<string> {
  const random = randomNumbers(1);
  const words = Uint32Array.from({ length: (PAGE_COUNT * PAGE_SIZE) / 4 }, () => random(2 ** 32));
  const noise = new Uint8Array(words.buffer);
  const client = connect(url);
  const dirtyPages = Array.from({ length: PAGE_COUNT }, (_, index) => ({
    pgno: index + 1,
    bytes: noise.subarray(index * PAGE_SIZE, (index + 1) * PAGE_SIZE),
  }));
  const data = { expectedHeadTxid: 0n, dirtyPages, newDbSizePages: PAGE_COUNT };
  const answer = await client.request("one", "ToRivetSqliteCommitRequest", data);
  expect(answer.tag).toBe("SqliteCommitOk");
  await client.closeActor("one");
  client.close();
  return createHash("sha256").update(noise).digest("hex");
}

/** Returns what a client sees that runs in `node`. */
async function check(
  node: string,
  target: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<LargeRead> {
  const { PATH = "", HOME = "" } = process.env;
  const argv = [...EXEC_ARGV, SCRIPT, target, `${PAGE_COUNT}`];
  const env = { PATH, HOME, NO_COLOR: "1", ...environment };
  const { stdout } = await promisify(execFile)(node, argv, { env });
  return JSON.parse(stdout);
}

test("the client of this process's Node reads them", async () => {
  const digests = Array(ANSWER_COUNT).fill(digest);
  expect(await check(process.execPath, url)).toEqual({ digests });
});

test("the client of a newer Node reads them", async (context) => {
  const node = newerNode();
  if (node.program === null) return context.skip(node.reason);
  const digests = Array(ANSWER_COUNT).fill(digest);
  expect(await check(node.program, url)).toEqual({ digests });
});

test("they are read over TLS", async (context) => {
  if (tlsUrl === null) return context.skip(whyNoTls);
  const target = tlsUrl.replace("127.0.0.1", "localhost");
  const { digests } = await check(process.execPath, target, { NODE_EXTRA_CA_CERTS: certFile });
  expect(target).toMatch(/^wss:/);
  expect(digests).toEqual(Array(ANSWER_COUNT).fill(digest));
});

test("a client that knows nothing of pieces is sent one message", async () => {
  const socket = await new RawSocket(url, { namespace: NAMESPACE }).started();
  const { generation } = socket;
  const range = { startPgno: 1, maxPages: PAGE_COUNT, maxBytes: 1_048_576n };
  const answer = await socket.ask((requestId) => ({
    tag: "ToRivetSqliteGetPageRangeRequest",
    val: { requestId, data: { actorId: "one", generation, ...range } },
  }));
  if (answer?.tag !== "SqliteGetPageRangeOk") throw new Error(`read: ${answer?.tag}`);
  const hash = createHash("sha256");
  for (const { bytes } of answer.val.pages) hash.update(bytes ?? "");
  expect(hash.digest("hex")).toBe(digest);
  await socket.close();
});
