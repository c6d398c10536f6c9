// @generated from enum-renumber/v1.bare and v2.bare by `barewire generate`. Do not edit.
//
//   changed     State  CLOSED: 1 -> 0
//                      OPEN: 0 -> 1
//                      order: CLOSED, OPEN
//   transitive  Root   State

import type * as decide from "@barewire/runtime/decisions";

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected.
 */
export type DecisionsV1V2 = {
  /** values of State have other numbers: do they match by name? */
  readonly "State": decide.ByName;
};
