/** The texts that one protocol is generated from, and the options that it is generated with. */

import type { EmitOptions } from "./representation.js";

export type SourceText = {
  /** How a person names the file; diagnostics repeat it. */
  readonly file: string;
  readonly text: string;
};

export type SchemaText = SourceText & { readonly version: number };

/** The decisions file of one step; its text is null where there is none yet. */
export type DecisionsText = {
  readonly file: string;
  readonly text: string;
  readonly fromVersion: number;
  readonly toVersion: number;
};

export type ProtocolSource = {
  readonly protocol: string;
  /** One for each version, ascending. */
  readonly schemas: readonly SchemaText[];
  readonly decisions: readonly DecisionsText[];
  /** The decisions folder as generated modules import from it; null where there is none. */
  readonly decisionsPath: string | null;
  /** The decisions folder as a person names it; null where there is none. */
  readonly decisionsFolder: string | null;
  /** What the published versions have promised; null before the first. */
  readonly lock: SourceText | null;
  /** Types that are messages although others use them; null where none are configured. */
  readonly roots: readonly string[] | null;
  readonly options: EmitOptions;
};
