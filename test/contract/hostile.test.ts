/** Messages and values made to hurt: they are refused early, and cost little. */

import { expect, test } from "vitest";
import { compileSchema } from "./compile-schema.js";

const SCHEMA = `
type Leaf struct { a: u8 b: str }
type Bytes data
type Text str
type Octets list<u8>
type Numbers list<u32>
type Longs list<u64>
type Structs list<Leaf>
type Texts list<str>
type Entries map<str><u8>
type Numbered map<u32><Leaf>
type Fixed list<u32>[1000000000]
type FixedBytes data[1000000000]
type Tree struct { name: str children: list<Tree> }
type Chain struct { next: optional<Chain> }
type Even union { u8 | Odd }
type Odd union { u8 | Even }
`;

const GIGANTIC = 4 * 1024 ** 3;

/** A length of four GiB, then some bytes that do not come close. */
function claim(size: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = size; bytes.length < 4; rest = Math.floor(rest / 128)) bytes.push(rest | 0x80);
  return new Uint8Array([...bytes, Math.floor(size / 2 ** 28), 1, 2, 3, 4, 5]);
}

async function check(name: string, bytes: Uint8Array, numberLists: "array" | "typed-array") {
  const { codec, runtime } = await compileSchema(SCHEMA, { numberLists });
  const { decode } = codec(name);
  const attempt = () => runtime.attempt(() => decode(bytes));
  expect(attempt()).toMatchObject({ ok: false, issue: { kind: "malformed" } });
  // The best of several runs: others share the machine, and one of them may collect garbage.
  let leastMs = Number.POSITIVE_INFINITY;
  let leastBytes = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 20; run++) {
    const before = process.memoryUsage();
    const started = performance.now();
    attempt();
    leastMs = Math.min(leastMs, performance.now() - started);
    const after = process.memoryUsage();
    const grown = after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers;
    leastBytes = Math.min(leastBytes, Math.abs(grown));
  }
  expect(leastMs).toBeLessThan(1);
  expect(leastBytes).toBeLessThan(100_000);
}

const CLAIMING = ["Bytes", "Text", "Octets", "Numbers", "Longs", "Structs", "Texts", "Entries"];

for (const numberLists of ["array", "typed-array"] as const) {
  test.each([...CLAIMING, "Numbered", "Fixed", "FixedBytes"])(
    `ten bytes that claim four GiB cost nothing: %s, ${numberLists}`,
    async (name) => {
      for (const size of [GIGANTIC - 1, GIGANTIC, 1_000_000]) {
        await check(name, claim(size), numberLists);
      }
    },
  );
}

test("the claimed length is read as it is", () => {
  expect(Buffer.from(claim(GIGANTIC - 1)).toString("hex")).toBe("ffffffff0f0102030405");
  expect(Buffer.from(claim(GIGANTIC)).toString("hex")).toBe("80808080100102030405");
});

test("a list inside itself cannot claim the same bytes for every depth", async () => {
  const depth = 60;
  // Each tree has no name and 400,000 children, for which there are bytes enough. The deepest one
  // has a name that is not UTF-8.
  const bytes = new Uint8Array(1_000_000);
  const { codec, runtime } = await compileSchema(SCHEMA);
  for (let level = 0; level < depth; level++) bytes.set([0, 0x80, 0xb5, 0x18], level * 4);
  bytes.set([1, 0xff], depth * 4);
  await check("Tree", bytes, "array");
  const refused = runtime.attempt(() => codec("Tree").decode(bytes));
  expect(refused).toMatchObject({
    issue: { reason: "not UTF-8", offset: depth * 4 + 1 },
  });
});

test("limits can be set for each call, and hold by default", async () => {
  const { codec, runtime } = await compileSchema(SCHEMA);
  const reason = (name: string, bytes: Uint8Array, options?: object) => {
    const result = runtime.attempt(() => codec(name).decode(bytes, options));
    return result.ok ? "accepted" : "reason" in result.issue && result.issue.reason;
  };
  const bytes = codec("Bytes").encode(new Uint8Array(100));
  expect(reason("Bytes", bytes, { maxMessageBytes: 101 })).toBe("accepted");
  expect(reason("Bytes", bytes, { maxMessageBytes: 100 })).toContain("maxMessageBytes = 100");
  const large = codec("Bytes").encode(new Uint8Array(32 * 1024 * 1024));
  expect(reason("Bytes", large)).toContain("maxMessageBytes");
  expect(reason("Bytes", large, { maxMessageBytes: large.length })).toBe("accepted");
  for (const [name, value] of [
    ["Numbers", [1, 2, 3]],
    ["Texts", ["", "", ""]],
    ["Entries", new Map(["a", "b", "c"].map((key) => [key, 1]))],
  ] as const) {
    const three = codec(name).encode(value);
    expect(reason(name, three, { maxItems: 3 })).toBe("accepted");
    expect(reason(name, three, { maxItems: 2 })).toContain("maxItems = 2");
  }
  const million = codec("Texts").encode(new Array(1_000_001).fill(""));
  expect(reason("Texts", million)).toContain("maxItems");
});

test("a message above the limit is refused without being read", async () => {
  const { codec, runtime, description } = await compileSchema(SCHEMA);
  const bytes = codec("Texts").encode(new Array(900_000).fill("a"));
  // An error locator would read the message for longer than the refusal may take, so it is
  // included.
  const options = { maxMessageBytes: 1000, locateError: runtime.errorLocator(description) };
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now();
    const result = runtime.attempt(() => codec("Texts").decode(bytes, options));
    expect(result).toMatchObject({
      issue: { reason: expect.stringContaining("maxMessageBytes = 1000") },
    });
    return performance.now() - started;
  });
  expect(Math.min(...times)).toBeLessThan(1);
});

type Chain = { readonly next: Chain | null };

function chain(length: number): Chain | null {
  let built: Chain | null = null;
  for (let count = 0; count < length; count++) built = { next: built };
  return built;
}

test.each([undefined, 1, 3, 64, 65, 1000])("recursion ends at a depth of %s", async (maxDepth) => {
  const { codec, runtime } = await compileSchema(SCHEMA);
  const { decode, encode } = codec("Chain");
  const options = maxDepth === undefined ? {} : { maxDepth };
  const limit = maxDepth ?? 64;
  const deepest = encode(chain(limit), options);
  expect(deepest).toEqual(new Uint8Array(limit).fill(1).with(limit - 1, 0));
  expect(decode(deepest, options)).toEqual(chain(limit));
  const deeper = new Uint8Array(limit + 1).fill(1).with(limit, 0);
  expect(runtime.attempt(() => decode(deeper, options))).toMatchObject({
    issue: { kind: "malformed", reason: expect.stringContaining("deeper than maxDepth") },
  });
  expect(runtime.attempt(() => encode(chain(limit + 1), options))).toMatchObject({
    issue: { kind: "unencodable", reason: expect.stringContaining("deeper than maxDepth") },
  });
  expect(encode(chain(limit), options)).toEqual(deepest);
});

test("depth counts what is nested, not what stands side by side", async () => {
  const { codec } = await compileSchema(SCHEMA);
  const { decode, encode } = codec("Tree");
  const leaf = { name: "", children: [] };
  const tree = { name: "", children: new Array(1000).fill({ name: "", children: [leaf, leaf] }) };
  expect(decode(encode(tree, { maxDepth: 3 }), { maxDepth: 3 })).toEqual(tree);
});

test("types that contain each other are limited together", async () => {
  const { codec, runtime } = await compileSchema(SCHEMA);
  let value: unknown = { tag: "u8", val: 7 };
  for (let depth = 1; depth < 65; depth++) value = { tag: depth % 2 ? "Even" : "Odd", val: value };
  const name = "Even";
  expect(runtime.attempt(() => codec(name).encode(value)).ok).toBe(false);
  const bytes = codec(name).encode(value, { maxDepth: 65 });
  expect(runtime.attempt(() => codec(name).decode(bytes)).ok).toBe(false);
  expect(codec(name).decode(bytes, { maxDepth: 65 })).toEqual(value);
});

test("a value that contains itself is refused", async () => {
  const { codec, runtime, description } = await compileSchema(SCHEMA);
  const circle: { name: string; children: unknown[] } = { name: "a", children: [] };
  circle.children.push(circle);
  const self: { next: unknown } = { next: null };
  self.next = self;
  for (const [name, value] of [
    ["Tree", circle],
    ["Chain", self],
  ] as const) {
    for (const locateError of [undefined, runtime.errorLocator(description)]) {
      const options = locateError === undefined ? {} : { locateError };
      const result = runtime.attempt(() => codec(name).encode(value, options));
      expect(result).toMatchObject({ ok: false, issue: { kind: "unencodable" } });
    }
  }
});

test("a depth that no limit allows is refused, not a stack overflow", async () => {
  const { codec, runtime } = await compileSchema(SCHEMA);
  const bytes = new Uint8Array(1_000_000).fill(1);
  expect(runtime.attempt(() => codec("Chain").decode(bytes)).ok).toBe(false);
  const tree = new Uint8Array(1_000_000).map((_, index) => index % 2);
  expect(runtime.attempt(() => codec("Tree").decode(tree)).ok).toBe(false);
});
