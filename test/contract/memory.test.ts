/** Ownership of bytes: what decoding shares with the message, and encoding with other messages. */

import { expect, test } from "vitest";
import { type Codec, compileSchema } from "./compile-schema.js";

const SCHEMA = `
type Nothing void
type Page struct { id: data[16] long: data[65] small: data bytes: data text: str key: str }
type Pair struct { left: data[16] right: data[64] }
`;

type Page = {
  readonly id: Uint8Array;
  readonly long: Uint8Array;
  readonly small: Uint8Array;
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly key: string;
};

const PAGE: Page = {
  id: new Uint8Array(16).fill(1),
  long: new Uint8Array(65).fill(2),
  small: new Uint8Array(64).fill(3),
  bytes: new Uint8Array(4096).fill(4),
  text: "longer than what is read as a short string",
  key: "käse",
};

async function check(): Promise<{ readonly page: Codec; readonly message: Uint8Array }> {
  const { codec } = await compileSchema(SCHEMA);
  const page = codec("Page");
  return { page, message: page.encode(PAGE, { memory: "own" }) };
}

/** The ways in which the same bytes can be passed in. */
const CARRIERS: readonly (readonly [string, (bytes: Uint8Array) => Uint8Array])[] = [
  ["a Uint8Array", (bytes) => bytes.slice()],
  ["a Node Buffer", (bytes) => Buffer.from(bytes)],
  [
    "a Uint8Array inside a larger buffer",
    (bytes) => {
      const larger = new Uint8Array(bytes.length + 100).fill(0xee);
      larger.set(bytes, 33);
      return larger.subarray(33, 33 + bytes.length);
    },
  ],
  ["a Buffer inside a pool", (bytes) => Buffer.concat([Buffer.alloc(9, 7), bytes]).subarray(9)],
];

test.each(CARRIERS)("%s decodes to the same value, of plain Uint8Arrays", async (_what, carry) => {
  const { page, message } = await check();
  for (const memory of ["shared", "own"] as const) {
    const decoded = page.decode(carry(message), { memory }) as Page;
    expect(decoded).toStrictEqual(PAGE);
    for (const part of [decoded.id, decoded.long, decoded.small, decoded.bytes]) {
      expect(part.constructor).toBe(Uint8Array);
    }
  }
});

test.each(CARRIERS)("shared: of %s, only data above 64 bytes is a view", async (_what, carry) => {
  const { page, message } = await check();
  const carried = carry(message);
  const decoded = page.decode(carried) as Page;
  expect(decoded.long.buffer).toBe(carried.buffer);
  expect(decoded.bytes.buffer).toBe(carried.buffer);
  expect(decoded.id.buffer).not.toBe(carried.buffer);
  expect(decoded.small.buffer).not.toBe(carried.buffer);
  carried.fill(0xff);
  expect(decoded.bytes).toEqual(new Uint8Array(4096).fill(0xff));
  const { id, small, text, key } = PAGE;
  expect(decoded).toMatchObject({ id, small, text, key });
});

test.each(CARRIERS)("own: of %s, nothing is shared", async (_what, carry) => {
  const { page, message } = await check();
  const carried = carry(message);
  const decoded = page.decode(carried, { memory: "own" }) as Page;
  carried.fill(0xff);
  expect(decoded).toStrictEqual(PAGE);
  for (const part of [decoded.id, decoded.long, decoded.small, decoded.bytes]) {
    expect(part.buffer.byteLength).toBe(part.length);
  }
});

test.each(CARRIERS)("fixed-width structs of %s copy their data too", async (_what, carry) => {
  const { codec } = await compileSchema(SCHEMA);
  const pair = { left: new Uint8Array(16).fill(1), right: new Uint8Array(64).fill(2) };
  const carried = carry(codec("Pair").encode(pair));
  const decoded = codec("Pair").decode(carried);
  carried.fill(0xff);
  expect(decoded).toStrictEqual(pair);
});

test("encoding copies: the value may change afterwards", async () => {
  const { page } = await check();
  const value = { ...PAGE, bytes: PAGE.bytes.slice(), small: PAGE.small.slice() };
  const bytes = page.encode(value);
  value.bytes.fill(0);
  value.small.fill(0);
  expect(page.decode(bytes)).toStrictEqual(PAGE);
});

test("messages stay as they are when further ones are encoded", async () => {
  const { page } = await check();
  for (const memory of ["shared", "own"] as const) {
    const value = (round: number) => ({
      ...PAGE,
      bytes: PAGE.bytes.subarray(0, (round * 37) % 4096),
      text: `${round}`.repeat(round % 90),
    });
    const messages = Array.from({ length: 90 }, (_, round) =>
      page.encode(value(round), { memory }),
    );
    const decoded = messages.map((message) => page.decode(message));
    expect(decoded).toEqual(messages.map((_, round) => value(round)));
  }
});

test("a message of its own has a buffer of its own, small or large", async () => {
  const { page } = await check();
  for (const size of [0, 100, 1023, 1024, 5000, 70_000]) {
    const bytes = page.encode({ ...PAGE, bytes: new Uint8Array(size) }, { memory: "own" });
    expect(bytes.buffer.byteLength).toBe(bytes.length);
    expect(bytes.constructor).toBe(Uint8Array);
  }
});

test("writing after a message into its slab does not reach the messages before it", async () => {
  const { page } = await check();
  const small = { ...PAGE, bytes: new Uint8Array(3) };
  const first = page.encode(small);
  const second = page.encode({ ...small, text: "second" });
  second.fill(0xff);
  expect(page.decode(first)).toEqual(small);
});

test.each(["Page", "Pair", "Nothing"])(
  "after the slab has been transferred away, %s is encoded into another",
  async (name) => {
    const { codec, runtime } = await compileSchema(SCHEMA);
    const page = codec("Page");
    const pair = { left: new Uint8Array(16), right: new Uint8Array(64) };
    const value = name === "Page" ? { ...PAGE, bytes: new Uint8Array(3) } : pair;
    const bytes = page.encode({ ...PAGE, bytes: new Uint8Array(3) });
    expect(bytes.buffer.byteLength).toBeGreaterThan(bytes.length);
    structuredClone(bytes.buffer, { transfer: [bytes.buffer as ArrayBuffer] });
    expect(bytes.length).toBe(0);
    const result = runtime.attempt(() => codec(name).encode(name === "Nothing" ? null : value));
    expect(result).toMatchObject({ ok: true });
    expect(page.decode(page.encode(PAGE))).toStrictEqual(PAGE);
  },
);

test("a slab transferred away while a message is written spoils that message only", async () => {
  const { codec } = await compileSchema(SCHEMA);
  const page = codec("Page");
  const small = { ...PAGE, bytes: new Uint8Array(3) };
  const before = page.encode(small);
  const value = {
    ...small,
    get text() {
      structuredClone(before.buffer, { transfer: [before.buffer as ArrayBuffer] });
      return PAGE.text;
    },
  };
  expect(() => page.encode(value)).toThrow();
  expect(page.decode(page.encode(PAGE))).toStrictEqual(PAGE);
});

test("a message with large data is written into memory that is brought for it", async () => {
  const { page } = await check();
  const sizes: number[] = [];
  const memory = new Uint8Array(100_000).fill(0xee);
  const allocate = (size: number): Uint8Array => {
    sizes.push(size);
    return memory.subarray(7, 7 + size);
  };
  const large = { ...PAGE, bytes: new Uint8Array(50_000).fill(4) };
  const message = page.encode(large, { allocate });
  expect(message.buffer).toBe(memory.buffer);
  expect(sizes).toEqual([message.length]);
  expect(message).toEqual(page.encode(large));
  expect(page.decode(message)).toStrictEqual(large);
  // One that is small enough for the slab, too; one without large data stays there.
  const brought = page.encode(PAGE, { allocate });
  expect(brought.buffer).toBe(memory.buffer);
  expect(page.decode(brought)).toStrictEqual(PAGE);
  const small = { ...PAGE, bytes: new Uint8Array(10).fill(5) };
  expect(page.encode(small, { allocate })).toEqual(page.encode(small));
  expect(sizes).toEqual([message.length, brought.length]);
});

test("memory of another size is refused, and the next message is whole", async () => {
  const { page } = await check();
  const large = { ...PAGE, bytes: new Uint8Array(50_000).fill(4) };
  for (const change of [-1, 1]) {
    const allocate = (size: number): Uint8Array => new Uint8Array(size + change);
    expect(() => page.encode(large, { allocate })).toThrow(RangeError);
    expect(page.decode(page.encode(large))).toStrictEqual(large);
  }
});
