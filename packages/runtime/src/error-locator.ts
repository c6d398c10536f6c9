/**
 * Finds the path of a fault in a message or a value, by walking it once more along a description of
 * its schema.
 *
 * The walk happens on failure only, and the module is a separate entry of the package, so codecs
 * neither contain it nor pay for it. The walk calls the functions that the codecs call, so it stops
 * where they stopped.
 */

import { adviceFor } from "./advice.js";
import type { ErrorLocator } from "./codec-options.js";
import type { ResultCheck } from "./decision-call.js";
import { locateInBytes } from "./locate-in-bytes.js";
import { locateInValue, locateMisfit } from "./locate-in-value.js";
import { Reader } from "./reader.js";
import type { SchemaDescription } from "./schema-description.js";

export type { SchemaDescription, Shape } from "./schema-description.js";

/**
 * Makes the `locateError` option of `decodeX` and `encodeX`. `schema` is the export of a generated
 * `vN.schema.ts`.
 */
export function errorLocator(schema: SchemaDescription): ErrorLocator {
  return (kind, root, subject, options) => {
    if (kind === "unencodable") return locateInValue(schema, root, subject, options);
    // A subject that is not a Uint8Array is not read.
    if (!ArrayBuffer.isView(subject)) {
      const reason = `input is not a Uint8Array${adviceFor(subject)}`;
      return { path: root, reason };
    }
    return locateInBytes(schema, root, new Reader(subject as Uint8Array, options));
  };
}

/**
 * Makes the checks of what decisions return: of the type `type` of the version of `schema`, or of
 * its field `member`.
 */
export function resultChecks(
  schema: SchemaDescription,
): (type: string, member?: string) => ResultCheck {
  return (type, member) => (value) => locateMisfit(schema, type, member ?? null, value);
}
