/**
 * The error of a refused message or value: the facts that it names, and the contents that it must
 * never name.
 */

import { readFileSync } from "node:fs";
import { randomBytes, valueMaker } from "@barewire/inspect/values";
import { expect, test } from "vitest";
import { type CompiledSchema, compileSchema } from "./compile-schema.js";
import { type Counts, count } from "./differential.js";
import { mutate } from "./mutate.js";
import { randomSchema } from "./random-schema.js";
import { countFrom, type Random, withSeed } from "./seeded-random.js";
import { SECRET, withMisfit } from "./with-misfit.js";

const ENVOY = readFileSync(
  new URL("../../schemas/envoy-protocol/v2.bare", import.meta.url),
  "utf8",
);

const MUTATIONS = countFrom("BAREWIRE_TEST_EXPLAINED", 60_000);

/** Reasons are for people: tests ask for the words that matter. */
type Fault = { readonly path: string; readonly reason: unknown; readonly offset?: number };

async function check(
  name: string,
  subject: unknown,
  expected: { readonly plain: Partial<Fault>; readonly explained: Partial<Fault> },
): Promise<void> {
  const compiled = await compileSchema(ENVOY, { protocol: "envoy-protocol", version: 2 });
  const { codec, runtime, description } = compiled;
  const isBytes = subject instanceof Uint8Array;
  const kind = isBytes ? "malformed" : "unencodable";
  const run = (options: object) =>
    runtime.attempt(() =>
      isBytes ? codec(name).decode(subject, options) : codec(name).encode(subject, options),
    );
  const common = { kind, protocol: "envoy-protocol", version: 2, root: name };
  expect(run({})).toMatchObject({ ok: false, issue: { ...common, ...expected.plain } });
  const locateError = runtime.errorLocator(description);
  expect(run({ locateError })).toMatchObject({
    ok: false,
    issue: { ...common, ...expected.explained },
  });
}

const GET_PAGES = {
  tag: "ToRivetSqliteGetPagesRequest",
  val: { requestId: 7, data: { actorId: "actor", generation: 1n, pgnos: [1, 2, 3, 4] } },
};

test("a message that ends inside a list names the item", async () => {
  const { codec } = await compileSchema(ENVOY, { protocol: "envoy-protocol", version: 2 });
  const bytes = codec("ToRivet").encode(GET_PAGES);
  // Four numbers that are claimed to be there, the last of which has two bytes.
  const cut = bytes.slice(0, -2);
  const path = "ToRivet.ToRivetSqliteGetPagesRequest.data.pgnos";
  const offset = cut.length - 15;
  const reason = expect.stringContaining("4 items");
  await check("ToRivet", cut, {
    plain: { path: "ToRivet", reason, offset },
    explained: { path, reason, offset },
  });
});

test("an item of a list that is refused is named by its index", async () => {
  const { codec } = await compileSchema(ENVOY, { protocol: "envoy-protocol", version: 2 });
  const keys = [new Uint8Array(1), new Uint8Array(2), new Uint8Array(3), new Uint8Array(4)];
  const bytes = codec("KvGetRequest").encode({ keys });
  const cut = bytes.slice(0, -1);
  const reason = expect.stringContaining("bytes");
  await check("KvGetRequest", cut, {
    plain: { path: "KvGetRequest", reason },
    explained: { path: "KvGetRequest.keys[3]", reason },
  });
});

test("a value that is refused is named by its whole path", async () => {
  const { data } = GET_PAGES.val;
  const val = { ...GET_PAGES.val, data: { ...data, pgnos: [1, 2, 3, -4] } };
  const reason = expect.stringMatching(/^number is not/);
  await check(
    "ToRivet",
    { ...GET_PAGES, val },
    {
      plain: { path: "ToRivet", reason },
      explained: { path: "ToRivet.ToRivetSqliteGetPagesRequest.data.pgnos[3]", reason },
    },
  );
});

test("what is missing or of another kind is named by its whole path", async () => {
  const path = "ToRivet.ToRivetSqliteGetPagesRequest.data";
  const inside = (data: unknown) => ({ ...GET_PAGES, val: { requestId: 7, data } });
  const whole = GET_PAGES.val.data;
  const cases = [
    [inside(undefined), path, /^undefined is not/],
    [inside(null), path, /^null is not/],
    [inside({ ...whole, pgnos: "1234" }), `${path}.pgnos`, /^string is not/],
    [inside({ ...whole, pgnos: undefined }), `${path}.pgnos`, /^undefined is not/],
    [inside({ ...whole, pgnos: [1, 2n] }), `${path}.pgnos[1]`, /^bigint is not/],
    [inside({ ...whole, generation: 1 }), `${path}.generation`, /^number is not an integer/],
    [inside({ ...whole, actorId: 1 }), `${path}.actorId`, /^number is not a/],
    [inside({ ...whole, actorId: "\ud800" }), `${path}.actorId`, /^string is not/],
    [{ tag: "ToRivetNone", val: null }, "ToRivet", /^object is not ToRivet: one of ToRivet/],
    [{ ...GET_PAGES, val: undefined }, "ToRivet.ToRivetSqliteGetPagesRequest", /^undefined is not/],
    [null, "ToRivet", /^null is not/],
    [7, "ToRivet", /^number is not/],
  ] as const;
  for (const [value, expectedPath, reason] of cases) {
    const explained = {
      path: expectedPath,
      reason: expect.stringMatching(reason),
    };
    await check("ToRivet", value, { plain: { path: "ToRivet" }, explained });
  }
});

test("keys of a map are named by their number, never by what they are", async () => {
  const { codec, runtime, description } = await compileSchema("type T map<str><u8>");
  const locateError = runtime.errorLocator(description);
  const bytes = codec("T").encode(new Map([["secret", 1]]));
  const twice = new Uint8Array([2, ...bytes.slice(1), ...bytes.slice(1)]);
  const decoded = runtime.attempt(() => codec("T").decode(twice, { locateError }));
  expect(decoded).toMatchObject({
    issue: { path: "T", reason: "the map has a duplicate key", offset: 9 },
  });
  const value = new Map([
    ["fine", 1],
    ["secret", 300],
  ]);
  const encoded = runtime.attempt(() => codec("T").encode(value, { locateError }));
  expect(encoded).toMatchObject({ issue: { path: "T[value 1]" } });
  expect(JSON.stringify([decoded, encoded])).not.toContain("secret");
});

test("the message of an error says protocol, version, path, offset and reason", async () => {
  const { codec, runtime, description } = await compileSchema("type T struct { a: u8 b: bool }", {
    protocol: "example",
    version: 1,
  });
  const locateError = runtime.errorLocator(description);
  const bytes = new Uint8Array([1, 7]);
  expect(() => codec("T").decode(bytes)).toThrow("example v1, T, byte 1: a bool must be 0 or 1");
  expect(() => codec("T").decode(bytes, { locateError })).toThrow(
    "example v1, T.b, byte 1: a bool must be 0 or 1",
  );
  expect(() => codec("T").encode({ a: 1, b: 7 }, { locateError })).toThrow(
    "example v1, T.b: number is not a boolean",
  );
  expect(() => codec("T").decode(bytes)).toThrow(runtime.WireError);
});

/** Names, indexes, numbers and the words of our own reasons; nothing else may be in an issue. */
const PATH = /^[A-Z]\w*(?:\.[A-Za-z][\w<>[\] ]*|\[(?:key |value )?\d+\])*$/;

/** Parts of the word that stands everywhere in the values; no schema and no reason has them. */
const SECRETS = ["Gehe", "heim", "imni", "mnis"];

/** Returns the same value with the word in place of every text and all bytes. */
function withSecrets(value: unknown): unknown {
  if (typeof value === "string") return SECRET.repeat(1 + value.length);
  if (value instanceof Uint8Array) {
    return value.map((_, index) => SECRET.charCodeAt(index % SECRET.length));
  }
  if (value instanceof Map || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withSecrets);
  const isTag = (name: string) => name === "tag" && "val" in value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, isTag(name) ? part : withSecrets(part)]),
  );
}

function requireNoSecret(issue: unknown): void {
  const text = JSON.stringify(issue);
  if (SECRETS.some((secret) => text.includes(secret))) throw new Error(`it says ${text}`);
}

function checkExplained(
  { codec, runtime, description }: CompiledSchema,
  name: string,
  bytes: Uint8Array,
  counts: Counts,
): void {
  const locateError = runtime.errorLocator(description);
  const plain = runtime.attempt(() => codec(name).decode(bytes));
  const explained = runtime.attempt(() => codec(name).decode(bytes, { locateError }));
  expect(explained.ok).toBe(plain.ok);
  if (plain.ok || explained.ok) return;
  const { issue } = explained;
  if (issue.kind !== "malformed" || plain.issue.kind !== "malformed") throw new Error(issue.kind);
  if (issue.path !== name && !(issue.path.startsWith(name) && PATH.test(issue.path))) {
    throw new Error(`the path is ${issue.path}`);
  }
  const found = locateError("malformed", name, bytes, {});
  // Whatever stops the codec stops the walk as well; only what follows the value does not.
  if (found === null && !issue.reason.includes("left")) throw new Error(issue.reason);
  if (issue.offset < plain.issue.offset - bytes.length || issue.offset > bytes.length) {
    throw new Error(`the offset is ${issue.offset}`);
  }
  requireNoSecret(issue);
  count(counts, found === null ? "left over" : issue.path === name ? "at the root" : "below it");
}

/** An enum value is a text that must stay as it is; where there is one, all texts do. */
function encodeSecretly({ codec, runtime }: CompiledSchema, name: string, value: unknown) {
  const secret = runtime.attempt(() => codec(name).encode(withSecrets(value), { memory: "own" }));
  return secret.ok ? secret.value : codec(name).encode(value, { memory: "own" });
}

async function checkRandomly(
  text: string,
  random: Random,
  mutations: number,
  counts: Counts,
): Promise<void> {
  const compiled = await compileSchema(text);
  const names = compiled.schema.types.map(({ name }) => name);
  const each = Math.ceil(mutations / names.length);
  for (const name of names) {
    const make = valueMaker(compiled.description, name);
    for (let done = 0; done < each; done += 5) {
      const bytes = encodeSecretly(compiled, name, make(random));
      for (let change = 0; change < 5; change++) {
        const mutated = random(20) === 0 ? randomBytes(random(40), random) : mutate(bytes, random);
        checkExplained(compiled, name, mutated, counts);
      }
    }
  }
}

test("every refused message of our schemas is explained, below its root, without its content", async () => {
  const counts: Counts = {};
  await withSeed((random) => checkRandomly(ENVOY, random, MUTATIONS, counts));
  console.log(`explained: ${JSON.stringify(counts)}`);
});

test("every refused message of random schemas is explained", async () => {
  const counts: Counts = {};
  await withSeed(async (random) => {
    for (let index = 0; index < 60; index++) {
      const text = randomSchema(random);
      await checkRandomly(text, random, 400, counts).catch((cause: unknown) => {
        throw new Error(`${cause}\n${text}`, { cause });
      });
    }
  });
  console.log(`explained, random schemas: ${JSON.stringify(counts)}`);
});

async function checkMisfits(text: string, random: Random, rounds: number, counts: Counts) {
  const { schema, codec, runtime, description } = await compileSchema(text);
  const locateError = runtime.errorLocator(description);
  for (const { name } of schema.types) {
    const make = valueMaker(description, name);
    for (let round = 0; round < rounds; round++) {
      const value = withMisfit(make(random), random);
      const plain = runtime.attempt(() => codec(name).encode(value));
      const explained = runtime.attempt(() => codec(name).encode(value, { locateError }));
      expect(explained.ok).toBe(plain.ok);
      count(counts, plain.ok ? "encoded" : "refused");
      if (explained.ok) continue;
      const { issue } = explained;
      if (issue.kind !== "unencodable") throw new Error(issue.kind);
      if (issue.path !== name && !PATH.test(issue.path))
        throw new Error(`the path is ${issue.path}`);
      if (locateError("unencodable", name, value, {}) === null)
        throw new Error(`${name}: no fault`);
      requireNoSecret(issue);
    }
  }
}

test("every value that is refused is explained, without its content", async () => {
  const counts: Counts = {};
  await withSeed(async (random) => {
    await checkMisfits(ENVOY, random, 60, counts);
    for (let index = 0; index < 60; index++) {
      const text = randomSchema(random);
      await checkMisfits(text, random, 30, counts).catch((cause: unknown) => {
        throw new Error(`${cause}\n${text}`, { cause });
      });
    }
  });
  console.log(`explained values: ${JSON.stringify(counts)}`);
});
