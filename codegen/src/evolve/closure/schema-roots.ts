/**
 * The roots of a schema, which are the types that a message can have. They do not depend on
 * aliases: an alias of one type (`type A B`) is not a root and does not keep its target from being
 * one, and in a cycle of types an alias is not a root beside a struct, an enum or a union.
 */

import type { NamedType, Schema, Type } from "../../schema/model.js";
import { isNominal } from "../../schema/model.js";
import { stronglyConnected } from "../../schema/strongly-connected.js";
import { referencedNames, typeGraph } from "../../schema/type-graph.js";

/** In schema order. */
export function schemaRoots(schema: Schema): readonly string[] {
  const targets = new Map(
    schema.types.flatMap(({ name, type }) =>
      type.kind === "reference" ? [[name, type.name]] : [],
    ),
  );
  const types = schema.types
    .filter(({ name }) => !targets.has(name))
    .map((named) => ({ ...named, type: throughNames(named.type, targets) }));
  const secondary = aliasesInCycles(types);
  return typeGraph({ ...schema, types }).rootNames.filter((name) => !secondary.has(name));
}

function aliasesInCycles(types: readonly NamedType[]): ReadonlySet<string> {
  const definitions = new Map(types.map(({ name, type }) => [name, type]));
  const uses = new Map(types.map(({ name, type }) => [name, [...new Set(referencedNames(type))]]));
  const isAlias = (name: string) => !isNominal(definitions.get(name) ?? VOID);
  return new Set(
    stronglyConnected(definitions.keys(), (name) => uses.get(name) ?? [])
      .filter((component) => !component.every(isAlias))
      .flatMap((component) => component.filter(isAlias)),
  );
}

const VOID: Type = { kind: "primitive", name: "void" };

function throughNames(type: Type, targets: ReadonlyMap<string, string>): Type {
  const through = (inner: Type) => throughNames(inner, targets);
  switch (type.kind) {
    case "primitive":
    case "data":
    case "enum":
      return type;
    case "reference":
      return { kind: "reference", name: finalName(type.name, targets) };
    case "optional":
    case "list":
      return { ...type, item: through(type.item) };
    case "map":
      return { ...type, key: through(type.key), value: through(type.value) };
    case "struct":
      return {
        ...type,
        fields: type.fields.map((field) => ({ ...field, type: through(field.type) })),
      };
    case "union":
      return {
        ...type,
        variants: type.variants.map((variant) => ({ ...variant, type: through(variant.type) })),
      };
    default:
      return type satisfies never;
  }
}

/** A checked schema has no alias of itself, so this ends. */
function finalName(name: string, targets: ReadonlyMap<string, string>): string {
  let final = name;
  for (let next = targets.get(final); next !== undefined; next = targets.get(final)) final = next;
  return final;
}
