/** Two versions and their closure hashes, which tell whether two types are equal. */

import type { Schema, Type } from "../../schema/model.js";
import { type TypeGraph, typeGraph } from "../../schema/type-graph.js";
import { type SchemaClosures, schemaClosures } from "../closure/closure-hash.js";
import type { NamedRelation } from "./relation.js";

export type Comparison = {
  readonly older: SchemaView;
  readonly newer: SchemaView;
  /** The results of `compareNamed`, so that each pair is compared once. */
  readonly known: Map<string, NamedRelation>;
};

/** One version and what has been worked out about it. */
export type SchemaView = {
  readonly schema: Schema;
  readonly graph: TypeGraph;
  readonly closures: SchemaClosures;
};

export function compareSchemas(older: Schema, newer: Schema): Comparison {
  return { older: schemaView(older), newer: schemaView(newer), known: new Map() };
}

function schemaView(schema: Schema): SchemaView {
  return { schema, graph: typeGraph(schema), closures: schemaClosures(schema) };
}

/** Whether a value of one can be handed on as a value of the other, with the same bytes. */
export function isUnchanged(older: Type, newer: Type, comparison: Comparison): boolean {
  const { closures } = comparison.older;
  return closures.closureHash(older) === comparison.newer.closures.closureHash(newer);
}

export function hasEqualValues(older: Type, newer: Type, comparison: Comparison): boolean {
  const { closures } = comparison.older;
  return closures.valueHash(older) === comparison.newer.closures.valueHash(newer);
}

/** Whether the bytes are the same. Their meaning may still differ. */
export function hasEqualBytes(older: Type, newer: Type, comparison: Comparison): boolean {
  const { closures } = comparison.older;
  return closures.encodingHash(older) === comparison.newer.closures.encodingHash(newer);
}

/** Whether two types with equal values have the same bytes. */
export function bytesOf(older: Type, newer: Type, comparison: Comparison): "same" | "other" {
  return hasEqualBytes(older, newer, comparison) ? "same" : "other";
}

/**
 * The fixed length of `data` or `list<u8>`, null where it varies, undefined for any other type.
 */
export function bytesLength(type: Type, graph: TypeGraph): number | null | undefined {
  if (type.kind === "data") return type.length;
  if (type.kind !== "list") return undefined;
  const item = graph.resolve(type.item);
  return item.kind === "primitive" && item.name === "u8" ? type.length : undefined;
}
