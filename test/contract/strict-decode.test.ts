/** Bytes that are not exactly one encoding of a value are refused, and nothing is repaired. */

import { expect, test } from "vitest";
import { compileSchema } from "./compile-schema.js";

/** The reason why `hex` is malformed; throws if it is accepted. */
async function check(type: string, hex: string): Promise<string> {
  const { codec, runtime } = await compileSchema(`type Nothing void\ntype T ${type}`);
  const bytes = new Uint8Array(Buffer.from(hex.replaceAll(" ", ""), "hex"));
  const result = runtime.attempt(() => codec("T").decode(bytes));
  if (result.ok) throw new Error(`accepted as ${String(result.value)}`);
  if (result.issue.kind !== "malformed") throw new Error(result.issue.kind);
  expect(result.issue.offset).toBeLessThanOrEqual(bytes.length);
  return result.issue.reason;
}

/** A message that ends before its value does, or before what a count promises. */
const ENDS_EARLY = /bytes|fit/;

async function accepted(type: string, hex: string): Promise<unknown> {
  const { codec } = await compileSchema(`type Nothing void\ntype T ${type}`);
  return codec("T").decode(new Uint8Array(Buffer.from(hex.replaceAll(" ", ""), "hex")));
}

test("a varint longer than it has to be is refused at each length", async () => {
  for (let size = 1; size <= 9; size++) {
    const padded = `${"80".repeat(size)}00`;
    for (const type of ["uint", "int"]) {
      expect(await check(type, padded)).toContain("varint");
      expect(await check(type, `ff${padded.slice(2)}`)).toContain("varint");
    }
    for (const type of ["data", "str", "list<u8>", "list<str>", "map<u8><u8>"]) {
      expect(await check(type, padded)).toContain("varint");
    }
    for (const type of ["enum { A B = 300 }", "union { u8 | str = 300 }"]) {
      expect(await check(type, padded)).toContain("varint");
    }
  }
});

test("a varint of more than 64 bits is refused, the largest of 64 is not", async () => {
  expect(await accepted("uint", `${"ff".repeat(9)}01`)).toBe(2n ** 64n - 1n);
  expect(await accepted("int", `${"ff".repeat(9)}01`)).toBe(-(2n ** 63n));
  for (const last of ["02", "03", "7f", "8001", "ff01"]) {
    expect(await check("uint", `${"ff".repeat(9)}${last}`)).toContain("varint");
    expect(await check("int", `${"80".repeat(9)}${last}`)).toContain("varint");
  }
  expect(await check("uint", "ff".repeat(40))).toContain("varint");
});

test("every integer of up to 64 bits is read at every length of its varint", async () => {
  for (let bits = 0n; bits <= 64n; bits++) {
    for (const value of [2n ** bits - 1n, 2n ** bits].filter((one) => one < 2n ** 64n)) {
      let hex = "";
      let rest = value;
      for (; rest >= 128n; rest >>= 7n) hex += (Number(rest & 127n) | 128).toString(16);
      hex += Number(rest).toString(16).padStart(2, "0");
      expect(await accepted("uint", hex)).toBe(value);
    }
  }
});

test("a length, count or tag above 2^53 - 1 is refused, not rounded", async () => {
  for (const hex of ["8080808080808010", `${"ff".repeat(7)}10`, `${"ff".repeat(9)}01`]) {
    for (const type of ["data", "str", "list<u16>", "map<u8><u8>"]) {
      expect(await check(type, hex)).toContain("varint");
    }
    expect(await check("enum { A B = 300 }", hex)).toContain("varint");
    expect(await check("union { u8 | str = 300 }", hex)).toContain("varint");
  }
  expect(await check("data", `${"ff".repeat(7)}0f`)).toMatch(ENDS_EARLY);
  const top = `enum { A B = ${Number.MAX_SAFE_INTEGER} }`;
  expect(await accepted(top, `${"ff".repeat(7)}0f`)).toBe("B");
});

test("a varint without end is refused, however long it is", async () => {
  // A number holds nothing from 2^1024 on, so what stands for 2^1029 and above would become
  // infinite.
  for (const size of [10, 11, 100, 145, 146, 147, 148, 149, 150, 1000]) {
    for (const first of ["80", "81", "ff"]) {
      for (const last of ["00", "01", "7f", ""]) {
        const hex = first.repeat(size) + last;
        for (const type of [
          "data",
          "str",
          "list<u16>",
          "list<str>",
          "map<u8><u8>",
          "uint",
          "int",
        ]) {
          await check(type, hex);
        }
        await check("enum { A B = 300 }", hex);
        await check("union { u8 | str = 300 }", hex);
      }
    }
  }
});

test("a bool and the flag of an optional are 0 or 1", async () => {
  for (const hex of ["02", "7f", "80", "ff"]) {
    expect(await check("bool", hex)).toContain("bool");
    expect(await check("optional<u8>", `${hex}00`)).toContain("bool");
    expect(await check("struct { a: u8 b: bool }", `00${hex}`)).toContain("bool");
  }
});

test("an unknown tag or enum value is refused", async () => {
  expect(await check("enum { A B = 300 C }", "01")).toMatch(/\btag\b/);
  expect(await check("enum { A B = 300 C }", "ae02")).toMatch(/\btag\b/);
  expect(await check("union { u8 | Nothing = 7 }", "0100")).toMatch(/\btag\b/);
  expect(await check("union { u8 | Nothing = 7 }", "08")).toMatch(/\btag\b/);
  expect(await accepted("union { u8 | Nothing = 7 }", "07")).toEqual({ tag: "Nothing", val: null });
});

const BAD_TEXT = [
  ["overlong", "c080 c1bf e08080 e09fbf f0808080 f08fbfbf f880808080"],
  ["a surrogate", "eda080 edadbf edb080 edbfbf eda080edb080"],
  ["above U+10FFFF", "f4908080 f5808080 f7bfbfbf fc8080808080"],
  ["cut short", "c3 e2 e282 f0 f09f f09f8e 61c3 61e282"],
  ["not the start of a character", "80 bf 6180 ff fe c3c3 e28228 f09f8e28"],
];

test.each(BAD_TEXT)("UTF-8 that is %s is refused", async (_what, texts) => {
  for (const text of texts.split(" ")) {
    // Strings of all lengths are tried, because short and long ones are read in different ways.
    for (const size of [0, 1, 13, 60, 300, 20_000]) {
      const hex = `${"61".repeat(size)}${text}`;
      expect(await check("str", lengthOf(hex) + hex)).toContain("UTF-8");
      const map = `01${lengthOf(hex)}${hex}00`;
      expect(await check("map<str><u8>", map)).toContain("UTF-8");
    }
  }
});

function lengthOf(hex: string): string {
  const size = hex.length / 2;
  const bytes = [size & 0x7f, (size >> 7) & 0x7f, size >> 14];
  const used = size < 0x80 ? 1 : size < 0x4000 ? 2 : 3;
  return Buffer.from(
    bytes.slice(0, used).map((byte, at) => (at < used - 1 ? byte | 0x80 : byte)),
  ).toString("hex");
}

test("a byte order mark is part of the string, also twice and in a long one", async () => {
  expect(await accepted("str", "03efbbbf")).toBe("\ufeff");
  expect(await accepted("str", "07efbbbfefbbbf61")).toBe("\ufeff\ufeffa");
  const long = `efbbbf${"61".repeat(1000)}`;
  expect(await accepted("str", lengthOf(long) + long)).toBe(`\ufeff${"a".repeat(1000)}`);
});

test("every character is read and written back", async () => {
  const { codec } = await compileSchema("type T str");
  const { decode, encode } = codec("T");
  for (let from = 0; from < 0x11_0000; from += 0x1000) {
    if (from >= 0xd800 && from < 0xe000) continue;
    const points = Array.from({ length: 0x1000 }, (_, index) => from + index);
    const text = String.fromCodePoint(...points.filter((one) => one < 0xd800 || one > 0xdfff));
    const bytes = encode(text);
    expect(Buffer.from(text).equals(bytes.subarray(bytes.length - Buffer.byteLength(text)))).toBe(
      true,
    );
    expect(decode(bytes) === text).toBe(true);
  }
});

test("a map with a key twice is refused, whatever its keys are made of", async () => {
  const twice: readonly (readonly [string, string])[] = [
    ["str", "0161"],
    ["u8", "07"],
    ["i32", "ffffffff"],
    ["u64", "0100000000000000"],
    ["uint", "ff01"],
    ["int", "01"],
    ["bool", "01"],
    ["data", "020102"],
    ["data[2]", "0102"],
    ["enum { A B }", "01"],
  ];
  for (const [key, hex] of twice) {
    const type = key.startsWith("enum") ? "map<Key><u8>" : `map<${key}><u8>`;
    const definitions = key.startsWith("enum") ? `${type}\ntype Key ${key}` : type;
    expect(await check(definitions, `02${hex}00${hex}01`)).toContain("duplicate key");
  }
});

test("maps keep the order of the message", async () => {
  const decoded = await accepted("map<u8><u8>", "03 0901 0102 0503");
  expect([...(decoded as Map<number, number>).keys()]).toEqual([9, 1, 5]);
});

test("data keys are equal by content and stay apart by it", async () => {
  const decoded = await accepted("map<data><u8>", "03 0100 01 020000 02 00 03");
  expect([...(decoded as Map<Uint8Array, number>)]).toEqual([
    [new Uint8Array([0]), 1],
    [new Uint8Array([0, 0]), 2],
    [new Uint8Array([]), 3],
  ]);
});

test("bytes after the value are refused, with the offset of the first", async () => {
  const { codec, runtime } = await compileSchema("type Nothing void\ntype T u16");
  for (const [name, hex, offset] of [
    ["T", "000000", 2],
    ["Nothing", "00", 0],
  ] as const) {
    const bytes = new Uint8Array(Buffer.from(hex, "hex"));
    const result = runtime.attempt(() => codec(name).decode(bytes));
    expect(result).toMatchObject({ issue: { offset, reason: expect.stringContaining("left") } });
  }
});

test("every encoding, cut anywhere, is refused", async () => {
  const type = "struct { a: str b: list<u32> c: optional<data[3]> d: map<u8><i64> e: u16 }";
  const { codec } = await compileSchema(`type T ${type}`);
  const value = {
    a: "abcäö",
    b: [1, 2, 3],
    c: new Uint8Array(3),
    d: new Map([[1, 2n]]),
    e: 1,
  };
  const bytes = codec("T").encode(value);
  for (let size = 0; size < bytes.length; size++) {
    const cut = Buffer.from(bytes.subarray(0, size)).toString("hex");
    expect(await check(type, cut)).toMatch(ENDS_EARLY);
  }
});

test("an optional of an optional keeps some(none) apart from none", async () => {
  const type = "optional<optional<optional<u8>>>";
  const { codec } = await compileSchema(`type T ${type}`);
  for (const [hex, value] of [
    ["00", null],
    ["0100", { some: null }],
    ["010100", { some: { some: null } }],
    ["01010107", { some: { some: 7 } }],
  ] as const) {
    expect(await accepted(type, hex)).toEqual(value);
    expect(Buffer.from(codec("T").encode(value)).toString("hex")).toBe(hex);
  }
  const alias = "optional<Inner>\ntype Inner optional<Leaf>\ntype Leaf u8";
  expect(await accepted(alias, "0100")).toEqual({ some: null });
  expect(await accepted(alias, "010105")).toEqual({ some: 5 });
});
