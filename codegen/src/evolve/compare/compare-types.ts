/** Compares two types of neighbouring versions; `relation.ts` describes the result. */

import type { Type } from "../../schema/model.js";
import { isNominal } from "../../schema/model.js";
import type { TypeGraph } from "../../schema/type-graph.js";
import {
  bytesLength,
  bytesOf,
  type Comparison,
  hasEqualValues,
  isByHand,
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
  const named = namesOf(older, newer, comparison);
  if (named !== null) return { kind: "named", older, newer, ...named };
  const olderBody = comparison.older.graph.resolve(older);
  const newerBody = comparison.newer.graph.resolve(newer);
  if (path.some((pair) => pair[0] === olderBody && pair[1] === newerBody)) {
    return { kind: "incompatible", older, newer, reason: "recursive-alias" };
  }
  return compareBodies(older, newer, comparison, [...path, [olderBody, newerBody]]);
}

type Names = Pick<
  Extract<Relation, { readonly kind: "named" }>,
  "olderName" | "newerName" | "isPair"
>;

/**
 * The names that the converters of two types go by: those of versions of one type, through aliases
 * too, or else those of two structs, enums or unions; null if one of them needs no name.
 */
function namesOf(
  older: Type,
  newer: Type,
  { older: from, newer: to, ...all }: Comparison,
): Names | null {
  const olderNames = namesThrough(older, from.graph);
  const newerNames = namesThrough(newer, to.graph);
  for (const newerName of newerNames) {
    const olderName = all.olderNames.get(newerName);
    if (olderName !== undefined && olderNames.includes(olderName)) {
      return { olderName, newerName, isPair: true };
    }
  }
  const [olderName, newerName] = [olderNames.at(-1), newerNames.at(-1)];
  if (olderName === undefined || newerName === undefined) return null;
  const areNominal = [
    from.graph.namedTypes.get(olderName),
    to.graph.namedTypes.get(newerName),
  ].every((named) => named !== undefined && isNominal(named.type));
  return areNominal ? { olderName, newerName, isPair: false } : null;
}

/** The names that a reference goes through, from alias to alias. */
function namesThrough(type: Type, graph: TypeGraph): readonly string[] {
  const names: string[] = [];
  for (let next = type; next.kind === "reference"; ) {
    names.push(next.name);
    const body = graph.namedTypes.get(next.name)?.type;
    if (body === undefined) throw new Error(`'${next.name}' is not a type of the schema`);
    next = body;
  }
  return names;
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
  const same = isWrapped(olderWritten, newerWritten, comparison)
    ? null
    : sameBytes(older, newer, comparison);
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

/**
 * Tells whether one of the two is an optional of the other. A recursive type may have the same
 * bytes as an optional of itself, and then it is more useful that its values are kept.
 */
function isWrapped(olderWritten: Type, newerWritten: Type, comparison: Comparison): boolean {
  const older = comparison.older.graph.resolve(olderWritten);
  const newer = comparison.newer.graph.resolve(newerWritten);
  if (older.kind === newer.kind) return false;
  if (newer.kind === "optional") return isUnchanged(olderWritten, newer.item, comparison);
  return older.kind === "optional" && isUnchanged(older.item, newerWritten, comparison);
}

function isVoid(body: Body): boolean {
  return body.kind === "primitive" && body.name === "void";
}

/** Returns null if they are not both numbers. */
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
  const isConverted = newer.kind === "list" && isByHand(newer.item, comparison);
  if (olderLength !== undefined && newerLength !== undefined && !isConverted) {
    return { kind: "data-length", older, newer, olderLength, newerLength };
  }
  if (older.kind === "list" && newer.kind === "list") {
    const lengths = { olderLength: older.length, newerLength: newer.length };
    return { kind: "list", older, newer, ...lengths, item: inner(older.item, newer.item) };
  }
  return { kind: "incompatible", older, newer, reason: "kind" };
}
