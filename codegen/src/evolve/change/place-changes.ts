/** The elementary changes of a type at one place, from its relation to what it was. */

import { formatType } from "../../schema/format-type.js";
import type { Type } from "../../schema/model.js";
import { compareNamed } from "../compare/compare-named.js";
import type { Comparison, SchemaView } from "../compare/comparison.js";
import { hasEqualBytes } from "../compare/comparison.js";
import type { Relation, RelationOf } from "../compare/relation.js";
import type { Place, PlaceChange, Reading, Retyped } from "./change.js";

export type PlaceContext = {
  readonly comparison: Comparison;
  /** Named types that nothing follows, in both versions. */
  readonly atEnd: ReadonlySet<string>;
};

/** Returns no change if only a definition changed that it refers to by the same name. */
export function placeChanges(
  relation: Relation,
  place: Place,
  context: PlaceContext,
): readonly PlaceChange[] {
  const { older, newer } = relation;
  const change = { place, older, newer };
  if (formatType(older) === formatType(newer)) return [];
  switch (relation.kind) {
    case "identity":
      return [];
    case "same-value":
      return [{ ...change, kind: "respelled", bytes: relation.bytes }];
    case "widen":
    case "narrow":
    case "overlap":
      return [numberChange(relation, place, context)];
    case "optional":
    case "wrap-optional":
    case "unwrap-optional":
      return optionalChanges(relation, place, context);
    case "list":
      return listChanges(relation, place, context);
    case "data-length":
      return [lengthChange(relation, "data", place)];
    case "map":
      return [
        ...placeChanges(relation.key, within(place, "key"), context),
        ...placeChanges(relation.value, within(place, "value"), context),
      ];
    case "named":
      return namedChanges(relation, place, context);
    case "from-void":
      return [{ ...change, kind: "payload-added", reading: payloadReading(place, context) }];
    case "to-void":
      return [{ ...change, kind: "payload-removed", reading: payloadReading(place, context) }];
    case "same-bytes":
      return [{ ...change, kind: "same-bytes", reading: equivalentReading(relation) }];
    case "incompatible":
      return [{ ...change, kind: "retyped", reading: blindReading(older, newer, context) }];
    default:
      return relation satisfies never;
  }
}

/** The reading of a payload that appears or disappears. */
function payloadReading(place: Place, { atEnd }: PlaceContext): Reading {
  return { kind: atEnd.has(place.type) ? "cut-off" : "misaligned" };
}

export function relationReading(relation: Relation, place: Place, context: PlaceContext): Reading {
  if (relation.kind === "same-bytes") return equivalentReading(relation);
  const isPayload = relation.kind === "from-void" || relation.kind === "to-void";
  if (isPayload) return payloadReading(place, context);
  return blindReading(relation.older, relation.newer, context);
}

function within(place: Place, step: Place["inside"][number]): Place {
  return { ...place, inside: [...place.inside, step] };
}

function equivalentReading(relation: RelationOf<"same-bytes">): Reading {
  const { equivalence, upgrade, downgrade } = relation;
  return { kind: "equivalent", equivalence, upgrade, downgrade };
}

/** The reading of two unrelated types, whose bytes may happen to have the same size. */
function blindReading(older: Type, newer: Type, { comparison }: PlaceContext): Reading {
  if (hasEqualBytes(older, newer, comparison)) return { kind: "other-meaning" };
  const olderWidth = width(older, comparison.older);
  const fits = olderWidth !== null && olderWidth === width(newer, comparison.newer);
  return { kind: fits ? "other-meaning" : "misaligned" };
}

/** The bytes of every value; `varint` for a number that tells its own length. */
function width(type: Type, { graph }: SchemaView): number | "varint" | null {
  const body = graph.resolve(type);
  if (body.kind === "enum") {
    return body.values.every(({ number }) => number < 128) ? 1 : "varint";
  }
  const isVarint = body.kind === "primitive" && (body.name === "uint" || body.name === "int");
  return isVarint ? "varint" : graph.fixedSize(type);
}

function numberChange(
  relation: RelationOf<"widen"> | RelationOf<"narrow"> | RelationOf<"overlap">,
  place: Place,
  context: PlaceContext,
): PlaceChange {
  const { kind, older, newer, olderNumber, newerNumber } = relation;
  return {
    place,
    older,
    newer,
    kind: NUMBER_CHANGES[kind],
    olderNumber,
    newerNumber,
    isReadable: blindReading(older, newer, context).kind === "other-meaning",
  };
}

const NUMBER_CHANGES = {
  widen: "number-widened",
  narrow: "number-narrowed",
  overlap: "number-overlapping",
} as const;

function optionalChanges(
  relation: RelationOf<"optional"> | RelationOf<"wrap-optional"> | RelationOf<"unwrap-optional">,
  place: Place,
  context: PlaceContext,
): readonly PlaceChange[] {
  const { kind, older, newer, item } = relation;
  const change: Retyped = { older, newer };
  const inner = placeChanges(item, within(place, "present"), context);
  if (kind === "optional") return inner;
  const own = kind === "wrap-optional" ? "optional-added" : "optional-removed";
  return [{ place, ...change, kind: own }, ...inner];
}

function listChanges(
  relation: RelationOf<"list">,
  place: Place,
  context: PlaceContext,
): readonly PlaceChange[] {
  const { olderLength, newerLength, item } = relation;
  const inner = placeChanges(item, within(place, "item"), context);
  return olderLength === newerLength ? inner : [lengthChange(relation, "list", place), ...inner];
}

function lengthChange(
  { older, newer, olderLength, newerLength }: RelationOf<"list"> | RelationOf<"data-length">,
  of: "list" | "data",
  place: Place,
): PlaceChange {
  return { place, older, newer, kind: "length-changed", of, olderLength, newerLength };
}

/** A pair is a change of its definition, told there; two other types are a change of this place. */
function namedChanges(
  { older, newer, olderName, newerName, isPair }: RelationOf<"named">,
  place: Place,
  context: PlaceContext,
): readonly PlaceChange[] {
  if (isPair) return [];
  const named = compareNamed(olderName, newerName, context.comparison);
  if (named.kind === "kind-change" && named.relation.kind === "same-bytes") {
    return [
      { place, older, newer, kind: "same-bytes", reading: equivalentReading(named.relation) },
    ];
  }
  return [{ place, older, newer, kind: "retyped", reading: blindReading(older, newer, context) }];
}
