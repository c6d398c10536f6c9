/**
 * Everything that is read of one protocol. What the generated files depend on stands here and
 * nowhere else: the cache takes the whole of it as its key.
 */

import type { ProtocolSource, SourceText } from "../generate.js";

export type ProtocolInput = ProtocolSource & {
  /** By version; empty where the protocol has none. */
  readonly decisions: readonly DecisionsText[];
  /** The decisions folder as the generated modules import from it; null where there is none. */
  readonly decisionsPath: string | null;
  /** The hashes of the published versions; null before the first. */
  readonly lock: SourceText | null;
  /** The types whose codecs are asked for; null stands for all. */
  readonly roots: readonly string[] | null;
};

export type DecisionsText = SourceText & {
  readonly fromVersion: number;
  readonly toVersion: number;
};
