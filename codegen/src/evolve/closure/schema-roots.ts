/**
 * The roots of a schema, which are the types that a message can have. They do not depend on
 * aliases: an alias of one type (`type A B`) is not a root and does not keep its target from being
 * one, and in a cycle of types an alias is not a root beside a struct, an enum or a union.
 */

import { mapReferences } from "../../schema/map-references.js";
import type { NamedType, Schema, Type } from "../../schema/model.js";
import { isNominal } from "../../schema/model.js";
import { stronglyConnected } from "../../schema/strongly-connected.js";
import { referencedNames, typeGraph } from "../../schema/type-graph.js";

/** Returns the roots in schema order. */
export function schemaRoots(schema: Schema): readonly string[] {
  const targets = new Map(
    schema.types.flatMap(({ name, type }) =>
      type.kind === "reference" ? [[name, type.name]] : [],
    ),
  );
  const types = schema.types
    .filter(({ name }) => !targets.has(name))
    .map((named) => ({
      ...named,
      type: mapReferences(named.type, (name) => finalName(name, targets)),
    }));
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

/** A checked schema has no alias of itself, so this ends. */
function finalName(name: string, targets: ReadonlyMap<string, string>): string {
  let final = name;
  for (let next = targets.get(final); next !== undefined; next = targets.get(final)) final = next;
  return final;
}
