/**
 * The lengths at which other libraries have written wrong varints, and those at which our own way
 * changes: round trip, and equal to the peer's release that has the fix.
 */

import { expect, test } from "vitest";
import { compilePeer } from "./compile-peer.js";
import { compileSchema } from "./compile-schema.js";
import { peerMapping } from "./peer-value.js";

const LENGTHS = [0, 127, 128, 16_383, 16_384, 20_000, 2_097_151, 2_097_157];
const OWN_LENGTHS = [42, 43, 64, 65, 1023, 1024, 4096, 4097];

const SCHEMA = `
type Bytes data
type Text str
type Octets list<u8>
type Numbers list<u16>
type Words list<u32>
type Wide str
`;

const MAKE: { readonly [name: string]: (length: number) => unknown } = {
  Bytes: (length) => new Uint8Array(length).map((_, index) => index * 31),
  Text: (length) => "b".repeat(length),
  Octets: (length) => new Uint8Array(length).map((_, index) => index * 7),
  Numbers: (length) => Array.from({ length }, (_, index) => (index * 257) & 0xffff),
  Words: (length) => Array.from({ length }, (_, index) => (index * 0x9e37_79b1) >>> 0),
  // Characters of one, two, three and four bytes; the last one counts as two in a string's length.
  Wide: (length) => "aé€😀".repeat(length / 5).padEnd(length, "€"),
};

async function check(name: string, length: number): Promise<void> {
  const { codec, graph } = await compileSchema(SCHEMA);
  const peer = (await compilePeer(SCHEMA)).codec(name);
  const { toPeer } = peerMapping(name, graph);
  const value = MAKE[name]?.(length);
  const bytes = codec(name).encode(value);
  expect(Buffer.compare(bytes, peer?.encode(toPeer(value)) ?? new Uint8Array())).toBe(0);
  // The usual limit of items is below the longest of these lists.
  const decoded = codec(name).decode(bytes, { maxItems: length }) as ArrayLike<unknown>;
  expect(decoded.length).toBe(length);
  const isSame = typeof value === "string" ? decoded === value : sameItems(decoded, value);
  expect(isSame).toBe(true);
}

/** Each has another size in UTF-8; the low byte of some is ASCII, and of others it is zero. */
const NOT_ASCII = ["\u0080", "\u00ff", "\u0100", "\u0141", "\u8000", "\uff41", "\u{1f441}"];

test("a character that is not ASCII is found at every place of a string", async () => {
  const { codec } = await compileSchema("type Texts list<str>");
  const { encode, decode } = codec("Texts");
  for (let length = 0; length <= 70; length += 1) {
    const ascii = "~".repeat(length);
    const texts = [ascii];
    for (const character of NOT_ASCII) {
      for (let at = 0; at <= length; at += 1) {
        texts.push(`${ascii.slice(0, at)}${character}${ascii.slice(at)}`);
      }
    }
    const bytes = encode(texts);
    const parts = texts.map((text) => {
      const utf8 = Buffer.from(text);
      return Buffer.concat([uvarint(utf8.length), utf8]);
    });
    const expected = Buffer.concat([uvarint(texts.length), ...parts]);
    expect(Buffer.compare(bytes, expected), `${length} characters`).toBe(0);
    expect(decode(bytes)).toEqual(texts);
  }
});

/** The varint of a number below 2^14. */
function uvarint(value: number): Uint8Array {
  return value < 128 ? Uint8Array.of(value) : Uint8Array.of((value & 127) | 128, value >> 7);
}

/** An assertion on each of two million items takes minutes. */
function sameItems(left: ArrayLike<unknown>, right: unknown): boolean {
  const items = right as ArrayLike<unknown>;
  for (let index = 0; index < items.length; index++) {
    if (left[index] !== items[index]) return false;
  }
  return true;
}

for (const name of Object.keys(MAKE)) {
  test.each([...LENGTHS, ...OWN_LENGTHS])(`${name} of length %d`, (length) => check(name, length));
}
