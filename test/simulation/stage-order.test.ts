/**
 * Tests that chunks and the finalization of a staged commit are handled in the order in which they
 * were sent, even while an owner that was fenced off still sends its own.
 */

import { encodeLtx } from "@barewire/ltx";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { createSqliteStore, type SqliteEngine, StorageError } from "@barewire/sqlite-storage";
import { openMemoryKv } from "@barewire/sqlite-storage/memory";
import { expect, test } from "vitest";
import { pageOf } from "./page-content.js";

const DATABASE = { namespace: "stage-order", actorId: "a" };
const { actorId } = DATABASE;
const CHUNKS = 4;

/** A stage of an owner of its own, with the chunks of its file. */
async function stageOfNewOwner(engine: SqliteEngine) {
  const { generation } = await engine.open(DATABASE);
  const { txid } = await engine.commitStageBegin(DATABASE, { actorId, generation });
  const times = { minTxid: txid, maxTxid: txid, timestampMs: 1n };
  const pages = [{ pgno: 1, bytes: pageOf(1, 5) }];
  const file = encodeLtx({ pageSize: PAGE_SIZE, commit: 1, ...times }, pages);
  const size = Math.ceil(file.length / CHUNKS);
  const chunks = Array.from({ length: CHUNKS }, (_, chunkIdx) => ({
    ...{ actorId, generation, txid, chunkIdx, isLast: chunkIdx === CHUNKS - 1 },
    bytes: file.subarray(chunkIdx * size, (chunkIdx + 1) * size),
  }));
  return { generation, txid, chunks };
}

/** The kind of the issue that a request is refused with. */
async function refusalOf(request: Promise<unknown>): Promise<string> {
  const error: unknown = await request.catch((reason: unknown) => reason);
  return error instanceof StorageError ? error.issue.kind : "none";
}

/** Finalizes without waiting for a chunk, while `disturb` acts. */
async function check(disturb: "no other owner" | "a fenced owner"): Promise<void> {
  const engine = createSqliteStore({ kv: openMemoryKv() });
  const fenced = await stageOfNewOwner(engine);
  const { generation, txid, chunks } = await stageOfNewOwner(engine);
  const sent = chunks.map((chunk) => engine.commitStage(DATABASE, chunk));
  const late = (disturb === "no other owner" ? [] : fenced.chunks).map((chunk) => {
    return refusalOf(engine.commitStage(DATABASE, chunk));
  });
  const request = { actorId, generation, txid, expectedHeadTxid: 0n, newDbSizePages: 1 };
  const { newHeadTxid } = await engine.commitFinalize(DATABASE, request);
  expect(newHeadTxid).toBe(txid);
  await Promise.all(sent);
  expect(new Set(await Promise.all(late))).toEqual(
    new Set(disturb === "no other owner" ? [] : ["fence-mismatch"]),
  );
}

test("a stage is finalized before its chunks were answered", () => check("no other owner"));

test("a fenced owner does not disturb the stage of its successor", () => check("a fenced owner"));
