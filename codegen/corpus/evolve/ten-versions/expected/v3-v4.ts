// @generated from ten-versions/v3.bare and v4.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed    Drawing  Draw -> Drawing
//   changed    Entry    Draw -> Drawing
//   changed    Report   timeout -> timeoutMs
//   unchanged  3 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v3 from "./v3.js";
import type * as v4 from "./v4.js";

/**
 * The difference of v3 and v4 requires no decision. Every type and member that both versions have
 * may be converted by hand.
 */
export type DecisionsV3V4 = decide.Decisions<
  {
    readonly "Drawing": decide.RenamedFrom<"Draw", decide.Converted<v3.Draw, v4.Drawing>>;
    readonly "Report.timeoutMs": decide.RenamedFrom<
      "timeout",
      decide.Converted<v3.Report["timeout"], v4.Report["timeoutMs"]>
    >;
  },
  {
    readonly structs: {
      readonly Drawing: [v3.Draw, v4.Drawing];
      readonly Person: [v3.Person, v4.Person];
      readonly Peer: [v3.Peer, v4.Peer];
      readonly Report: [v3.Report, v4.Report];
    };
    readonly unions: {
      readonly Entry: [v3.Entry, v4.Entry];
    };
    readonly enums: {
      readonly Level: [v3.Level, v4.Level];
    };
  }
>;

export function upgradeEntryV3(value: v3.Entry): v4.Entry {
  switch (value.tag) {
    case "Draw":
      return { tag: "Drawing", val: value.val };
    case "Person":
      return value;
    default:
      throw bare.unknownVariant("Entry", value satisfies never);
  }
}

export function downgradeEntryV4(value: v4.Entry): v3.Entry {
  switch (value.tag) {
    case "Drawing":
      return { tag: "Draw", val: value.val };
    case "Person":
      return value;
    default:
      throw bare.unknownVariant("Entry", value satisfies never);
  }
}

export function upgradeReportV3(value: v3.Report): v4.Report {
  return {
    draw: value.draw,
    person: value.person,
    peer: value.peer,
    level: value.level,
    codes: value.codes,
    note: value.note,
    entries: value.entries.map(upgradeEntryV3),
    timeoutMs: value.timeout,
  };
}

export function downgradeReportV4(value: v4.Report): v3.Report {
  return {
    draw: value.draw,
    person: value.person,
    peer: value.peer,
    level: value.level,
    codes: value.codes,
    note: value.note,
    entries: value.entries.map(downgradeEntryV4),
    timeout: value.timeoutMs,
  };
}
