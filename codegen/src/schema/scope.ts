/** The names of a schema and the definitions that they refer to, for the checks. */

import type { Definition, SyntaxReference, SyntaxType } from "../syntax/definition.js";
import type { ParsedSchema } from "./parse-schema.js";

export type Scope = {
  readonly definitions: ReadonlyMap<string, Definition>;
  /** Names of definitions that could not be parsed: known, but nothing is known of them. */
  readonly brokenNames: ReadonlySet<string>;
};

/** The first of several definitions with one name counts. */
export function scopeOf({ definitions, brokenNames }: ParsedSchema): Scope {
  const byName = new Map<string, Definition>();
  for (const definition of definitions) {
    if (!byName.has(definition.name)) byName.set(definition.name, definition);
  }
  return { definitions: byName, brokenNames };
}

/**
 * Follows references to the type that they stand for. It is null if it is unknown: for an undefined
 * or broken name, or an alias of itself, each of which is reported elsewhere.
 */
export function resolveType(
  type: SyntaxType,
  scope: Scope,
): Exclude<SyntaxType, SyntaxReference> | null {
  const passed = new Set<string>();
  let resolved = type;
  while (resolved.kind === "reference") {
    const definition = scope.definitions.get(resolved.name);
    if (definition === undefined || passed.has(resolved.name)) return null;
    passed.add(resolved.name);
    resolved = definition.type;
  }
  return resolved;
}
