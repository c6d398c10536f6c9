/** Promises that hold for any schema and any edit; the seed of a failure is in its message. */

import { expect, test } from "vitest";
import { type Random, withSeed } from "../../../../test/contract/seeded-random.js";
import { formatType } from "../../schema/format-type.js";
import type { NamedType, Schema, Type } from "../../schema/model.js";
import { readSchema } from "../../schema/read-schema.js";
import { referencedNames } from "../../schema/type-graph.js";
import { schemaClosures, schemaHash } from "../closure/closure-hash.js";
import { compareTypes } from "../compare/compare-types.js";
import { compareSchemas, schemaView } from "../compare/comparison.js";
import { type ComparedVersions, compareVersions } from "../compare-versions.js";
import { explainPublishedEdit, shortChange } from "./explain-change.js";

function compared(older: Schema, newer: Schema): ComparedVersions {
  const options = {
    runtime: "@barewire/runtime",
    importExtension: "js",
    target: "ts",
    numberLists: "array",
    codecs: "all",
  } as const;
  return compareVersions({ older, newer, entries: new Map(), options });
}

function check(text: string): Schema | null {
  const result = readSchema({ file: "v1.bare", text, protocol: "random", version: 1 });
  return result.ok ? result.schema : null;
}

async function forRandomSchemas(
  count: number,
  promise: (schema: Schema, random: Random) => void,
): Promise<void> {
  await withSeed((random) => {
    let made = 0;
    while (made < count) {
      const text = randomTypes(random);
      const schema = check(text);
      if (schema === null) continue;
      made += 1;
      try {
        promise(schema, random);
      } catch (error) {
        throw new Error(`schema\n${text}`, { cause: error });
      }
    }
  });
}

/** Types that refer to each other in every way, cycles included. */
function randomTypes(random: Random): string {
  const count = 1 + random(8);
  const lines = Array.from({ length: count }, (_, index) => {
    return `type T${index} ${random(4) === 0 ? plainType(count, 2, random) : body(count, random)}`;
  });
  return lines.join("\n");
}

function body(count: number, random: Random): string {
  const members = Array.from({ length: 1 + random(4) }, (_, index) => index);
  switch (random(4)) {
    case 0:
      return `enum { ${members.map((index) => `V${index}`).join(" ")} }`;
    case 1: {
      const types = new Set(members.map(() => plainType(count, 1, random)));
      return `union { ${[...types].join(" | ")} }`;
    }
    default:
      return `struct { ${members.map((index) => `f${index}: ${plainType(count, 2, random)}`).join(" ")} }`;
  }
}

const LEAVES = ["u8", "u32", "u64", "uint", "i32", "f64", "bool", "str", "data", "data[4]"];

function plainType(count: number, depth: number, random: Random): string {
  const inner = () => plainType(count, depth - 1, random);
  switch (random(depth === 0 ? 4 : 8)) {
    case 0:
    case 1:
      return `T${random(count)}`;
    case 4:
      return `optional<${inner()}>`;
    case 5:
      return `list<${inner()}>`;
    case 6:
      return `list<${inner()}>[${2 + random(2)}]`;
    case 7:
      return `map<str><${inner()}>`;
    default:
      return LEAVES[random(LEAVES.length)] ?? "u8";
  }
}

/** The schema as text, so that an edit of the model goes through parser and checks again. */
function written({ types }: Schema): string {
  return types.map(({ name, type }) => `type ${name} ${writtenDefinition(type)}`).join("\n");
}

function writtenDefinition(type: Type): string {
  switch (type.kind) {
    case "struct":
      return `struct { ${type.fields.map((field) => `${field.name}: ${formatType(field.type)}`).join(" ")} }`;
    case "enum":
      return `enum { ${type.values.map(({ name, number }) => `${name} = ${number}`).join(" ")} }`;
    case "union":
      return `union { ${type.variants.map(({ type, tag }) => `${formatType(type)} = ${tag}`).join(" | ")} }`;
    default:
      return formatType(type);
  }
}

function shuffled<Item>(items: readonly Item[], random: Random): readonly Item[] {
  const rest = [...items];
  return items.flatMap(() => rest.splice(random(rest.length), 1));
}

/**
 * Other order, comments, aliases for what structs hold, and inline bodies for what only they use.
 */
function harmlessEdit({ types }: Schema, random: Random): string {
  const inlined = inlinableTypes(types, random);
  const lines = types
    .filter(({ name }) => !inlined.has(name))
    .flatMap(({ name, type }) => {
      if (type.kind !== "struct") return [`type ${name} ${writtenDefinition(type)}`];
      const aliases: string[] = [];
      const fields = type.fields.map((field) => {
        const own = field.type.kind === "reference" ? inlined.get(field.type.name) : undefined;
        const text = own ?? formatType(field.type);
        if (random(3) !== 0) return `  # Comment.\n  ${field.name}: ${text}`;
        aliases.push(`type Alias${name}${aliases.length} ${text}`);
        return `  # Comment.\n  ${field.name}: Alias${name}${aliases.length - 1}`;
      });
      return [...aliases, `# About ${name}.\ntype ${name} struct {\n${fields.join("\n")}\n}`];
    });
  return shuffled(lines, random).join("\n");
}

/** Structs and enums that hold no other type, and that one field of a struct uses; some of them. */
function inlinableTypes(types: readonly NamedType[], random: Random): ReadonlyMap<string, string> {
  const uses = types.flatMap(({ type }) => referencedNames(type));
  const fieldUses = types.flatMap(({ type }) =>
    type.kind === "struct"
      ? type.fields.flatMap((field) => (field.type.kind === "reference" ? [field.type.name] : []))
      : [],
  );
  const isUsedOnce = (wanted: string) =>
    fieldUses.includes(wanted) && uses.filter((name) => name === wanted).length === 1;
  return new Map(
    types
      .filter(({ name, type }) => {
        const isLeaf = referencedNames(type).length === 0;
        const isBody = type.kind === "struct" || type.kind === "enum";
        return isLeaf && isBody && isUsedOnce(name) && random(2) === 0;
      })
      .map(({ name, type }) => [name, writtenDefinition(type)]),
  );
}

test("comments, order, aliases and inline bodies change no hash, and are no change", async () => {
  await forRandomSchemas(600, (schema, random) => {
    const text = harmlessEdit(schema, random);
    const edited = check(text);
    if (edited === null) throw new Error(`the edit broke the schema:\n${text}`);
    const [before, after] = [schemaClosures(schema), schemaClosures(edited)];
    const names = new Set(edited.types.map(({ name }) => name));
    for (const { name } of schema.types) {
      if (!names.has(name)) continue;
      const reference: Type = { kind: "reference", name };
      expect([name, after.closureHash(reference)]).toEqual([name, before.closureHash(reference)]);
      expect([name, after.encodingHash(reference)]).toEqual([name, before.encodingHash(reference)]);
    }
    expect(schemaHash(edited), text).toBe(schemaHash(schema));
    const kinds = compared(schema, edited).diff.types.map(({ status }) => status);
    expect(kinds.filter((status) => status === "changed" || status === "transitive")).toEqual([]);
  });
});

type Edit = (named: NamedType, random: Random) => Type | null;

const EDITS: Readonly<Record<string, Edit>> = {
  "rename a field": ({ type }, random) =>
    type.kind === "struct"
      ? { ...type, fields: replaced(type.fields, random, (field) => ({ ...field, name: "other" })) }
      : null,
  "retype a field": ({ type }, random) =>
    type.kind === "struct"
      ? {
          ...type,
          fields: replaced(type.fields, random, (field) => ({
            ...field,
            type: otherType(field.type),
          })),
        }
      : null,
  "add a field": ({ type }) =>
    type.kind === "struct" && type.fields[0] !== undefined
      ? { ...type, fields: [...type.fields, { ...type.fields[0], name: "added" }] }
      : null,
  "remove the last field": ({ type }) =>
    type.kind === "struct" && type.fields.length > 1
      ? { ...type, fields: type.fields.slice(0, -1) }
      : null,
  "turn the fields round": ({ type }) =>
    type.kind === "struct" && type.fields.length > 1
      ? { ...type, fields: [...type.fields].reverse() }
      : null,
  "renumber a value": ({ type }, random) =>
    type.kind === "enum"
      ? { ...type, values: replaced(type.values, random, (value) => ({ ...value, number: 99 })) }
      : null,
  "rename a value": ({ type }, random) =>
    type.kind === "enum"
      ? { ...type, values: replaced(type.values, random, (value) => ({ ...value, name: "OTHER" })) }
      : null,
  "retag a variant": ({ type }, random) =>
    type.kind === "union"
      ? {
          ...type,
          variants: replaced(type.variants, random, (variant) => ({ ...variant, tag: 99 })),
        }
      : null,
  "remove a variant": ({ type }) =>
    type.kind === "union" && type.variants.length > 1
      ? { ...type, variants: type.variants.slice(1) }
      : null,
};

function replaced<Item>(
  items: readonly Item[],
  random: Random,
  replace: (item: Item) => Item,
): readonly Item[] {
  const chosen = random(items.length);
  return items.map((item, index) => (index === chosen ? replace(item) : item));
}

/** One that is in no random schema, so that it is another whatever the first one stands for. */
function otherType(type: Type): Type {
  return type.kind === "primitive" && type.name === "i16"
    ? { kind: "primitive", name: "u16" }
    : { kind: "primitive", name: "i16" };
}

test("a structural edit changes the hash of its type, and the diff and its words tell which", async () => {
  const counts = new Map<string, number>();
  await forRandomSchemas(1_500, (schema, random) => {
    const [title, edit] = Object.entries(EDITS)[random(Object.keys(EDITS).length)] ?? [];
    const named = schema.types[random(schema.types.length)];
    if (title === undefined || edit === undefined || named === undefined) return;
    const type = edit(named, random);
    if (type === null) return;
    const types = schema.types.map((other) => (other === named ? { ...named, type } : other));
    const text = written({ ...schema, types });
    const edited = check(text);
    // Another shape may be endless; what is not a schema proves nothing.
    if (edited === null) return;
    counts.set(title, (counts.get(title) ?? 0) + 1);
    const reference: Type = { kind: "reference", name: named.name };
    const [before, after] = [schemaClosures(schema), schemaClosures(edited)];
    expect(after.closureHash(reference), text).not.toBe(before.closureHash(reference));
    checkDiff(schema, edited, named.name);
  });
  expect([...counts.keys()].sort()).toEqual(Object.keys(EDITS).sort());
});

function checkDiff(older: Schema, newer: Schema, editedName: string): void {
  const { diff, changes: all } = compared(older, newer);
  const closures = [schemaClosures(older), schemaClosures(newer)] as const;
  for (const { name, status, changes, through } of diff.types) {
    const reference: Type = { kind: "reference", name };
    const isEqual = closures[0].closureHash(reference) === closures[1].closureHash(reference);
    if (name === editedName) expect([name, status]).toEqual([name, "changed"]);
    else expect(["unchanged", "transitive", "changed"]).toContain(status);
    // Another type changes by itself only in being a root, or no longer one.
    const own = changes.filter(({ kind }) => kind !== "root-gained" && kind !== "root-lost");
    if (name !== editedName) expect([name, own]).toEqual([name, []]);
    if (isEqual) expect(through).toEqual([]);
    else expect(changes.length + through.length).toBeGreaterThan(0);
  }
  for (const { change } of all) {
    expect(shortChange(change)).not.toMatch(/undefined|\[object/);
    expect(explainPublishedEdit("p", 1, change)).not.toMatch(/undefined|\[object/);
  }
}

test("any two schemas can be compared, both ways, and any two of their types", async () => {
  let older: Schema | null = null;
  await forRandomSchemas(800, (schema) => {
    const other = older ?? schema;
    older = schema;
    const { diff, changes } = compared(other, schema);
    expect(diff.types.length).toBeGreaterThanOrEqual(schema.types.length);
    for (const { change } of changes) explainPublishedEdit("p", 1, change);
    const comparison = compareSchemas(schemaView(other), schemaView(schema));
    for (const left of other.types) {
      for (const right of schema.types) compareTypes(left.type, right.type, comparison);
    }
    // Plain data: the relation survives a round trip through JSON.
    expect(JSON.parse(JSON.stringify(diff))).toEqual(diff);
    const same = compared(schema, schema).diff.types.filter(({ status }) => status !== "unchanged");
    expect(same).toEqual([]);
  });
});
