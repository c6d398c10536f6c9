/** Compares two types of neighbouring versions; `relation.ts` describes the result. */

import type { Type } from "../../schema/model.js";
import { isNominal } from "../../schema/model.js";
import type { TypeGraph } from "../../schema/type-graph.js";
import {
  bytesLength,
  bytesOf,
  type Comparison,
  hasEqualValues,
  isUnchanged,
} from "./comparison.js";
import { isNumber, numberRelation } from "./number-relation.js";
import type { Relation } from "./relation.js";
import { sameBytes } from "./same-bytes.js";

type Body = ReturnType<TypeGraph["resolve"]>;

/** `older` and `newer` are types of the two schemas, written or made of written ones. */
export function compareTypes(older: Type, newer: Type, comparison: Comparison): Relation {
  return compareWithin(older, newer, comparison, []);
}

/** Pairs of bodies that are being compared: aliases of themselves come back to them. */
type Path = readonly (readonly [Type, Type])[];

function compareWithin(older: Type, newer: Type, comparison: Comparison, path: Path): Relation {
  if (isUnchanged(older, newer, comparison)) return { kind: "identity", older, newer };
  if (hasEqualValues(older, newer, comparison)) {
    return { kind: "same-value", older, newer, bytes: bytesOf(older, newer, comparison) };
  }
  const olderName = lastName(older, newer, comparison.older.graph);
  const newerName = lastName(newer, older, comparison.newer.graph);
  if (olderName !== null && newerName !== null) {
    return { kind: "named", older, newer, olderName, newerName };
  }
  const olderBody = comparison.older.graph.resolve(older);
  const newerBody = comparison.newer.graph.resolve(newer);
  if (path.some((pair) => pair[0] === olderBody && pair[1] === newerBody)) {
    return { kind: "incompatible", older, newer, reason: "recursive-alias" };
  }
  return compareBodies(older, newer, comparison, [...path, [olderBody, newerBody]]);
}

/**
 * The name that a pair of converters goes by; null for what has none. Two references to one name
 * are a pair whatever they stand for; otherwise only a struct, an enum or a union has a name.
 */
function lastName(type: Type, other: Type, graph: TypeGraph): string | null {
  if (type.kind !== "reference") return null;
  if (other.kind === "reference" && other.name === type.name) return type.name;
  let name = type.name;
  for (;;) {
    const body = graph.namedTypes.get(name)?.type;
    if (body === undefined) throw new Error(`'${name}' is not a type of the schema`);
    if (body.kind !== "reference") return isNominal(body) ? name : null;
    name = body.name;
  }
}

/** Compares the bodies behind two types, whatever their names. Their closures differ. */
export function compareBodies(
  olderWritten: Type,
  newerWritten: Type,
  comparison: Comparison,
  path: Path = [],
): Relation {
  const pair = { older: olderWritten, newer: newerWritten } as const;
  const older = comparison.older.graph.resolve(olderWritten);
  const newer = comparison.newer.graph.resolve(newerWritten);
  const inner = (left: Type, right: Type) => compareWithin(left, right, comparison, path);
  const same = sameBytes(older, newer, comparison);
  if (same !== null) return { ...pair, kind: "same-bytes", ...same };
  if (isVoid(older)) return { ...pair, kind: "from-void" };
  if (isVoid(newer)) return { ...pair, kind: "to-void" };
  if (older.kind === "optional" && newer.kind === "optional") {
    return { ...pair, kind: "optional", item: inner(older.item, newer.item) };
  }
  // The item of the optional may be a reference to the older type.
  if (newer.kind === "optional") {
    return { ...pair, kind: "wrap-optional", item: inner(olderWritten, newer.item) };
  }
  if (older.kind === "optional") {
    return { ...pair, kind: "unwrap-optional", item: inner(older.item, newerWritten) };
  }
  if (older.kind === "map" && newer.kind === "map") {
    const key = inner(older.key, newer.key);
    return { ...pair, kind: "map", key, value: inner(older.value, newer.value) };
  }
  const relation =
    compareNumbers(older, newer) ?? compareSequences(older, newer, comparison, inner);
  return { ...relation, ...pair };
}

function isVoid(body: Body): boolean {
  return body.kind === "primitive" && body.name === "void";
}

/** Null where they are not both numbers. */
function compareNumbers(older: Body, newer: Body): Relation | null {
  if (older.kind !== "primitive" || newer.kind !== "primitive") return null;
  if (!isNumber(older.name) || !isNumber(newer.name)) return null;
  const kind = numberRelation(older.name, newer.name);
  if (kind === null) return { kind: "incompatible", older, newer, reason: "number-kind" };
  // `u64` and `uint` differ in TypeScript only as items of a list.
  if (kind === "same") return { kind: "same-value", older, newer, bytes: "other" };
  return { kind, older, newer, olderNumber: older.name, newerNumber: newer.name };
}

function compareSequences(
  older: Body,
  newer: Body,
  comparison: Comparison,
  inner: (left: Type, right: Type) => Relation,
): Relation {
  const olderLength = bytesLength(older, comparison.older.graph);
  const newerLength = bytesLength(newer, comparison.newer.graph);
  if (olderLength !== undefined && newerLength !== undefined) {
    return { kind: "data-length", older, newer, olderLength, newerLength };
  }
  if (older.kind === "list" && newer.kind === "list") {
    const lengths = { olderLength: older.length, newerLength: newer.length };
    return { kind: "list", older, newer, ...lengths, item: inner(older.item, newer.item) };
  }
  return { kind: "incompatible", older, newer, reason: "kind" };
}
