/**
 * Tests the handlers of a connection with a real client and either store.
 */

import { encodeLtx } from "@barewire/ltx";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { RequestData, RequestTag, ResponseData } from "@barewire/protocol/requests";
import { StorageError } from "@barewire/sqlite-storage";
import { expect, test } from "vitest";
import { STORE_KINDS } from "./hooked-store.js";
import { LinkedServer } from "./linked-server.js";
import { settle } from "./settle.js";

const GET = "ToRivetSqliteGetPagesRequest";
const COMMIT = "ToRivetSqliteCommitRequest";
const BEGIN = "ToRivetSqliteCommitStageBeginRequest";
const STAGE = "ToRivetSqliteCommitStageRequest";
const FINALIZE = "ToRivetSqliteCommitFinalizeRequest";
const HINTS = "ToRivetSqlitePersistPreloadHintsRequest";
const RANGE = "ToRivetSqliteGetPageRangeRequest";

type Ask = <Tag extends RequestTag>(tag: Tag, data: RequestData<Tag>) => Promise<ResponseData<Tag>>;

/** Sends requests as the actor `one` of a client that has opened it. */
async function check(server: LinkedServer, steps: (ask: Ask) => Promise<void>): Promise<void> {
  const { client } = server.connect();
  await client.started("one");
  await steps((tag, data) => client.request("one", tag, data));
  client.close();
  await settle();
  expect(server.ownership.size).toBe(0);
  expect(server.memory.size).toBe(0);
}

function page(fill: number): Uint8Array {
  return new Uint8Array(PAGE_SIZE).fill(fill);
}

/** A commit of one page, its only one, on top of `expectedHeadTxid`. */
function commitOf(expectedHeadTxid: bigint, fill: number): RequestData<typeof COMMIT> {
  return { expectedHeadTxid, dirtyPages: [{ pgno: 1, bytes: page(fill) }], newDbSizePages: 1 };
}

test.each(STORE_KINDS)("%s: reads and commits see each other in order", async (kind) => {
  await check(new LinkedServer({}, kind), async (ask) => {
    expect(await ask(COMMIT, commitOf(0n, 1))).toMatchObject({
      tag: "SqliteCommitOk",
      val: { newHeadTxid: 1n, meta: { headTxid: 1n, dbSizePages: 1, generation: 1n } },
    });
    // The responses are not awaited in between: requests are answered in order.
    const [second, read] = await Promise.all([
      ask(COMMIT, commitOf(1n, 2)),
      ask(GET, { pgnos: [1, 2, 1] }),
    ]);
    expect(second).toMatchObject({ tag: "SqliteCommitOk", val: { newHeadTxid: 2n } });
    expect(read).toMatchObject({
      tag: "SqliteGetPagesOk",
      val: {
        pages: [
          { pgno: 1, bytes: page(2) },
          { pgno: 2, bytes: null },
          { pgno: 1, bytes: page(2) },
        ],
        meta: { headTxid: 2n },
      },
    });
    const data = { startPgno: 1, maxPages: 2, maxBytes: 65_536n };
    expect(await ask(RANGE, data)).toMatchObject({
      tag: "SqliteGetPageRangeOk",
      val: { startPgno: 1, pages: [{ bytes: page(2) }, { bytes: null }] },
    });
  });
});

test.each(STORE_KINDS)("%s: a commit in stages, its chunks sent without waiting", async (kind) => {
  await check(new LinkedServer({}, kind), async (ask) => {
    const begun = await ask(BEGIN, {});
    const txid = begun.tag === "SqliteCommitStageBeginOk" ? begun.val.txid : -1n;
    const header = { pageSize: PAGE_SIZE, commit: 2, minTxid: txid, maxTxid: txid };
    const pages = [1, 2].map((pgno) => ({ pgno, bytes: page(pgno) }));
    const blob = encodeLtx({ ...header, timestampMs: 0n }, pages);
    const cut = blob.length >> 1;
    const chunks = [blob.subarray(0, cut), blob.subarray(cut)];
    const staged = chunks.map((bytes, chunkIdx) =>
      ask(STAGE, { txid, chunkIdx, bytes, isLast: chunkIdx === 1 }),
    );
    const data = { expectedHeadTxid: 0n, txid, newDbSizePages: 2 };
    expect(await ask(FINALIZE, data)).toMatchObject({
      tag: "SqliteCommitFinalizeOk",
      val: { newHeadTxid: txid },
    });
    expect(await Promise.all(staged)).toMatchObject(
      chunks.map((_, chunkIdxCommitted) => ({ val: { chunkIdxCommitted } })),
    );
    expect(await ask(GET, { pgnos: [2] })).toMatchObject({ val: { pages: [{ bytes: page(2) }] } });
  });
});

test.each(STORE_KINDS)("%s: every refusal is the variant that its response has", async (kind) => {
  await check(new LinkedServer({}, kind), async (ask) => {
    await ask(COMMIT, commitOf(0n, 1));
    expect(await ask(COMMIT, commitOf(9n, 2))).toMatchObject({
      tag: "SqliteFenceMismatch",
      val: { actualMeta: { headTxid: 1n } },
    });
    const dirtyPages = Array.from({ length: 2049 }, (_, index) => ({
      pgno: index + 1,
      bytes: page(0),
    }));
    const large = { expectedHeadTxid: 1n, dirtyPages, newDbSizePages: 2049 };
    expect((await ask(COMMIT, large)).tag).toBe("SqliteCommitTooLarge");
    const unknown = { expectedHeadTxid: 1n, txid: 77n, newDbSizePages: 1 };
    expect(await ask(FINALIZE, unknown)).toEqual({
      tag: "SqliteStageNotFound",
      val: { stageId: 77n },
    });
    // This response has no variant for it.
    const chunk = { txid: 77n, chunkIdx: 0, bytes: page(0), isLast: true };
    expect((await ask(STAGE, chunk)).tag).toBe("SqliteErrorResponse");
    expect((await ask(GET, { pgnos: [0] })).tag).toBe("SqliteErrorResponse");
    expect((await ask(RANGE, { startPgno: 0, maxPages: 1, maxBytes: 1n })).tag).toBe(
      "SqliteErrorResponse",
    );
    const hints = { pgnos: [1], ranges: [] };
    expect(await ask(HINTS, { hints })).toEqual({ tag: "SqlitePersistPreloadHintsOk", val: null });
  });
});

test.each(STORE_KINDS)("%s: what is durable is preloaded by the next owner", async (kind) => {
  const server = new LinkedServer({}, kind);
  await check(server, async (ask) => {
    await ask(COMMIT, commitOf(0n, 5));
  });
  const { client } = server.connect();
  expect((await client.started("one")).startup).toMatchObject({
    generation: 2n,
    meta: { headTxid: 1n, generation: 2n },
    preloadedPages: [{ pgno: 1, bytes: page(5) }],
  });
});

test("the text of an error that is not the store's own stays in the server", async () => {
  const server = new LinkedServer();
  await check(server, async (ask) => {
    server.store.before = async () => {
      throw new Error("/var/secret/path and a token");
    };
    expect(await ask(GET, { pgnos: [1] })).toEqual({
      tag: "SqliteErrorResponse",
      val: { message: "internal error" },
    });
    server.store.before = async () => {
      throw new StorageError({ kind: "overloaded", reason: "compaction is behind" });
    };
    expect(await ask(GET, { pgnos: [1] })).toEqual({
      tag: "SqliteErrorResponse",
      val: { message: "overloaded: compaction is behind; try again later" },
    });
    server.store.before = async () => undefined;
  });
  const outcomes = server.events.flatMap((event) =>
    event.kind === "request" ? event.outcome : [],
  );
  expect(outcomes).toEqual(["failed", "overloaded"]);
  expect(JSON.stringify(server.events)).not.toContain("secret");
});

test("without a host the key-value store refuses", async () => {
  await check(new LinkedServer(), async (ask) => {
    const data = { tag: "KvDropRequest", val: null } as const;
    expect(await ask("ToRivetKvRequest", data)).toMatchObject({ tag: "KvErrorResponse" });
  });
});

test("an owner that was replaced elsewhere has no key-value store either", async () => {
  const asked: string[] = [];
  const server = new LinkedServer({
    onKvRequest: async ({ actorId }) => {
      asked.push(actorId);
      return { tag: "KvDropResponse", val: null };
    },
  });
  await check(server, async (ask) => {
    const data = { tag: "KvDropRequest", val: null } as const;
    expect(await ask("ToRivetKvRequest", data)).toMatchObject({ tag: "KvDropResponse" });
    // Another server on the same store opens the actor.
    await server.store.hooked.open({ namespace: "tests", actorId: "one" });
    expect(await ask("ToRivetKvRequest", data)).toMatchObject({ tag: "KvErrorResponse" });
    expect(asked).toEqual(["one"]);
  });
});

test("a key-value store that throws is refused without its text", async () => {
  const server = new LinkedServer({
    onKvRequest: async () => {
      throw new Error("secret");
    },
  });
  await check(server, async (ask) => {
    expect(await ask("ToRivetKvRequest", { tag: "KvDropRequest", val: null })).toEqual({
      tag: "KvErrorResponse",
      val: { message: "internal error" },
    });
  });
});

test("an answer that is too large is replaced by a refusal", async () => {
  const server = new LinkedServer({ limits: { maxResponseSize: 5_000 } });
  await check(server, async (ask) => {
    await ask(COMMIT, commitOf(0n, 1));
    expect((await ask(GET, { pgnos: [1] })).tag).toBe("SqliteGetPagesOk");
    expect(await ask(GET, { pgnos: [1, 1] })).toEqual({
      tag: "SqliteErrorResponse",
      val: {
        message: expect.stringMatching(
          /^the response has \d+ bytes, and the limit maxResponseSize is 5000; /,
        ),
      },
    });
  });
});

test("a connection of a version without SQLite opens no database and fences off no owner", async () => {
  const server = new LinkedServer();
  const { client } = server.connect();
  await client.started("one");
  await client.request("one", COMMIT, commitOf(0n, 1));
  server.options = { versions: [1] };
  const old = server.connect({ actors: ["two"] });
  expect((await old.client.started("two")).startup).toBeNull();
  expect(server.store.calls.get("open")).toBe(1);
  const answer = await old.client.request("two", "ToRivetKvRequest", {
    tag: "KvDropRequest",
    val: null,
  });
  expect(answer.tag).toBe("KvErrorResponse");
});
