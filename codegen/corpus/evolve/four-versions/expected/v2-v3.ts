// @generated from four-versions/v2.bare and v3.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed    Ping    + tries: u8
//   changed    Root    - Old
//   removed    Old
//   unchanged  1 type

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v2-v3.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV3 } from "./v3.schema.js";
import type * as v2 from "./v2.js";
import type * as v3 from "./v3.js";

const UPGRADE = { protocol: "four-versions", from: 2, to: 3 } as const;

const DOWNGRADE = { protocol: "four-versions", from: 3, to: 2 } as const;

const CHECKS_V3 = /* @__PURE__ */ resultChecks(schemaV3);

/**
 * The decisions that the differences of v2 and v3 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV2V3 = decide.Decisions<
  {
    readonly "Ping.tries": {
      /** v2 has no Ping.tries: what does v3 get? */
      readonly upgrade: ((value: v2.Ping) => v3.Ping["tries"]) | decide.Reject;
      /** v2 has no Ping.tries: what becomes of the value of v3? */
      readonly downgrade: decide.Drop | decide.DropIf<v3.Ping["tries"]> | decide.Reject;
    };
    readonly "Root.Old"?: {
      /** v3 has no Root.Old: what is sent in its place? */
      readonly upgrade?: ((value: v2.Old) => v3.Root) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Ping: [v2.Ping, v3.Ping];
      readonly Note: [v2.Note, v3.Note];
    };
    readonly unions: {
      readonly Root: [v2.Root, v3.Root];
    };
  }
>;

export function upgradePingV2(value: v2.Ping): v3.Ping {
  return {
    at: value.at,
    tries: bare.decideNew(
      { step: UPGRADE, path: "Ping.tries", check: CHECKS_V3("Ping", "tries") },
      decisions["Ping.tries"].upgrade,
      value,
    ),
  };
}

export function downgradePingV3(value: v3.Ping): v2.Ping {
  if (!bare.isDroppable(decisions["Ping.tries"].downgrade, value.tries)) {
    throw bare.notRepresentable(DOWNGRADE, "Ping.tries");
  }
  return {
    at: value.at,
  };
}

export function upgradeRootV2(value: v2.Root): v3.Root {
  switch (value.tag) {
    case "Ping":
      return { tag: "Ping", val: upgradePingV2(value.val) };
    case "Old":
      throw bare.notRepresentable(UPGRADE, "Root.Old");
    case "Note":
      return value;
    default:
      throw bare.unknownVariant("Root", value satisfies never);
  }
}

export function downgradeRootV3(value: v3.Root): v2.Root {
  switch (value.tag) {
    case "Ping":
      return { tag: "Ping", val: downgradePingV3(value.val) };
    case "Note":
      return value;
    default:
      throw bare.unknownVariant("Root", value satisfies never);
  }
}
