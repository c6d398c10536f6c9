// @generated from ten-versions/v4.bare and v5.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Level    enum -> union (by hand)
//   transitive  Report   Level
//   added       Low
//   added       High
//   unchanged   4 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v4-v5.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV4 } from "./v4.schema.js";
import { schema as schemaV5 } from "./v5.schema.js";
import type * as v4 from "./v4.js";
import type * as v5 from "./v5.js";

const UPGRADE = { protocol: "ten-versions", from: 4, to: 5 } as const;

const DOWNGRADE = { protocol: "ten-versions", from: 5, to: 4 } as const;

const CHECKS_V4 = /* @__PURE__ */ resultChecks(schemaV4);

const CHECKS_V5 = /* @__PURE__ */ resultChecks(schemaV5);

/**
 * The decisions that the differences of v4 and v5 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV4V5 = decide.Decisions<
  {
    readonly "Level": {
      /** Level of v4: how does it become that of v5? */
      readonly upgrade: ((value: v4.Level) => v5.Level) | decide.Reject;
      /** Level of v5: how does it become that of v4? */
      readonly downgrade: ((value: v5.Level) => v4.Level) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Drawing: [v4.Drawing, v5.Drawing];
      readonly Person: [v4.Person, v5.Person];
      readonly Peer: [v4.Peer, v5.Peer];
      readonly Report: [v4.Report, v5.Report];
    };
    readonly unions: {
      readonly Entry: [v4.Entry, v5.Entry];
    };
    readonly others: {
      readonly Level: [v4.Level, v5.Level];
    };
  }
>;

export function upgradeLevelV4(value: v4.Level): v5.Level {
  return bare.decide(
    { step: UPGRADE, path: "Level", check: CHECKS_V5("Level") },
    decisions["Level"].upgrade,
    value,
  );
}

export function downgradeLevelV5(value: v5.Level): v4.Level {
  return bare.decide(
    { step: DOWNGRADE, path: "Level", check: CHECKS_V4("Level") },
    decisions["Level"].downgrade,
    value,
  );
}

export function upgradeReportV4(value: v4.Report): v5.Report {
  return {
    draw: value.draw,
    person: value.person,
    peer: value.peer,
    level: upgradeLevelV4(value.level),
    codes: value.codes,
    note: value.note,
    entries: value.entries,
    timeoutMs: value.timeoutMs,
  };
}

export function downgradeReportV5(value: v5.Report): v4.Report {
  return {
    draw: value.draw,
    person: value.person,
    peer: value.peer,
    level: downgradeLevelV5(value.level),
    codes: value.codes,
    note: value.note,
    entries: value.entries,
    timeoutMs: value.timeoutMs,
  };
}
