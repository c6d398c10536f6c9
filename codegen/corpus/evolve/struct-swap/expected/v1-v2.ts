// @generated from struct-swap/v1.bare and v2.bare by `barewire generate`. Do not edit.
//
//   changed  Root  order: to, from

import type * as decide from "@barewire/runtime/decisions";

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected.
 */
export type DecisionsV1V2 = {
  /** fields of Root have changed places: do they match by name? */
  readonly "Root": decide.ByName;
};
