/**
 * Tests that the LZ4 of the package and the reference implementation read each other's blocks, that
 * blocks of earlier versions are read, and that no bad block misleads it.
 */

import { readFileSync } from "node:fs";
import { LtxError } from "@barewire/ltx";
import { expect, test } from "vitest";
import { countFrom, type Random, withSeed } from "../contract/seeded-random.js";
import {
  compress,
  inflate,
  inflateByTheText,
  randomPage,
  referenceCompress,
  referenceInflate,
} from "./lz4-reference.js";

/** The page of a block in hexadecimal, or "refused"; any other error is a bug. */
function check(block: Uint8Array, size: number): string {
  try {
    return Buffer.from(inflate(block, size)).toString("hex");
  } catch (cause) {
    if (!(cause instanceof LtxError)) throw cause;
    expect(cause.issue.kind).toBe("block");
    return "refused";
  }
}

/** The verdict of the text of the format on a block, in the same form. */
function expected(block: Uint8Array, size: number): string {
  const page = inflateByTheText(block, size);
  if (page === undefined) return "refused";
  // Whatever is accepted here, every decoder must be able to read.
  expect(Buffer.compare(referenceInflate(block, size), page)).toBe(0);
  return Buffer.from(page).toString("hex");
}

test("both implementations read what either wrote", async () => {
  await withSeed((random) => {
    for (let count = 0; count < 1500; count += 1) {
      const bytes = randomPage(random, count < 600 ? count : 512 << random(4));
      const hex = Buffer.from(bytes).toString("hex");
      const block = compress(bytes);
      // The longest block has all bytes as literals, and their count.
      expect(block.length).toBeLessThanOrEqual(bytes.length + Math.floor(bytes.length / 255) + 16);
      if (count % 8 === 0) expect(expected(block, bytes.length)).toBe(hex);
      expect(Buffer.compare(referenceInflate(block, bytes.length), bytes)).toBe(0);
      expect(Buffer.compare(inflate(block, bytes.length), bytes)).toBe(0);
      // The reference writes nothing for nothing.
      if (bytes.length > 0) expect(check(referenceCompress(bytes), bytes.length)).toBe(hex);
    }
  });
});

test("blocks are at most a hundredth larger than those of the reference", async () => {
  await withSeed((random) => {
    let [ours, reference] = [0, 0];
    for (let count = 0; count < 300; count += 1) {
      const bytes = randomPage(random, 4096);
      ours += compress(bytes).length;
      reference += referenceCompress(bytes).length;
    }
    expect(ours).toBeLessThan(1.01 * reference);
  });
});

type OldBlock = { readonly page: string } & Readonly<Record<"lz4js" | "lz4-napi", string>>;

test("the blocks that earlier versions wrote are read, of both libraries", () => {
  const file = readFileSync(new URL("old-blocks.json", import.meta.url), "utf8");
  const rows: readonly OldBlock[] = JSON.parse(file);
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows) {
    const page = Buffer.from(row.page, "base64");
    for (const writer of ["lz4js", "lz4-napi"] as const) {
      expect(check(Buffer.from(row[writer], "base64"), page.length)).toBe(page.toString("hex"));
    }
  }
});

test("literals alone are written where nothing can be saved", () => {
  // No four bytes come twice.
  const bytes = Uint8Array.from({ length: 512 }, (_, at) =>
    at % 2 === 0 ? at >> 1 : 255 - (at >> 3),
  );
  const block = compress(bytes);
  expect(block.length).toBe(bytes.length + 3);
  expect(block.subarray(0, 3)).toEqual(Uint8Array.of(0xf0, 255, 512 - 15 - 255));
});

test("a page is compressed into the same block every time, wherever it is", () => {
  const page = Uint8Array.from({ length: 4096 }, (_, offset) => (offset * offset) & 63);
  const first = compress(page);
  compress(page.map((byte) => byte ^ 1));
  const shifted = new Uint8Array(4096 + 3);
  shifted.set(page, 3);
  expect(Buffer.compare(compress(shifted.subarray(3)), first)).toBe(0);
});

test("the largest page is compressed, and more is refused", () => {
  const page = Uint8Array.from({ length: 65_536 }, (_, at) => (at < 65_000 ? 7 : at));
  page.set(page.subarray(65_100, 65_500), 0);
  const block = compress(page);
  expect(Buffer.compare(inflate(block, page.length), page)).toBe(0);
  expect(Buffer.compare(referenceInflate(block, page.length), page)).toBe(0);
  expect(() => compress(new Uint8Array(65_537))).toThrow("a page has at most 65536 bytes");
});

const FIVE = [0x50, 1, 2, 3, 4, 5];
const BAD_BLOCKS: readonly (readonly [fault: string, block: readonly number[], size: number])[] = [
  ["nothing at all", [], 16],
  ["an offset of zero", [0x10, 9, 0, 0, 0xc0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 17],
  ["an offset before the start", [0x10, 9, 2, 0, 0xc0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 17],
  ["too few bytes", FIVE, 6],
  ["too many bytes", FIVE, 4],
  ["fewer literals than it says", [0x50, 1, 2, 3, 4], 5],
  ["no end of the count of literals", [0xf0, 255, 255], 525],
  ["no end of the length of a match", [0x1f, 9, 1, 0, 255, 255], 530],
  ["half an offset", [0x10, 9, 1], 5],
  ["a match announced after its end", [0x51, 1, 2, 3, 4, 5], 5],
  ["a match at its end", [0x1f, 9, 1, 0, 0], 20],
  ["a match beyond the page", [0x1f, 9, 1, 0, 255, 0, ...FIVE], 30],
  ["four literals at its end", [0x18, 9, 1, 0, 0x40, 1, 2, 3, 4], 17],
  ["a match eleven bytes before its end", [0x12, 9, 1, 0, ...FIVE], 12],
];

test.each(BAD_BLOCKS)("a block with %s is refused", (_, block, size) => {
  expect(check(Uint8Array.from(block), size)).toBe("refused");
  expect(expected(Uint8Array.from(block), size)).toBe("refused");
});

test("the shortest match that a block may end with is read", () => {
  const block = Uint8Array.from([0x13, 9, 1, 0, ...FIVE]);
  expect(check(block, 13)).toBe(`${"09".repeat(8)}0102030405`);
});

test("a length of megabytes in a small block is refused", () => {
  const block = new Uint8Array(60_000).fill(255);
  block.set([0x1f, 9, 1, 0]);
  block.set([0, ...FIVE], block.length - 1 - FIVE.length);
  expect(check(block, 4096)).toBe("refused");
  block[0] = 0xff;
  expect(check(block, 4096)).toBe("refused");
});

function damage(random: Random, block: Uint8Array): Uint8Array {
  const damaged = block.slice(0, random(4) === 0 ? random(block.length + 1) : block.length);
  for (let count = random(4); count >= 0; count -= 1) {
    if (damaged.length > 0) damaged[random(damaged.length)] = random(256);
  }
  return damaged;
}

test("a damaged block gives what the text of the format says: a page, or none", async () => {
  let readCount = 0;
  await withSeed((random) => {
    for (let left = countFrom("BAREWIRE_TEST_LZ4_BLOCKS", 6000); left > 0; left -= 1) {
      const page = randomPage(random, 512);
      const block = damage(random, left % 2 === 0 ? compress(page) : referenceCompress(page));
      const result = check(block, page.length);
      expect(result).toBe(expected(block, page.length));
      if (result !== "refused") readCount += 1;
    }
  });
  // Damaged literals give another page, so a store that keeps blocks needs a checksum.
  expect(readCount).toBeGreaterThan(0);
});

/** A sequence with a distance that is often just too large, and how many bytes it gives. */
function hostileSequence(random: Random, before: number): { bytes: number[]; size: number } {
  const literalCount = random(20);
  const literals = Array.from({ length: literalCount }, () => random(256));
  const continued = literalCount < 15 ? [] : [literalCount - 15];
  const written = before + literalCount;
  const distance = random(8) === 0 ? written + random(3) : 1 + random(Math.max(1, written));
  const matchSize = random(3) === 0 ? 4 + random(15) : 19 + random(600);
  const more = matchSize - 19;
  const rest = more < 0 ? [] : [...Array<number>(Math.floor(more / 255)).fill(255), more % 255];
  const token = (Math.min(literalCount, 15) << 4) | Math.min(matchSize - 4, 15);
  const bytes = [token, ...continued, ...literals, distance & 255, distance >> 8, ...rest];
  return { bytes, size: literalCount + matchSize };
}

test("sequences with any distance and length give what the text says", async () => {
  let readCount = 0;
  await withSeed((random) => {
    for (let left = countFrom("BAREWIRE_TEST_LZ4_BLOCKS", 6000) / 4; left > 0; left -= 1) {
      const block: number[] = [];
      let size = 0;
      for (let count = 1 + random(4); count > 0; count -= 1) {
        const sequence = hostileSequence(random, size);
        block.push(...sequence.bytes);
        size += sequence.size;
      }
      block.push(0xc0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
      for (const wanted of [size + 12, size + 11 + random(3), 1 + random(2 * size)]) {
        const result = check(Uint8Array.from(block), wanted);
        expect(result).toBe(expected(Uint8Array.from(block), wanted));
        if (result !== "refused") readCount += 1;
      }
    }
  });
  expect(readCount).toBeGreaterThan(100);
});

test("noise gives what the text of the format says", async () => {
  await withSeed((random) => {
    for (let count = 0; count < 20_000; count += 1) {
      const block = Uint8Array.from({ length: random(40) }, () => random(256));
      const size = 1 + random(60);
      expect(check(block, size)).toBe(expected(block, size));
    }
  });
});
