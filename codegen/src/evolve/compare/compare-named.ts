/** Compares two definitions; `relation.ts` describes the result. */

import type { Type } from "../../schema/model.js";
import { isNominal } from "../../schema/model.js";
import { compareMembers } from "./compare-members.js";
import { compareBodies, compareTypes } from "./compare-types.js";
import type { Comparison, SchemaView } from "./comparison.js";
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
  const olderWritten = definition(comparison.older, olderName);
  const newerWritten = definition(comparison.newer, newerName);
  if (!isNominal(olderWritten) && !isNominal(newerWritten)) {
    const relation = compareTypes(olderWritten, newerWritten, comparison);
    return { ...pair, kind: "alias", relation };
  }
  const older = comparison.older.graph.resolve(olderWritten);
  const newer = comparison.newer.graph.resolve(newerWritten);
  const members = compareMembers(pair, older, newer, comparison);
  if (members !== null) return { ...pair, ...members };
  const relation = compareBodies(older, newer, comparison);
  const [olderKind, newerKind] = [bodyKind(older), bodyKind(newer)];
  return { ...pair, kind: "kind-change", olderKind, newerKind, relation };
}

function definition({ graph }: SchemaView, name: string): Type {
  const named = graph.namedTypes.get(name);
  if (named === undefined) throw new Error(`'${name}' is not a type of the schema`);
  return named.type;
}

function bodyKind(body: Type): BodyKind {
  if (body.kind === "reference") throw new Error("a reference has no kind of its own");
  return body.kind === "primitive" ? body.name : body.kind;
}
