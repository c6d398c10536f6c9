/**
 * Everything that is read of one protocol. What the generated files depend on stands here and
 * nowhere else: the cache takes the whole of it as its key.
 */

import type { ProtocolSource, SourceText } from "../generate.js";

export type ProtocolInput = ProtocolSource & {
  /** The hashes of the published versions; null before the first. */
  readonly lock: SourceText | null;
};
