/**
 * A raw LZ4 block: one page, compressed, without any size or frame around it.
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
 *
 * A block may come from anywhere: every length and offset in it is compared with what there is.
 *
 * Both functions are long and the constants are not exported, because V8 inlines only so much and
 * folds only the constants of the module itself. In smaller functions, inflating took a third more.
 */

import { LtxError } from "./ltx-error.js";

const MIN_MATCH_SIZE = 4;
const LAST_LITERALS_COUNT = 5;
/** A match begins at least this far before the end. */
const LAST_MATCH_DISTANCE = 12;

/** A half of a token with this value is continued in the bytes that follow. */
const CONTINUED = 15;
/** A byte of a continuation with this value is followed by another. */
const FULL_BYTE = 255;

/** Bytes that are copied at once: two words of 32 bits, because 64 bits would be a bigint. */
const COPY_SIZE = 8;

/** A longer copy is faster by one call of the runtime than by words. */
const MAX_COPIED_BY_WORDS = 256;

/** The largest page of SQLite; every position in it has 16 bits, as an offset has. */
const MAX_SIZE = 65_536;

const HASH_BITS = 12;
/** Knuth's multiplicative hash: 2^32 divided by the golden ratio, as an int32. */
const HASH_FACTOR = -1_640_531_535;

/** After so many positions without a match, the search goes on in steps that are longer by one. */
const MISSES_PER_STEP = 64;
const MISSES_PER_STEP_BITS = 6;

/** The position at which a word with each hash was seen last; each block begins with zeros. */
const positions = new Uint16Array(1 << HASH_BITS);

/** The most bytes that a block of `size` bytes can take: all literals, and their count. */
export function maxLz4BlockSize(size: number): number {
  return size + Math.floor(size / FULL_BYTE) + 16;
}

/** The bytes that `compressLz4Block` may need after its offset: copies by words write more. */
export function maxCompressedSize(size: number): number {
  return maxLz4BlockSize(size) + COPY_SIZE;
}

/**
 * Writes a block of `bytes` to `target`, from `offset` on, and returns its size, which is at most
 * `maxLz4BlockSize`. The target must have room for `maxCompressedSize`. The same bytes give the
 * same block; it has only literals if nothing can be saved.
 */
export function compressLz4Block(bytes: Uint8Array, target: Uint8Array, offset: number): number {
  const size = bytes.length;
  if (size > MAX_SIZE) throw new RangeError(`a page has at most ${MAX_SIZE} bytes, got ${size}`);
  const source = new DataView(bytes.buffer, bytes.byteOffset, size);
  const output = new DataView(target.buffer, target.byteOffset, target.byteLength);
  positions.fill(0);
  const lastStart = size - LAST_MATCH_DISTANCE;
  let written = offset;
  let literalsStart = 0;
  let misses = MISSES_PER_STEP;
  // The first position is the one that an empty entry of the table names.
  let at = 1;
  while (at <= lastStart) {
    const word = source.getInt32(at, true);
    const hash = hashOf(word);
    // The table has an entry for every hash.
    let from = positions[hash] as number;
    positions[hash] = at;
    if (source.getInt32(from, true) !== word) {
      at += misses >> MISSES_PER_STEP_BITS;
      misses += 1;
      continue;
    }
    misses = MISSES_PER_STEP;
    const end = matchEnd(source, from, at, size - LAST_LITERALS_COUNT);
    while (
      at > literalsStart &&
      from > 0 &&
      source.getUint8(at - 1) === source.getUint8(from - 1)
    ) {
      at -= 1;
      from -= 1;
    }
    const token = written;
    written = writeLiterals(bytes, literalsStart, at, target, source, output, written);
    output.setUint16(written, at - from, true);
    written = writeMatchSize(output, token, written + 2, end - at - MIN_MATCH_SIZE);
    literalsStart = end;
    at = end;
    // A match often follows another at the same distance.
    if (at <= lastStart) positions[hashOf(source.getInt32(at - 2, true))] = at - 2;
  }
  return writeLiterals(bytes, literalsStart, size, target, source, output, written) - offset;
}

/**
 * Inflates a block to exactly `size` bytes of `target`, from `offset` on. Throws an `LtxError` of
 * kind `block` if it inflates to anything else, refers to bytes before its output, or breaks the
 * rules of its end; the bytes of the target are then undefined. `block` must not overlap them.
 */
export function inflateLz4Block(
  block: Uint8Array,
  target: Uint8Array,
  offset: number,
  size: number,
): void {
  const source = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const output = new DataView(target.buffer, target.byteOffset + offset, size);
  const blockSize = block.length;
  /** Up to here, a copy by words stays within the page. */
  const wordsEnd = size - COPY_SIZE;
  let at = 0;
  let written = 0;
  let lastMatchStart = -1;
  while (at < blockSize) {
    const token = source.getUint8(at);
    at += 1;
    let literalCount = token >> 4;
    for (let more = literalCount === CONTINUED ? FULL_BYTE : 0; more === FULL_BYTE; at += 1) {
      if (at >= blockSize) throw broken("is truncated inside a length");
      more = source.getUint8(at);
      literalCount += more;
    }
    const literalsEnd = at + literalCount;
    const outputEnd = written + literalCount;
    if (literalsEnd > blockSize || outputEnd > size) {
      throw broken("has literals beyond its end or beyond the page");
    }
    if (literalCount > MAX_COPIED_BY_WORDS) {
      target.set(block.subarray(at, literalsEnd), offset + written);
    } else if (literalsEnd <= blockSize - COPY_SIZE && outputEnd <= wordsEnd) {
      copyByWords(output, written, source, at, outputEnd);
    } else {
      copyByBytes(output, written, source, at, outputEnd);
    }
    at = literalsEnd;
    written = outputEnd;
    if (at === blockSize) {
      // No decoder reads this half, so only a rule keeps a change in it from going unnoticed.
      if ((token & 15) !== 0) throw broken("has a match after its end");
      checkEnd(written, size, literalCount, lastMatchStart);
      return;
    }
    if (at + 2 > blockSize) throw broken("is truncated inside an offset");
    const distance = source.getUint16(at, true);
    at += 2;
    if (distance === 0 || distance > written) {
      throw broken("has a match that begins before the output");
    }
    let matchSize = token & 15;
    for (let more = matchSize === CONTINUED ? FULL_BYTE : 0; more === FULL_BYTE; at += 1) {
      if (at >= blockSize) throw broken("is truncated inside a length");
      more = source.getUint8(at);
      matchSize += more;
    }
    lastMatchStart = written;
    written += matchSize + MIN_MATCH_SIZE;
    if (written > size) throw broken("has a match beyond the page");
    const from = lastMatchStart - distance;
    if (written - lastMatchStart > MAX_COPIED_BY_WORDS) {
      repeatMatch(target, offset, lastMatchStart, distance, written);
    } else if (distance >= COPY_SIZE && written <= wordsEnd) {
      copyByWords(output, lastMatchStart, output, from, written);
    } else {
      copyByBytes(output, lastMatchStart, output, from, written);
    }
  }
  throw broken("does not end with literals");
}

function hashOf(word: number): number {
  return Math.imul(word, HASH_FACTOR) >>> (32 - HASH_BITS);
}

/** The end of the match of the words at `start` and `from`; it is at most `limit`. */
function matchEnd(source: DataView, from: number, start: number, limit: number): number {
  const distance = start - from;
  let end = start + MIN_MATCH_SIZE;
  for (; end + 4 <= limit; end += 4) {
    const difference = source.getInt32(end, true) ^ source.getInt32(end - distance, true);
    // The lowest bit that differs is in the first byte that does.
    if (difference !== 0) return end + ((31 - Math.clz32(difference & -difference)) >> 3);
  }
  while (end < limit && source.getUint8(end) === source.getUint8(end - distance)) end += 1;
  return end;
}

/** Writes a token for a sequence without a match, and its literals. Returns where they end. */
function writeLiterals(
  bytes: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
  source: DataView,
  output: DataView,
  offset: number,
): number {
  const count = end - start;
  let at = offset + 1;
  output.setUint8(offset, Math.min(count, CONTINUED) << 4);
  if (count >= CONTINUED) at = writeContinuation(output, at, count - CONTINUED);
  if (count > MAX_COPIED_BY_WORDS || end + COPY_SIZE > bytes.length) {
    target.set(bytes.subarray(start, end), at);
  } else {
    copyByWords(output, at, source, start, at + count);
  }
  return at + count;
}

/** Completes the token with the size of its match. Returns where the sequence ends. */
function writeMatchSize(output: DataView, token: number, offset: number, size: number): number {
  output.setUint8(token, output.getUint8(token) | Math.min(size, CONTINUED));
  return size < CONTINUED ? offset : writeContinuation(output, offset, size - CONTINUED);
}

function writeContinuation(output: DataView, offset: number, rest: number): number {
  let at = offset;
  let left = rest;
  for (; left >= FULL_BYTE; left -= FULL_BYTE) {
    output.setUint8(at, FULL_BYTE);
    at += 1;
  }
  output.setUint8(at, left);
  return at + 1;
}

/**
 * Copies a match that may overlap what it writes: a distance of 1 repeats one byte. Each copy
 * doubles what the next one can take.
 */
function repeatMatch(
  target: Uint8Array,
  offset: number,
  start: number,
  distance: number,
  end: number,
): void {
  const from = offset + start - distance;
  let available = distance;
  for (let to = start; to < end; ) {
    const count = Math.min(available, end - to);
    target.copyWithin(offset + to, from, from + count);
    to += count;
    available += count;
  }
}

function copyByBytes(
  target: DataView,
  start: number,
  source: DataView,
  sourceStart: number,
  end: number,
): void {
  let from = sourceStart;
  for (let to = start; to < end; to += 1) {
    target.setUint8(to, source.getUint8(from));
    from += 1;
  }
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

function broken(reason: string): LtxError {
  return new LtxError({ kind: "block", reason });
}

/**
 * Copies up to `end` in the target, and up to 7 bytes more, for which both must have room. In one
 * view, what is copied must begin at least 8 bytes before where it is copied to.
 */
function copyByWords(
  target: DataView,
  start: number,
  source: DataView,
  sourceStart: number,
  end: number,
): void {
  let from = sourceStart;
  for (let to = start; to < end; to += COPY_SIZE) {
    const first = source.getInt32(from, true);
    const second = source.getInt32(from + 4, true);
    target.setInt32(to, first, true);
    target.setInt32(to + 4, second, true);
    from += COPY_SIZE;
  }
}
