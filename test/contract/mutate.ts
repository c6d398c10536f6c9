/** Ways in which a message goes wrong on its way, or is made wrong on purpose. */

import { randomBytes } from "@barewire/inspect/values";
import { pick, type Random } from "./seeded-random.js";

export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  const mutated = pick(random, MUTATIONS)(bytes, random);
  return random(4) === 0 ? pick(random, MUTATIONS)(mutated, random) : mutated;
}

type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array;

const MUTATIONS: readonly Mutation[] = [
  flipBit,
  replaceByte,
  replaceByEdge,
  truncate,
  insert,
  remove,
  extend,
  inflateVarint,
];

function flipBit(bytes: Uint8Array, random: Random): Uint8Array {
  return changed(bytes, random, (byte) => byte ^ (1 << random(8)));
}

function replaceByte(bytes: Uint8Array, random: Random): Uint8Array {
  return changed(bytes, random, () => random(256));
}

/** Tags, counts, flags and the first bytes of varints are mostly small. */
function replaceByEdge(bytes: Uint8Array, random: Random): Uint8Array {
  const near = (byte: number) => pick(random, [byte + 1, byte + 255]) & 0xff;
  return changed(bytes, random, (byte) => pick(random, [0, 1, 2, 0x7f, 0x80, 0xff, near(byte)]));
}

function changed(bytes: Uint8Array, random: Random, change: (byte: number) => number): Uint8Array {
  const copy = bytes.slice();
  const at = random(bytes.length);
  if (bytes.length > 0) copy[at] = change(copy[at] as number);
  return copy;
}

function truncate(bytes: Uint8Array, random: Random): Uint8Array {
  return bytes.slice(0, random(bytes.length + 1));
}

function insert(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random(bytes.length + 1);
  return join(bytes.subarray(0, at), randomBytes(1 + random(3), random), bytes.subarray(at));
}

function remove(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random(bytes.length + 1);
  return join(bytes.subarray(0, at), bytes.subarray(at + 1 + random(3)));
}

function extend(bytes: Uint8Array, random: Random): Uint8Array {
  return join(bytes, randomBytes(1 + random(9), random));
}

/** Writes a varint, or what happens to stand there, in a longer form than the shortest. */
function inflateVarint(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random(bytes.length);
  if (bytes.length === 0) return bytes;
  const size = random(100) === 0 ? 140 + random(30) : 1 + random(10);
  const padding = new Uint8Array(size).fill(0x80);
  padding[0] = 0x80 | (bytes[at] as number);
  padding[padding.length - 1] = pick(random, [0, 0, 1, 0x0f, 0x10, 0x1f, 0x7f]);
  return join(bytes.subarray(0, at), padding, bytes.subarray(at + 1));
}

/** Returns a plain Uint8Array, so that no result depends on how a Buffer is read. */
function join(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
