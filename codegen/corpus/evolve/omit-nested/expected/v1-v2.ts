// @generated from omit-nested/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed  Event  + str
//   changed  Level  + B
//   changed  Root   nested: same type
//                   lists: same type
//                   fixed: same type

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "omit-nested", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Event.str"?: {
      /** v1 has no Event.str: what is sent in its place? */
      readonly downgrade?:
        | ((value: Extract<v2.Event, { readonly tag: "str" }>["val"]) => v1.Event)
        | decide.Reject;
    };
    readonly "Level.B"?: {
      /** v1 has no Level.B: what takes its place? */
      readonly downgrade?: ((value: "B") => v1.Level) | decide.Reject;
    };
    readonly "Root.nested"?: {
      /** Root.nested of v2: what does it become in v1? */
      readonly downgrade?:
        | ((value: v2.Root["nested"]) => v1.Root["nested"])
        | decide.Omit
        | decide.Reject;
    };
    readonly "Root.lists"?: {
      /** Root.lists of v2: what does it become in v1? */
      readonly downgrade?:
        | ((value: v2.Root["lists"]) => v1.Root["lists"])
        | decide.Omit
        | decide.Reject;
    };
    readonly "Root.fixed"?: {
      /** Root.fixed of v2: what does it become in v1? */
      readonly downgrade?:
        | ((value: v2.Root["fixed"]) => v1.Root["fixed"])
        | decide.Omit
        | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Root: [v1.Root, v2.Root];
    };
    readonly unions: {
      readonly Event: [v1.Event, v2.Event];
    };
    readonly enums: {
      readonly Level: [v1.Level, v2.Level];
    };
  }
>;

export function downgradeEventV2(value: v2.Event): v1.Event {
  switch (value.tag) {
    case "u8":
      return value;
    case "str":
      throw bare.notRepresentable(DOWNGRADE, "Event.str");
    default:
      throw bare.unknownVariant("Event", value satisfies never);
  }
}

export function downgradeLevelV2(value: v2.Level): v1.Level {
  switch (value) {
    case "A":
      return value;
    case "B":
      throw bare.notRepresentable(DOWNGRADE, "Level.B");
    default:
      throw bare.unknownValue("Level", value satisfies never);
  }
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    nested:
      bare.omitEntries(
        DOWNGRADE,
        "Root.nested",
        value.nested,
        (item) => item,
        (item) => bare.omitEntries(
          DOWNGRADE,
          "Root.nested",
          item,
          downgradeLevelV2,
          (item) => bare.omitItems(DOWNGRADE, "Root.nested", item, downgradeEventV2),
        ),
      ),
    lists:
      bare.omitItems(
        DOWNGRADE,
        "Root.lists",
        value.lists,
        (item) =>
          item === null ? null : bare.omitItems(DOWNGRADE, "Root.lists", item, downgradeEventV2),
      ),
    fixed:
      bare.omitItems(DOWNGRADE, "Root.fixed", value.fixed, (item) => item.map(downgradeEventV2)),
  };
}
