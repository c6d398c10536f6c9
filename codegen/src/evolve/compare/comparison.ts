/** Two versions: which of their types are versions of one type, and which are equal by hash. */

import type { Schema, Type } from "../../schema/model.js";
import { referencedNames, type TypeGraph, typeGraph, usersOf } from "../../schema/type-graph.js";
import { type SchemaClosures, schemaClosures } from "../closure/closure-hash.js";
import { schemaRoots } from "../closure/schema-roots.js";
import type { NamedRelation } from "./relation.js";

/** The names and meanings that the decisions of a step declare, which no schema can show. */
export type Declared = {
  /** The name in the older version of the newer type or member `key`; null without a rename. */
  readonly olderName: (key: string) => string | null;
  /** The keys that are answered in a direction, so that even equal types may differ in meaning. */
  readonly answeredKeys: ReadonlySet<string>;
};

const NOTHING_DECLARED: Declared = { olderName: () => null, answeredKeys: new Set() };

export type Comparison = {
  readonly older: SchemaView;
  readonly newer: SchemaView;
  readonly declared: Declared;
  /** The older name of each newer type that has one, which is the same without a rename. */
  readonly olderNames: ReadonlyMap<string, string>;
  /** The newer types inside which something is converted by hand. */
  readonly byHand: ReadonlySet<string>;
  /** The results of `compareNamed`, so that each pair is compared once. */
  readonly known: Map<string, NamedRelation>;
};

/** One version and what has been worked out about it. */
export type SchemaView = {
  readonly schema: Schema;
  readonly graph: TypeGraph;
  readonly closures: SchemaClosures;
  /** The messages that the version promises. */
  readonly roots: ReadonlySet<string>;
};

export function compareSchemas(
  older: SchemaView,
  newer: SchemaView,
  declared: Declared = NOTHING_DECLARED,
): Comparison {
  const olderNames = pairedNames(older.schema, newer.schema, declared);
  const byHand = typesByHand(newer.schema, olderNames, declared);
  return { older, newer, declared, olderNames, byHand, known: new Map() };
}

const views = new WeakMap<Schema, SchemaView>();

/** Each schema is looked at once, however many versions it is compared with. */
export function schemaView(schema: Schema): SchemaView {
  const known = views.get(schema);
  if (known !== undefined) return known;
  const view = {
    schema,
    graph: typeGraph(schema),
    closures: schemaClosures(schema),
    roots: new Set(schemaRoots(schema)),
  };
  views.set(schema, view);
  return view;
}

function pairedNames(
  older: Schema,
  newer: Schema,
  { olderName }: Declared,
): ReadonlyMap<string, string> {
  const olderNames = new Set(older.types.map(({ name }) => name));
  const newerNames = new Set(newer.types.map(({ name }) => name));
  const pairs = new Map<string, string>();
  const taken = new Set<string>();
  for (const { name } of newer.types) {
    const renamed = olderName(name);
    const isGone = renamed !== null && olderNames.has(renamed) && !newerNames.has(renamed);
    if (isGone && !olderNames.has(name) && !taken.has(renamed)) {
      pairs.set(name, renamed);
      taken.add(renamed);
    } else if (olderNames.has(name)) {
      pairs.set(name, name);
    }
  }
  return pairs;
}

/** The types whose key, or the key of a member, is answered, and all types that contain them. */
function typesByHand(
  newer: Schema,
  olderNames: ReadonlyMap<string, string>,
  { answeredKeys }: Declared,
): ReadonlySet<string> {
  const names = [...answeredKeys].map((key) => key.split(".", 1)[0] ?? key);
  const known = names.filter((name) => olderNames.has(name));
  return known.length === 0 ? new Set() : usersOf(known, newer);
}

/** Tells whether a value of one can be passed on as a value of the other, with the same bytes. */
export function isUnchanged(older: Type, newer: Type, comparison: Comparison): boolean {
  return hasEqualClosure(older, newer, comparison) && !isByHand(newer, comparison);
}

/**
 * Tells whether the schemas show no difference; a change of meaning by a decision does not count.
 */
export function hasEqualClosure(older: Type, newer: Type, comparison: Comparison): boolean {
  const { closures } = comparison.older;
  return closures.closureHash(older) === comparison.newer.closures.closureHash(newer);
}

export function hasEqualValues(older: Type, newer: Type, comparison: Comparison): boolean {
  const { closures } = comparison.older;
  const isEqual = closures.valueHash(older) === comparison.newer.closures.valueHash(newer);
  return isEqual && !isByHand(newer, comparison);
}

/** Tells whether a decision converts something inside the type, whatever the schemas show. */
export function isByHand(newer: Type, { byHand }: Comparison): boolean {
  return byHand.size > 0 && referencedNames(newer).some((name) => byHand.has(name));
}

/** Tells whether the bytes are equal. Their meaning may still differ. */
export function hasEqualBytes(older: Type, newer: Type, comparison: Comparison): boolean {
  const { closures } = comparison.older;
  return closures.encodingHash(older) === comparison.newer.closures.encodingHash(newer);
}

/** Tells whether two types with equal values have equal bytes. */
export function bytesOf(older: Type, newer: Type, comparison: Comparison): "same" | "other" {
  return hasEqualBytes(older, newer, comparison) ? "same" : "other";
}

/** The fixed length of `data` or `list<u8>`, null if it varies, undefined for any other type. */
export function bytesLength(type: Type, graph: TypeGraph): number | null | undefined {
  if (type.kind === "data") return type.length;
  if (type.kind !== "list") return undefined;
  const item = graph.resolve(type.item);
  return item.kind === "primitive" && item.name === "u8" ? type.length : undefined;
}
