// @generated from ten-versions/v6.bare and v7.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Peer     - port
//                        host -> addr?
//   transitive  Report   Peer
//   unchanged   6 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v6-v7.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV6 } from "./v6.schema.js";
import { schema as schemaV7 } from "./v7.schema.js";
import type * as v6 from "./v6.js";
import type * as v7 from "./v7.js";

const UPGRADE = { protocol: "ten-versions", from: 6, to: 7 } as const;

const DOWNGRADE = { protocol: "ten-versions", from: 7, to: 6 } as const;

const CHECKS_V6 = /* @__PURE__ */ resultChecks(schemaV6);

const CHECKS_V7 = /* @__PURE__ */ resultChecks(schemaV7);

/**
 * The decisions that the differences of v6 and v7 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV6V7 = decide.Decisions<
  {
    readonly "Peer"?: {
      /** Peer of v6: how does it become that of v7? */
      readonly upgrade?: ((value: v6.Peer) => v7.Peer) | decide.Reject;
      /** Peer of v7: how does it become that of v6? */
      readonly downgrade?: ((value: v7.Peer) => v6.Peer) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Drawing: [v6.Drawing, v7.Drawing];
      readonly Person: [v6.Person, v7.Person];
      readonly Peer: [v6.Peer, v7.Peer];
      readonly Report: [v6.Report, v7.Report];
    };
    readonly unions: {
      readonly Level: [v6.Level, v7.Level];
      readonly Entry: [v6.Entry, v7.Entry];
    };
    readonly others: {
      readonly Low: [v6.Low, v7.Low];
      readonly High: [v6.High, v7.High];
    };
  }
>;

export function upgradePeerV6(value: v6.Peer): v7.Peer {
  return bare.decide(
    { step: UPGRADE, path: "Peer", check: CHECKS_V7("Peer") },
    decisions["Peer"]?.upgrade,
    value,
  );
}

export function downgradePeerV7(value: v7.Peer): v6.Peer {
  return bare.decide(
    { step: DOWNGRADE, path: "Peer", check: CHECKS_V6("Peer") },
    decisions["Peer"]?.downgrade,
    value,
  );
}

export function upgradeReportV6(value: v6.Report): v7.Report {
  return {
    draw: value.draw,
    person: value.person,
    peer: upgradePeerV6(value.peer),
    level: value.level,
    codes: value.codes,
    note: value.note,
    entries: value.entries,
    timeoutMs: value.timeoutMs,
  };
}

export function downgradeReportV7(value: v7.Report): v6.Report {
  return {
    draw: value.draw,
    person: value.person,
    peer: downgradePeerV7(value.peer),
    level: value.level,
    codes: value.codes,
    note: value.note,
    entries: value.entries,
    timeoutMs: value.timeoutMs,
  };
}
