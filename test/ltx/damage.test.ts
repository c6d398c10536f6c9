/**
 * Tests that a damaged blob is refused, by both strict readers. One
 * kind of damage is harmless: the file checksum covers the inflated pages, and other compressed
 * bytes may inflate to the same page. So the rule is: a blob is refused, or gives exactly what was
 * written.
 */

import {
  decodeLtx,
  encodeLtx,
  LtxError,
  type LtxHeader,
  type LtxIssue,
  type LtxPage,
  type LtxReader,
  LtxVerifier,
  openLtx,
  readLtxHeader,
  readLtxTail,
} from "@barewire/ltx";
import { expect, test } from "vitest";
import { countFrom, pick, type Random, withSeed } from "../contract/seeded-random.js";
import { type Contents, encode, isSame, READERS, randomContents } from "./blobs.js";

const HEADER: LtxHeader = {
  pageSize: 512,
  commit: 300,
  minTxid: 41n,
  maxTxid: 43n,
  timestampMs: 1_700_000_000_123n,
};
/** The blocks have 18 bytes, with matches. */
const COMPRESSED: Contents = {
  header: HEADER,
  pages: [2, 3, 300].map((pgno) => ({
    pgno,
    bytes: Uint8Array.from({ length: 512 }, (_, at) => (at % 7) + pgno),
  })),
};

/** The issue of the `LtxError` that `act` throws, or what it returns; nothing else may happen. */
function attempt<T>(act: () => T): { issue: LtxIssue } | { value: T } {
  try {
    return { value: act() };
  } catch (cause) {
    if (cause instanceof LtxError) return { issue: cause.issue };
    throw cause;
  }
}

/** Returns in how many ways of reading the damage was harmless; in the others it was refused. */
function check(blob: Uint8Array, original: Contents, random: Random): number {
  let harmlessCount = 0;
  for (const read of READERS) {
    const result = attempt(() => read(blob, random));
    if ("issue" in result) continue;
    expect(isSame(result.value, original)).toBe(true);
    harmlessCount += 1;
  }
  return harmlessCount;
}

function flip(blob: Uint8Array, bit: number): Uint8Array {
  const damaged = blob.slice();
  damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return damaged;
}

/** Tells whether a byte is inside a block, rather than in a header or the tail. */
function isInBlock(blob: Uint8Array, offset: number): boolean {
  return openLtx(blob).frames.some(
    (frame) => offset >= frame.offset + 10 && offset < frame.offset + frame.size,
  );
}

async function checkEveryBit(contents: Contents): Promise<number> {
  const blob = encode(contents);
  let harmlessCount = 0;
  await withSeed((random) => {
    for (let bit = 0; bit < blob.length * 8; bit += 1) {
      const count = check(flip(blob, bit), contents, random);
      // The exception never depends on the reader, and never lies outside a block.
      expect([0, READERS.length]).toContain(count);
      if (!isInBlock(blob, bit >> 3)) expect(count).toBe(0);
      harmlessCount += Math.sign(count);
    }
  });
  return harmlessCount;
}

test("no bit of a blob of an incompressible page can change", async () => {
  const bytes = await withSeed((random) => Uint8Array.from({ length: 512 }, () => random(256)));
  expect(await checkEveryBit({ header: HEADER, pages: [{ pgno: 5, bytes }] })).toBe(0);
});

test("no bit of a blob of compressed pages can change", async () => {
  expect(await checkEveryBit(COMPRESSED)).toBe(0);
});

test("where a match can be had elsewhere, another bit may say so, and the page is the same", async () => {
  // The second run of zeros is a copy of the first, from one of a hundred places.
  const bytes = new Uint8Array(512).fill(0);
  for (let at = 256; at < 290; at += 1) bytes[at] = at * 37;
  const contents = { header: HEADER, pages: [{ pgno: 5, bytes }] };
  expect(await checkEveryBit(contents)).toBeGreaterThan(0);
});

test("no byte of a blob can be missing, doubled or added", async () => {
  await withSeed((random) => {
    const blob = encode(COMPRESSED);
    for (let offset = 0; offset <= blob.length; offset += 1) {
      const start = blob.slice(0, offset);
      const damaged = [Uint8Array.of(...start, 0, ...blob.slice(offset))];
      if (offset < blob.length) {
        damaged.push(start, Uint8Array.of(...start, ...blob.slice(offset + 1)));
      }
      for (const bytes of damaged) expect(check(bytes, COMPRESSED, random)).toBe(0);
    }
  });
});

/** Damages bits, bytes or runs, truncates, and swaps or doubles segments. */
function damage(random: Random, blob: Uint8Array): Uint8Array {
  const bytes = blob.slice();
  const at = random(bytes.length);
  const size = 1 + random(pick(random, [4, 64, 3000]));
  switch (random(6)) {
    case 0:
      return flip(bytes, random(bytes.length * 8));
    case 1:
      return flip(flip(bytes, random(bytes.length * 8)), random(bytes.length * 8));
    case 2:
      return bytes.fill(random(256), at, at + size);
    case 3:
      return bytes.slice(0, at);
    case 4:
      return bytes.copyWithin(random(bytes.length), at, at + size);
    default:
      bytes[at] = random(256);
      return bytes;
  }
}

test("damage of any kind to larger blobs is refused, or the pages are the same", async () => {
  let refusedCount = 0;
  await withSeed((random) => {
    for (let left = countFrom("BAREWIRE_TEST_LTX_BLOBS", 30); left > 0; left -= 1) {
      const contents = randomContents(random, { pageSizes: [512, 1024, 4096], maxPages: 6 });
      const blob = encode(contents);
      for (let round = 0; round < 50; round += 1) {
        const damaged = damage(random, blob);
        if (check(damaged, contents, random) === 0) refusedCount += 1;
      }
    }
  });
  expect(refusedCount).toBeGreaterThan(0);
});

test("a blob without a file checksum is refused, and so is one with no trailer", () => {
  const blob = encode(COMPRESSED);
  const zeroed = blob.slice().fill(0, blob.length - 16);
  const reason = "has no file checksum";
  const openings = [
    (bytes: Uint8Array): unknown => decodeLtx(bytes),
    (bytes: Uint8Array): unknown => openLtx(bytes),
    (bytes: Uint8Array): unknown => readLtxTail(HEADER, bytes.slice(-100), bytes.length),
  ];
  for (const open of openings) {
    expect(attempt(() => open(zeroed))).toEqual({ issue: { kind: "trailer", reason } });
    expect(attempt(() => open(blob.slice(0, -16)))).toHaveProperty("issue");
  }
});

/** The faults that a right file checksum does not hide, because they are looked for before it. */
const FAULTS: readonly (readonly [offset: number, bytes: readonly number[], issue: object])[] = [
  [0, [0x4d], { kind: "magic" }],
  [7, [0], { kind: "header", field: "flags" }],
  [7, [3], { kind: "header", field: "flags" }],
  [8, [0, 0, 1, 0], { kind: "header", field: "page size" }],
  [8, [255, 255, 255, 255], { kind: "header", field: "page size" }],
  [12, [0, 0, 0, 0], { kind: "header", field: "commit" }],
  [12, [0, 0, 0, 1], { kind: "page-number", reason: "beyond the database" }],
  [23, [0], { kind: "header", field: "transaction ids" }],
  [23, [44], { kind: "header", field: "transaction ids" }],
  [47, [1], { kind: "header", field: "rolling checksum" }],
  [48, [0x80], { kind: "header", field: "write-ahead log" }],
  [63, [1], { kind: "header", field: "write-ahead log" }],
  [71, [1], { kind: "header", field: "write-ahead log" }],
  [79, [1], { kind: "header", field: "reserved bytes" }],
  [99, [1], { kind: "header", field: "reserved bytes" }],
  [103, [0], { kind: "page-number", reason: "not positive" }],
  [103, [3], { kind: "order", pgno: 3, previousPgno: 3 }],
  [105, [0], { kind: "frame", reason: "has unknown flags" }],
  [105, [2], { kind: "frame", reason: "has unknown flags" }],
  [106, [255, 255, 255, 255], { kind: "frame", reason: "has an impossible size" }],
  [106, [0, 0, 0, 0], { kind: "frame", reason: "has an impossible size" }],
];

test.each(FAULTS)("byte %i as %j is named", (offset, bytes, issue) => {
  const blob = encode(COMPRESSED);
  blob.set(bytes, offset);
  expect(attempt(() => decodeLtx(blob))).toMatchObject({ issue });
});

test("a write-ahead log of the header may be told of, if it makes sense", () => {
  const blob = encode(COMPRESSED);
  blob.set([32], 55);
  blob.set([1], 63);
  blob.set([7], 71);
  expect(readLtxHeader(blob)).toEqual(HEADER);
});

test("an index of a size beyond the blob takes no memory", () => {
  const blob = encode(COMPRESSED);
  for (const size of [[255, 255, 255, 255, 255, 255, 255, 255], [0, 0, 0, 1, 0, 0, 0, 0], [0]]) {
    const damaged = blob.slice();
    damaged.set([...size, ...Array(8 - size.length).fill(0)], blob.length - 24);
    const issue = { kind: "index", reason: "has an impossible size" };
    expect(attempt(() => openLtx(damaged))).toEqual({ issue });
    expect(attempt(() => readLtxTail(HEADER, damaged.slice(-24), blob.length))).toEqual({ issue });
  }
});

test("a verifier that has refused a blob goes on refusing it", () => {
  const blob = encode(COMPRESSED);
  const verifier = new LtxVerifier();
  const first = attempt(() => verifier.push(flip(blob, 0)));
  expect(first).toEqual({ issue: { kind: "magic" } });
  expect(attempt(() => verifier.push(blob))).toEqual(first);
  expect(attempt(() => verifier.finish())).toEqual(first);
});

test.each([
  [0, "header"],
  [50, "header"],
  [100, "pages"],
  [108, "pages"],
  [120, "pages"],
  [190, "index"],
  [215, "trailer"],
])("a blob that ends after %i bytes ends inside of its %s", (size, section) => {
  const blob = encode(COMPRESSED);
  const result = attempt(() => decodeLtx(blob.slice(0, size)));
  expect(result).toEqual({ issue: { kind: "truncated", section } });
});

/** Reads every page by itself; the pages that differ, if nothing was refused. */
function differing(reader: LtxReader, pages: readonly LtxPage[]): number[] {
  expect(reader.pgnos).toEqual(pages.map(({ pgno }) => pgno));
  return pages.flatMap(({ pgno, bytes }) => {
    const result = attempt(() => reader.readPage(pgno));
    if ("issue" in result) return [];
    expect(result.value).toHaveLength(bytes.length);
    return Buffer.compare(result.value ?? new Uint8Array(0), bytes) === 0 ? [] : [pgno];
  });
}

/** The bytes that no other part of the blob confirms: only the file checksum covers them. */
function isUnconfirmed(blob: Uint8Array, offset: number): boolean {
  return (
    (offset >= 12 && offset < 40) || (offset >= 48 && offset < 72) || offset >= blob.length - 8
  );
}

test("of a reader that was not told to verify, damage reaches the damaged page at most", () => {
  const blob = encode(COMPRESSED);
  let wrongCount = 0;
  for (let bit = 0; bit < blob.length * 8; bit += 1) {
    const offset = bit >> 3;
    const damaged = flip(blob, bit);
    const result = attempt(() => openLtx(damaged));
    if ("value" in result) {
      // The numbers and places of pages are always right.
      expect(isInBlock(blob, offset) || isUnconfirmed(blob, offset)).toBe(true);
      const owner = openLtx(blob).frames.find(
        (frame) => offset >= frame.offset && offset < frame.offset + frame.size,
      );
      const wrong = differing(result.value, COMPRESSED.pages);
      wrongCount += wrong.length;
      expect(wrong.filter((pgno) => pgno !== owner?.pgno)).toEqual([]);
    }
    const verified = attempt(() => openLtx(damaged, { verifyChecksum: true }));
    if ("value" in verified) expect(differing(verified.value, COMPRESSED.pages)).toEqual([]);
  }
  // This is why a store that keeps the bytes needs a checksum of its own.
  expect(wrongCount).toBeGreaterThan(0);
});

/** The entries of an index, the bytes of frames before it, and the fault. */
const INDEXES: readonly (readonly [entries: readonly number[], frames: number, reason: string])[] =
  [
    [[2, 100, 28, 0], 29, "has frames that do not fill the blob"],
    [[2, 101, 27, 0], 28, "has frames that are not contiguous"],
    [[2, 100, 28, 3, 100, 28, 0], 28, "has frames that are not contiguous"],
    [[2, 100, 28, 0, 0], 28, "is followed by bytes before the trailer"],
    [[0, 2, 100, 28, 0], 0, "is followed by bytes before the trailer"],
    [[2, 100, 28], 28, "is followed by bytes before the trailer"],
    [[0x82, 0, 100, 28, 0], 28, "has a varint that is not in its shortest form"],
    [[2, 100, 0x9c, 0x80, 0, 0], 28, "has a varint that is not in its shortest form"],
    [[2, 100, 10, 0], 10, "has a frame of impossible size"],
    [[2, 100, 0xff, 0xff, 3, 0], 65_535, "has a frame of impossible size"],
    [[2, 100, ...Array<number>(7).fill(255), 1, 0], 28, "has a varint that is too large"],
  ];

test.each(INDEXES)(
  "an index of %j before %i bytes of frames is refused",
  (entries, frames, reason) => {
    const tail = new Uint8Array(6 + entries.length + 8 + 16);
    tail.set(entries, 6);
    tail[6 + entries.length + 7] = entries.length;
    tail[tail.length - 8] = 0x80;
    const result = attempt(() => readLtxTail(HEADER, tail, 100 + frames + tail.length));
    expect(result).toEqual({ issue: { kind: "index", reason } });
  },
);

test("an index and frames that agree on a page that is not there are refused", () => {
  const pages = COMPRESSED.pages.slice(0, 1);
  const blob = encodeLtx(HEADER, pages);
  const tail = blob.length - 16 - 8 - 1 - 3;
  for (const [offset, value] of [
    [tail, 3],
    [tail + 1, 101],
    [tail + 2, 27],
    [tail + 3, 1],
  ] as const) {
    const damaged = blob.slice();
    damaged[offset] = value;
    expect(attempt(() => openLtx(damaged))).toHaveProperty("issue");
    expect(attempt(() => decodeLtx(damaged))).toMatchObject({ issue: { kind: "index" } });
  }
});
