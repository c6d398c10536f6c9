// @generated from ten-versions/v8.bare and v9.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed    Report   + note: str
//   unchanged  7 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v8-v9.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV9 } from "./v9.schema.js";
import type * as v8 from "./v8.js";
import type * as v9 from "./v9.js";

const UPGRADE = { protocol: "ten-versions", from: 8, to: 9 } as const;

const CHECKS_V9 = /* @__PURE__ */ resultChecks(schemaV9);

/**
 * The decisions that the differences of v8 and v9 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV8V9 = decide.Decisions<
  {
    readonly "Report.note": {
      /** v8 has no Report.note: what does v9 get? */
      readonly upgrade: ((value: v8.Report) => v9.Report["note"]) | decide.Reject;
      /** v8 has no Report.note: what becomes of the value of v9? */
      readonly downgrade: decide.Drop | decide.DropIf<v9.Report["note"]> | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Drawing: [v8.Drawing, v9.Drawing];
      readonly Person: [v8.Person, v9.Person];
      readonly Peer: [v8.Peer, v9.Peer];
      readonly Report: [v8.Report, v9.Report];
    };
    readonly unions: {
      readonly Level: [v8.Level, v9.Level];
      readonly Entry: [v8.Entry, v9.Entry];
    };
    readonly others: {
      readonly Low: [v8.Low, v9.Low];
      readonly High: [v8.High, v9.High];
    };
  }
>;

export function upgradeReportV8(value: v8.Report): v9.Report {
  return {
    draw: value.draw,
    person: value.person,
    peer: value.peer,
    level: value.level,
    codes: value.codes,
    note: bare.decideNew(
      { step: UPGRADE, path: "Report.note", check: CHECKS_V9("Report", "note") },
      decisions["Report.note"].upgrade,
      value,
    ),
    entries: value.entries,
    timeoutMs: value.timeoutMs,
  };
}

export function downgradeReportV9(value: v9.Report): v8.Report {
  // note is dropped: v8 has none
  return {
    draw: value.draw,
    person: value.person,
    peer: value.peer,
    level: value.level,
    codes: value.codes,
    entries: value.entries,
    timeoutMs: value.timeoutMs,
  };
}
