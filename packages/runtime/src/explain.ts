/**
 * Finds where in a message or a value a problem is, by walking it once more along a description of
 * its schema.
 *
 * It is called on failure only and is a module of its own: codecs neither carry it nor pay for it.
 * The walk uses the functions that the codecs use, so it stops where they stopped.
 */

import type { Explainer } from "./codec-options.js";
import { explainBytes } from "./explain-bytes.js";
import { explainValue } from "./explain-value.js";
import { Reader } from "./reader.js";
import type { SchemaDescription } from "./schema-description.js";

export type { SchemaDescription, Shape } from "./schema-description.js";

/**
 * For the `explain` option of `decodeX` and `encodeX`; `schema` is of a generated `vN.schema.ts`.
 */
export function explainer(schema: SchemaDescription): Explainer {
  return (kind, root, subject, options) =>
    kind === "malformed"
      ? explainBytes(schema, root, new Reader(subject as Uint8Array, options))
      : explainValue(schema, root, subject, options);
}
