// @generated from four-versions/v3.bare and v4.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed    Memo    Note -> Memo
//                      + lines: optional<u32>
//   changed    Root    Note -> Memo
//   unchanged  1 type

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v3 from "./v3.js";
import type * as v4 from "./v4.js";

const DOWNGRADE = { protocol: "four-versions", from: 4, to: 3 } as const;

/**
 * The decisions that the differences of v3 and v4 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV3V4 = decide.Decisions<
  {
    readonly "Memo.lines"?: {
      /** v3 has no Memo.lines: what does v4 get? */
      readonly upgrade?: (value: v3.Note) => v4.Memo["lines"];
      /** v3 has no Memo.lines: what becomes of the value of v4? */
      readonly downgrade?: decide.Drop | decide.DropIf<v4.Memo["lines"]> | decide.Reject;
    };
    readonly "Memo": decide.RenamedFrom<"Note", decide.Converted<v3.Note, v4.Memo>>;
  },
  {
    readonly structs: {
      readonly Ping: [v3.Ping, v4.Ping];
      readonly Memo: [v3.Note, v4.Memo];
    };
    readonly unions: {
      readonly Root: [v3.Root, v4.Root];
    };
  }
>;

export function upgradeNoteV3(value: v3.Note): v4.Memo {
  return {
    text: value.text,
    lines: null,
  };
}

export function downgradeMemoV4(value: v4.Memo): v3.Note {
  if (value.lines !== null) throw bare.notRepresentable(DOWNGRADE, "Memo.lines");
  return {
    text: value.text,
  };
}

export function upgradeRootV3(value: v3.Root): v4.Root {
  switch (value.tag) {
    case "Ping":
      return value;
    case "Note":
      return { tag: "Memo", val: upgradeNoteV3(value.val) };
    default:
      throw bare.unknownVariant("Root", value satisfies never);
  }
}

export function downgradeRootV4(value: v4.Root): v3.Root {
  switch (value.tag) {
    case "Ping":
      return value;
    case "Memo":
      return { tag: "Note", val: downgradeMemoV4(value.val) };
    default:
      throw bare.unknownVariant("Root", value satisfies never);
  }
}
