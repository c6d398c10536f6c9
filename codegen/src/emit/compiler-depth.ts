/**
 * The depth to which the compiler goes to compare a type with the same type of a neighbouring
 * version. It gives up at 100 levels of types that contain each other, so a longer chain or ring of
 * unchanged types is passed on without its proof; `prove-assignable.ts` has another.
 */

import type { Schema, Type } from "../schema/model.js";
import { stronglyConnected } from "../schema/strongly-connected.js";
import { referencedNames } from "../schema/type-graph.js";

/** The rest of the compiler's 100 levels is for what surrounds the type. */
const MAX_COMPILER_DEPTH = 80;

/** Tells whether the compiler may not get to the end of the type. */
export type IsTooDeep = (type: Type) => boolean;

export function depthCheck(schema: Schema): IsTooDeep {
  const types = new Map(schema.types.map((named) => [named.name, named.type]));
  const uses = new Map(schema.types.map(({ name, type }) => [name, referencedNames(type)]));
  const depths = new Map<string, number>();
  for (const component of stronglyConnected(types.keys(), (name) => uses.get(name) ?? [])) {
    const bodies = component.flatMap((name) => types.get(name) ?? []);
    for (const name of component) depths.set(name, 0);
    // The types that the cycle leads to, and each of its own types once: the compiler stops at a
    // type that it has compared.
    const outside = Math.max(...bodies.map((body) => depthOf(body, depths)));
    const own = component.length > 1 ? bodies.map((body) => depthOf(body, new Map())) : [];
    const depth = own.reduce((sum, levels) => sum + levels, outside);
    for (const name of component) depths.set(name, depth);
  }
  return (type) => depthOf(type, depths) > MAX_COMPILER_DEPTH;
}

/** The depth in levels of the compiler; `depths` are those of named types. */
function depthOf(type: Type, depths: ReadonlyMap<string, number>): number {
  switch (type.kind) {
    case "primitive":
    case "data":
    case "enum":
      return 1;
    case "reference":
      return depths.get(type.name) ?? 0;
    case "optional":
    case "list":
      return 1 + depthOf(type.item, depths);
    case "map":
      return 1 + Math.max(depthOf(type.key, depths), depthOf(type.value, depths));
    case "struct":
      return 1 + Math.max(...type.fields.map((field) => depthOf(field.type, depths)));
    case "union":
      // The union, and the object of each variant.
      return 2 + Math.max(...type.variants.map((variant) => depthOf(variant.type, depths)));
    default:
      return type satisfies never;
  }
}
