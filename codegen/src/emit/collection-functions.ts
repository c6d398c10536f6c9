/**
 * Lists and maps are read and written by functions of their own, one for each type of items,
 * because the engine optimises a loop whose calls are monomorphic.
 *
 * Names are made from the structure of the type and not from a counter, so that a change of one
 * type does not rename the functions of the others.
 */

import type { ListType, MapType, Type } from "../schema/model.js";
import type { TypeGraph } from "../schema/type-graph.js";
import { unguardedName } from "./unguarded-name.js";

export type CollectionFunctions = {
  /** The name without `read` or `write`; the function will be declared. */
  readonly nameFor: (type: ListType | MapType) => string;
  /** Every type asked for so far, in the order of the first request; grows while it is read. */
  readonly requested: ReadonlyMap<string, ListType | MapType>;
};

export function collectionFunctions(graph: TypeGraph): CollectionFunctions {
  const requested = new Map<string, ListType | MapType>();
  const unguardedNames = [...graph.recursiveTypeNames].map((name) => unguardedName(name, graph));
  const taken = new Set([...graph.namedTypes.keys(), ...unguardedNames]);
  const nameFor = (type: ListType | MapType): string => {
    let name = structuralName(type);
    while (taken.has(name) || !isSame(requested.get(name) ?? type, type)) name += "Items";
    requested.set(name, requested.get(name) ?? type);
    return name;
  };
  return { nameFor, requested };
}

/** A list of `str` and one of a type named `Str` have the same structural name. */
function isSame(left: Type, right: Type): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function structuralName(type: Type): string {
  switch (type.kind) {
    case "primitive":
      return `${type.name.slice(0, 1).toUpperCase()}${type.name.slice(1)}`;
    case "reference":
      return type.name;
    case "data":
      return `Data${type.length ?? ""}`;
    case "optional":
      return `Optional${structuralName(type.item)}`;
    case "list":
      return `ListOf${type.length ?? ""}${structuralName(type.item)}`;
    case "map":
      return `MapOf${structuralName(type.key)}To${structuralName(type.value)}`;
    case "struct":
    case "enum":
    case "union":
      throw new Error("an anonymous type must be hoisted before it is emitted");
    default:
      return type satisfies never;
  }
}
