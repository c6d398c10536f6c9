/**
 * Tests borrowed responses: they are delivered while their frame is in memory, and never kept. The
 * transport overwrites each frame that the client releases, as the next one would.
 */

import { ClientError, type Transport } from "@barewire/client";
import { ManualClock } from "@barewire/clock/testing";
import type { ToEnvoy } from "@barewire/protocol/envoy-protocol";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { expect, test } from "vitest";
import { type LinkedOptions, LinkedServer } from "./linked-server.js";
import { RawServer } from "./raw-server.js";
import { advance, settle } from "./settle.js";

const GET = "ToRivetSqliteGetPagesRequest";
const GONE = 0xdd;

/** The outcomes that the client reported for each frame, in order. */
type Uses = ("release" | "kept")[];

function destroying(transport: Transport, uses: Uses): Transport {
  return {
    open: (request, events) =>
      transport.open(request, {
        ...events,
        frame: (bytes) => {
          const frame = bytes.slice();
          const use = events.frame(frame);
          if (use === "release") frame.fill(GONE);
          uses.push(use === "release" ? "release" : "kept");
          return use;
        },
      }),
  };
}

/** A client of a database whose pages 1 to 3 are filled with 1 to 3. */
async function check(options: LinkedOptions = {}) {
  const server = new LinkedServer(options);
  const uses: Uses = [];
  const { client } = server.connect({ transport: destroying(server.transport, uses) });
  const dirtyPages = [1, 2, 3].map((pgno) => ({ pgno, bytes: pageOf(pgno) }));
  const data = { expectedHeadTxid: 0n, dirtyPages, newDbSizePages: 3 };
  await client.request("one", "ToRivetSqliteCommitRequest", data);
  uses.length = 0;
  return { server, client, uses };
}

function pageOf(fill: number): Uint8Array {
  return new Uint8Array(PAGE_SIZE).fill(fill);
}

type Answer = { readonly tag: string; readonly val: unknown };

/** The first byte of each page of an answer, and whether the others are the same. */
function fillsOf({ val }: Answer): readonly (number | undefined)[] {
  const { pages } = val as { readonly pages: readonly { readonly bytes: Uint8Array }[] };
  return pages.map(({ bytes }) => {
    const [first] = bytes;
    return bytes.every((byte) => byte === first) ? first : undefined;
  });
}

test("an answer is lent once, before the promise settles, and its frame is done", async () => {
  const { client, uses } = await check();
  const order: unknown[] = [];
  const onBorrowedResponse = (answer: Answer): void => void order.push(fillsOf(answer));
  const answer = await client
    .request("one", GET, { pgnos: [2, 1] }, { onBorrowedResponse })
    .finally(() => order.push("settled"));
  expect(order).toEqual([[2, 1], "settled"]);
  expect(uses).toEqual(["release"]);
  // The response is the same, but its bytes are overwritten by now.
  expect(answer).toMatchObject({ tag: "SqliteGetPagesOk", val: { meta: { headTxid: 1n } } });
  expect(fillsOf(answer)).toEqual([GONE, GONE]);
});

test("an answer that is not borrowed is kept, whatever comes after it", async () => {
  const { client, uses } = await check();
  const onBorrowedResponse = (): void => undefined;
  const kept = client.request("one", GET, { pgnos: [1] });
  const lent = client.request("one", GET, { pgnos: [2] }, { onBorrowedResponse });
  const answers = await Promise.all([kept, lent, client.request("one", GET, { pgnos: [3] })]);
  expect(uses).toEqual(["kept", "release", "kept"]);
  expect(answers.map(fillsOf)).toEqual([[1], [GONE], [3]]);
});

test("every request is lent its own answer", async () => {
  const { client } = await check();
  const lent: (readonly (number | undefined)[])[] = [];
  const onBorrowedResponse = (answer: Answer): void => void lent.push(fillsOf(answer));
  const asked = Array.from({ length: 30 }, (_, index) => (index % 3) + 1);
  const asks = asked.map((pgno) =>
    client.request("one", GET, { pgnos: [pgno] }, { onBorrowedResponse }),
  );
  await Promise.all(asks);
  expect(lent).toEqual(asked.map((pgno) => [pgno]));
});

test("a refusal is an answer, and lent", async () => {
  const { client } = await check();
  const tags: string[] = [];
  const onBorrowedResponse = ({ tag }: Answer): void => void tags.push(tag);
  await client.request("one", GET, { pgnos: [0] }, { onBorrowedResponse });
  expect(tags).toEqual(["SqliteErrorResponse"]);
});

test("a borrower may ask again, and end the client, without losing its answer", async () => {
  const { client } = await check();
  let second: Promise<unknown> | undefined;
  const abort = new AbortController();
  const onBorrowedResponse = (): void => {
    second = client.request("one", GET, { pgnos: [1] });
    second.catch(() => undefined);
    abort.abort();
    client.close();
  };
  const { signal } = abort;
  const first = await client.request("one", GET, { pgnos: [2] }, { onBorrowedResponse, signal });
  expect(first.tag).toBe("SqliteGetPagesOk");
  await expect(second).rejects.toBeInstanceOf(ClientError);
});

/** A scripted server, and a client of it that has started. */
async function connectRaw() {
  const server = new RawServer("envoy-protocol.v3");
  const uses: Uses = [];
  const clock = new ManualClock(1_000_000);
  const transport = destroying(server.transport, uses);
  const { client } = new LinkedServer().connect({ transport, clock });
  server.start("one");
  await settle();
  uses.length = 0;
  return { server, client, clock, uses };
}

/** An answer to the first request of a client. */
function answerOf(tag: "pages" | "range"): ToEnvoy {
  const val = { message: "no" };
  const data = { tag: "SqliteErrorResponse", val } as const;
  return tag === "pages"
    ? { tag: "ToEnvoySqliteGetPagesResponse", val: { requestId: 1, data } }
    : { tag: "ToEnvoySqliteGetPageRangeResponse", val: { requestId: 1, data } };
}

type Ended = Awaited<ReturnType<typeof connectRaw>> & { readonly abort: AbortController };

test.each([
  ["its time-out", ({ clock }: Ended) => advance(clock, 50), "timeout"],
  ["its abort", async ({ abort }: Ended) => abort.abort(), "aborted"],
])("an answer that comes after %s is not lent, and is released", async (_what, end, kind) => {
  const raw = await connectRaw();
  const abort = new AbortController();
  const lent: unknown[] = [];
  const onBorrowedResponse = (answer: unknown): void => void lent.push(answer);
  const limits = { timeoutMs: 50, signal: abort.signal };
  const asked = raw.client.request("one", GET, { pgnos: [1] }, { onBorrowedResponse, ...limits });
  const isOver = expect(asked).rejects.toMatchObject({ issue: { kind } });
  await settle();
  await end({ ...raw, abort });
  await isOver;
  raw.server.send(answerOf("pages"));
  await settle();
  expect(lent).toEqual([]);
  expect(raw.uses).toEqual(["release"]);
});

test.each([
  ["another kind of answer", (server: RawServer) => server.send(answerOf("range"))],
  ["a link that breaks", (server: RawServer) => server.link.sever()],
])("with %s nothing is lent", async (_what, fail) => {
  const { server, client } = await connectRaw();
  const lent: unknown[] = [];
  const onBorrowedResponse = (answer: unknown): void => void lent.push(answer);
  const asked = client.request("one", GET, { pgnos: [1] }, { onBorrowedResponse });
  const isOver = expect(asked).rejects.toMatchObject({ issue: { kind: "connection-lost" } });
  await settle();
  fail(server);
  await isOver;
  expect(lent).toEqual([]);
});

test("what is no answer is kept: a start brings pages", async () => {
  const { server } = await check();
  const uses: Uses = [];
  const { client } = server.connect({ transport: destroying(server.transport, uses) });
  const { startup } = await client.started("one");
  await settle();
  expect(uses).not.toContain("release");
  const fills = startup?.preloadedPages.map(({ bytes }) => bytes?.[0]);
  expect(fills).toContain(1);
  expect(fills).not.toContain(GONE);
});
