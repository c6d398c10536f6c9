/**
 * The function that reads or writes a recursive type has a part inside, which the guard of its
 * depth surrounds; this is the part's name without `read` or `write`.
 */

import type { TypeGraph } from "../schema/type-graph.js";

export function unguardedName(name: string, { namedTypes }: TypeGraph): string {
  let unguarded = `${name}Unguarded`;
  while (namedTypes.has(unguarded)) unguarded += "Unguarded";
  return unguarded;
}
