/**
 * Tests stage chunks that are repeated, out of order, under other names, and after the end.
 */

import { encodeLtx } from "@barewire/ltx";
import type { ToRivet } from "@barewire/protocol/envoy-protocol";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomNumbers } from "../contract/seeded-random.js";
import { RawSocket, readOf } from "./raw-socket.js";
import { httpGet, Leftovers, type ServerProcess } from "./server-process.js";

const PAGE_COUNT = 128;
const MIB = 1_048_576;
const REPLAY_COUNT = 200;

const leftovers = new Leftovers();
let server: ServerProcess;
let url: string;

beforeAll(async () => {
  ({ server, url } = await leftovers.serve());
}, 60_000);

afterAll(() => leftovers.remove());

type Staging = { readonly actorId: string; readonly generation: bigint; readonly txid: bigint };

function chunkOf(staging: Staging, chunkIdx: number, bytes: Uint8Array, end: "last" | "followed") {
  const isLast = end === "last";
  return (requestId: number): ToRivet => ({
    tag: "ToRivetSqliteCommitStageRequest",
    val: { requestId, data: { ...staging, chunkIdx, bytes, isLast } },
  });
}

function finalizeOf(staging: Staging, expectedHeadTxid: bigint) {
  const data = { ...staging, expectedHeadTxid, newDbSizePages: PAGE_COUNT };
  return (requestId: number): ToRivet => ({
    tag: "ToRivetSqliteCommitFinalizeRequest",
    val: { requestId, data },
  });
}

/** The pages are noise, so that the file is as large as its pages. */
const PAGES = (() => {
  const random = randomNumbers(1);
  return Array.from({ length: PAGE_COUNT }, (_, index) => {
    return { pgno: index + 1, bytes: Uint8Array.from({ length: PAGE_SIZE }, () => random(256)) };
  });
})();

/** Opens the actor and begins a stage, whose file has two chunks. */
async function begin(actorId: string) {
  const raw = await new RawSocket(url, { actors: [actorId] }).started();
  const { generation } = raw;
  const begun = await raw.ask((requestId) => ({
    tag: "ToRivetSqliteCommitStageBeginRequest",
    val: { requestId, data: { actorId, generation } },
  }));
  if (begun?.tag !== "SqliteCommitStageBeginOk") throw new Error(`begin: ${begun?.tag}`);
  const { txid } = begun.val;
  const header = { pageSize: PAGE_SIZE, commit: PAGE_COUNT, minTxid: txid, maxTxid: txid };
  const file = encodeLtx({ ...header, timestampMs: 0n }, PAGES);
  const half = Math.floor(file.length / 2);
  const staging = { actorId, generation, txid };
  return { raw, staging, first: file.slice(0, half), second: file.slice(half) };
}

/** Sends `requests` one after another, without waiting, and returns how they are answered. */
async function check(
  raw: RawSocket,
  requests: readonly ((requestId: number) => ToRivet)[],
): Promise<readonly string[]> {
  const answers = await Promise.all(requests.map((request) => raw.ask(request)));
  return answers.map((answer) => answer?.tag ?? "closed");
}

test("a chunk that comes again is answered as the first time, and kept once", async () => {
  const { raw, staging, first, second } = await begin("again");
  const before = server.rss();
  const replays = Array.from({ length: REPLAY_COUNT }, () =>
    chunkOf(staging, 0, first, "followed"),
  );
  const answers = await check(raw, replays);
  expect(new Set(answers)).toEqual(new Set(["SqliteCommitStageOk"]));
  const end = [chunkOf(staging, 1, second, "last"), finalizeOf(staging, 0n)];
  expect(await check(raw, end)).toEqual(["SqliteCommitStageOk", "SqliteCommitFinalizeOk"]);
  // The very same request is recognised, another one is not.
  expect(await check(raw, [finalizeOf(staging, 0n), finalizeOf(staging, 7n)])).toEqual([
    "SqliteCommitFinalizeOk",
    "SqliteFenceMismatch",
  ]);
  const late = [
    chunkOf(staging, 0, first, "followed"),
    chunkOf(staging, 1, second, "last"),
    chunkOf(staging, 2, second, "last"),
  ];
  expect(new Set(await check(raw, late))).toEqual(new Set(["SqliteErrorResponse"]));
  const pgnos = PAGES.map(({ pgno }) => pgno);
  const read = await raw.ask(readOf("again", staging.generation, pgnos));
  if (read?.tag !== "SqliteGetPagesOk") throw new Error(`read: ${read?.tag}`);
  expect(read.val.pages.map(({ pgno }) => pgno)).toEqual(pgnos);
  const isKept = read.val.pages.map(({ bytes }, index) => {
    return Buffer.compare(bytes ?? new Uint8Array(), PAGES[index]?.bytes ?? new Uint8Array()) === 0;
  });
  expect(isKept).not.toContain(false);
  expect(server.rss() - before).toBeLessThan(150 * MIB);
  await raw.close();
});

test("chunks of stages that were never begun, or are another's, are refused and kept not", async () => {
  const { raw, staging, first } = await begin("guessed");
  const other = await new RawSocket(url, { actors: ["other"] }).started();
  const guesses = Array.from({ length: REPLAY_COUNT }, (_, index) => {
    const txid = BigInt(index) * 1_000n + 5n;
    return chunkOf({ ...staging, actorId: "other", txid }, 0, first, "followed");
  });
  const before = server.rss();
  expect(new Set(await check(other, guesses))).toEqual(new Set(["SqliteErrorResponse"]));
  const notMine = await check(other, [
    chunkOf(staging, 0, first, "followed"),
    finalizeOf(staging, 0n),
  ]);
  expect(notMine).toEqual(["SqliteErrorResponse", "SqliteErrorResponse"]);
  expect(server.rss() - before).toBeLessThan(150 * MIB);
  await Promise.all([raw.close(), other.close()]);
});

test("what is out of order, or damaged, makes no commit", async () => {
  const { raw, staging, first, second } = await begin("damaged");
  const damaged = second.slice();
  damaged[100] = (damaged[100] ?? 0) ^ 1;
  const answers = await check(raw, [
    chunkOf(staging, 1, second, "last"),
    chunkOf(staging, 0, first, "followed"),
    chunkOf(staging, 1, damaged, "last"),
    finalizeOf(staging, 0n),
  ]);
  expect(answers.at(-1)).toMatch(/^Sqlite(?:StageNotFound|ErrorResponse)$/);
  const read = await raw.ask(readOf("damaged", staging.generation));
  expect(read?.tag === "SqliteGetPagesOk" && read.val.meta.headTxid).toBe(0n);
  await raw.close();
  expect((await httpGet(url, "/healthz")).status).toBe(200);
});
