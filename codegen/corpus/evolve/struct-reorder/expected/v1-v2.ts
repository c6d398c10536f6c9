// @generated from struct-reorder/v1.bare and v2.bare by `barewire generate`. Do not edit.
//
//   changed  Root  order: size, name

import type * as decide from "@barewire/runtime/decisions";

/**
 * What the difference of v1 and v2 leaves open. Without an optional entry, what cannot be
 * carried is refused.
 */
export type DecisionsV1V2 = {
  /** fields of Root have changed places: do they match by name? */
  readonly "Root": decide.ByName;
};
