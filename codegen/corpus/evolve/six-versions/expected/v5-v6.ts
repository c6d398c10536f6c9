// @generated from six-versions/v5.bare and v6.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Join      order: user, status, name
//   changed     ToServer  + Kick
//                         + Typing
//   transitive  Members   Join
//   transitive  ToClient  Members
//   added       Typing
//   added       Kick
//   added       Ended
//   unchanged   6 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v5 from "./v5.js";
import type * as v6 from "./v6.js";

const DOWNGRADE = { protocol: "six-versions", from: 6, to: 5 } as const;

/**
 * The decisions that the differences of v5 and v6 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV5V6 = decide.Decisions<
  {
    /** fields of Join have changed places: do they match by name? */
    readonly "Join": decide.ByName;
    readonly "ToServer.Kick"?: {
      /** v5 has no ToServer.Kick: what is sent in its place? */
      readonly downgrade?: ((value: v6.Kick) => v5.ToServer) | decide.Reject;
    };
    readonly "ToServer.Typing"?: {
      /** v5 has no ToServer.Typing: what is sent in its place? */
      readonly downgrade?: ((value: v6.Typing) => v5.ToServer) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Join: [v5.Join, v6.Join];
      readonly Leave: [v5.Leave, v6.Leave];
      readonly Say: [v5.Say, v6.Say];
      readonly Message: [v5.Message, v6.Message];
      readonly Failed: [v5.Failed, v6.Failed];
      readonly Members: [v5.Members, v6.Members];
    };
    readonly unions: {
      readonly ToServer: [v5.ToServer, v6.ToServer];
      readonly ToClient: [v5.ToClient, v6.ToClient];
    };
    readonly enums: {
      readonly Status: [v5.Status, v6.Status];
    };
    readonly others: {
      readonly UserId: [v5.UserId, v6.UserId];
    };
  }
>;

export function downgradeToServerV6(value: v6.ToServer): v5.ToServer {
  switch (value.tag) {
    case "Join":
    case "Leave":
    case "Say":
      return value;
    case "Kick":
      throw bare.notRepresentable(DOWNGRADE, "ToServer.Kick");
    case "Typing":
      throw bare.notRepresentable(DOWNGRADE, "ToServer.Typing");
    default:
      throw bare.unknownVariant("ToServer", value satisfies never);
  }
}
