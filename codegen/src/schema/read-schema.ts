/**
 * Turns the text of one schema version into its checked model, or into all of its problems.
 */

import { nestedTypes } from "../syntax/definition.js";
import { checkDefinitions } from "./check-definitions.js";
import { checkMembers } from "./check-members.js";
import { checkRecursion } from "./check-recursion.js";
import { checkTypes } from "./check-types.js";
import type { Problem, SchemaDiagnostic, SchemaProblem } from "./diagnostic.js";
import { hoistAnonymousTypes } from "./hoist-anonymous-types.js";
import type { Schema } from "./model.js";
import { type ParsedSchema, parseSchema } from "./parse-schema.js";
import { scopeOf } from "./scope.js";

export type SchemaSource = {
  /** The path as the person knows it, for diagnostics. */
  readonly file: string;
  readonly text: string;
  readonly protocol: string;
  readonly version: number;
};

export type SchemaResult =
  | { readonly ok: true; readonly schema: Schema }
  /** The diagnostics, at least one, sorted by offset. */
  | { readonly ok: false; readonly diagnostics: readonly SchemaDiagnostic[] };

export function readSchema({ file, text, protocol, version }: SchemaSource): SchemaResult {
  const parsed = parseSchema(text);
  const found = checkSchema(parsed).map((problem) => complete(problem, text));
  const problems: readonly SchemaProblem[] = [...parsed.problems, ...found];
  if (problems.length === 0) {
    return {
      ok: true,
      schema: { protocol, version, types: hoistAnonymousTypes(parsed.definitions) },
    };
  }
  const diagnostics = [...problems]
    .sort((left, right) => left.offset - right.offset)
    .map((problem) => ({ file, ...problem }));
  return { ok: false, diagnostics };
}

/** Every semantic problem, sorted by offset. Each kind of rule has a file of its own. */
function checkSchema(parsed: ParsedSchema): readonly Problem[] {
  const scope = scopeOf(parsed);
  const types = parsed.definitions.flatMap(({ type }) => nestedTypes(type));
  // A damaged definition lacks members, so only those that it has are checked.
  const unharmed = parsed.damaged.flatMap(({ type }) => nestedTypes(type));
  const problems: Problem[] = [
    ...unharmed.flatMap((type) => checkTypes(type, scope)),
    ...checkDefinitions(parsed.definitions),
    ...checkRecursion(scope),
    ...types.flatMap((type) => [...checkTypes(type, scope), ...checkMembers(type)]),
  ];
  return problems.sort((left, right) => left.offset - right.offset);
}

function complete(problem: Problem, text: string): SchemaProblem {
  WORD.lastIndex = problem.offset;
  const word = WORD.exec(text)?.[0] ?? "";
  return { fix: null, end: problem.offset + word.length, ...problem };
}

const WORD = /\w+|[\s\S]/uy;
