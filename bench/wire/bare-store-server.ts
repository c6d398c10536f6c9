/**
 * The other baseline: a WebSocket server of the same library that answers each request by reading
 * the rows of the store that a Barewire server reads, and inflating the pages in them.
 *
 * It decodes no request, checks no owner and no checksum, and knows beforehand where everything is.
 * It is started with a message `{ path, answers }` from its parent.
 */

import type { AddressInfo } from "node:net";
import { inflateLz4Block, readLtxTail } from "@barewire/ltx";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { open } from "lmdb";
import { WebSocketServer } from "ws";
import { chunkKey, databaseKeys } from "../../packages/storage/src/format/database-keys.js";
import { deltaKey } from "../../packages/storage/src/format/logical-key.js";
import { ACTOR } from "./database.js";

type Start = {
  /** The file of the store, which the Barewire server has open too. */
  readonly path: string;
  readonly answers: readonly (readonly [request: Uint8Array, answer: Uint8Array])[];
};

/** A piece of a block in a row; the last one of its page says where the page goes. */
type Piece = { readonly start: number; readonly end: number; readonly page: number | undefined };

const FRAME_HEADER_SIZE = 10;
const KEYS = databaseKeys({ namespace: "bench", actorId: ACTOR });

process.once("message", ({ path, answers }: Start) => {
  const store = open<Uint8Array, Uint8Array>({
    path,
    noSubdir: true,
    keyEncoding: "binary",
    encoding: "binary",
    useVersions: true,
    readOnly: true,
  });
  const { meta } = KEYS;
  const rows = blobRows((key) => store.getBinary(key));
  const planned = new Map(
    answers.map(([request, answer]) => [
      Buffer.from(request).toString("latin1"),
      { answer, ...plan(answer, rows) },
    ]),
  );
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
  server.on("connection", (socket, request) => {
    request.socket.setNoDelay(true);
    socket.on("message", (data: Buffer) => {
      const found = planned.get(data.toString("latin1"));
      if (found === undefined) return;
      store.resetReadTxn();
      store.getBinaryFast(meta);
      const frame = Buffer.allocUnsafeSlow(found.answer.length);
      for (const [start, end] of found.gaps) frame.set(found.answer.subarray(start, end), start);
      let begun: Uint8Array | undefined;
      for (const { key, pieces } of found.reads) {
        const row = store.getBinaryFast(key);
        if (row === undefined) throw new Error("the store has changed");
        for (const { start, end, page } of pieces) {
          const part = new Uint8Array(row.buffer, row.byteOffset + start, end - start);
          const block = begun === undefined ? part : Buffer.concat([begun, part]);
          if (page !== undefined) inflateLz4Block(block, frame, page, PAGE_SIZE);
          begun = page === undefined ? Uint8Array.from(block) : undefined;
        }
      }
      socket.send(frame);
    });
  });
  server.on("listening", () => {
    // The server listens on a port, not on a pipe.
    process.send?.((server.address() as AddressInfo).port);
  });
});
process.on("disconnect", () => process.exit());

type Row = { readonly key: Uint8Array; readonly bytes: Uint8Array };

/** The rows of the first commit, which has the pages that are asked for. */
function blobRows(read: (key: Uint8Array) => Uint8Array | undefined): readonly Row[] {
  const header = deltaKey(KEYS, 1n, 0).bytes;
  const rows: Row[] = [];
  for (;;) {
    const key = chunkKey(header, rows.length);
    const bytes = read(key);
    if (bytes === undefined) return rows;
    rows.push({ key, bytes });
  }
}

/** Finds the blocks of the pages 1 to n in the rows, and the places of the pages in the answer. */
function plan(answer: Uint8Array, rows: readonly Row[]) {
  const blob = Buffer.concat(rows.map(({ bytes }) => bytes));
  const header = { pageSize: PAGE_SIZE, commit: 2 ** 32 - 1, minTxid: 1n, maxTxid: 1n };
  const tail = readLtxTail({ ...header, timestampMs: 0n }, blob, blob.length);
  if (tail.kind === "incomplete") throw new Error("the rows are not a whole blob");
  const reads = rows.map(({ key }) => ({ key, pieces: [] as Piece[] }));
  const gaps: [number, number][] = [];
  let gapStart = 0;
  const page = new Uint8Array(PAGE_SIZE);
  for (const { offset, size } of tail.frames) {
    const [start, end] = [offset + FRAME_HEADER_SIZE, offset + size];
    inflateLz4Block(blob.subarray(start, end), page, 0, PAGE_SIZE);
    const place = Buffer.from(answer.buffer, answer.byteOffset, answer.length).indexOf(
      page,
      gapStart,
    );
    if (place < 0) break;
    gaps.push([gapStart, place]);
    gapStart = place + PAGE_SIZE;
    let rowStart = 0;
    for (const [index, { bytes }] of rows.entries()) {
      const from = Math.max(start, rowStart);
      const to = Math.min(end, rowStart + bytes.length);
      const page = end <= rowStart + bytes.length ? place : undefined;
      if (from < to)
        reads[index]?.pieces.push({ start: from - rowStart, end: to - rowStart, page });
      rowStart += bytes.length;
    }
  }
  gaps.push([gapStart, answer.length]);
  return { reads: reads.filter(({ pieces }) => pieces.length > 0), gaps };
}
