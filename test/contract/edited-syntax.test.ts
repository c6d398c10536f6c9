/**
 * The tree of any text: it loses nothing, it stays the same where an edit is not, and what an edit
 * harms is one definition. BAREWIRE_TEST_EDITS makes it longer.
 */

import { expect, test } from "vitest";
import { parseSchema, schemaOf } from "../../codegen/src/schema/parse-schema.js";
import { readSchema } from "../../codegen/src/schema/read-schema.js";
import type { Definition } from "../../codegen/src/syntax/definition.js";
import { parse, reparse } from "../../codegen/src/syntax/parse.js";
import { type SyntaxTree, textOfTree } from "../../codegen/src/syntax/tree.js";
import { damagedDefinitionOf, definitionOf } from "../../codegen/src/syntax/typed-view.js";
import { damagedText } from "./damaged-text.js";
import { randomSchema } from "./random-schema.js";
import { schemaTexts } from "./schema-texts.js";
import { countFrom, pick, type Random, withSeed } from "./seeded-random.js";

const EDITS = countFrom("BAREWIRE_TEST_EDITS", 400);

/** The tree of `text`, of which every promise about any text is kept. */
function check(text: string): SyntaxTree {
  const tree = parse(text);
  expect(textOfTree(tree)).toBe(text);
  const result = readSchema({ file: "v1.bare", text, protocol: "random", version: 1 });
  const faults = tree.definitions.flatMap((node) => node.faults);
  if (result.ok) {
    expect(faults).toEqual([]);
    return tree;
  }
  expect(result.diagnostics.length).toBeGreaterThanOrEqual(Math.max(1, faults.length));
  const unlocated = result.diagnostics.filter(
    ({ offset, end, message }) => offset < 0 || end < offset || end > text.length || message === "",
  );
  expect(unlocated).toEqual([]);
  return tree;
}

/** The definitions that are understood, without the offsets that an edit moves. */
function understood({ definitions, offsets }: SyntaxTree): readonly string[] {
  const whole = definitions.flatMap((node, index): readonly Definition[] => {
    const definition = definitionOf(node, offsets[index] ?? 0);
    return definition === null ? [] : [definition];
  });
  return whole.map(({ name, type }) => `${name} ${withoutOffsets(type)}`);
}

/** An edit may make a comment of a line, which documents what stands below it. */
function withoutOffsets(type: object): string {
  return JSON.stringify(type, (key, value) => (/[oO]ffset$|^doc$/.test(key) ? undefined : value));
}

/** A schema that is right, with a comment and an empty line here and there. */
function randomText(random: Random): string {
  return randomSchema(random).replaceAll(/^type/gm, (keyword) =>
    pick(random, [keyword, keyword, `# a comment\n${keyword}`, `\n# type Old u8\n\n${keyword}`]),
  );
}

test("no schema loses a character, and each says where it is wrong", () => {
  for (const { text } of schemaTexts()) check(text);
});

test("no edit makes a text that crashes, hangs or loses a character", async () => {
  const known = schemaTexts().map(({ text }) => text);
  await withSeed((random) => {
    for (let count = 0; count < EDITS; count++) check(damagedText(pick(random, known), random));
  });
});

test("after an edit, the tree is that of the new text, and the rest of it is the same", async () => {
  const known = schemaTexts().map(({ text }) => text);
  await withSeed((random) => {
    for (let count = 0; count < EDITS; count++) {
      const text = random(2) === 0 ? randomText(random) : pick(random, known);
      const edited = damagedText(text, random);
      const again = reparse(parse(text), edited);
      // Compared as text, which is ten times as fast.
      expect(JSON.stringify(again)).toBe(JSON.stringify(parse(edited)));
      expect(JSON.stringify(schemaOf(again))).toBe(JSON.stringify(parseSchema(edited)));
    }
  });
});

test("one key in a thousand types parses a handful of them", () => {
  const names = Array.from({ length: 1_000 }, (_, index) => `T${index}`);
  const text = names.map((name) => `# ${name}\ntype ${name} struct { a: u8 }\n`).join("\n");
  const tree = parse(text);
  const middle = text.indexOf("T500 struct") + "T500 struct { a: u8".length;
  for (const key of ["x", "}", "{", "\n", "#", "|", " type X", ""]) {
    const edited = `${text.slice(0, middle)}${key}${text.slice(middle)}`;
    const again = reparse(tree, edited);
    expect(again).toEqual(parse(edited));
    const former = new Set(tree.definitions);
    expect(again.definitions.filter((node) => !former.has(node)).length).toBeLessThan(10);
  }
});

test("the typed views of the definitions in front of an edit are used again", () => {
  const text = Array.from({ length: 1_000 }, (_, index) => `type T${index} u8\n`).join("");
  const tree = parse(text);
  const before = schemaOf(tree).definitions;
  const edited = text.replace("type T900 u8", "type T900 u16");
  const after = schemaOf(reparse(tree, edited)).definitions;
  const kept = after.filter((definition, index) => definition === before[index]);
  expect(kept.length).toBeGreaterThan(890);
});

test("an edit inside of one definition leaves the others as they are", async () => {
  await withSeed((random) => {
    for (let count = 0; count < EDITS; count++) {
      const text = randomText(random);
      const tree = parse(text);
      const harmed = random(tree.definitions.length);
      const start = tree.offsets[harmed] ?? 0;
      const end = start + (tree.definitions[harmed]?.width ?? 0);
      const inside = damagedText(text.slice(start, end), random);
      // A length may stand below its type, in the brackets of today or of an older draft.
      if (/^(?:\s|#.*\n)*[[<]/.test(inside)) continue;
      // The line of the next definition is its own.
      const edited = `${text.slice(0, start)}\n${inside}${text.slice(end)}`;
      const after = new Set(understood(check(edited)));
      const lost = understood(tree)
        .toSpliced(harmed, 1)
        .filter((definition) => !after.has(definition));
      expect(lost, edited).toEqual([]);
    }
  });
});

const BODIES = {
  struct: (name: string, type: string) => `  ${name}: ${type}`,
  enum: (name: string, _type: string, index: number) => `  ${name.toUpperCase()} = ${index}`,
  union: (name: string, _type: string, index: number) => `  | ${name.toUpperCase()} = ${index}`,
} as const;

const TYPES = ["u8", "Id", "list<u8>[4]", "map<str><optional<Id>>", "struct { a: u8 }", "data"];

/** The members of the one definition of `text` that are understood, without their offsets. */
function membersOf(text: string): readonly string[] {
  const [node] = parse(text).definitions;
  if (node === undefined) return [];
  const type = (definitionOf(node, 0) ?? damagedDefinitionOf(node, 0))?.type;
  if (type?.kind === "struct") return type.fields.map(withoutOffsets);
  if (type?.kind === "enum") return type.values.map(withoutOffsets);
  return type?.kind === "union" ? type.variants.map(withoutOffsets) : [];
}

test("an edit inside of one member leaves the others as they are", async () => {
  let harmed = 0;
  await withSeed((random) => {
    for (let count = 0; count < EDITS; count++) {
      const kind = pick(random, ["struct", "enum", "union"] as const);
      const lines = Array.from({ length: 2 + random(6) }, (_, index) =>
        BODIES[kind](`m${index}`, pick(random, TYPES), index),
      );
      const text = `type T ${kind} {\n${lines.join("\n")}\n}\n`;
      const at = random(lines.length);
      const inside = damagedText(lines[at] ?? "", random);
      // A brace or a definition changes what the lines behind it belong to, and a length or a bar
      // belongs to the line before it.
      if (/[{}]|type\s+[A-Z]|^\s*(?:#.*\n\s*)*[[<|=]/.test(inside)) continue;
      const edited = `type T ${kind} {\n${lines.with(at, inside).join("\n")}\n}\n`;
      const after = new Set(membersOf(edited));
      const lost = membersOf(text)
        .toSpliced(at, 1)
        .filter((member) => !after.has(member));
      expect(lost, edited).toEqual([]);
      check(edited);
      harmed += after.size < lines.length ? 1 : 0;
    }
  });
  expect(harmed).toBeGreaterThan(EDITS / 10);
});

test.each([
  [
    "struct { a u8\n b: u8\n c: list<u8\n d: Id\n e: [4]u8\n f: u8 }",
    "colon-expected bracket-unclosed older-draft",
    "b d f",
  ],
  [
    "struct { a:\n b: u8\n c: u8,\n d: u8?\n e: map<str>\n f: u8 }",
    "bracket-unclosed separator bracket-unclosed bracket-expected",
    "b c f",
  ],
  ["enum { A, B; c D = x E }", "separator separator enum-value-name number-expected", "A B E"],
  ["union { A, B C | list<D | E }", "separator bracket-unclosed bracket-unclosed", "A B C E"],
  [
    "struct { a: struct { b u8\n c: u8 }\n d: enum { e }\n f g }",
    "colon-expected enum-value-name colon-expected",
    "a d",
  ],
  ["= struct { a u8\n b: u8 }", "equals-sign colon-expected", "b"],
  ["struct { a u8\n b: u8", "colon-expected bracket-unclosed", "b"],
])("every fault of `type T %s` is reported, and the rest is understood", (body, codes, names) => {
  const text = `type T ${body}`;
  expect(
    parseSchema(text)
      .problems.map(({ code }) => code)
      .join(" "),
  ).toBe(codes);
  const members = membersOf(text).map((member) => {
    const { name, type } = JSON.parse(member);
    return name ?? type.name;
  });
  expect(members.join(" ")).toBe(names);
  expect(readSchema({ file: "v1.bare", text, protocol: "random", version: 1 }).ok).toBe(false);
});

test("the unharmed members of a damaged definition are checked", () => {
  const text = "type T struct {\n  a u8\n  b: Missing\n  c: map<f32><u8>\n}\ntype U T\n";
  const result = readSchema({ file: "v1.bare", text, protocol: "random", version: 1 });
  const codes = result.ok ? [] : result.diagnostics.map(({ code }) => code);
  expect(codes).toEqual(["colon-expected", "type-undefined", "map-key"]);
});

test.each([
  ["opening brackets", "type A list<"],
  ["square brackets", "["],
  ["empty square brackets", "type A [][][][]u8["],
  ["braces", "struct{"],
  ["keywords", "type "],
  ["names", "A "],
  ["union members", "| A = 3"],
  ["first lines", "type A struct {\n"],
  ["conflict markers", "=======\n"],
  ["opened conflicts", "<<<<<<< ours\ntype A u8\n=======\n"],
  ["comments", "# a\n"],
  ["empty lines", "\n"],
  ["unknown characters", "\u{1F642}"],
  ["carriage returns", "\r"],
])("a text of very many %s is read to its end", (_what, piece) => {
  check(piece.repeat(5_000));
  check(`type Before u8\n${piece.repeat(5_000)}\ntype Behind u8\n`);
});
