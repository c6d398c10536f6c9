/**
 * Tests CRC-64/GO-ISO against its definition, and against checksums of another program.
 */

import { expect, test } from "vitest";
import { type Random, withSeed } from "../../../test/contract/seeded-random.js";
import { Crc64 } from "./crc64.js";

/** Takes one bit after the other, as in the definition. */
function slowCrc64(bytes: Uint8Array): bigint {
  const allOnes = 2n ** 64n - 1n;
  let register = allOnes;
  for (const byte of bytes) {
    register ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) {
      const carry = register & 1n;
      register >>= 1n;
      if (carry === 1n) register ^= 0xd800_0000_0000_0000n;
    }
  }
  return register ^ allOnes;
}

function check(pieces: readonly Uint8Array[], expected: bigint): void {
  const checksum = new Crc64();
  for (const piece of pieces) checksum.update(piece);
  expect(checksum.digest().toString(16)).toBe(expected.toString(16));
}

function randomBytes(random: Random, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, () => random(256));
}

/** The same bytes in chunks of random sizes, some of them empty. */
function cut(random: Random, bytes: Uint8Array): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const end = offset + random(13);
    pieces.push(bytes.subarray(offset, end));
    offset = end;
  }
  return pieces;
}

test("it has the check value of its name", () => {
  check([new TextEncoder().encode("123456789")], 0xb909_56c7_75a4_1001n);
});

test("nothing has the checksum 0", () => {
  check([], 0n);
});

test("every single byte has the checksum of the definition", () => {
  for (let byte = 0; byte < 256; byte += 1) {
    const bytes = Uint8Array.of(byte);
    check([bytes], slowCrc64(bytes));
  }
});

test("random bytes of every size have the checksum of the definition, however cut", async () => {
  await withSeed((random) => {
    for (let size = 0; size < 300; size += 1) {
      const bytes = randomBytes(random, size);
      const expected = slowCrc64(bytes);
      check([bytes], expected);
      check(cut(random, bytes), expected);
      // The copy begins at an offset that is not a multiple of four.
      const shifted = new Uint8Array(size + 1);
      shifted.set(bytes, 1);
      check([shifted.subarray(1)], expected);
    }
  });
});

/** The bytes that the file checksum of a blob covers, with frames whose blocks have 31 bytes. */
function referenceImage(numbers: {
  readonly header: readonly (readonly [offset: number, value: bigint])[];
  readonly pgnos: readonly number[];
  readonly postApply: bigint;
}): Uint8Array[] {
  const header = new Uint8Array(100);
  header.set(new TextEncoder().encode("LTX1"));
  const view = new DataView(header.buffer);
  // Each is at least eight bytes from the next, so they can be written in ascending order.
  for (const [end, value] of numbers.header)
    view.setBigUint64(end - 8, view.getBigUint64(end - 8) | value);
  const pieces = [header];
  const index: number[] = [];
  numbers.pgnos.forEach((pgno, position) => {
    pieces.push(Uint8Array.of(0, 0, 0, pgno, 0, 1, 0, 0, 0, 31));
    pieces.push(Uint8Array.from({ length: 512 }, (_, offset) => pgno + (offset % 7)));
    const offset = 100 + 41 * position;
    index.push(pgno, ...(offset < 128 ? [offset] : [(offset & 127) | 128, offset >> 7]), 41);
  });
  const tail = new Uint8Array(6 + index.length + 1 + 16);
  tail.set(index, 6);
  const tailView = new DataView(tail.buffer);
  tailView.setBigUint64(tail.length - 16, BigInt(index.length + 1));
  tailView.setBigUint64(tail.length - 8, numbers.postApply);
  return [...pieces, tail];
}

// Both blobs were written by the reference implementation of the format, in Go, whose tests contain
// these two file checksums. Bit 63 only marks the checksum as present.
const FLAG = 1n << 63n;

test("a delta of the reference implementation has the file checksum that it has there", () => {
  const header = [
    [12, 512n],
    [16, 16n],
    [24, 2n],
    [32, 3n],
    [40, 1000n],
    [48, FLAG | 1n],
  ] as const;
  const pieces = referenceImage({ header, pgnos: [2, 5, 9, 16], postApply: FLAG | 2n });
  const checksum = new Crc64();
  for (const piece of pieces) checksum.update(piece);
  expect(checksum.digest() | FLAG).toBe(0xe27f_4c18_f0da_2c10n);
});

test("a snapshot of the reference implementation has the file checksum that it has there", () => {
  const header = [
    [12, 512n],
    [16, 6n],
    [24, 1n],
    [32, 4n],
    [40, 1000n],
  ] as const;
  const pieces = referenceImage({ header, pgnos: [1, 2, 3, 4, 5, 6], postApply: FLAG | 3n });
  const checksum = new Crc64();
  for (const piece of pieces) checksum.update(piece);
  expect(checksum.digest() | FLAG).toBe(0xd926_9676_72f7_ca53n);
});
