/** A question that the difference of two versions leaves open, and the answers that it accepts. */

import type { Direction, Policy } from "./decision-entry.js";

export type Question =
  | ConversionQuestion
  /** The question whether members whose order changed match by name. */
  | { readonly kind: "by-name"; readonly key: string; readonly text: string };

/** The question how a value is converted to the other version. */
export type ConversionQuestion = {
  readonly kind: "conversion";
  readonly key: string;
  readonly direction: Direction;
  readonly isRequired: boolean;
  /** Tells whether some value is rejected without a decision. */
  readonly isRefusing: boolean;
  /** The question as shown to the user, without the possible answers. */
  readonly text: string;
  readonly policies: readonly Policy[];
  /** The parameter and the result of a function, as TypeScript in terms of `v1` and `v2`. */
  readonly given: string;
  readonly wanted: string;
  /** The type of the value that a drop omits, as TypeScript. */
  readonly dropped: string;
  /** The versions that these texts name, each as a module. */
  readonly versions: readonly number[];
  /** Possible names in the other version, which are only suggested. */
  readonly renameCandidates: readonly string[];
  /** The possible new names of a type that only the older version has. */
  readonly renamedTo: readonly string[];
};
