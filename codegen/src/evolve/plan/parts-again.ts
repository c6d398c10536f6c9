/**
 * Parts that two versions have and the versions between them lack. The steps lose them on the way,
 * so that a person has to say whether they are the same.
 */

import { formatType } from "../../schema/format-type.js";
import type { NamedType, Schema, Type } from "../../schema/model.js";
import { memberKeys, memberType } from "../../schema/part-keys.js";
import type { EmitOptions } from "../../schema/representation.js";
import { compareTypes } from "../compare/compare-types.js";
import { compareSchemas, schemaView } from "../compare/comparison.js";
import { conversionOf, lossOf, namedSources } from "./conversion.js";
import { olderKey } from "./older-key.js";
import type { StepPlan } from "./type-plan.js";

/** `key` of version `newer` is what `older` called `olderKey`; the versions between lack it. */
export type PartAgain = {
  readonly older: number;
  readonly newer: number;
  readonly key: string;
  readonly olderKey: string;
  /** The types of a field that came back with another one; null for any other part. */
  readonly retyped: { readonly older: string; readonly newer: string } | null;
};

/** `schemas` and the `steps` between them, ascending. */
export function partsAgain(
  schemas: readonly Schema[],
  steps: readonly StepPlan[],
  options: EmitOptions,
): readonly PartAgain[] {
  return schemas.flatMap((newer, index) => {
    const step = steps[index - 1];
    if (step === undefined) return [];
    return newer.types.flatMap((named) => {
      const isNew = !step.olderNames.has(named.name);
      const keys = isNew ? rootKeys(newer, named) : memberKeys(named);
      return keys
        .filter((key) => olderKey(key, step) === null)
        .flatMap((key) => partBefore(key, index, schemas, steps, options));
    });
  });
}

/** A new type is looked for only if it is a message; any other comes with the part that uses it. */
function rootKeys(schema: Schema, { name }: NamedType): readonly string[] {
  return schemaView(schema).roots.has(name) ? [name] : [];
}

/** The part of the newest version before the gap that is like `key` of `schemas[index]`. */
function partBefore(
  key: string,
  index: number,
  schemas: readonly Schema[],
  steps: readonly StepPlan[],
  options: EmitOptions,
): readonly PartAgain[] {
  const [type = key, member] = key.split(".");
  const newer = schemas[index];
  let name: string | undefined = type;
  for (let at = index - 1; at >= 0; at--) {
    const [older, step] = [schemas[at], steps[at]];
    if (older === undefined || step === undefined || newer === undefined) return [];
    if (member !== undefined) name = step.olderNames.get(name);
    if (name === undefined) return [];
    const found = member === undefined ? name : `${name}.${member}`;
    if (!hasPart(older, found)) continue;
    // A part that was renamed since still exists, so it has not come back.
    if (at + 1 === index || isKept(found, step)) return [];
    const ends = { older: older.version, newer: newer.version, key, olderKey: found };
    if (partHash(older, found) === partHash(newer, key)) return [{ ...ends, retyped: null }];
    const retyped = widenedField({ schema: older, key: found }, { schema: newer, key }, options);
    return retyped === null ? [] : [{ ...ends, retyped }];
  }
  return [];
}

function isKept(key: string, { olderNames, olderMembers }: StepPlan): boolean {
  const [type = key, member] = key.split(".");
  for (const [newerName, olderName] of olderNames) {
    if (olderName !== type) continue;
    if (member === undefined) return true;
    const members = olderMembers.get(newerName);
    return members === undefined || [...members.values()].includes(member);
  }
  return false;
}

function hasPart(schema: Schema, key: string): boolean {
  const [type = key] = key.split(".", 1);
  const named = schemaView(schema).graph.namedTypes.get(type);
  return named !== undefined && (key === type || memberKeys(named).includes(key));
}

type FieldAt = { readonly schema: Schema; readonly key: string };

/** The two types of a field, where every value of the older one is one of the newer one by rule. */
function widenedField(older: FieldAt, newer: FieldAt, options: EmitOptions): PartAgain["retyped"] {
  const [from, to] = [fieldType(older), fieldType(newer)];
  if (from === null || to === null) return null;
  const comparison = compareSchemas(schemaView(older.schema), schemaView(newer.schema));
  const conversion = conversionOf(compareTypes(from, to, comparison), {
    direction: "upgrade",
    older: comparison.older.graph,
    newer: comparison.newer.graph,
    options,
  });
  // A type with a name is converted by the steps, and its members are asked about there.
  const isByRule = lossOf(conversion) === "none" && namedSources(conversion).length === 0;
  return isByRule ? { older: formatType(from), newer: formatType(to) } : null;
}

function fieldType({ schema, key }: FieldAt): Type | null {
  const [name = key, member = ""] = key.split(".");
  const type = schemaView(schema).graph.namedTypes.get(name)?.type;
  return type?.kind === "struct" ? memberType(type, member) : null;
}

/** Equal where the values of two parts are the same. */
function partHash(schema: Schema, key: string): string | null {
  const { graph, closures } = schemaView(schema);
  const [name = key, member] = key.split(".");
  const type = graph.namedTypes.get(name)?.type;
  if (type === undefined) return null;
  if (member === undefined) return closures.closureHash({ kind: "reference", name });
  const found = memberType(type, member);
  return found === null ? `${type.kind} value` : `${type.kind} ${closures.closureHash(found)}`;
}
