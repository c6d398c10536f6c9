/** Every semantic problem of a parsed schema; each kind of rule has a file of its own. */

import type { ParsedSchema } from "./bare-parser.js";
import { checkDefinitions } from "./check-definitions.js";
import { checkMembers } from "./check-members.js";
import { checkRecursion } from "./check-recursion.js";
import { checkTypes } from "./check-types.js";
import type { Problem } from "./diagnostic.js";
import { scopeOf } from "./scope.js";
import { nestedTypes } from "./syntax.js";

/** Sorted by offset. */
export function checkSchema(parsed: ParsedSchema): readonly Problem[] {
  const scope = scopeOf(parsed);
  const types = parsed.definitions.flatMap(({ type }) => nestedTypes(type));
  const problems = [
    ...checkDefinitions(parsed.definitions),
    ...checkRecursion(scope),
    ...types.flatMap((type) => [...checkTypes(type, scope), ...checkMembers(type)]),
  ];
  return problems.sort((left, right) => left.offset - right.offset);
}
