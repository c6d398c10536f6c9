// @generated from ten-versions/v9.bare and v10.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed    Entry    + str
//   changed    Summary  Report -> Summary
//                       entries: same type
//   unchanged  6 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v9 from "./v9.js";
import type * as v10 from "./v10.js";

const DOWNGRADE = { protocol: "ten-versions", from: 10, to: 9 } as const;

/**
 * The decisions that the differences of v9 and v10 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV9V10 = decide.Decisions<
  {
    readonly "Entry.str"?: {
      /** v9 has no Entry.str: what is sent in its place? */
      readonly downgrade?:
        | ((value: Extract<v10.Entry, { readonly tag: "str" }>["val"]) => v9.Entry)
        | decide.Reject;
    };
    readonly "Summary.entries"?: {
      /** Summary.entries of v10: what does it become in v9? */
      readonly downgrade?:
        | ((value: v10.Summary["entries"]) => v9.Report["entries"])
        | decide.Omit
        | decide.Reject;
    };
    readonly "Summary": decide.RenamedFrom<"Report", decide.Converted<v9.Report, v10.Summary>>;
  },
  {
    readonly structs: {
      readonly Drawing: [v9.Drawing, v10.Drawing];
      readonly Person: [v9.Person, v10.Person];
      readonly Peer: [v9.Peer, v10.Peer];
      readonly Summary: [v9.Report, v10.Summary];
    };
    readonly unions: {
      readonly Level: [v9.Level, v10.Level];
      readonly Entry: [v9.Entry, v10.Entry];
    };
    readonly others: {
      readonly Low: [v9.Low, v10.Low];
      readonly High: [v9.High, v10.High];
    };
  }
>;

export function downgradeEntryV10(value: v10.Entry): v9.Entry {
  switch (value.tag) {
    case "Drawing":
    case "Person":
      return value;
    case "str":
      throw bare.notRepresentable(DOWNGRADE, "Entry.str");
    default:
      throw bare.unknownVariant("Entry", value satisfies never);
  }
}

export function downgradeSummaryV10(value: v10.Summary): v9.Report {
  return {
    draw: value.draw,
    person: value.person,
    peer: value.peer,
    level: value.level,
    codes: value.codes,
    note: value.note,
    entries: bare.omitItems(DOWNGRADE, "Summary.entries", value.entries, downgradeEntryV10),
    timeoutMs: value.timeoutMs,
  };
}
