/** One thing that the difference of two versions leaves open, and which answers it takes. */

import type { Direction, Policy } from "./decision-entry.js";

export type Question =
  /** What becomes of a value on the way to the other version. */
  | {
      readonly kind: "conversion";
      readonly key: string;
      readonly direction: Direction;
      readonly isRequired: boolean;
      /** For a person, without the answers: `FetchPages.limit is new in v2; what do ...`. */
      readonly text: string;
      readonly policies: readonly Policy[];
      /** What a function gets and returns, as TypeScript in terms of `v1` and `v2`. */
      readonly given: string;
      readonly wanted: string;
      /** The value that a drop leaves out, as TypeScript. */
      readonly dropped: string;
      /** The names that the other version may know it by; only ever proposed. */
      readonly renameCandidates: readonly string[];
    }
  /** Whether members that changed places still mean what their names say. */
  | { readonly kind: "by-name"; readonly key: string; readonly text: string };
