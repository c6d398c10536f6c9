/**
 * Tests that each LZ4 library reads the blocks of the other, and that neither is misled by a bad
 * one.
 */

import { checkLz4Block, LtxError, type Lz4Block, maxLz4BlockSize } from "@barewire/ltx";
import { expect, test } from "vitest";
import { countFrom, type Random, withSeed } from "../contract/seeded-random.js";
import { LIBRARIES, randomPage } from "./lz4-libraries.js";

const PAIRS = LIBRARIES.flatMap(([writerName, writer]) =>
  LIBRARIES.map(([readerName, reader]) => ({ writerName, writer, readerName, reader })),
);

/**
 * The result of a decoder for a block: bytes, or the kind of its refusal; anything else is a bug.
 */
function check(lz4: Lz4Block, block: Uint8Array, size: number): string {
  try {
    const bytes = lz4.decompress(block, size);
    expect(bytes.length).toBe(size);
    return Buffer.from(bytes).toString("hex");
  } catch (cause) {
    expect(cause).toBeInstanceOf(LtxError);
    return "refused";
  }
}

test.each(PAIRS)("$readerName reads what $writerName wrote", async ({ writer, reader }) => {
  await withSeed((random) => {
    for (let count = 0; count < 1500; count += 1) {
      const bytes = randomPage(random, count < 600 ? count : 512 << random(4));
      const block = writer.compress(bytes);
      expect(block.length).toBeLessThanOrEqual(maxLz4BlockSize(bytes.length));
      expect(Buffer.compare(reader.decompress(block, bytes.length), bytes)).toBe(0);
    }
  });
});

test.each(LIBRARIES)("%s writes literals alone where nothing can be saved", (_, lz4) => {
  // No four bytes come twice.
  const bytes = Uint8Array.from({ length: 512 }, (_, at) =>
    at % 2 === 0 ? at >> 1 : 255 - (at >> 3),
  );
  const block = lz4.compress(bytes);
  expect(block.length).toBe(bytes.length + 3);
  expect(block.subarray(0, 3)).toEqual(Uint8Array.of(0xf0, 255, 512 - 15 - 255));
});

test.each(LIBRARIES)("%s compresses a page into the same block every time", (_, lz4) => {
  const page = Uint8Array.from({ length: 4096 }, (_, offset) => (offset * offset) & 63);
  const first = lz4.compress(page).slice();
  lz4.compress(page.map((byte) => byte ^ 1));
  expect(Buffer.compare(lz4.compress(page), first)).toBe(0);
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
  for (const [, lz4] of LIBRARIES) expect(check(lz4, Uint8Array.from(block), size)).toBe("refused");
});

test("the shortest match that a block may end with is read", () => {
  const block = Uint8Array.from([0x13, 9, 1, 0, ...FIVE]);
  for (const [, lz4] of LIBRARIES) {
    expect(check(lz4, block, 13)).toBe(`${"09".repeat(8)}0102030405`);
  }
});

function damage(random: Random, block: Uint8Array): Uint8Array {
  const damaged = block.slice(0, random(4) === 0 ? random(block.length + 1) : block.length);
  for (let count = random(4); count >= 0; count -= 1) {
    if (damaged.length > 0) damaged[random(damaged.length)] = random(256);
  }
  return damaged;
}

test("both libraries make the same of a damaged block: the same page, or none", async () => {
  let readCount = 0;
  await withSeed((random) => {
    for (let left = countFrom("BAREWIRE_TEST_LZ4_BLOCKS", 6000); left > 0; left -= 1) {
      const page = randomPage(random, 512);
      const block = damage(random, LIBRARIES[left % 2]?.[1].compress(page) ?? page);
      const [first, second] = LIBRARIES.map(([, lz4]) => check(lz4, block, page.length));
      expect(first).toBe(second);
      if (first !== "refused") readCount += 1;
    }
  });
  // Damaged literals give another page, so a store that keeps blocks needs a checksum.
  expect(readCount).toBeGreaterThan(0);
});

test("both libraries make the same of noise: the same page, or none", async () => {
  await withSeed((random) => {
    for (let count = 0; count < 20_000; count += 1) {
      const block = Uint8Array.from({ length: random(40) }, () => random(256));
      const size = 1 + random(60);
      const [first, second] = LIBRARIES.map(([, lz4]) => check(lz4, block, size));
      expect(first).toBe(second);
    }
  });
});

test("a size of gigabytes is refused before there is memory for it", () => {
  expect(() => checkLz4Block(Uint8Array.from(FIVE), 2 ** 40)).toThrow(LtxError);
  for (const [, lz4] of LIBRARIES)
    expect(check(lz4, Uint8Array.from(FIVE), 2 ** 40)).toBe("refused");
});
