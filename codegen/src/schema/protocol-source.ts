/** The texts that one protocol is generated from, and the options that it is generated with. */

import type { EmitOptions } from "./representation.js";

export type SourceText = {
  /** The path of the file as the user names it, for diagnostics. */
  readonly file: string;
  readonly text: string;
};

export type SchemaText = SourceText & { readonly version: number };

/** The text of the decisions file of one step. */
export type DecisionsText = {
  readonly file: string;
  readonly text: string;
  readonly fromVersion: number;
  readonly toVersion: number;
};

export type ProtocolSource = {
  readonly protocol: string;
  /** One schema for each version, in ascending order. */
  readonly schemas: readonly SchemaText[];
  readonly decisions: readonly DecisionsText[];
  /** The decisions folder as generated modules import from it; null where there is none. */
  readonly decisionsPath: string | null;
  /** The decisions folder as the user names it; null where there is none. */
  readonly decisionsFolder: string | null;
  /** The lock file, which freezes published versions; null before the first run. */
  readonly lock: SourceText | null;
  /** Types that are roots although other types use them; null where none are configured. */
  readonly roots: readonly string[] | null;
  readonly options: EmitOptions;
};
