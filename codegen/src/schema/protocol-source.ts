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

/** Messages are types, or variants as `Type.Variant`, in the names of the newest version. */
export type MessageDirections = {
  readonly sentByClient: readonly string[];
  readonly sentByServer: readonly string[];
  readonly answers: readonly { readonly request: string; readonly response: string }[];
};

export type ProtocolSource = {
  readonly protocol: string;
  /** The arguments that select the protocol on the command line, for help: such as ` chat`. */
  readonly selection: string;
  /** One schema for each version, in ascending order. */
  readonly schemas: readonly SchemaText[];
  readonly decisions: readonly DecisionsText[];
  /** The decisions folder as generated modules import from it; null if there is none. */
  readonly decisionsPath: string | null;
  /** The decisions folder as the user names it; null if there is none. */
  readonly decisionsFolder: string | null;
  /** The lock file, which freezes published versions; null before the first run. */
  readonly lock: SourceText | null;
  /** Types that are roots although other types use them; null if none are configured. */
  readonly roots: readonly string[] | null;
  /**
   * The configured senders of messages, for the notices about refused values; absent if there are
   * none.
   */
  readonly directions?: MessageDirections | null;
  readonly options: EmitOptions;
};
