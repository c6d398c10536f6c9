/** Compares two definitions; `relation.ts` describes the result. */

import type { Type } from "../../schema/model.js";
import { isNominal } from "../../schema/model.js";
import { compareMembers } from "./compare-members.js";
import { compareBodies } from "./compare-types.js";
import { bytesOf, type Comparison, hasEqualValues, isUnchanged } from "./comparison.js";
import type { BodyKind, NamedRelation } from "./relation.js";

/** The relation of two definitions, whether or not their names are equal. */
export function compareNamed(
  olderName: string,
  newerName: string,
  comparison: Comparison,
): NamedRelation {
  const key = `${olderName} ${newerName}`;
  const known = comparison.known.get(key);
  if (known !== undefined) return known;
  const relation = namedRelation(olderName, newerName, comparison);
  comparison.known.set(key, relation);
  return relation;
}

function namedRelation(
  olderName: string,
  newerName: string,
  comparison: Comparison,
): NamedRelation {
  const pair = { olderName, newerName };
  const olderReference: Type = { kind: "reference", name: olderName };
  const newerReference: Type = { kind: "reference", name: newerName };
  if (isUnchanged(olderReference, newerReference, comparison)) return { ...pair, kind: "identity" };
  if (hasEqualValues(olderReference, newerReference, comparison)) {
    return {
      ...pair,
      kind: "same-value",
      bytes: bytesOf(olderReference, newerReference, comparison),
    };
  }
  const older = comparison.older.graph.resolve(olderReference);
  const newer = comparison.newer.graph.resolve(newerReference);
  const members = compareMembers(older, newer, comparison);
  if (members !== null) return { ...pair, ...members };
  const relation = compareBodies(older, newer, comparison);
  if (!isNominal(older) && !isNominal(newer)) return { ...pair, kind: "alias", relation };
  return {
    ...pair,
    kind: "kind-change",
    olderKind: bodyKind(older),
    newerKind: bodyKind(newer),
    relation,
  };
}

export function bodyKind(body: Type): BodyKind {
  if (body.kind === "reference") throw new Error("a reference has no kind of its own");
  return body.kind === "primitive" ? body.name : body.kind;
}
