// @generated from names-joined/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed    Msg      + MsgNew
//   added      MsgNew
//   unchanged  7 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "names-joined", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Msg.MsgNew"?: {
      /** v1 has no Msg.MsgNew: what is sent in its place? */
      readonly downgrade?: ((value: v2.MsgNew) => v1.Msg) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Foo: [v1.Foo, v2.Foo];
      readonly EmbeddedFoo: [v1.EmbeddedFoo, v2.EmbeddedFoo];
      readonly EmbeddedEmbeddedFoo: [v1.EmbeddedEmbeddedFoo, v2.EmbeddedEmbeddedFoo];
      readonly MsgAt: [v1.MsgAt, v2.MsgAt];
      readonly MsgFor: [v1.MsgFor, v2.MsgFor];
      readonly Tree: [v1.Tree, v2.Tree];
      readonly TreeUnguarded: [v1.TreeUnguarded, v2.TreeUnguarded];
    };
    readonly unions: {
      readonly Msg: [v1.Msg, v2.Msg];
    };
  }
>;

export function downgradeMsgV2(value: v2.Msg): v1.Msg {
  switch (value.tag) {
    case "MsgAt":
    case "MsgFor":
      return value;
    case "MsgNew":
      throw bare.notRepresentable(DOWNGRADE, "Msg.MsgNew");
    default:
      throw bare.unknownVariant("Msg", value satisfies never);
  }
}
