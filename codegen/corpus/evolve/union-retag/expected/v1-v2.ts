// @generated from union-retag/v1.bare and v2.bare by `barewire generate`. Do not edit.
//
//   changed    Root     Pong: 1 -> 0
//                       Ping: 0 -> 1
//                       order: Pong, Ping
//   unchanged  2 types

import type * as decide from "@barewire/runtime/decisions";

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected.
 */
export type DecisionsV1V2 = {
  /** variants of Root have other tags: do they match by name? */
  readonly "Root": decide.ByName;
};
