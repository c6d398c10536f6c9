// @generated from omit-entries/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Event  + str
//   changed     Batch  events: same type
//                      by: same type
//                      maybe: same type
//   transitive  Root   Batch

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const DOWNGRADE = { protocol: "omit-entries", from: 2, to: 1 } as const;

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
    readonly "Batch.events"?: {
      /** Batch.events of v2: what does it become in v1? */
      readonly downgrade?:
        | ((value: v2.Batch["events"]) => v1.Batch["events"])
        | decide.Omit
        | decide.Reject;
    };
    readonly "Batch.by"?: {
      /** Batch.by of v2: what does it become in v1? */
      readonly downgrade?: (
        (value: v2.Batch["by"]) => v1.Batch["by"]
      ) | decide.Omit | decide.Reject;
    };
    readonly "Batch.maybe"?: {
      /** Batch.maybe of v2: what does it become in v1? */
      readonly downgrade?:
        | ((value: v2.Batch["maybe"]) => v1.Batch["maybe"])
        | decide.Omit
        | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Batch: [v1.Batch, v2.Batch];
      readonly Root: [v1.Root, v2.Root];
    };
    readonly unions: {
      readonly Event: [v1.Event, v2.Event];
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

export function downgradeBatchV2(value: v2.Batch): v1.Batch {
  return {
    events: bare.omitItems(DOWNGRADE, "Batch.events", value.events, downgradeEventV2),
    by: bare.omitEntries(DOWNGRADE, "Batch.by", value.by, (item) => item, downgradeEventV2),
    maybe:
      value.maybe === null
        ? null
        : bare.omitItems(DOWNGRADE, "Batch.maybe", value.maybe, downgradeEventV2),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    batches: value.batches.map(downgradeBatchV2),
  };
}
