/**
 * The function that reads or writes a recursive type has a part inside, which the guard of its
 * depth surrounds; this is the part's name without `read` or `write`.
 */

import type { TypeGraph } from "../schema/type-graph.js";

export function insideName(name: string, { namedTypes }: TypeGraph): string {
  let inside = `${name}Inside`;
  while (namedTypes.has(inside)) inside += "Inside";
  return inside;
}
