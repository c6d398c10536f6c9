/** The two LZ4 libraries that blobs are written and read with, and pages to give them. */

import type { Lz4Block } from "@barewire/ltx";
import { createLz4Block } from "../../packages/sqlite/src/lz4-block.js";
import { nativeLz4Block } from "../../packages/storage/src/lz4-block.js";
import { pick, type Random } from "../contract/seeded-random.js";

export const LIBRARIES: readonly (readonly [name: string, lz4: Lz4Block])[] = [
  ["lz4-napi", nativeLz4Block],
  ["lz4js", createLz4Block()],
];

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
