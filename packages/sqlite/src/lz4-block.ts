/** LZ4 for blobs on the client: lz4js, which runs everywhere and checks nothing by itself. */

import { checkLz4Block, type Lz4Block, maxLz4BlockSize } from "@barewire/ltx";
import { compressBlock, decompressBlock } from "lz4js";

/** A match that begins nearer to the end may not be read by other decoders. */
const LAST_MATCH_DISTANCE = 12;
const MIN_MATCH_SIZE = 4;
/** The library looks up 16 bits of a hash. */
const HASH_TABLE_SIZE = 1 << 16;

/** A compressor of its own memory: 256 KiB that every block reuses. */
export function createLz4Block(): Lz4Block {
  const hashTable = new Uint32Array(HASH_TABLE_SIZE);
  return {
    compress(bytes) {
      const block = new Uint8Array(maxLz4BlockSize(bytes.length));
      // Entries of an earlier block would be taken for matches in this one.
      hashTable.fill(0);
      const size = compressBlock(bytes, block, 0, bytes.length, hashTable);
      return withSafeEnd(block, size, bytes);
    },
    decompress(block, size) {
      // The library neither stops at the end of its memory nor refuses an offset before its start.
      checkLz4Block(block, size);
      const bytes = new Uint8Array(size);
      decompressBlock(block, bytes, 0, block.length, 0);
      return bytes;
    },
  };
}

/**
 * The library ends a block too near to a match, and writes no block at all if it finds no match
 * (`blockSize` 0). All data from the first sequence whose match begins too near to the end is
 * encoded as literals.
 */
function withSafeEnd(block: Uint8Array, blockSize: number, bytes: Uint8Array): Uint8Array {
  const matchLimit = bytes.length - LAST_MATCH_DISTANCE;
  let at = 0;
  let written = 0;
  while (at < blockSize) {
    const tokenOffset = at;
    const literalsStart = written;
    // The library has just written the block, so its numbers are all within it.
    const token = block[at] as number;
    at += 1;
    const literals = readLength(block, at, token >> 4);
    at = literals.end + literals.size;
    written += literals.size;
    if (at >= blockSize) return block.subarray(0, blockSize);
    if (written > matchLimit) return endWithLiterals(block, tokenOffset, bytes, literalsStart);
    const match = readLength(block, at + 2, token & 15);
    at = match.end;
    written += match.size + MIN_MATCH_SIZE;
  }
  return endWithLiterals(block, 0, bytes, 0);
}

/**
 * A length of 15 continues in the bytes from `start` on, up to and including the first below 255.
 */
function readLength(
  block: Uint8Array,
  start: number,
  first: number,
): { size: number; end: number } {
  if (first < 15) return { size: first, end: start };
  let end = start;
  while (block[end] === 255) end += 1;
  return { size: 15 + 255 * (end - start) + (block[end] ?? 0), end: end + 1 };
}

/** Writes all bytes from `start` on as the last literals of the block, from `tokenOffset` on. */
function endWithLiterals(
  block: Uint8Array,
  tokenOffset: number,
  bytes: Uint8Array,
  start: number,
): Uint8Array {
  const literals = bytes.subarray(start);
  let at = tokenOffset;
  block[at] = Math.min(literals.length, 15) << 4;
  at += 1;
  if (literals.length >= 15) {
    let rest = literals.length - 15;
    for (; rest >= 255; rest -= 255) {
      block[at] = 255;
      at += 1;
    }
    block[at] = rest;
    at += 1;
  }
  block.set(literals, at);
  return block.subarray(0, at + literals.length);
}
