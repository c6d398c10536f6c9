// @generated from ten-versions/v2.bare and v3.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Person   name -> first?
//                        + last: str
//   transitive  Entry    Person
//   transitive  Report   Person
//                        Entry
//   unchanged   3 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v2-v3.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV2 } from "./v2.schema.js";
import { schema as schemaV3 } from "./v3.schema.js";
import type * as v2 from "./v2.js";
import type * as v3 from "./v3.js";

const UPGRADE = { protocol: "ten-versions", from: 2, to: 3 } as const;

const DOWNGRADE = { protocol: "ten-versions", from: 3, to: 2 } as const;

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

const CHECKS_V3 = /* @__PURE__ */ resultChecks(schemaV3);

/**
 * The decisions that the differences of v2 and v3 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV2V3 = decide.Decisions<
  {
    readonly "Person"?: {
      /** Person of v2: how does it become that of v3? */
      readonly upgrade?: ((value: v2.Person) => v3.Person) | decide.Reject;
      /** Person of v3: how does it become that of v2? */
      readonly downgrade?: ((value: v3.Person) => v2.Person) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Draw: [v2.Draw, v3.Draw];
      readonly Person: [v2.Person, v3.Person];
      readonly Peer: [v2.Peer, v3.Peer];
      readonly Report: [v2.Report, v3.Report];
    };
    readonly unions: {
      readonly Entry: [v2.Entry, v3.Entry];
    };
    readonly enums: {
      readonly Level: [v2.Level, v3.Level];
    };
  }
>;

export function upgradePersonV2(value: v2.Person): v3.Person {
  return bare.decide(
    { step: UPGRADE, path: "Person", check: CHECKS_V3("Person") },
    decisions["Person"]?.upgrade,
    value,
  );
}

export function downgradePersonV3(value: v3.Person): v2.Person {
  return bare.decide(
    { step: DOWNGRADE, path: "Person", check: CHECKS_V2("Person") },
    decisions["Person"]?.downgrade,
    value,
  );
}

export function upgradeEntryV2(value: v2.Entry): v3.Entry {
  switch (value.tag) {
    case "Draw":
      return value;
    case "Person":
      return { tag: "Person", val: upgradePersonV2(value.val) };
    default:
      throw bare.unknownVariant("Entry", value satisfies never);
  }
}

export function downgradeEntryV3(value: v3.Entry): v2.Entry {
  switch (value.tag) {
    case "Draw":
      return value;
    case "Person":
      return { tag: "Person", val: downgradePersonV3(value.val) };
    default:
      throw bare.unknownVariant("Entry", value satisfies never);
  }
}

export function upgradeReportV2(value: v2.Report): v3.Report {
  return {
    draw: value.draw,
    person: upgradePersonV2(value.person),
    peer: value.peer,
    level: value.level,
    codes: value.codes,
    note: value.note,
    entries: value.entries.map(upgradeEntryV2),
    timeout: value.timeout,
  };
}

export function downgradeReportV3(value: v3.Report): v2.Report {
  return {
    draw: value.draw,
    person: downgradePersonV3(value.person),
    peer: value.peer,
    level: value.level,
    codes: value.codes,
    note: value.note,
    entries: value.entries.map(downgradeEntryV3),
    timeout: value.timeout,
  };
}
