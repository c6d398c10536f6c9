// @generated from members-by-hand/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed    Level   HIGH: same type (by hand)
//   changed    Note    + size: u8
//   changed    Root    Ping: same type (by hand)
//   unchanged  1 type

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "members-by-hand", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "members-by-hand", from: 2, to: 1 } as const;

const CHECKS_V1 = /* @__PURE__ */ resultChecks(schemaV1);

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Level.HIGH"?: {
      /** Level.HIGH: what does it become in v2? */
      readonly upgrade?: ((value: "HIGH") => v2.Level) | decide.Reject;
    };
    readonly "Note.size": {
      /** v1 has no Note.size: what does v2 get? */
      readonly upgrade: ((value: v1.Note) => v2.Note["size"]) | decide.Reject;
      /** v1 has no Note.size: what becomes of the value of v2? */
      readonly downgrade: decide.Drop | decide.DropIf<v2.Note["size"]> | decide.Reject;
    };
    readonly "Root.Ping"?: {
      /** Root.Ping of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Ping) => v1.Root) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Note: [v1.Note, v2.Note];
    };
    readonly unions: {
      readonly Root: [v1.Root, v2.Root];
    };
    readonly enums: {
      readonly Level: [v1.Level, v2.Level];
    };
    readonly others: {
      readonly Ping: [v1.Ping, v2.Ping];
    };
  }
>;

export function upgradeLevelV1(value: v1.Level): v2.Level {
  switch (value) {
    case "LOW":
      return value;
    case "HIGH":
      return bare.decide(
        { step: UPGRADE, path: "Level.HIGH", check: CHECKS_V2("Level") },
        decisions["Level.HIGH"]?.upgrade,
        value,
      );
    default:
      throw bare.unknownValue("Level", value satisfies never);
  }
}

export function upgradeNoteV1(value: v1.Note): v2.Note {
  return {
    text: value.text,
    size: bare.decideNew(
      { step: UPGRADE, path: "Note.size", check: CHECKS_V2("Note", "size") },
      decisions["Note.size"].upgrade,
      value,
    ),
  };
}

export function downgradeNoteV2(value: v2.Note): v1.Note {
  if (!bare.isDroppable(decisions["Note.size"].downgrade, value.size)) {
    throw bare.notRepresentable(DOWNGRADE, "Note.size");
  }
  return {
    text: value.text,
  };
}

export function upgradeRootV1(value: v1.Root): v2.Root {
  switch (value.tag) {
    case "Note":
      return { tag: "Note", val: upgradeNoteV1(value.val) };
    case "Ping":
      return value;
    case "Level":
      return { tag: "Level", val: upgradeLevelV1(value.val) };
    default:
      throw bare.unknownVariant("Root", value satisfies never);
  }
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  switch (value.tag) {
    case "Note":
      return { tag: "Note", val: downgradeNoteV2(value.val) };
    case "Ping":
      return bare.decide(
        { step: DOWNGRADE, path: "Root.Ping", check: CHECKS_V1("Root") },
        decisions["Root.Ping"]?.downgrade,
        value.val,
      );
    case "Level":
      return value;
    default:
      throw bare.unknownVariant("Root", value satisfies never);
  }
}
