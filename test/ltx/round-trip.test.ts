/**
 * Tests that the pages of a blob survive every way of writing and reading it.
 */

import {
  decodeLtx,
  encodeLtx,
  encodeLtxPieces,
  findLtxFrame,
  HEADER_SIZE,
  LtxError,
  type LtxFrame,
  type LtxHeader,
  type LtxIssue,
  type LtxPage,
  LtxVerifier,
  lockPgno,
  openLtx,
  readLtxFrame,
  readLtxHeader,
  readLtxTail,
} from "@barewire/ltx";
import { expect, test } from "vitest";
import { withSeed } from "../contract/seeded-random.js";
import { encode, isSame, READERS, randomContents } from "./blobs.js";

const SHAPE = { pageSizes: [512, 1024, 4096, 4096, 65_536], maxPages: 12 };
const HEADER: LtxHeader = {
  pageSize: 512,
  commit: 9,
  minTxid: 7n,
  maxTxid: 8n,
  timestampMs: 1_700_000_000_123n,
};

/** The issue of the `LtxError` that `act` throws. */
function check(act: () => unknown): LtxIssue {
  try {
    act();
  } catch (cause) {
    if (cause instanceof LtxError) return cause.issue;
    throw cause;
  }
  return expect.unreachable("nothing was thrown");
}

function page(pgno: number, size = 512): LtxPage {
  return { pgno, bytes: Uint8Array.from({ length: size }, (_, at) => (at % 7) + pgno) };
}

test("random pages come back", async () => {
  await withSeed((random) => {
    for (let count = 0; count < 40; count += 1) {
      const contents = randomContents(random, SHAPE);
      const blob = encode(contents);
      for (const read of READERS) expect(isSame(read(blob, random), contents)).toBe(true);
    }
  });
});

test("a reader finds every page of a blob and no other", async () => {
  await withSeed((random) => {
    for (let count = 0; count < 100; count += 1) {
      const { header, pages } = randomContents(random, SHAPE);
      const blob = encodeLtx(header, pages);
      const reader = openLtx(blob, { verifyChecksum: count % 2 === 0 });
      expect(reader.header).toEqual(header);
      expect(reader.pgnos).toEqual(pages.map(({ pgno }) => pgno));
      for (const { pgno, bytes } of pages) {
        expect(Buffer.compare(reader.readPage(pgno) ?? new Uint8Array(0), bytes)).toBe(0);
      }
      for (const pgno of [0, -1, 0.5, header.commit + 1, 2 ** 40]) {
        expect(reader.readPage(pgno)).toBeUndefined();
      }
    }
  });
});

test("a page is read without a look at the others", () => {
  const pages = [1, 2, 3, 4].map((pgno) => page(pgno));
  const blob = encodeLtx(HEADER, pages);
  const frames = openLtx(blob).frames;
  // The other pages cannot be inflated any more.
  for (const { pgno, offset, size } of frames)
    if (pgno !== 3) blob.fill(0, offset + 10, offset + size);
  const reader = openLtx(blob);
  expect(reader.readPage(3)).toEqual(pages[2]?.bytes);
  expect(check(() => reader.readPage(2))).toMatchObject({ kind: "frame", pgno: 2 });
});

function fromTail(blob: Uint8Array, firstSize: number): readonly LtxFrame[] {
  const header = readLtxHeader(blob.subarray(0, HEADER_SIZE));
  let tailSize = Math.min(firstSize, blob.length);
  for (let round = 0; round < 3; round += 1) {
    const tail = readLtxTail(header, blob.slice(blob.length - tailSize), blob.length);
    if (tail.kind === "complete") return tail.frames;
    expect(tail.tailSize).toBeGreaterThan(tailSize);
    tailSize = tail.tailSize;
  }
  return expect.unreachable("the tail never was enough");
}

test("from the end of a blob its frames are found, and each is read by itself", async () => {
  await withSeed((random) => {
    for (let count = 0; count < 100; count += 1) {
      const { header, pages } = randomContents(random, SHAPE);
      const blob = encodeLtx(header, pages);
      const frames = fromTail(blob, random(200));
      expect(frames).toEqual(openLtx(blob).frames);
      for (const { pgno, bytes } of pages) {
        const frame = findLtxFrame(frames, pgno) ?? expect.unreachable();
        const frameBytes = blob.slice(frame.offset, frame.offset + frame.size);
        expect(Buffer.compare(readLtxFrame(header, frame, frameBytes), bytes)).toBe(0);
      }
    }
  });
});

test("a blob of many pages goes from encoder to verifier without ever being whole", () => {
  const header = { ...HEADER, pageSize: 4096, commit: 20_000 };
  const bytes = Uint8Array.from({ length: 4096 }, (_, at) => at % 251);
  function* pages(): Generator<LtxPage> {
    for (let pgno = 1; pgno <= header.commit; pgno += 2) yield { pgno, bytes };
  }
  const verifier = new LtxVerifier();
  const pieces = encodeLtxPieces(header, pages());
  let step = pieces.next();
  let size = 0;
  let maxPieceSize = 0;
  while (step.done !== true) {
    size += step.value.length;
    maxPieceSize = Math.max(maxPieceSize, step.value.length);
    verifier.push(step.value);
    step = pieces.next();
  }
  const contents = verifier.finish();
  expect(contents.header).toEqual(header);
  expect(contents.frames).toEqual(step.value);
  expect(contents.frames).toHaveLength(10_000);
  // The tail, which contains the index, is the largest piece.
  expect(maxPieceSize).toBeLessThan(10_000 * 12);
  const last = contents.frames.at(-1);
  expect(size - (last?.offset ?? 0) - (last?.size ?? 0)).toBe(maxPieceSize);
});

test("a blob may have no page", () => {
  expect(decodeLtx(encodeLtx(HEADER, []))).toEqual({ header: HEADER, pages: [] });
});

test("numbers are kept to their limits", () => {
  for (const header of [
    { pageSize: 512, commit: 1, minTxid: 1n, maxTxid: 1n, timestampMs: -(2n ** 63n) },
    {
      pageSize: 65_536,
      commit: 2 ** 32 - 1,
      minTxid: 2n ** 64n - 1n,
      maxTxid: 2n ** 64n - 1n,
      timestampMs: 2n ** 63n - 1n,
    },
  ]) {
    const pages = [page(1, header.pageSize), page(header.commit, header.pageSize)].slice(
      header.commit === 1 ? 1 : 0,
    );
    expect(decodeLtx(encodeLtx(header, pages))).toEqual({ header, pages });
  }
});

test("what no blob may have is not encoded", () => {
  const encoded = (header: Partial<LtxHeader>, ...pages: LtxPage[]): LtxIssue =>
    check(() => encodeLtx({ ...HEADER, ...header }, pages));
  for (const pageSize of [0, 256, 513, 131_072, 4096.5, Number.NaN]) {
    expect(encoded({ pageSize })).toEqual({ kind: "header", field: "page size" });
  }
  for (const commit of [0, -1, 1.5, 2 ** 32]) {
    expect(encoded({ commit })).toEqual({ kind: "header", field: "commit" });
  }
  for (const txids of [{ minTxid: 0n }, { minTxid: 9n }, { maxTxid: 2n ** 64n }]) {
    expect(encoded(txids)).toEqual({ kind: "header", field: "transaction ids" });
  }
  expect(encoded({ timestampMs: 2n ** 63n })).toEqual({ kind: "header", field: "timestamp" });
  expect(encoded({}, page(0))).toMatchObject({ kind: "page-number", reason: "not positive" });
  expect(encoded({}, page(10))).toMatchObject({
    kind: "page-number",
    reason: "beyond the database",
  });
  expect(encoded({}, page(2), page(2))).toEqual({ kind: "order", pgno: 2, previousPgno: 2 });
  expect(encoded({}, page(3), page(1))).toEqual({ kind: "order", pgno: 1, previousPgno: 3 });
  const size = { kind: "page-size", pgno: 1, actualSize: 511, pageSize: 512 };
  expect(encoded({}, page(1, 511))).toEqual(size);
});

test("the lock page is in no blob", () => {
  expect(lockPgno(4096)).toBe(262_145);
  const header = { ...HEADER, pageSize: 4096, commit: 300_000 };
  const around = [page(262_144, 4096), page(262_146, 4096)];
  expect(decodeLtx(encodeLtx(header, around)).pages).toEqual(around);
  expect(check(() => encodeLtx(header, [page(262_145, 4096)]))).toEqual({
    kind: "page-number",
    pgno: 262_145,
    reason: "the lock page",
  });
});

test("a reader takes no more pages than it was told to", () => {
  const blob = encodeLtx(HEADER, [page(1), page(2), page(3)]);
  expect(decodeLtx(blob, { maxPages: 3 }).pages).toHaveLength(3);
  const limit = { kind: "limit", maxPages: 2 };
  expect(check(() => decodeLtx(blob, { maxPages: 2 }))).toEqual(limit);
});

/** Every byte of a blob, so that the format cannot change unnoticed. */
const GOLDEN = [
  "4c54583100000002000002000000000900000000000000070000000000000008",
  "0000018bcfe5687b000000000000000000000000000000000000000000000000",
  "0000000000000000000000000000000000000000000000000000000000000000",
  "00000000000000020001000000127f020304050607080700ffe2500506070802",
  "000000090001000000127f090a0b0c0d0e0f0700ffe2500c0d0e0f0900000000",
  "000002641c0980011c0000000000000000080000000000000000df9492ac7eca",
  "bb48",
];

test("the golden blob is read", () => {
  const blob = Uint8Array.from(Buffer.from(GOLDEN.join(""), "hex"));
  expect(decodeLtx(blob)).toEqual({ header: HEADER, pages: [page(2), page(9)] });
});

test("the golden blob is written", () => {
  const blob = encodeLtx(HEADER, [page(2), page(9)]);
  expect(
    Buffer.from(blob)
      .toString("hex")
      .match(/.{1,64}/g),
  ).toEqual(GOLDEN);
});
