// @generated from ten-versions/v7.bare and v8.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed    Report   - note
//   unchanged  7 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v7-v8.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV7 } from "./v7.schema.js";
import type * as v7 from "./v7.js";
import type * as v8 from "./v8.js";

const UPGRADE = { protocol: "ten-versions", from: 7, to: 8 } as const;

const DOWNGRADE = { protocol: "ten-versions", from: 8, to: 7 } as const;

const CHECKS_V7 = /* @__PURE__ */ resultChecks(schemaV7);

/**
 * The decisions that the differences of v7 and v8 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV7V8 = decide.Decisions<
  {
    readonly "Report.note": {
      /** v8 has no Report.note: what becomes of the value of v7? */
      readonly upgrade: decide.Drop | decide.DropIf<v7.Report["note"]> | decide.Reject;
      /** v8 has no Report.note: what does v7 get? */
      readonly downgrade: ((value: v8.Report) => v7.Report["note"]) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Drawing: [v7.Drawing, v8.Drawing];
      readonly Person: [v7.Person, v8.Person];
      readonly Peer: [v7.Peer, v8.Peer];
      readonly Report: [v7.Report, v8.Report];
    };
    readonly unions: {
      readonly Level: [v7.Level, v8.Level];
      readonly Entry: [v7.Entry, v8.Entry];
    };
    readonly others: {
      readonly Low: [v7.Low, v8.Low];
      readonly High: [v7.High, v8.High];
    };
  }
>;

export function upgradeReportV7(_value: v7.Report): v8.Report {
  throw bare.notRepresentable(UPGRADE, "Report.note");
}

export function downgradeReportV8(value: v8.Report): v7.Report {
  return {
    draw: value.draw,
    person: value.person,
    peer: value.peer,
    level: value.level,
    codes: value.codes,
    note: bare.decideNew(
      { step: DOWNGRADE, path: "Report.note", check: CHECKS_V7("Report", "note") },
      decisions["Report.note"].downgrade,
      value,
    ),
    entries: value.entries,
    timeoutMs: value.timeoutMs,
  };
}
