/**
 * A recursive type is read and written by two functions: one that guards the depth, and one without
 * the guard that it calls. This is the name of the latter, without `read` or `write`.
 */

import type { TypeGraph } from "../schema/type-graph.js";

export function unguardedName(name: string, { namedTypes }: TypeGraph): string {
  // No type has a name with an underscore.
  return namedTypes.has(`${name}Unguarded`) ? `${name}_Unguarded` : `${name}Unguarded`;
}
