/**
 * The description of one version as data: its checked model without the places in the text, and
 * with the facts that a codec needs and that would otherwise have to be computed from all types.
 */

import {
  type DescribedType,
  type PartDescription,
  VERSION_FORMAT,
  type VersionDescription,
} from "@barewire/inspect";
import type { Schema, Type } from "../schema/model.js";
import { type TypeGraph, typeGraph } from "../schema/type-graph.js";

/** The versions that have a part, by `Type` or `Type.member`; a part that is missing is in all. */
export type PartVersions = ReadonlyMap<string, Pick<PartDescription, "since" | "until">>;

export function describeVersion(
  schema: Schema,
  versions: PartVersions = new Map(),
): VersionDescription {
  const graph = typeGraph(schema);
  const roots = new Set(graph.rootNames);
  const { protocol, version } = schema;
  return {
    format: VERSION_FORMAT,
    protocol,
    version,
    types: schema.types.map(({ name, doc, hoisted, type }) => ({
      name,
      ...partOf(name, doc, versions),
      inline: hoisted,
      root: roots.has(name),
      recursive: graph.recursiveTypeNames.has(name),
      type: describedType(type, { name, graph, versions }),
    })),
  };
}

type Scope = {
  /** The name of the type that is described. */
  readonly name: string;
  readonly graph: TypeGraph;
  readonly versions: PartVersions;
};

function partOf(key: string, doc: string | null, versions: PartVersions): PartDescription {
  const { since = null, until = null } = versions.get(key) ?? {};
  return { doc, since, until };
}

function describedType(type: Type, scope: Scope): DescribedType {
  const { graph } = scope;
  const described = (part: Type) => describedType(part, scope);
  const part = (member: { readonly name: string; readonly doc: string | null }) => ({
    name: member.name,
    ...partOf(`${scope.name}.${member.name}`, member.doc, scope.versions),
  });
  switch (type.kind) {
    case "primitive":
      return { kind: "primitive", name: type.name };
    case "data":
      return { kind: "data", length: type.length };
    case "reference":
      return { kind: "reference", name: type.name };
    case "optional":
      return { kind: "optional", item: described(type.item) };
    case "list": {
      const { length, item } = type;
      return { kind: "list", length, item: described(item), minItemSize: graph.minimumSize(item) };
    }
    case "map": {
      const [key, value] = [described(type.key), described(type.value)];
      const minEntrySize = graph.minimumSize(type.key) + graph.minimumSize(type.value);
      return { kind: "map", key, value, minEntrySize };
    }
    case "struct": {
      const fields = type.fields.map((field) => ({ ...part(field), type: described(field.type) }));
      return { kind: "struct", fields };
    }
    case "enum": {
      const values = type.values.map((value) => ({ ...part(value), number: value.number }));
      return { kind: "enum", values };
    }
    case "union": {
      const variants = type.variants.map((variant) => ({
        ...part(variant),
        tag: variant.tag,
        type: described(variant.type),
      }));
      return { kind: "union", variants };
    }
    default:
      return type satisfies never;
  }
}
