/** What `decode` and `encode` ask, on failure only, for the place of a problem. */

import type { DecodeOptions } from "./decode.js";
import type { EncodeOptions } from "./encode.js";

/**
 * Walks the bytes (or, for what is unencodable, the value) once more. Returns null where it finds
 * no fault below the root.
 */
export type Explainer = (
  kind: "malformed" | "unencodable",
  root: string,
  subject: unknown,
  options: DecodeOptions & EncodeOptions,
) => Explanation | null;

/** What is wrong, and where from the root on; for bytes, at which of them as well. */
export type Explanation = {
  readonly path: string;
  readonly reason: string;
  readonly offset?: number;
};
