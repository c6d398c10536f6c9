/** The contents of a decisions file, which is read without executing it. */

import type { SourceText } from "../../schema/protocol-source.js";

export type Direction = "upgrade" | "downgrade";

/** The kind of an answer; `function` is any function, written out or made by a helper. */
export type Policy = "reject" | "drop" | "drop-if" | "omit" | "function" | "undecided";

export type Answer = {
  readonly policy: Policy;
  /** The reason of a drop or of an omission; null if the policy needs none. */
  readonly reason: string | null;
  readonly offset: number;
  /**
   * The value that is written out in the file: what a function returns whatever it is given, or
   * what is dropped. It is absent where only running the file would tell.
   */
  readonly constant?: { readonly value: unknown };
};

/** The entry of one question, by its key: `Type`, or `Type.member`. */
export type DecisionEntry = {
  readonly key: string;
  readonly offset: number;
  readonly upgrade: Answer | null;
  readonly downgrade: Answer | null;
  /** The older name where the entry is a rename; null elsewhere. */
  readonly renamedFrom: string | null;
  /** The reason where the entry declares that members match by name; null elsewhere. */
  readonly byName: string | null;
  /**
   * Tells whether a part that came back after a gap is the same as before; null for any other
   * entry.
   */
  readonly again: "same" | "another" | null;
};

export type DecisionsFile = {
  readonly source: SourceText;
  readonly entries: ReadonlyMap<string, DecisionEntry>;
};
