// @generated from ten-versions/v5.bare and v6.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed    Report   codes item: str -> u32 (by hand)
//   unchanged  7 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v5-v6.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV5 } from "./v5.schema.js";
import { schema as schemaV6 } from "./v6.schema.js";
import type * as v5 from "./v5.js";
import type * as v6 from "./v6.js";

const UPGRADE = { protocol: "ten-versions", from: 5, to: 6 } as const;

const DOWNGRADE = { protocol: "ten-versions", from: 6, to: 5 } as const;

const CHECKS_V5 = /* @__PURE__ */ resultChecks(schemaV5);

const CHECKS_V6 = /* @__PURE__ */ resultChecks(schemaV6);

/**
 * The decisions that the differences of v5 and v6 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV5V6 = decide.Decisions<
  {
    readonly "Report.codes": {
      /** Report.codes of v5: what does it become in v6? */
      readonly upgrade: ((value: v5.Report["codes"]) => v6.Report["codes"]) | decide.Reject;
      /** Report.codes of v6: what does it become in v5? */
      readonly downgrade:
        | ((value: v6.Report["codes"]) => v5.Report["codes"])
        | decide.Omit
        | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Drawing: [v5.Drawing, v6.Drawing];
      readonly Person: [v5.Person, v6.Person];
      readonly Peer: [v5.Peer, v6.Peer];
      readonly Report: [v5.Report, v6.Report];
    };
    readonly unions: {
      readonly Level: [v5.Level, v6.Level];
      readonly Entry: [v5.Entry, v6.Entry];
    };
    readonly others: {
      readonly Low: [v5.Low, v6.Low];
      readonly High: [v5.High, v6.High];
    };
  }
>;

export function upgradeReportV5(value: v5.Report): v6.Report {
  return {
    draw: value.draw,
    person: value.person,
    peer: value.peer,
    level: value.level,
    codes: bare.decide(
      { step: UPGRADE, path: "Report.codes", check: CHECKS_V6("Report", "codes") },
      decisions["Report.codes"].upgrade,
      value.codes,
    ),
    note: value.note,
    entries: value.entries,
    timeoutMs: value.timeoutMs,
  };
}

export function downgradeReportV6(value: v6.Report): v5.Report {
  return {
    draw: value.draw,
    person: value.person,
    peer: value.peer,
    level: value.level,
    codes: bare.decide(
      { step: DOWNGRADE, path: "Report.codes", check: CHECKS_V5("Report", "codes") },
      decisions["Report.codes"].downgrade,
      value.codes,
    ),
    note: value.note,
    entries: value.entries,
    timeoutMs: value.timeoutMs,
  };
}
