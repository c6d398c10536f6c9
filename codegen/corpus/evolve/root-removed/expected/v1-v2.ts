// @generated from root-removed/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  ActorRecord  Actor -> ActorRecord
//   removed  Stop

import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Stop": {
      /** v2 has no root Stop: what becomes of the messages of v1? */
      readonly upgrade: decide.Reject;
    };
    readonly "ActorRecord": decide.RenamedFrom<"Actor", decide.Converted<v1.Actor, v2.ActorRecord>>;
  },
  {
    readonly structs: {
      readonly ActorRecord: [v1.Actor, v2.ActorRecord];
    };
  }
>;
