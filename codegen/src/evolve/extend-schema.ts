/** Versions as they are with the parts that are carried past them. */

import { mapReferences } from "../schema/map-references.js";
import type { NamedType, Schema, Type } from "../schema/model.js";
import { memberType } from "../schema/part-keys.js";
import { referencedNames } from "../schema/type-graph.js";
import type { PartAgain } from "./plan/parts-again.js";
import type { StepPlan } from "./plan/type-plan.js";

/**
 * The schemas by version, each with the parts that versions on both sides have, and their types.
 */
export function extendedSchemas(
  schemas: readonly Schema[],
  steps: readonly StepPlan[],
  parts: readonly PartAgain[],
): ReadonlyMap<number, Schema> {
  const extended = new Map<number, Schema>();
  // The newer end of a gap may lie in another one, and is extended itself before.
  for (const schema of schemas.toReversed()) {
    const own = parts.filter(
      ({ older, newer }) => older < schema.version && schema.version < newer,
    );
    const types = new Map(schema.types.map((named) => [named.name, named]));
    for (const part of own) {
      const source = extended.get(part.newer);
      if (source !== undefined) addPart(part, source, types, schema.version, steps);
    }
    extended.set(
      schema.version,
      own.length === 0 ? schema : { ...schema, types: [...types.values()] },
    );
  }
  return extended;
}

function addPart(
  part: PartAgain,
  source: Schema,
  types: Map<string, NamedType>,
  version: number,
  steps: readonly StepPlan[],
): void {
  const rename = (name: string) => nameAt(name, part.newer, version, steps);
  const renamed = (type: Type) => mapReferences(type, rename);
  const sourceOf = (name: string) => source.types.find((named) => named.name === name);
  const [type = part.key, member] = part.key.split(".");
  const from = sourceOf(type);
  if (from === undefined) return;
  const pending = member === undefined ? [type] : [];
  const owner = types.get(rename(type));
  if (member !== undefined && owner !== undefined) {
    types.set(owner.name, { ...owner, type: withMember(owner.type, from.type, member, renamed) });
    const added = memberType(from.type, member);
    if (added !== null) pending.push(...referencedNames(added));
  }
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const named = sourceOf(name);
    const own = rename(name);
    if (named === undefined || types.has(own)) continue;
    types.set(own, { ...named, name: own, type: renamed(named.type) });
    pending.push(...referencedNames(named.type));
  }
}

/**
 * The name in `version` of a type or a member of `newer`, by the names of the types of the steps.
 */
export function nameAt(
  key: string,
  newer: number,
  version: number,
  steps: readonly StepPlan[],
): string {
  const [type = key, member] = key.split(".");
  let name = type;
  for (const step of steps.toReversed()) {
    if (step.newer <= newer && step.older >= version) name = step.olderNames.get(name) ?? name;
  }
  return member === undefined ? name : `${name}.${member}`;
}

/** `type` with one more member, as it is in `source`. */
function withMember(type: Type, source: Type, member: string, renamed: (type: Type) => Type): Type {
  if (type.kind === "struct" && source.kind === "struct") {
    const added = source.fields.filter(({ name }) => name === member);
    const fields = added.map((field) => ({ ...field, type: renamed(field.type) }));
    return { ...type, fields: [...type.fields, ...fields] };
  }
  if (type.kind === "union" && source.kind === "union") {
    const added = source.variants.filter(({ name }) => name === member);
    const tag = freeNumber(type.variants.map((variant) => variant.tag));
    const variants = added.map((variant) => ({ ...variant, tag, type: renamed(variant.type) }));
    return { ...type, variants: [...type.variants, ...variants] };
  }
  if (type.kind === "enum" && source.kind === "enum") {
    const added = source.values.filter(({ name }) => name === member);
    const number = freeNumber(type.values.map((value) => value.number));
    return { ...type, values: [...type.values, ...added.map((value) => ({ ...value, number }))] };
  }
  return type;
}

/** A number for a part that is never encoded, so that any free one is good. */
function freeNumber(taken: readonly number[]): number {
  return Math.max(0, ...taken) + 1;
}
