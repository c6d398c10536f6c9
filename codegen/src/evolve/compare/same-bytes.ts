/** Types of different kinds whose values have the same bytes. */

import type { EnumType, Type } from "../../schema/model.js";
import { bytesLength, type Comparison, hasEqualBytes } from "./comparison.js";
import type { Equivalence } from "./relation.js";

export type SameBytes = {
  readonly equivalence: Equivalence;
  /** Tells whether a reader of the newer type accepts all older bytes, and the reverse. */
  readonly upgrade: "all" | "some";
  readonly downgrade: "all" | "some";
};

/** The equivalence of two types that are not references; null if there is none. */
export function sameBytes(older: Type, newer: Type, comparison: Comparison): SameBytes | null {
  const { graph: olderGraph } = comparison.older;
  const { graph: newerGraph } = comparison.newer;
  if (isText(older) && bytesLength(newer, newerGraph) === null) return narrower("text-and-data");
  if (isText(newer) && bytesLength(older, olderGraph) === null) return wider("text-and-data");
  if (older.kind === "enum" && isNumberOf(older, newer)) return narrower("enum-and-number");
  if (newer.kind === "enum" && isNumberOf(newer, older)) return wider("enum-and-number");
  if (older.kind === "optional" && isList(newer)) {
    const isEqual = hasEqualBytes(older.item, newer.item, comparison);
    return isEqual ? narrower("optional-and-list") : null;
  }
  if (newer.kind === "optional" && isList(older)) {
    const isEqual = hasEqualBytes(older.item, newer.item, comparison);
    return isEqual ? wider("optional-and-list") : null;
  }
  return hasEqualBytes(older, newer, comparison) ? equalEncoding(older, newer) : null;
}

/** The older values are some of the newer ones. */
function narrower(equivalence: Equivalence): SameBytes {
  return { equivalence, upgrade: "all", downgrade: "some" };
}

function wider(equivalence: Equivalence): SameBytes {
  return { equivalence, upgrade: "some", downgrade: "all" };
}

/** Two structs are not an equivalence: their members are compared. */
function equalEncoding(older: Type, newer: Type): SameBytes | null {
  if (older.kind === "map" && newer.kind === "list") return narrower("map-and-list-of-pairs");
  if (older.kind === "list" && newer.kind === "map") return wider("map-and-list-of-pairs");
  if (older.kind === "enum" && newer.kind === "union") return either("enum-and-union-of-voids");
  if (older.kind === "union" && newer.kind === "enum") return either("enum-and-union-of-voids");
  if (isOneMember(older) !== isOneMember(newer)) return either("struct-and-its-only-member");
  return null;
}

function either(equivalence: Equivalence): SameBytes {
  return { equivalence, upgrade: "all", downgrade: "all" };
}

function isText(type: Type): boolean {
  return type.kind === "primitive" && type.name === "str";
}

function isList(type: Type): type is Extract<Type, { readonly kind: "list" }> {
  return type.kind === "list" && type.length === null;
}

/** A number is a uint; below 128 it takes one byte, which is a u8. */
function isNumberOf({ values }: EnumType, type: Type): boolean {
  if (type.kind !== "primitive") return false;
  return type.name === "uint" || (type.name === "u8" && values.every(({ number }) => number < 128));
}

function isOneMember(type: Type): boolean {
  return type.kind === "struct" && type.fields.length === 1;
}
