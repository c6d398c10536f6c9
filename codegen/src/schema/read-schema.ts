/** From the text of one schema version to its checked model, or to everything wrong with it. */

import { parseSchema } from "./bare-parser.js";
import { checkSchema } from "./check.js";
import type { Diagnostic } from "./diagnostic.js";
import { hoistAnonymousTypes } from "./hoist-anonymous-types.js";
import type { Schema } from "./model.js";

export type SchemaSource = {
  /** For diagnostics: the path as the person knows it. */
  readonly file: string;
  readonly text: string;
  readonly protocol: string;
  readonly version: number;
};

export type SchemaResult =
  | { readonly ok: true; readonly schema: Schema }
  /** At least one, sorted by offset. */
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export function readSchema({ file, text, protocol, version }: SchemaSource): SchemaResult {
  const parsed = parseSchema(text);
  const problems = [...parsed.problems, ...checkSchema(parsed)];
  if (problems.length === 0) {
    return {
      ok: true,
      schema: { protocol, version, types: hoistAnonymousTypes(parsed.definitions) },
    };
  }
  const diagnostics = problems
    .sort((left, right) => left.offset - right.offset)
    .map((problem) => ({ file, ...problem }));
  return { ok: false, diagnostics };
}
