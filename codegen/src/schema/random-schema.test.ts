/** Promises that hold for any text and any types; the seed of a failure is in its message. */

import { expect, test } from "vitest";
import { type Random, withSeed } from "../../../test/contract/seeded-random.js";
import { renderDiagnostic } from "./diagnostic.js";
import { readSchema, type SchemaResult } from "./read-schema.js";
import { typeGraph } from "./type-graph.js";

function check(text: string): SchemaResult {
  return readSchema({ file: "v1.bare", text, protocol: "random", version: 1 });
}

async function forRandomTexts(
  count: number,
  makeText: (random: Random) => string,
  promise: (text: string) => void,
): Promise<void> {
  await withSeed((random) => {
    for (let index = 0; index < count; index += 1) {
      const text = makeText(random);
      try {
        promise(text);
      } catch (error) {
        throw new Error(`text ${JSON.stringify(text)}`, { cause: error });
      }
    }
  });
}

const TOKENS = [
  ...'{}<>[]()|=:;,?#\n\t"é',
  ..."type struct enum union list map optional data void u8 str f64 string int".split(" "),
  ..."A B Person foo snake_case _x CONSTANT 0 1 4 007 0x4 9007199254740993".split(" "),
  ..."\nstruct {&\nunion {&<u8>&[4]&a: u8\n&B: A\n&type A &type B &\ntype C &enum { A B }".split(
    "&",
  ),
];

function tokenSoup(random: Random): string {
  const length = 1 + random(30);
  const tokens = Array.from({ length }, () => TOKENS[random(TOKENS.length)]);
  return tokens.join(random(2) === 0 ? " " : "");
}

/** Types that refer to each other in every way; some of them never end. */
function randomTypes(random: Random): string {
  const names = Array.from({ length: 1 + random(6) }, (_, index) => `T${index}`);
  return names.map((name) => `type ${name} ${randomType(names.length, 3, random)}`).join("\n");
}

function randomType(names: number, depth: number, random: Random): string {
  const inner = () => randomType(names, depth - 1, random);
  const members = Array.from({ length: 1 + random(3) }, (_, index) => index);
  switch (random(depth === 0 ? 3 : 9)) {
    case 0:
      return "u32";
    case 1:
      return "str";
    case 2:
      return `T${random(names)}`;
    case 3:
      return `optional<${inner()}>`;
    case 4:
      return `list<${inner()}>`;
    case 5:
      return `list<${inner()}>[2]`;
    case 6:
      return `map<u8><${inner()}>`;
    case 7:
      return `struct { ${members.map((index) => `field${index}: ${inner()}`).join(" ")} }`;
    default:
      return `union { ${[...new Set(members.map(inner))].join(" | ")} }`;
  }
}

test("ten thousand texts of random tokens are accepted or refused, and nothing is thrown", async () => {
  await forRandomTexts(10_000, tokenSoup, (text) => {
    const result = check(text);
    if (result.ok) return;
    const offsets = result.diagnostics.map(({ offset }) => offset);
    expect(offsets).not.toEqual([]);
    expect(offsets).toEqual([...offsets].sort((left, right) => left - right));
    expect(Math.max(...offsets)).toBeLessThanOrEqual(text.length);
    for (const diagnostic of result.diagnostics) {
      expect(renderDiagnostic(diagnostic, text)).toMatch(/^v1\.bare:\d+:\d+: /);
    }
  });
});

test("what ends is accepted, and has a finite least size that a fixed size is equal to", async () => {
  await forRandomTexts(5_000, randomTypes, (text) => {
    const result = check(text);
    if (!result.ok) return;
    const graph = typeGraph(result.schema);
    for (const { type } of result.schema.types) {
      const least = graph.minimumSize(type);
      expect(least).toBeGreaterThan(0);
      expect(least).toBeLessThan(Number.MAX_SAFE_INTEGER);
      expect(graph.fixedSize(type) ?? least).toBe(least);
    }
  });
});

test("what does not end is accepted once every reported reference is made optional", async () => {
  await forRandomTexts(5_000, randomTypes, (text) => {
    const result = check(text);
    if (result.ok) return;
    const mended = [...result.diagnostics].reverse().reduce((mending, { offset, message }) => {
      expect(message).toContain("contains itself without end");
      const behind = mending.slice(offset).replace(/^T\d+/, "optional<$&>");
      return mending.slice(0, offset) + behind;
    }, text);
    const again = check(mended);
    const messages = again.ok ? [] : again.diagnostics.map(({ message }) => message);
    // Two members of a union may have become the same.
    expect(messages.filter((message) => !message.includes("has two members"))).toEqual([]);
  });
});
