/** The mistakes that are made most often have messages of their own, which say what to do. */

import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";
import { compileProtocols } from "../evolution/compile-protocol.js";
import { compileSchema } from "./compile-schema.js";

const SCHEMA = `
type R struct { f: f32 m: map<str><u8> d: data o: optional<str> l: list<u32> c: map<data><u8> }
`;

const VALUE = { f: 1, m: new Map(), d: new Uint8Array(1), o: null, l: [], c: new Map() };

/** The reason why a value is refused, with the path where the codec knows it; null if it is not. */
async function check(part: object, ...without: string[]): Promise<string | null> {
  const { codec, runtime, description } = await compileSchema(SCHEMA);
  const value = { ...VALUE, ...part };
  for (const name of without) Reflect.deleteProperty(value, name);
  const locateError = runtime.errorLocator(description);
  const result = runtime.attempt(() => codec("R").encode(value, { locateError }));
  if (result.ok) return null;
  if (result.issue.kind !== "unencodable") throw new Error(result.issue.kind);
  return `${result.issue.path}: ${result.issue.reason}`;
}

async function decoded(bytes: unknown, maxMessageBytes?: number): Promise<string> {
  const { codec, runtime, description } = await compileSchema("type Byte u8");
  const locateError = runtime.errorLocator(description);
  const options = { locateError, ...(maxMessageBytes !== undefined && { maxMessageBytes }) };
  // A caller without types passes anything.
  const result = runtime.attempt(() => codec("Byte").decode(bytes as Uint8Array, options));
  if (result.ok) return `value ${result.value}`;
  if (result.issue.kind !== "malformed") throw new Error(result.issue.kind);
  return result.issue.reason;
}

const context = createContext({});

test("a float that would become infinity is refused, and infinity is not", async () => {
  const refused = "R.f: number is not in the range of a 32-bit float";
  const largest = 2 ** 128 - 2 ** 104;
  for (const f of [1e300, -1e300, 3.5e38, 2 ** 128 - 2 ** 103]) {
    expect(await check({ f })).toBe(refused);
  }
  // The last of them is rounded down to the largest.
  for (const f of [largest, -largest, 2 ** 128 - 2 ** 103 - 2 ** 76, 1e-300, 0.1]) {
    expect(await check({ f })).toBe(null);
    expect(Number.isFinite(Math.fround(f))).toBe(true);
  }
  for (const f of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN]) {
    expect(await check({ f })).toBe(null);
  }
});

test("what another realm made is taken: a Map, bytes, an array", async () => {
  const foreign = runInContext(
    '({ m: new Map([["a", 1]]), d: new Uint8Array([1]), l: [1], c: new Map([[new Uint8Array(1), 1]]) })',
    context,
  );
  expect(await check(foreign)).toBe(null);
  expect(
    await check({
      c: runInContext("new Map([[new Uint8Array(1), 1], [new Uint8Array(1), 2]])", context),
    }),
  ).toBe("R.c: the Map has two keys with the same bytes");
});

test("what only looks like a Map or a list is refused", async () => {
  const liar = { [Symbol.toStringTag]: "Map", size: 0, *[Symbol.iterator]() {} };
  expect(await check({ m: liar })).toBe("R.m: object is not a Map");
  expect(await check({ m: new Set() })).toBe("R.m: object is not a Map");
  expect(await check({ l: new DataView(new ArrayBuffer(8)) })).toBe("R.l: object is not an array");
});

test("an ArrayBuffer in place of a Uint8Array", async () => {
  const help = "object is not a Uint8Array but an ArrayBuffer: pass new Uint8Array(buffer)";
  expect(await check({ d: new ArrayBuffer(1) })).toBe(`R.d: ${help}`);
  expect(await check({ d: new SharedArrayBuffer(1) })).toBe(`R.d: ${help}`);
  expect(await check({ d: runInContext("new ArrayBuffer(1)", context) })).toBe(`R.d: ${help}`);
  expect(await decoded(new ArrayBuffer(1))).toBe(help.replace("object", "input"));
});

test("a message that is no bytes, and one that is too large", async () => {
  expect(await decoded("a")).toBe("input is not a Uint8Array");
  expect(await decoded([1])).toBe("input is not a Uint8Array");
  expect(await decoded(new DataView(new ArrayBuffer(1)))).toContain("bytes exceed");
  expect(await decoded(undefined)).toContain("input is not a Uint8Array");
  expect(await decoded(new Uint8Array(2), 1)).toBe("2 bytes exceed maxMessageBytes = 1");
  expect(await decoded(runInContext("new Uint8Array([7])", context))).toBe("value 7");
});

test("a missing optional is written as null", async () => {
  const advice = ": is the field missing? An absent optional is written as null";
  const help = `R.o: undefined is not null or a value${advice}`;
  expect(await check({ o: undefined })).toBe(help);
  expect(await check({}, "o")).toBe(help);
  expect(await check({}, "d")).toBe(`R.d: undefined is not a Uint8Array${advice}`);
});

test("a version that is no number is told so", async () => {
  const [protocol] = await compileProtocols([
    { protocol: "versions", schemas: ["type A u8"], decisions: new Map() },
  ]);
  const encode = protocol?.module("versions.ts")["encodeA"];
  const decode = protocol?.module("versions.ts")["decodeA"];
  if (typeof encode !== "function" || typeof decode !== "function") throw new Error("no codec");
  const help = "a version is a number: expected one of v1, got a";
  expect(() => encode(1, "1")).toThrow(`${help} string`);
  expect(() => decode(new Uint8Array(1), 1n)).toThrow(`${help} bigint`);
  expect(() => encode(1, undefined)).toThrow(`${help} undefined`);
  expect(() => encode(1, 2)).toThrow("v2, which is not supported: this build supports v1");
});
