// @generated from ten-versions/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Draw     at: same type (by hand)
//   transitive  Entry    Draw
//   transitive  Report   Draw
//                        Entry
//   unchanged   3 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "ten-versions", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "ten-versions", from: 2, to: 1 } as const;

const CHECKS_V1 = /* @__PURE__ */ resultChecks(schemaV1);

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Draw.at"?: {
      /** Draw.at of v1: what does it become in v2? */
      readonly upgrade?: ((value: v1.Draw["at"]) => v2.Draw["at"]) | decide.Reject;
      /** Draw.at of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Draw["at"]) => v1.Draw["at"]) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Draw: [v1.Draw, v2.Draw];
      readonly Person: [v1.Person, v2.Person];
      readonly Peer: [v1.Peer, v2.Peer];
      readonly Report: [v1.Report, v2.Report];
    };
    readonly unions: {
      readonly Entry: [v1.Entry, v2.Entry];
    };
    readonly enums: {
      readonly Level: [v1.Level, v2.Level];
    };
  }
>;

export function upgradeDrawV1(value: v1.Draw): v2.Draw {
  return {
    at: bare.decide(
      { step: UPGRADE, path: "Draw.at", check: CHECKS_V2("Draw", "at") },
      decisions["Draw.at"]?.upgrade,
      value.at,
    ),
  };
}

export function downgradeDrawV2(value: v2.Draw): v1.Draw {
  return {
    at: bare.decide(
      { step: DOWNGRADE, path: "Draw.at", check: CHECKS_V1("Draw", "at") },
      decisions["Draw.at"]?.downgrade,
      value.at,
    ),
  };
}

export function upgradeEntryV1(value: v1.Entry): v2.Entry {
  switch (value.tag) {
    case "Draw":
      return { tag: "Draw", val: upgradeDrawV1(value.val) };
    case "Person":
      return value;
    default:
      throw bare.unknownVariant("Entry", value satisfies never);
  }
}

export function downgradeEntryV2(value: v2.Entry): v1.Entry {
  switch (value.tag) {
    case "Draw":
      return { tag: "Draw", val: downgradeDrawV2(value.val) };
    case "Person":
      return value;
    default:
      throw bare.unknownVariant("Entry", value satisfies never);
  }
}

export function upgradeReportV1(value: v1.Report): v2.Report {
  return {
    draw: upgradeDrawV1(value.draw),
    person: value.person,
    peer: value.peer,
    level: value.level,
    codes: value.codes,
    note: value.note,
    entries: value.entries.map(upgradeEntryV1),
    timeout: value.timeout,
  };
}

export function downgradeReportV2(value: v2.Report): v1.Report {
  return {
    draw: downgradeDrawV2(value.draw),
    person: value.person,
    peer: value.peer,
    level: value.level,
    codes: value.codes,
    note: value.note,
    entries: value.entries.map(downgradeEntryV2),
    timeout: value.timeout,
  };
}
