/**
 * The LZ4 of the package beside its judges: the library of the format's authors, and a decoder that
 * follows the text of the format step by step. And pages to give them.
 */

import { compressLz4Block, inflateLz4Block, maxCompressedSize } from "@barewire/ltx";
import { compressSync, uncompressSync } from "lz4-napi";
import { pick, type Random } from "../contract/seeded-random.js";

export function compress(bytes: Uint8Array): Uint8Array {
  const target = new Uint8Array(maxCompressedSize(bytes.length)).fill(0xa5);
  return target.slice(0, compressLz4Block(bytes, target, 0));
}

/** Inflates into the middle of other bytes, and throws if one of those has changed. */
export function inflate(block: Uint8Array, size: number): Uint8Array {
  const margin = 16;
  const target = new Uint8Array(size + 2 * margin).fill(0xa5);
  const result = attempt(() => inflateLz4Block(block, target, margin, size));
  const around = [...target.subarray(0, margin), ...target.subarray(margin + size)];
  if (around.some((byte) => byte !== 0xa5)) throw new RangeError("bytes beside the page changed");
  if (result instanceof Error) throw result;
  return target.slice(margin, margin + size);
}

function attempt(work: () => void): Error | undefined {
  try {
    work();
    return undefined;
  } catch (cause) {
    return cause instanceof Error ? cause : new Error("not an error", { cause });
  }
}

/** The library puts the size before the block. */
const SIZE_PREFIX_SIZE = 4;

export function referenceCompress(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(compressSync(Buffer.from(bytes)).subarray(SIZE_PREFIX_SIZE));
}

/** Throws for what the library refuses; it does not know the rules for the end of a block. */
export function referenceInflate(block: Uint8Array, size: number): Uint8Array {
  const sized = Buffer.alloc(SIZE_PREFIX_SIZE + block.length);
  sized.writeUInt32LE(size);
  sized.set(block, SIZE_PREFIX_SIZE);
  return uncompressSync(sized);
}

/** The page of a block by the text of the format; undefined if it breaks any rule of it. */
export function inflateByTheText(block: Uint8Array, size: number): Uint8Array | undefined {
  const rest = [...block];
  const page: number[] = [];
  let lastMatchStart: number | undefined;
  const length = (half: number): number => {
    let sum = half;
    for (let byte = half === 15 ? 255 : 0; byte === 255; sum += byte) {
      byte = rest.shift() ?? Number.NaN;
    }
    return sum;
  };
  while (rest.length > 0) {
    const token = rest.shift() ?? 0;
    const literalCount = length(token >> 4);
    if (!(literalCount <= rest.length)) return undefined;
    page.push(...rest.splice(0, literalCount));
    if (rest.length === 0) {
      const isFarEnough =
        lastMatchStart === undefined || (literalCount >= 5 && lastMatchStart <= size - 12);
      const isRight = page.length === size && (token & 15) === 0 && isFarEnough;
      return isRight ? Uint8Array.from(page) : undefined;
    }
    const [low, high] = rest.splice(0, 2);
    const distance = (low ?? 0) + 256 * (high ?? Number.NaN);
    const matchSize = length(token & 15) + 4;
    if (!(distance >= 1 && distance <= page.length)) return undefined;
    if (!(page.length + matchSize <= size)) return undefined;
    lastMatchStart = page.length;
    for (let left = matchSize; left > 0; left -= 1) page.push(page[page.length - distance] ?? 0);
  }
  return undefined;
}

const FILLS: readonly ((random: Random) => (offset: number) => number)[] = [
  () => () => 0,
  (random) => () => random(256),
  (random) => () => random(4),
  (random) => {
    const period = 1 + random(40);
    return (offset) => offset % period;
  },
  // The page is mostly empty, like a page of SQLite with a few cells at its end.
  (random) => {
    const start = random(4096);
    return (offset) => (offset < start ? 0 : random(64));
  },
  // All the same but for the end, where a match may not reach.
  (random) => {
    const end = 505 + random(8);
    return (offset) => (offset < end ? 7 : random(256));
  },
];

/** The bytes compress well, badly or not at all. */
export function randomPage(random: Random, size: number): Uint8Array {
  const fill = pick(random, FILLS)(random);
  return Uint8Array.from({ length: size }, (_, offset) => fill(offset));
}
