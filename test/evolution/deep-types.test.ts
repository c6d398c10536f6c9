/**
 * Schemas with hundreds of types in a row or in a ring: nothing in the generator ends with the call
 * stack, and the compiler gets to the end of what is generated. BAREWIRE_TEST_NESTED_TYPES makes
 * them longer.
 */

import { expect, test } from "vitest";
import { NO_GAPS } from "../../codegen/src/decide-gaps.js";
import { decideSteps } from "../../codegen/src/decide-steps.js";
import { protocolModules } from "../../codegen/src/generate.js";
import { readSchema } from "../../codegen/src/schema/read-schema.js";
import { countFrom } from "../contract/seeded-random.js";
import {
  compileProtocols,
  generate,
  type ProtocolTexts,
  protocolSource,
} from "./compile-protocol.js";
import { typeErrors } from "./type-check.js";

const COUNT = countFrom("BAREWIRE_TEST_NESTED_TYPES", 500);
/** Each of them is a message, which is a lot to generate. */
const MESSAGES = COUNT / 5;
const TIMEOUT_MS = 120_000;

function texts(...schemas: readonly string[]): ProtocolTexts {
  return { protocol: "deep", schemas, decisions: new Map() };
}

/** Each of `count` types holds the next one; `lastField` stands in the last. */
function chain(count: number, lastField: string): string {
  const types = Array.from({ length: count }, (_, index) =>
    index + 1 < count
      ? `type T${index} struct { next: T${index + 1} }`
      : `type T${index} struct { ${lastField} }`,
  );
  return types.join("\n");
}

function ring(
  count: number,
  link: (next: string) => string = (next) => `optional<${next}>`,
): string {
  const types = Array.from(
    { length: count },
    (_, index) => `type T${index} struct { next: ${link(`T${(index + 1) % count}`)} }`,
  );
  return types.join("\n");
}

/**
 * Returns the faults of the generated modules, and how often they keep the compiler from a proof.
 */
async function check(
  protocol: ProtocolTexts,
): Promise<{ errors: readonly string[]; same: number }> {
  const startMs = performance.now();
  const generated = await generate(protocol);
  if (!generated.ok) throw new Error(JSON.stringify(generated.diagnostics));
  const generatedMs = performance.now();
  const files = new Map([...generated.files].map(([path, text]) => [`deep/gen/${path}`, text]));
  const errors = typeErrors(files);
  const [first, second] = [generatedMs - startMs, performance.now() - generatedMs];
  console.log(`generated in ${Math.round(first)} ms, compiled in ${Math.round(second)} ms`);
  const code = [...files.values()].join("\n");
  return { errors, same: code.split("bare.same<").length - 1 };
}

test(
  "a chain of nested types that all change is generated and compiles",
  async () => {
    const [older, newer] = [chain(COUNT, "a: u8"), chain(COUNT, "a: u8 b: optional<u8>")];
    expect(await check(texts(older, newer))).toEqual({ errors: [], same: 0 });
  },
  TIMEOUT_MS,
);

test(
  "a ring of types that all change is generated and compiles",
  async () => {
    const older = `${ring(COUNT)}\ntype Root struct { first: T0 }`;
    const newer = older.replace("T0 struct {", "T0 struct { b: optional<u8>");
    expect(await check(texts(older, newer))).toEqual({ errors: [], same: 0 });
  },
  TIMEOUT_MS,
);

test(
  "a ring that does not change compiles in every place that a type can stand in",
  async () => {
    const places = `
    type Pick union { T0 | Other }
    type Other struct { list: list<T1> map: map<str><T2> some: optional<optional<T3>> }
    type Alias T4
    type Holder struct {
      pick: Pick other: Other alias: Alias five: list<T5>[2] more: T6 keys: map<u8><T7>
    }
  `;
    const newer = places
      .replace("Other struct {", "Other struct { added: optional<u8>")
      .replace("more: T6", "more: optional<T6>")
      .replace("map<u8><T7>", "map<u16><T7>");
    const older = `${ring(COUNT)}\n${places}`;
    const { errors, same } = await check(texts(older, `${ring(COUNT)}\n${newer}`));
    expect(errors).toEqual([]);
    expect(same).toBeGreaterThan(0);
  },
  TIMEOUT_MS,
);

test(
  "a ring that is a message, and does not change, compiles over three versions",
  async () => {
    const first = ring(MESSAGES);
    const later = `${first}\ntype Later struct { a: u8 }`;
    const last = later.replace("Later struct {", "Later struct { b: optional<u8>");
    const { errors, same } = await check(texts(first, later, last));
    expect(errors).toEqual([]);
    expect(same).toBeGreaterThan(0);
  },
  TIMEOUT_MS,
);

test.each([
  ["structs", (next: string) => `optional<${next}>`],
  ["lists", (next: string) => `list<${next}>`],
  ["maps", (next: string) => `map<str><optional<${next}>>`],
] as const)(
  "the compiler keeps its own proof for rings of %s as long as it can",
  async (_, link) => {
    const root = "\ntype Root struct { first: T0 }";
    const changed = root.replace("{", "{ added: optional<u8>");
    const results = [];
    for (const count of [2, 10, 30, 50, 80]) {
      const { errors, same } = await check(
        texts(ring(count, link) + root, ring(count, link) + changed),
      );
      expect(errors).toEqual([]);
      results.push(same);
    }
    expect(results[0]).toBe(0);
    expect(results[1]).toBe(0);
    expect(results.at(-1)).toBeGreaterThan(0);
  },
  TIMEOUT_MS,
);

test("a hash that is wrong about a type that is too deep for the compiler is found", () => {
  const root = "\ntype Root struct { first: T0 }";
  const changedRing = ring(COUNT).replace("T300 struct {", "T300 struct { b: str");
  const protocol = texts(ring(COUNT) + root, changedRing + root.replace("{", "{ a: optional<u8>"));
  const source = protocolSource(protocol);
  const schemas = source.schemas.map((text) => {
    const read = readSchema({ ...text, protocol: "deep" });
    if (!read.ok) throw new Error("not a schema");
    return read.schema;
  });
  const [older] = schemas;
  const decided = decideSteps({ schemas, decisions: new Map(), source });
  const [step] = decided;
  if (older === undefined || step === undefined) throw new Error("two schemas have a step");
  // The plan is changed as if the hashes of both rings were equal: the field is passed on.
  const plans = step.plan.plans.filter(({ source: name }) => name === "Root");
  const planted = {
    ...step,
    plan: { ...step.plan, plans: plans.map((plan) => ({ ...plan, body: handedOn(plan.body) })) },
  };
  const emit = () =>
    protocolModules(source, {
      schemas,
      decided: [planted],
      gaps: NO_GAPS,
      roots: [],
      minVersion: 1,
    });
  expect(emit).toThrow("not the same: T300 and T300");
});

type Body = ReturnType<typeof decideSteps>[number]["plan"]["plans"][number]["body"];

function handedOn(body: Body): Body {
  if (body.kind !== "struct") throw new Error("the root is a struct");
  const fields = body.fields.map((field) =>
    field.from.kind === "field"
      ? { ...field, from: { ...field.from, conversion: { kind: "identity" as const } } }
      : field,
  );
  return { ...body, fields };
}

test("values of a long ring come through", async () => {
  const [protocol] = await compileProtocols([
    texts(
      `${ring(100)}\ntype Root struct { first: T0 }`,
      `${ring(100)}\ntype Root struct { first: T0 added: optional<u8> }`,
    ),
  ]);
  const codec = protocol?.module("versions.ts");
  const value = { first: { next: { next: { next: null } } }, added: null };
  const { encodeRoot, decodeRoot } = codec ?? {};
  if (typeof encodeRoot !== "function" || typeof decodeRoot !== "function")
    throw new Error("no codec");
  expect(decodeRoot(encodeRoot(value, 1), 1)).toEqual(value);
});
