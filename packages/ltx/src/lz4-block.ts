/**
 * The port through which LZ4 comes in, and what a raw LZ4 block must be.
 *
 *    token      u8        high half: count of literals, low half: length of the match less 4;
 *                         15 in a half is continued
 *    …          u8 …      added to the count of literals, up to and with the first below 255
 *    literals   bytes
 *    offset     u16 LE    how far back the match begins; from 1 to what has been written
 *    …          u8 …      added to the length of the match, as above
 *
 * and so on; the last sequence ends after its literals, and its token has 0 for a match. When there
 * is a match at all, the last one begins 12 bytes before the end of the page or earlier, and 5
 * literals end it: decoders that copy eight bytes at once rely on that.
 */

import { LtxError } from "./ltx-error.js";

/** Compresses and inflates raw LZ4 blocks, without any size or frame around them. */
export interface Lz4Block {
  /** Returns a block that `checkLz4Block` accepts; it has only literals if nothing can be saved. */
  compress(bytes: Uint8Array): Uint8Array;
  /**
   * Returns memory of its own, of exactly `size` bytes; anything else must be thrown as an error.
   */
  decompress(block: Uint8Array, size: number): Uint8Array;
}

const MIN_MATCH_SIZE = 4;
const LAST_LITERALS_COUNT = 5;
/** A match begins at least this far before the end. */
const LAST_MATCH_DISTANCE = 12;

/** The most bytes that a block of `size` bytes can take: all literals, and their count. */
export function maxLz4BlockSize(size: number): number {
  return size + Math.floor(size / 255) + 16;
}

/**
 * Refuses a block that does not inflate to exactly `size` bytes, refers to bytes before its output,
 * or breaks the rules of its end, with an `LtxError` of kind `block`. After this check a decoder
 * needs none of its own; it is for libraries that have none. It allocates no memory.
 */
export function checkLz4Block(block: Uint8Array, size: number): void {
  let at = 0;
  let written = 0;
  let lastMatchStart = -1;
  while (at < block.length) {
    const token = byteAt(block, at);
    at += 1;
    let literalCount = token >> 4;
    if (literalCount === 15) {
      const end = lengthEnd(block, at);
      literalCount = lengthOf(block, at, end);
      at = end;
    }
    at += literalCount;
    written += literalCount;
    if (at > block.length || written > size)
      throw broken("has literals beyond its end or beyond the page");
    if (at === block.length) {
      // No decoder reads this half, so only a rule keeps a change in it from going unnoticed.
      if ((token & 15) !== 0) throw broken("has a match after its end");
      checkEnd(written, size, literalCount, lastMatchStart);
      return;
    }
    if (at + 2 > block.length) throw broken("is truncated inside an offset");
    const distance = byteAt(block, at) | (byteAt(block, at + 1) << 8);
    at += 2;
    if (distance === 0 || distance > written)
      throw broken("has a match that begins before the output");
    lastMatchStart = written;
    let matchSize = token & 15;
    if (matchSize === 15) {
      const end = lengthEnd(block, at);
      matchSize = lengthOf(block, at, end);
      at = end;
    }
    written += matchSize + MIN_MATCH_SIZE;
  }
  throw broken("does not end with literals");
}

function checkEnd(
  written: number,
  size: number,
  literalCount: number,
  lastMatchStart: number,
): void {
  if (written !== size) throw broken("inflates to less than a page");
  if (lastMatchStart === -1) return;
  if (literalCount < LAST_LITERALS_COUNT || lastMatchStart > size - LAST_MATCH_DISTANCE) {
    throw broken("has a match too close to its end");
  }
}

/** The offset after the continuation of a length. */
function lengthEnd(block: Uint8Array, start: number): number {
  let at = start;
  while (block[at] === 255) at += 1;
  if (at >= block.length) throw broken("is truncated inside a length");
  return at + 1;
}

/** Decodes a length of 15 and more: all bytes of its continuation but the last are 255. */
function lengthOf(block: Uint8Array, start: number, end: number): number {
  return 15 + 255 * (end - 1 - start) + byteAt(block, end - 1);
}

function byteAt(block: Uint8Array, offset: number): number {
  // Callers stay within the block.
  return block[offset] as number;
}

function broken(reason: string): LtxError {
  return new LtxError({ kind: "block", reason });
}
