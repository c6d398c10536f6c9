/** A value of another type is refused before a byte leaves, and is never made to fit. */

import { expect, test } from "vitest";
import { compileSchema } from "./compile-schema.js";

/** The reason why the value is unencodable; throws if it is accepted. */
async function check(type: string, value: unknown): Promise<string> {
  const { codec, runtime } = await compileSchema(`type Nothing void\ntype T ${type}`);
  const { encode } = codec("T");
  const before = encodedNothing(await compileSchema(`type Nothing void\ntype T ${type}`));
  const result = runtime.attempt(() => encode(value));
  if (result.ok) throw new Error(`accepted as ${Buffer.from(result.value).toString("hex")}`);
  if (result.issue.kind !== "unencodable") throw new Error(result.issue.kind);
  expect(result.issue).toMatchObject({ protocol: "contract", version: 1, root: "T" });
  expect(encodedNothing(await compileSchema(`type Nothing void\ntype T ${type}`))).toEqual(before);
  return result.issue.reason;
}

/** The bytes of a value that was refused half-way must not be part of the next message. */
function encodedNothing({ codec }: Awaited<ReturnType<typeof compileSchema>>): Uint8Array {
  return codec("Nothing").encode(null);
}

const NUMBERS = [
  ["u8", [-1, 256, 1.5, 2 ** 32]],
  ["u16", [-1, 65_536, 1.5, 2 ** 32]],
  ["u32", [-1, 2 ** 32, 1.5, 2 ** 53]],
  ["i8", [-129, 128, 0.5]],
  ["i16", [-32_769, 32_768, 0.5]],
  ["i32", [-(2 ** 31) - 1, 2 ** 31, 0.5]],
] as const;

test.each(NUMBERS)("%s refuses what is out of its range or no integer", async (type, values) => {
  for (const value of [...values, Number.NaN, Number.POSITIVE_INFINITY, -Infinity]) {
    expect(await check(type, value)).toMatch(/^number /);
  }
});

test.each(NUMBERS)("%s refuses a value that is not a number", async (type) => {
  for (const value of ["1", null, undefined, true, {}, [], [1], "", new Number(1), new Date(1)]) {
    await check(type, value);
  }
  for (const value of [1n, Symbol("1"), () => 1]) await check(type, value);
});

const BIG_NUMBERS = [
  ["u64", [-1n, 2n ** 64n]],
  ["uint", [-1n, 2n ** 64n]],
  ["i64", [-(2n ** 63n) - 1n, 2n ** 63n]],
  ["int", [-(2n ** 63n) - 1n, 2n ** 63n]],
] as const;

test.each(BIG_NUMBERS)("%s refuses what is out of its range or no bigint", async (type, values) => {
  for (const value of values) {
    expect(await check(type, value)).toMatch(/^bigint /);
  }
  for (const value of [1, "1", null, undefined, true, {}, Symbol("1"), Object(1n)]) {
    await check(type, value);
  }
});

test("each other primitive refuses what is none of it", async () => {
  for (const type of ["f32", "f64"]) {
    for (const value of ["1", null, undefined, 1n, {}]) await check(type, value);
  }
  for (const value of [0, 1, "true", null, undefined]) await check("bool", value);
  for (const value of [0, null, undefined, ["a"], Object("a")]) await check("str", value);
});

test("floats that are no number of 32 bits are rounded, as the format does", async () => {
  const { codec } = await compileSchema("type T f32");
  const { decode, encode } = codec("T");
  for (const value of [0, -0, 1.5, Number.NaN, Number.POSITIVE_INFINITY, -Infinity]) {
    expect(decode(encode(value))).toBe(value);
  }
  expect(decode(encode(0.1))).toBe(Math.fround(0.1));
});

test("a lone surrogate is refused in strings of all lengths, as a value and as a key", async () => {
  const lone = ["\ud800", "\udfff", "\ude00\ud83c", "a\ud800b", "\ud83c"];
  for (const text of lone) {
    for (const size of [0, 10, 63, 64, 65, 300, 20_000]) {
      const value = "a".repeat(size) + text;
      await check("str", value);
      await check("list<str>", ["", value]);
      await check("map<str><u8>", new Map([[value, 1]]));
    }
  }
});

test("bytes are a view of bytes, and of the length that the schema fixes", async () => {
  for (const value of ["ab", [1, 2], null, undefined, new ArrayBuffer(2), new Uint16Array(1)]) {
    await check("data", value);
    await check("data[2]", value);
    await check("list<u8>", value);
  }
  await check("data", new DataView(new ArrayBuffer(2)));
  for (const size of [0, 1, 3, 2000]) {
    expect(await check("data[2]", new Uint8Array(size))).toContain(`${size} bytes`);
    await check("list<u8>[2]", new Uint8Array(size));
  }
});

test("a list is an array or a typed array, of the length that the schema fixes", async () => {
  const none = ["ab", null, undefined, 3, {}, { length: 1, 0: 1 }, new Set([1]), new Map()];
  for (const value of [...none, new DataView(new ArrayBuffer(4))]) {
    await check("list<u16>", value);
    await check("list<u16>[2]", value);
    await check("list<str>", value);
  }
  for (const value of [[], [1], [1, 2, 3]]) {
    expect(await check("list<u16>[2]", value)).toContain(`${value.length} items`);
  }
  await check("list<u16>", new Array(3));
  const { codec } = await compileSchema("type T list<u16>");
  const bytes = codec("T").encode([1, 2, 65_535]);
  for (const value of [new Uint16Array([1, 2, 65_535]), new Float64Array([1, 2, 65_535])]) {
    expect(codec("T").encode(value)).toEqual(bytes);
  }
});

test("a map is a Map, without two keys of the same bytes", async () => {
  for (const value of [{}, { a: 1 }, [["a", 1]], new Set(), new WeakMap(), null, undefined, "a"]) {
    await check("map<str><u8>", value);
  }
  const twice = new Map([
    [new Uint8Array([1]), 1],
    [new Uint8Array([1]), 2],
  ]);
  expect(await check("map<data><u8>", twice)).toContain("two keys");
  await check("map<data[1]><u8>", twice);
});

test("keys that are different to a Map and the same on the wire are refused", async () => {
  // 0 and -0 are the same to a Map; nothing else that encodes to the same bytes is different.
  const { codec } = await compileSchema("type T map<u8><u8>");
  expect(codec("T").encode(new Map([[-0, 1]]))).toEqual(new Uint8Array([1, 0, 1]));
});

test("an unknown variant or enum value writes nothing", async () => {
  const enumType = "enum { ONE TWO }";
  for (const value of ["one", "THREE", "", 0, null, undefined, {}, ["ONE"], "toString"]) {
    await check(enumType, value);
  }
  const union = "union { u8 | str | Nothing }";
  const unknown = [{ tag: "u16", val: 1 }, { tag: 0, val: 1 }, { val: 1 }, {}, null, undefined, 1];
  for (const value of [...unknown, "u8", { tag: "constructor", val: 1 }, { tag: null, val: 1 }]) {
    await check(union, value);
  }
  await check(union, { tag: "u8", val: "a" });
  await check(union, { tag: "u8" });
});

test("a struct that lacks a field, or is none, is refused", async () => {
  const type = "struct { a: u8 b: str c: optional<u8> d: list<u8> }";
  const whole = { a: 1, b: "", c: null, d: new Uint8Array() };
  for (const field of ["a", "b", "c", "d"]) await check(type, { ...whole, [field]: undefined });
  for (const value of [null, undefined, 1, "a", [], true]) await check(type, value);
});

test("undefined is not absent", async () => {
  await check("optional<u8>", undefined);
  await check("optional<optional<u8>>", { some: undefined });
  await check("optional<optional<u8>>", {});
  await check("optional<optional<u8>>", 7);
});

test("a getter that throws something of its own is heard", async () => {
  const { codec } = await compileSchema("type T struct { a: u8 b: u8 }");
  const { encode } = codec("T");
  const broken = {
    a: 1,
    get b(): number {
      throw new RangeError("of the getter");
    },
  };
  expect(() => encode(broken)).toThrow(new RangeError("of the getter"));
  expect(encode({ a: 1, b: 2 })).toEqual(new Uint8Array([1, 2]));
});

test("a getter may encode other messages with the same codec", async () => {
  const { codec } = await compileSchema("type T struct { a: str b: list<u8> c: str }");
  const { encode, decode } = codec("T");
  const inner: Uint8Array[] = [];
  const plain = (text: string) => ({ a: text, b: new Uint8Array(2000), c: text });
  const value = {
    a: "outer",
    get b() {
      inner.push(encode(plain("one")), encode(plain("two")));
      return new Uint8Array([1, 2, 3]);
    },
    get c() {
      inner.push(encode({ ...plain("three"), b: new Uint8Array([9]) }));
      return "end";
    },
  };
  const bytes = encode(value);
  const after = encode(plain("after"));
  expect(decode(bytes)).toEqual({ a: "outer", b: new Uint8Array([1, 2, 3]), c: "end" });
  expect(inner.map((one) => decode(one))).toEqual([
    plain("one"),
    plain("two"),
    { ...plain("three"), b: new Uint8Array([9]) },
  ]);
  expect(decode(after)).toEqual(plain("after"));
});

test("a getter that encodes and then throws leaves the next message alone", async () => {
  const { codec, runtime } = await compileSchema("type T struct { a: str b: u8 }");
  const { encode } = codec("T");
  const kept: Uint8Array[] = [];
  for (let round = 0; round < 100; round++) {
    const value = {
      a: "x".repeat(round),
      get b() {
        kept.push(encode({ a: `kept ${round}`, b: round }));
        return 300;
      },
    };
    expect(runtime.attempt(() => encode(value)).ok).toBe(false);
  }
  const decoded = kept.map((bytes) => codec("T").decode(bytes));
  expect(decoded).toEqual(kept.map((_, round) => ({ a: `kept ${round}`, b: round })));
});
